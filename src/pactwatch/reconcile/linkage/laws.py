"""The laws of linking: what two items may never be together, however much else agrees."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pactwatch.reconcile.linkage.coded_columns import APART
from pactwatch.reconcile.linkage.decided import Decided

if TYPE_CHECKING:
    import pyarrow as pa

# Positions further apart are of two incidents, where neither place is an area. One incident's are off by a few kilometres.
FAR_KM = 100.0
_KM_A_DEGREE = 111.2


class Laws:
    """Tells for two groups of items, by their numbers, whether they may be together.

    Never together are two items of one document, which tells them apart, and what a person parted.
    """

    def __init__(self, names: Sequence[str], documents: Sequence[str], decided: Decided) -> None:
        """Each item's name, and the document in which it stands."""
        self._names = names
        self._documents = documents
        self._decided = decided

    def part(self, one: Collection[int], other: Collection[int]) -> bool:
        """Whether some item of the one may not be with some item of the other."""
        if any(self._cannot_be_one(a, b) for a in one for b in other):
            return True
        return self._decided.parts([self._names[n] for n in one], [self._names[n] for n in other])

    def _cannot_be_one(self, one: int, other: int) -> bool:
        return self._documents[one] == self._documents[other]


class CodedLaws(Laws):
    """Also never together are a total and a single event, and events whose days or areas cannot meet."""

    def __init__(self, names: Sequence[str], documents: Sequence[str], decided: Decided, rows: pa.Table) -> None:
        """`rows` is the table of `coded_rows`."""
        super().__init__(names, documents, decided)
        self._first, self._last, self._total, self._area = (
            rows.column(name).to_pylist() for name in ("first", "last", "total", "area")
        )
        self._lat, self._lon = (rows.column(name).to_numpy() for name in ("lat", "lon"))
        self._place, self._region = (_sets(rows.column(name)) for name in ("names", "region"))

    def _cannot_be_one(self, one: int, other: int) -> bool:
        return (
            super()._cannot_be_one(one, other)
            or self._total[one] != self._total[other]
            or self._days_cannot_meet(one, other)
            or self._areas_cannot_meet(one, other)
        )

    def _days_cannot_meet(self, one: int, other: int) -> bool:
        first, last = (self._first[one], self._first[other]), (self._last[one], self._last[other])
        return None not in first and max(first) - min(last) > APART

    def _areas_cannot_meet(self, one: int, other: int) -> bool:
        if all(_disjoint(words[one], words[other]) for words in (self._region, self._place)):
            return True
        if self._area[one] or self._area[other]:
            return False
        north = float(self._lat[one] - self._lat[other])
        east = float(self._lon[one] - self._lon[other]) * math.cos(math.radians(self._lat[one]))
        # Without positions, this is not a number and not larger.
        return _KM_A_DEGREE * math.hypot(north, east) > FAR_KM


def _sets(column: pa.ChunkedArray) -> list[frozenset[str]]:
    """The words of each row as a set; equal ones are one object, since a million rows have few."""
    known: dict[tuple[str, ...], frozenset[str]] = {}
    return [known.setdefault(words, frozenset(words)) for words in (tuple(each or ()) for each in column.to_pylist())]


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)
