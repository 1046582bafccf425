"""The day that relative words count from: "Tuesday", "last month", "over the weekend" against a date of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pactwatch.read.imprecise_date import ImpreciseDate

Direction = Literal["past", "future"]
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6
# Who writes "Dec. 30" without a year on 29 November hardly means the one of eleven months ago.
_TOO_LONG_AGO = timedelta(days=330)


def span(first: str, last: str) -> str:
    """The written interval between two written dates."""
    return first if first == last else f"{first}/{last}"


def month_after(year: int, month: int, count: int) -> tuple[int, int]:
    """The year and month so many months later (or earlier, where the count is below nought)."""
    months = year * 12 + month - 1 + count
    return months // 12, months % 12 + 1


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(*month_after(year, month, 1), 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date of publication, as coarse as it is known. What cannot be told from it comes back as None."""

    year: int
    month: int | None = None
    day: date | None = None

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, text: str) -> Anchor:
        """Read an ISO date, with or without a time of day. Raises ValueError where it is none."""
        known = ImpreciseDate.parse(text.split("T", maxsplit=1)[0])
        first, last = known.first, known.after - timedelta(days=1)
        if first == last:
            return cls(first.year, first.month, first)
        if first.year != last.year:
            raise ValueError(f"too coarse a date to count from: {text!r}")
        return cls(first.year, first.month if first.month == last.month else None)

    def days(self, first: int, last: int | None = None) -> str | None:
        """The day so many days from here, or the interval between two."""
        if self.day is None:
            return None
        ends = [(self.day + timedelta(days=count)).isoformat() for count in (first, first if last is None else last)]
        return span(*ends)

    def weekday(self, index: int, direction: Direction, *, strictly: bool = False) -> date | None:
        """The nearest such weekday (Monday is 0): today counts unless `strictly`."""
        if self.day is None:
            return None
        if direction == "past":
            back = (self.day.weekday() - index) % 7
            return self.day - timedelta(days=back or (7 if strictly else 0))
        ahead = (index - self.day.weekday()) % 7
        return self.day + timedelta(days=ahead or (7 if strictly else 0))

    def weekday_of_week(self, index: int, weeks: int) -> date | None:
        """That weekday of this week (0), of last week (-1), of next week (1). Weeks begin on Monday."""
        if self.day is None:
            return None
        return self.day + timedelta(days=index - self.day.weekday() + 7 * weeks)

    def week(self, weeks: int) -> str | None:
        """A week from Monday to Sunday. Last week, seen from a Sunday or Monday, may be either of two: its month only."""
        first, last = self.weekday_of_week(_MONDAY, weeks), self.weekday_of_week(_SUNDAY, weeks)
        if self.day is None or first is None or last is None:
            return None
        if weeks == -1 and self.day.weekday() in (_SUNDAY, _MONDAY):
            early = first if self.day.weekday() == _SUNDAY else first - timedelta(days=7)
            late = last + timedelta(days=7 if self.day.weekday() == _SUNDAY else 0)
            return span(early.isoformat()[:7], min(late, self.day).isoformat()[:7])
        return span(first.isoformat(), last.isoformat())

    def weekend(self, weeks: int, direction: Direction = "past") -> str | None:
        """A Saturday and Sunday: 0 the latest that has begun (or the next to end), -1 last weekend, 1 next weekend."""
        if self.day is None:
            return None
        today = self.day.weekday()
        saturday = self.day - timedelta(days=(today - _SATURDAY) % 7)
        now = today in (_SATURDAY, _SUNDAY)
        if weeks == -1 and now:
            saturday -= timedelta(days=7)
        elif weeks == 1 or (weeks == 0 and direction == "future" and not now):
            saturday += timedelta(days=7)
        return span(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())

    def months(self, first: int, last: int | None = None) -> str | None:
        """The month so many months from here, or the interval between two."""
        if self.month is None:
            return None
        ends = [month_after(self.year, self.month, count) for count in (first, first if last is None else last)]
        return span(*(f"{year:04}-{month:02}" for year, month in ends))

    def year_of(self, month: int, day: int | None, direction: Direction, weekday: int | None = None) -> int | None:
        """The year of a month, or of a day, that is written without one.

        The latest that has passed (or the next to come); not one of eleven months ago where the next is near. The weekday,
        where it is written too, decides.
        """
        if self.month is None:
            return None
        here = self.day or last_day(self.year, self.month)
        dates = {}
        for year in range(self.year - 8, self.year + 9):
            try:
                dates[year] = date(year, month, day or 1)
            except ValueError:  # 29 February
                continue
        if weekday is not None and day is not None:
            fitting = [year for year, one in dates.items() if one.weekday() == weekday and abs(year - self.year) <= 1]
            if len(fitting) == 1:
                return fitting[0]
        start = here if day else here.replace(day=1)
        passed = [year for year, one in dates.items() if one <= start]
        coming = [year for year, one in dates.items() if one >= start]
        if direction == "future":
            return coming[0]
        far = start - dates[passed[-1]] > _TOO_LONG_AGO
        near = dates[coming[0]] - start < timedelta(days=366) - _TOO_LONG_AGO
        return coming[0] if far and near else passed[-1]
