"""How much the sources told when: claims by month or week of publication and by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.read.imprecise_date import ImpreciseDate

_WEEKS_UP_TO = timedelta(days=150)


@dataclass(frozen=True)
class Activity:
    """Claims counted by step of time and kind: `step` is "week" or "month", `counts` (first day, kind, number)."""

    step: str
    counts: tuple[tuple[date, str, int], ...]

    @property
    def rows(self) -> list[tuple[str, list[int], int]]:
        """As a table, the oldest first: the step's name, the number for each kind, and their sum."""
        by_step: dict[date, Counter[str]] = {}
        for first, kind, number in self.counts:
            by_step.setdefault(first, Counter())[kind] += number
        return [
            (self._name(first), [found[kind] for kind in words.KINDS], found.total())
            for first, found in sorted(by_step.items())
        ]

    @property
    def bars(self) -> list[tuple[date, str, int, int]]:
        """The same, set one upon the other: first day, kind, where its bar begins and where it ends."""
        heights: Counter[date] = Counter()
        bars = []
        for first, kind, number in sorted(self.counts, key=lambda each: (each[0], list(words.KINDS).index(each[1]))):
            bars.append((first, kind, heights[first], heights[first] + number))
            heights[first] += number
        return bars

    def after(self, first: date) -> date:
        """The first day after the step that begins on that day."""
        if self.step == "week":
            return first + timedelta(days=7)
        return (first + timedelta(days=31)).replace(day=1)

    @property
    def window(self) -> tuple[date, date]:
        """From the first to after the last step, and never so short that a bar looks like a wall."""
        last = self.after(max(first for first, _, _ in self.counts))
        shortest = timedelta(weeks=16) if self.step == "week" else timedelta(days=730)
        return min(*(first for first, _, _ in self.counts), last - shortest), last

    def _name(self, first: date) -> str:
        return words.month(first) if self.step == "month" else f"week of {words.day(first)}"


def activity(claims: Iterable[StoredClaim]) -> Activity:
    """Count the claims whose day of publication is known; by week where they span less than half a year."""
    days = []
    for stored in claims:
        if stored.published is None:
            continue
        published = ImpreciseDate.parse(stored.published)
        if published.days == 1:
            days.append((published.first, stored.claim.kind))
    if not days:
        return Activity("month", ())
    span = max(day for day, _ in days) - min(day for day, _ in days)
    step = "week" if span <= _WEEKS_UP_TO else "month"
    counts = Counter((_first(day, step), kind) for day, kind in days)
    return Activity(step, tuple((first, kind, number) for (first, kind), number in sorted(counts.items())))


def _first(day: date, step: str) -> date:
    return day - timedelta(days=day.weekday()) if step == "week" else day.replace(day=1)
