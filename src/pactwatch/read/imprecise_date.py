"""A date as coarse as the words that gave it: a half-open interval that never pretends to be exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class ImpreciseDate:
    """A day, month, year or interval, written as the coding manual writes it (ISO 8601).

    `text` is the written form: "2024-02-16", "2024-02", "2024" or "2023-12/2024-01".
    `first` is the first day that it can mean; `after` is the first day that it can no longer mean.
    """

    text: str
    first: date
    after: date

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """Read the written form. Raises ValueError where it is none of the four forms, or no such day exists."""
        return _parse(text)

    def overlaps(self, other: ImpreciseDate) -> bool:
        """Whether some day is possible under both."""
        return self.first < other.after and other.first < self.after

    def within(self, other: ImpreciseDate) -> bool:
        """Whether every day that this can mean lies inside the other."""
        return other.first <= self.first and self.after <= other.after

    @property
    def days(self) -> int:
        """How many days it can mean."""
        return (self.after - self.first).days


@lru_cache(maxsize=65536)
def _parse(text: str) -> ImpreciseDate:
    ends = text.split("/")
    if len(ends) > 2:
        raise ValueError(f"not an ISO date or interval: {text!r}")
    first, after = _point(ends[0])
    if len(ends) == 2:
        _, after = _point(ends[1])
    if after <= first:
        raise ValueError(f"the interval ends before it begins: {text!r}")
    return ImpreciseDate(text, first, after)


def _point(text: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an ISO date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if day is None:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    exact = date(year, month, day)
    return exact, exact + timedelta(days=1)
