"""The state of a ceasefire at a glance: whether it holds under its terms, in words with counts, never as a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from pactwatch.coordinate.obligation import Obligation
from pactwatch.judge.cessation import CessationClock, cessation_clock
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire, Range
from pactwatch.judge.state_rule import Level, StateName, StateRule
from pactwatch.judge.terms import Period, Terms
from pactwatch.publish import words

Phase = Literal["in force", "not yet in force", "no longer in force", "dormant"]

MEANINGS: dict[StateName, str] = {
    "holding": "incidents were judged, and no breach was found or left open",
    "strained": "no breach is established, but some incidents in their time could not be cleared",
    "broken": "at least one breach is established to the terms' standard of evidence",
    "not judged": "no incident falls under these terms, which is no proof that they are kept",
}


@dataclass(frozen=True)
class CeasefireState:
    """How one set of terms stands: its phase at a moment, whether it holds, and the findings behind that.

    `holds` is by the terms' own rule of the state, and `could_be` the worst that the open facts allow. `clocks` are those
    of its cessations.

    `undated` are inconclusive findings on incidents that may lie outside the time of the terms: they weigh nothing,
    and nor does a finding of no violation on an incident without a date.
    """

    terms: Terms
    phase: Phase
    since: str
    holds: StateName
    could_be: StateName
    violations: tuple[Finding, ...]
    inconclusive: tuple[Finding, ...]
    undated: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    clocks: tuple[CessationClock, ...] = ()

    @property
    def incidents(self) -> int:
        """How many incidents were judged under these terms."""
        dated = [finding for finding in self.cleared if finding.happened]
        return len({finding.record for finding in (*self.violations, *self.inconclusive, *dated)})

    @property
    def latest(self) -> list[Finding]:
        """The few latest violations; where there are none, the latest that cannot be decided."""
        telling = self.violations or self.inconclusive
        return sorted(telling, key=lambda finding: finding.happened or "", reverse=True)[:4]

    @property
    def in_words(self) -> str:
        """The counts behind the word, in one or two sentences."""
        broken = {finding.record for finding in self.violations}
        unclear = {finding.record for finding in self.inconclusive} - broken
        if self.incidents:
            told = f"Of {words.plural(self.incidents, 'incident')} judged, "
            told += f"{len(broken)} {'is' if len(broken) == 1 else 'are'}" if broken else "none is"
            told += " found to break them" + (f"; {len(unclear)} cannot be decided." if unclear else ".")
        else:
            told = "No incident in this ledger is known to fall in their time. That is no proof that they are kept."
        left = [*self.undated, *(finding for finding in self.cleared if not finding.happened)]
        if left:
            reports = words.plural(len({finding.record for finding in left}), "incident")
            told += f" {reports} without a date {'is' if reports.startswith('1 ') else 'are'} left aside."
        return told


def ceasefire_state(
    terms: Terms, findings: Sequence[Finding], moment: datetime, ceasefire: Ceasefire | None = None
) -> CeasefireState:
    """How those terms stand at that moment, given the findings (those under other terms are left aside).

    `ceasefire` has the incidents with their records; where it is not given, only what the findings say of them is known.
    """
    today = moment.astimezone(UTC).date()
    ceasefire = ceasefire or Ceasefire.of(terms, findings, as_of=last_day(terms, today))
    own = [finding for finding in findings if finding.terms == terms.name]
    violations = tuple(finding for finding in own if finding.verdict == "violation")
    cleared = tuple(finding for finding in own if finding.verdict == "no_violation")
    inconclusive = tuple(finding for finding in own if finding.verdict == "inconclusive" and finding.happened)
    undated = tuple(finding for finding in own if finding.verdict == "inconclusive" and not finding.happened)
    now = ceasefire.on(last_day(terms, today))
    phase, since = phase_of(terms.in_force, moment.date())
    clocks = tuple(cessation_clock(ceasefire, each, today) for each in terms.state.cessations)
    return CeasefireState(
        terms, phase, since, now.state, now.could_be, violations, inconclusive, undated, cleared, clocks
    )


def rule_lines(rule: StateRule) -> list[tuple[StateName, str]]:
    """The terms' rule of the state in words: each state with what makes it so, the first that fits counting."""
    told: list[tuple[StateName, str]] = [(level.state, _level_line(level)) for level in rule.levels]
    return [*told, ("not judged", "none of these, which is no proof that the terms are kept")]


_VERDICTS = {
    "violation": "found to be a violation",
    "inconclusive": "that cannot be decided",
    "no_violation": "found to be no violation",
}


