"""A listing: the cases that a report names one by one after a line that says what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract.monitoring.parties import Parties
from pactwatch.extract.monitoring.report import Passage
from pactwatch.extract.monitoring.words import Role

_LEAD_IN = re.compile(
    r"\b(?:abuses|allegations|ambushes|attacks|cases|clashes|examples|incidents|killings|reports|violations)\b[^:]{0,90}:$",
    re.IGNORECASE,
)
# What somebody stated, point by point, is one account and no list of cases.
_SAID = re.compile(r"\b(?:said|stated|states|told|claimed|that)\s*:$")
_SOON = 2


@dataclass(frozen=True)
class Item:
    """One case of a listing: its number in the report, and the parties that the line before the list blames."""

    number: int
    parties: tuple[str, ...]


class Listing:
    """Follows the sentences of a report in order, and tells which case of a listing each belongs to."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._blamed: tuple[str, ...] = ()
        self._role: Role | None = None
        self._paragraph = -1
        self._marker: str | None = None
        self._seen = -1
        self._number = 0
        self._open = False

    def item(self, passage: Passage) -> Item | None:
        """The case that a sentence belongs to; None outside of listings."""
        text = passage.text.rstrip()
        if text.endswith(":"):
            self._open = _LEAD_IN.search(text) is not None and _SAID.search(text) is None
            self._blamed = self._parties.all_in(text) if self._open else ()
            self._role, self._paragraph, self._marker = passage.role, passage.paragraph, None
            return None
        if not self._open or passage.role != self._role:
            self._open = False
            return None
        kind = _kind(passage.block.marker)
        if self._marker is None:
            if kind is None or passage.paragraph - self._paragraph > _SOON:
                self._open = False
                return None
            self._marker = kind
        elif kind is not None and kind != self._marker:
            self._open = False
            return None
        if kind is not None and passage.paragraph != self._seen:
            self._number += 1
            self._seen = passage.paragraph
        return Item(self._number, self._blamed if len(self._blamed) == 1 else ())


def _kind(marker: str) -> str | None:
    """The sort of a list's sign; None for none. A number with a point in it is one of the report's own paragraphs."""
    if not marker:
        return None
    bare = marker.strip("().|: ")
    if bare.isdigit():
        return "number"
    if "." in bare:
        return "paragraph"
    if bare.isalpha():
        return "roman" if re.fullmatch(r"[ivx]+", bare) else "letter"
    return "bullet"
