"""The state of a ceasefire at a glance: whether it holds under its terms, in words with counts, never as a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pactwatch.coordinate.obligation import Obligation
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Period, Terms
from pactwatch.publish import words

Holds = Literal["holding", "strained", "broken", "not judged"]
Phase = Literal["in force", "not yet in force", "no longer in force", "dormant"]

MEANINGS: dict[Holds, str] = {
    "holding": "incidents were judged, and no breach was found or left open",
    "strained": "no breach is established, but some incidents in their time could not be cleared",
    "broken": "at least one breach is established to the terms' standard of evidence",
    "not judged": "no incident falls under these terms, which is no proof that they are kept",
}


@dataclass(frozen=True)
class CeasefireState:
    """How one set of terms stands: its phase at a moment, whether it holds, and the findings behind that.

    `undated` are inconclusive findings on incidents that may lie outside the time of the terms: they weigh nothing,
    and nor does a finding of no violation on an incident without a date.
    """

    terms: Terms
    phase: Phase
    since: str
    holds: Holds
    violations: tuple[Finding, ...]
    inconclusive: tuple[Finding, ...]
    undated: tuple[Finding, ...]
    cleared: tuple[Finding, ...]

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


def ceasefire_state(terms: Terms, findings: Sequence[Finding], moment: datetime) -> CeasefireState:
    """How those terms stand at that moment, given the findings (those under other terms are left aside)."""
    own = [finding for finding in findings if finding.terms == terms.name]
    violations = tuple(finding for finding in own if finding.verdict == "violation")
    cleared = tuple(finding for finding in own if finding.verdict == "no_violation")
    inconclusive = tuple(finding for finding in own if finding.verdict == "inconclusive" and finding.happened)
    undated = tuple(finding for finding in own if finding.verdict == "inconclusive" and not finding.happened)
    holds: Holds = "not judged"
    if violations:
        holds = "broken"
    elif inconclusive:
        holds = "strained"
    elif any(finding.happened for finding in cleared):
        holds = "holding"
    phase, since = _phase(terms.in_force, moment)
    return CeasefireState(terms, phase, since, holds, violations, inconclusive, undated, cleared)


def _phase(periods: Sequence[Period], moment: datetime) -> tuple[Phase, str]:
    today = moment.date()
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
        obligations, key=lambda due: (_URGENCY.index(due.state), due.due.timestamp() if due.due else 0.0, due.id)
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
    return f"Article {finding.article}: {words.label(finding.verdict)}{against}"
