"""The reporting period: a span of days, the one before it, and the points of view from which both are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from pactwatch.publish.point_of_view import PointOfView
from pactwatch.read.imprecise_date import ImpreciseDate

Clock = Literal["learned", "published"]
"""What makes something new: that the ledger learned it in the period, or that it was published in it."""
Placing = Literal["inside", "possibly", "outside", "vague"]
_VAGUE = 31
"""Days: a date that can mean more of them, and more than the period has, does not place an incident."""


@dataclass(frozen=True)
class ReportingPeriod:
    """The days from the first to the last, both included. Raises ValueError where the last is before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def ending(cls, last: date, days: int) -> ReportingPeriod:
        """The period of that many days that ends with a day."""
        return cls(last - timedelta(days=days - 1), last)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> ReportingPeriod:
        """The period of the same length that ends where this one begins."""
        return ReportingPeriod.ending(self.first - timedelta(days=1), self.days)

    @property
    def begins(self) -> datetime:
        """Its first moment, in UTC."""
        return datetime.combine(self.first, time.min, UTC)

    def points(self, clock: Clock, known: date | None = None) -> tuple[PointOfView, PointOfView]:
        """The points of view at its beginning and at its end.

        `known` is the day by which the ledger knew what is told, so that a past report can be made again as it was.
        """
        if clock == "published":
            return PointOfView(known, self.before.last), PointOfView(known, self.last)
        end = min(self.last, known) if known else self.last
        return PointOfView(min(self.before.last, end), None), PointOfView(end, None)

    def place(self, text: str | None) -> Placing:
        """Where a date that a record holds lies: surely inside, possibly, outside; or too vague to say (or none)."""
        try:
            when = ImpreciseDate.parse(text) if text else None
        except ValueError:
            when = None
        if when is None:
            return "vague"
        if self.first <= when.first and when.after <= self.last + timedelta(days=1):
            return "inside"
        if when.after <= self.first or self.last < when.first:
            return "outside"
        return "vague" if when.days > max(_VAGUE, self.days) else "possibly"
