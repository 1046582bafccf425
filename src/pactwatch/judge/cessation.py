"""The clock of a credible cessation: how many days in a row the ceasefire has held, and what last set it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pactwatch.judge.finding import Finding
from pactwatch.judge.period import spans
from pactwatch.judge.state import Ceasefire, DayState, gravest
from pactwatch.judge.state_rule import STATES, Cessation


@dataclass(frozen=True)
class CessationClock:
    """Where the clock of a cessation stands at the end of a day.

    `counted` days in a row have counted; of these, `silent` are such that nothing was judged for them. `reached` is the
    day on which it was first full since `set_back`, the last day that did not count (None: none since the terms came
    into force), and `by` are the findings on that day. It does not run where the terms are not in force.
    """

    cessation: Cessation
    on: date
    running: bool
    counted: int
    silent: int
    reached: date | None
    set_back: date | None
    by: tuple[Finding, ...]


def cessation_clock(ceasefire: Ceasefire, cessation: Cessation, on: date, zone: str | None = None) -> CessationClock:
    """The clock on a day. A day on which an incident only may have happened does not count: the clock errs to caution."""
    begun = _begun(ceasefire, on)
    if begun is None:
        return CessationClock(cessation, on, False, 0, 0, None, None, ())
    days = _days(ceasefire, cessation, begun, on, zone)
    counted = silent = 0
    for day in reversed(days):
        if not _counts(day, cessation):
            break
        counted += 1
        silent += day.could_be == "not judged"
    set_back = on - timedelta(days=counted) if counted < len(days) else None
    # On the last day of the row before `counted` grew past what is asked for.
    full = on - timedelta(days=counted - cessation.days) if counted >= cessation.days else None
    by = _setters(ceasefire, cessation, set_back, zone) if set_back else ()
    return CessationClock(cessation, on, True, counted, silent, full, set_back, by)


def first_days(ceasefire: Ceasefire, cessation: Cessation, until: date, zone: str | None = None) -> list[date]:
    """The days until a day on which the clock became full, in order: once in each row of days."""
    result = []
    for first, after in spans(ceasefire.terms.in_force, ceasefire.terms.paused):
        begun, end = date.fromordinal(first), min(until, date.fromordinal(after - 1))
        row = 0
        for day in _days(ceasefire, cessation, begun, end, zone) if begun <= end else ():
            row = row + 1 if _counts(day, cessation) else 0
            if row == cessation.days:
                result.append(day.day)
    return result


def _begun(ceasefire: Ceasefire, on: date) -> date | None:
    during = spans(ceasefire.terms.in_force, ceasefire.terms.paused)
    return next((date.fromordinal(first) for first, after in during if first <= on.toordinal() < after), None)


def _days(ceasefire: Ceasefire, cessation: Cessation, first: date, last: date, zone: str | None) -> list[DayState]:
    return ceasefire.states(first, last, zone, cessation.within_days)


def _counts(day: DayState, cessation: Cessation) -> bool:
    if day.could_be == "not judged":
        return cessation.silence_counts
    return STATES.index(day.could_be) <= STATES.index(cessation.at_least)


def _setters(ceasefire: Ceasefire, cessation: Cessation, day: date, zone: str | None) -> tuple[Finding, ...]:
    """The findings that may have happened in the window of the day, other than of no violation, the latest first."""
    begin = day - timedelta(days=cessation.within_days - 1)
    found = [
        each
        for each in ceasefire.occurrences
        if each.may_have_happened(begin, day) and each.in_zone(zone) is not False and gravest(each) != "no_violation"
    ]
    found.sort(key=lambda each: (gravest(each) == "violation", each.last or date.min, each.record), reverse=True)
    return tuple(finding for each in found for finding in each.findings if finding.verdict == gravest(each))
