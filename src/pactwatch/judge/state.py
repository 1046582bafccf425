"""The state of a ceasefire: holding, strained or broken, for any day and zone, with the counts behind it as ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from pactwatch.judge.finding import Finding, Verdict
from pactwatch.judge.occurrence import Occurrence, Shares, occurrences
from pactwatch.judge.state_rule import STATES, Level, StateName
from pactwatch.judge.terms import Terms
from pactwatch.reconcile.record import Record

Step = Literal["day", "week", "month"]


@dataclass(frozen=True)
class Range:
    """How many incidents: at least `low`, at most `high`, by what may or may not fall in the time, zone or party asked."""

    low: int = 0
    high: int = 0

    def __bool__(self) -> bool:
        return self.high > 0

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class DayState:
    """The state on a day. `state` is what is shown; `could_be` is the worst that the open facts allow."""

    day: date
    state: StateName
    could_be: StateName


@dataclass(frozen=True)
class Counts:
    """The incidents of a time, both days in it, and a zone (None: everywhere), with violations by party, type and zone.

    An incident counts by its gravest finding: a violation, else one that cannot be decided, else one of no violation.
    """

    first: date
    last: date
    zone: str | None
    violations: Range
    inconclusive: Range
    cleared: Range
    by_party: Mapping[str, Range]
    by_type: Mapping[str, Range]
    by_zone: Mapping[str, Range]
    not_attributed: Range

    @property
    def incidents(self) -> Range:
        """All incidents that were judged."""
        parts = (self.violations, self.inconclusive, self.cleared)
        return Range(sum(part.low for part in parts), sum(part.high for part in parts))


class Ceasefire:
    """One set of terms with the incidents judged under it, as they are known at one point of view."""

    def __init__(self, terms: Terms, occurrences: Sequence[Occurrence]) -> None:
        self.terms = terms
        self.occurrences = tuple(occurrences)

    @classmethod
    def of(
        cls,
        terms: Terms,
        findings: Iterable[Finding],
        records: Iterable[Record] = (),
        as_of: date | None = None,
    ) -> Ceasefire:
        """From findings (those under other terms are left aside) and the records that they are on; see `occurrences`."""
        return cls(terms, occurrences(terms, findings, records, as_of))

    @property
    def undated(self) -> list[Occurrence]:
        """The incidents of which no day is known: they weigh nothing."""
        return [each for each in self.occurrences if each.first is None]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of which an incident tells; None where none has a day."""
        dated = [each for each in self.occurrences if each.first is not None and each.last is not None]
        if not dated:
            return None
        return min(each.first for each in dated if each.first), max(each.last for each in dated if each.last)

    def on(self, day: date, zone: str | None = None) -> DayState:
        """The state on a day. What happened later does not count. Raises KeyError for a zone that there is none of."""
        return self.states(day, day, zone)[0]

    def states(
        self, first: date, last: date, zone: str | None = None, within_days: int | None = None
    ) -> list[DayState]:
        """The state of each day of a time, both ends in it; empty where it ends before it begins.

        `within_days` takes the place of the windows of the terms' levels. Raises KeyError for an unknown zone.
        """
        if zone is not None:
            self.terms.zone(zone)
        reached = [
            (level, *self._reached(level, first, last, zone, within_days)) for level in self.terms.state.levels
        ]
        result = []
        for number in range((last - first).days + 1):
            shown: StateName = next((level.state for level, certain, _ in reached if certain[number]), "not judged")
            could: StateName = next((level.state for level, _, possible in reached if possible[number]), "not judged")
            result.append(DayState(first + timedelta(days=number), shown, max((shown, could), key=STATES.index)))
        return result

    def _reached(
        self, level: Level, first: date, last: date, zone: str | None, within_days: int | None
    ) -> tuple[list[bool], list[bool]]:
        """On which days of a time a level is certainly, and on which it is possibly reached.

        An incident between days a and b is certainly in the window of w days that ends with day d from b to a + w - 1,
        and possibly from a to b + w - 1. Each adds one to those days, so that a pass over the days counts them all.
        """
        width = within_days or level.within_days
        length = max(0, (last - first).days + 1)
        sure, may = [0] * (length + 1), [0] * (length + 1)

        def add(days: list[int], begin: date, end: date | None) -> None:
            start = max(0, (begin - first).days)
            stop = length if end is None else min(length, (end - first).days + 1)
            if start < stop:
                days[start] += 1
                days[stop] -= 1

        for each in self.occurrences:
            fits = self._fits(each, level, zone)
            if fits is False or each.first is None or each.last is None:
                continue
            span = timedelta(days=width - 1) if width else None
            if fits:
                add(sure, each.last, each.first + span if span is not None else None)
            add(may, each.first, each.last + span if span is not None else None)
        return tuple(  # type: ignore[return-value]
            [count >= level.at_least for count in list(accumulate(days))[:length]] for days in (sure, may)
        )

    def _fits(self, occurrence: Occurrence, level: Level, zone: str | None) -> bool | None:
        met = [finding for finding in occurrence.findings if _meets(finding, level)]
        if not met:
            return False
        places = [occurrence.in_zone(zone)]
        if level.zones:
            inside = [occurrence.in_zone(name) for name in level.zones]
            places.append(True if True in inside else None if None in inside else False)
        return False if False in places else None if None in places else True

    def behind(self, day: date, zone: str | None = None) -> list[Finding]:
        """The findings that make the state of a day what it is shown to be, the latest first; none where nothing does."""
        name = self.on(day, zone).state
        for level in self.terms.state.levels:
            if level.state != name or not self._reached(level, day, day, zone, None)[0][0]:
                continue
            begin = day - timedelta(days=level.within_days - 1) if level.within_days else date.min
            counted = [
                each for each in self.occurrences if self._fits(each, level, zone) and each.happened(begin, day)
            ]
            counted.sort(key=lambda each: (each.last or date.min, each.record), reverse=True)
            return [finding for each in counted for finding in each.findings if _meets(finding, level)]
        return []

    def counts(self, first: date, last: date, zone: str | None = None) -> Counts:
        """The incidents of a time, both days in it. Raises KeyError for a zone that there is none of."""
        if zone is not None:
            self.terms.zone(zone)
        within: list[tuple[Occurrence, bool]] = []
        for each in self.occurrences:
            inside = each.in_zone(zone)
            if inside is not False and each.may_have_happened(first, last):
                within.append((each, bool(inside) and each.happened(first, last)))
        broken = [(each, sure) for each, sure in within if gravest(each) == "violation"]
        zones = [name.name for name in self.terms.zones]
        return Counts(
            first=first,
            last=last,
            zone=zone,
            violations=_range(sure for _, sure in broken),
            inconclusive=_range(sure for each, sure in within if gravest(each) == "inconclusive"),
            cleared=_range(sure for each, sure in within if gravest(each) == "no_violation"),
            by_party=_by((party.actor for party in self.terms.parties), broken, lambda each: each.parties),
            by_type=_by(sorted({name for each, _ in broken for name in each.types}), broken, lambda each: each.types),
            by_zone=_by(zones, broken, lambda each: _zone_shares(each, zones)),
            not_attributed=_range(sure for each, sure in broken if not any(each.parties.values())),
        )

    def compared(self, first: date, last: date, zone: str | None = None) -> tuple[Counts, Counts]:
        """The counts of a time, and of the time of the same length before it, as monitoring missions compare them."""
        length = last - first + timedelta(days=1)
        before = self.counts(first - length, first - timedelta(days=1), zone)
        return self.counts(first, last, zone), before

    def series(self, first: date, last: date, step: Step, zone: str | None = None) -> list[tuple[DayState, Counts]]:
        """Of each step of a time: the state at its end, and its counts. Weeks begin on Monday; the ends are cut."""
        steps = list(_steps(first, last, step))
        states = {state.day: state for state in self.states(first, last, zone)}
        return [(states[end], self.counts(begin, end, zone)) for begin, end in steps]


