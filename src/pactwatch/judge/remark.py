"""The remark: one thing to look at in terms, with its line in their file and how grave it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "gap", "note"]


@dataclass(frozen=True)
class Remark:
    """One thing to look at in terms: the line in their file, counted from 1, how grave it is, and what it is.

    An "error" makes findings wrong (a quote that is not in the text, a contradiction) or is never met, a "gap" leaves
    something unjudged, a "note" is worth a look (an overlap).
    """

    line: int
    severity: Severity
    text: str


def line_of(lines: Sequence[str], words: str, after: int = 1) -> int:
    """The first line of a file, from a line on, that has these words, as a key or at its end; `after` where none has."""
    pattern = re.compile(rf"(?:^|\s){re.escape(words)}(?=\W*$|:|\s)")
    return next((number for number, line in enumerate(lines, 1) if number >= after and pattern.search(line)), after)