def _level_line(level: Level) -> str:
    told = f"{'an incident' if level.at_least == 1 else f'at least {words.number(level.at_least)} incidents'} "
    told += " or ".join(_VERDICTS[verdict] for verdict in level.verdicts)
    told += f" by {' or '.join(words.actor(each) for each in level.violators)}" if level.violators else ""
    told += f" of {' or '.join(level.rules)}" if level.rules else ""
    told += f" in {' or '.join(level.zones)}" if level.zones else ""
    told += f", graded {' or '.join(level.grades)}" if level.grades else ""
    if level.within_days is None:
        return f"{told}, since the beginning"
    return f"{told}, on the day itself" if level.within_days == 1 else f"{told}, within {level.within_days} days"


def clock_line(clock: CessationClock) -> str:
    """Where the clock of a cessation stands, in words: "day 3 of 14, last set back on 2 April 2025"."""
    asked = clock.cessation.days
    if not clock.running:
        return "does not run: the terms are not in force"
    told = f"day {clock.counted} of {asked}"
    if clock.reached is not None:
        told = (
            f"reached on {words.day(clock.reached)}: {words.plural(clock.counted, 'day')} in a row, {asked} asked for"
        )
    told += f"; last set back on {words.day(clock.set_back)}" if clock.set_back else "; never set back"
    if clock.silent:
        told += f"; on {words.number(clock.silent)} of these days nothing was judged"
    return told


def range_words(number: Range) -> str:
    """A range as people read it: "3", "2 to 4"."""
    return words.number(number.low) if number.low == number.high else f"{number.low:,} to {number.high:,}"


def change_words(now: Range, before: Range) -> str:
    """How a count stands to the one before: "3 more", "as many", "may be more or fewer"."""
    if now.low == now.high and before.low == before.high:
        difference = now.low - before.low
        return f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}" if difference else "as many"
    if now.low > before.high:
        return f"at least {now.low - before.high:,} more"
    if now.high < before.low:
        return f"at least {before.low - now.high:,} fewer"
    return "may be more or fewer"


def last_day(terms: Terms, today: date) -> date:
    """The last day on which the terms can be said to have a state by today: where they have ended, their last one."""
    ends = [period.until for period in terms.in_force]
    if not ends or None in ends:
        return today
    return min(today, date.fromordinal(max(end for end in ends if end).toordinal() - 1))


def phase_of(periods: Sequence[Period], today: date) -> tuple[Phase, str]:
    """In which phase terms with these periods are on a day, and since or from when, in words."""
    ordered = sorted(periods, key=lambda period: period.first)
    if not ordered:
        return "dormant", ""
    for period in ordered:
        if period.first <= today and (period.until is None or today < period.until):
            return "in force", f"since {words.day(period.first)}" + (
                f", until {words.day(period.until)}" if period.until else ""
            )
    ended = [period.until for period in ordered if period.until is not None and period.until <= today]
    if ended:
        return "no longer in force", f"since {words.day(max(ended))}"
    return "not yet in force", f"from {words.day(ordered[0].first)}"


_URGENCY = ("overdue", "active", "suspended", "dormant", "met", "discharged")


def by_urgency(obligations: Sequence[Obligation]) -> list[Obligation]:
    """Obligations, those first that press most."""
    return sorted(
        obligations,
        key=lambda due: (
            _URGENCY.index(due.state),
            due.due is None,
            due.due.timestamp() if due.due else 0.0,
            due.within is None,
            due.id,
        ),
    )


def clock(due: Obligation, moment: datetime) -> str:
    """Where an obligation's clock stands at a moment, in words."""
    if due.state in ("met", "discharged"):
        return f"{due.state} {words.moment(due.ended)}" if due.ended else due.state
    if due.state == "dormant":
        return "nothing has activated it"
    if due.state == "suspended":
        return "suspended"
    if due.due is None:
        if not due.on_request_of:
            return "no time is set"
        return f"{words.duration(due.within)} from a request" if due.within else "waits for a request"
    if due.state == "overdue" or due.due <= moment:
        return f"overdue by {words.span(moment - due.due)}"
    return f"due in {words.span(due.due - moment)}"


def obligation_line(due: Obligation) -> str:
    """An obligation in one line: who owes what to whom."""
    others = [actor for actor in due.owed_to if actor not in due.owed_by]
    verb = "owes" if len(due.owed_by) == 1 else "owe"
    each_other = " each other" if due.owed_to and not others else ""
    to = f" to {words.actors(others)}" if others else ""
    return f"{words.actors(due.owed_by)} {verb}{each_other} {words.label(due.action)}{to}"


def finding_line(finding: Finding) -> str:
    """A finding in one line: the article, what is found and against whom."""
    against = f" by {words.actors(finding.violators)}" if finding.violators else ""
    if finding.verdict == "violation" and not finding.violators:
        against = ", responsibility not established"
    return f"{words.numbered(finding.article, 'Article')}: {words.label(finding.verdict)}{against}"