def gravest(occurrence: Occurrence) -> Verdict:
    """The verdict by which an incident counts."""
    verdicts = {finding.verdict for finding in occurrence.findings}
    order: tuple[Verdict, ...] = ("violation", "inconclusive", "no_violation")
    return next(verdict for verdict in order if verdict in verdicts)


def _meets(finding: Finding, level: Level) -> bool:
    return (
        finding.verdict in level.verdicts
        and (not level.rules or finding.rule in level.rules)
        and (not level.grades or finding.grade in level.grades)
        and (not level.violators or any(violator in level.violators for violator in finding.violators))
    )


def _range(sure: Iterable[bool]) -> Range:
    told = list(sure)
    return Range(sum(told), len(told))


def _by(
    names: Iterable[str], counted: Sequence[tuple[Occurrence, bool]], shares: Callable[[Occurrence], Shares]
) -> dict[str, Range]:
    """The incidents of each name; those with none are left out."""
    found = {
        name: _range(sure and shares(each)[name] for each, sure in counted if name in shares(each)) for name in names
    }
    return {name: number for name, number in found.items() if number}


def _zone_shares(occurrence: Occurrence, zones: Iterable[str]) -> Shares:
    return occurrence.zones if occurrence.zones is not None else dict.fromkeys(zones, False)


def _steps(first: date, last: date, step: Step) -> Iterable[tuple[date, date]]:
    begin = first
    while begin <= last:
        if step == "day":
            after = begin + timedelta(days=1)
        elif step == "week":
            after = begin + timedelta(days=7 - begin.weekday())
        else:
            after = (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield begin, min(last, after - timedelta(days=1))
        begin = after
