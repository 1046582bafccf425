"""Tables of contents, which print every heading once before its own place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

Line = TypeVar("Line")

_HEADING = re.compile(
    r"(?:table\s+of\s+)?contents|зміст|table\s+des\s+matières|inhalt(?:sverzeichnis)?", re.IGNORECASE
)
# "Scope ........ 12"
_LEADER = re.compile(r"(?:[\s.…_·]{2,}|\t)(?:\d{1,4}|[ivxl]+)\s*$", re.IGNORECASE)
_SHORTEST = 4
_TRIED = 3


def without_contents(lines: Sequence[Line], words: Callable[[Line], str]) -> list[Line]:
    """The lines without those of a table of contents; `words` gives the text of one.

    The table reaches from its heading to where its first entry stands again. One of which no entry stands again is left
    as it is.
    """
    plain = [_plain(words(line)) for line in lines]
    heading = next((place for place, text in enumerate(plain) if _HEADING.fullmatch(text)), None)
    if heading is None:
        return list(lines)
    entries = [place for place in range(heading + 1, len(lines)) if not _HEADING.fullmatch(plain[place])]
    for entry in entries[:_TRIED]:
        again = next((place for place in entries if place > entry and plain[place] == plain[entry]), None)
        if again is not None and len(plain[entry]) >= _SHORTEST:
            return [*lines[:heading], *lines[again:]]
    return list(lines)


def _plain(text: str) -> str:
    return _LEADER.sub("", " ".join(text.split())).casefold().strip(" :")
