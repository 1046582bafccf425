"""The situation: what a reporting period brought, as facts without words, from the views at its beginning and its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from pactwatch.coordinate.case_file import CaseFile
from pactwatch.coordinate.case_step import Closing
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.task import Task
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire, Counts
from pactwatch.judge.state_rule import StateName
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import Act, Decision, StoredClaim
from pactwatch.publish.cell import Cell, cell
from pactwatch.publish.point_of_view import PointOfView
from pactwatch.publish.situation.changes import Changes, FindingChange
from pactwatch.publish.situation.reporting_period import Clock, ReportingPeriod
from pactwatch.publish.situation.tally import Tally, tally
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import by_urgency, last_day
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class PeriodState:
    """How a ceasefire stood in a span of days: its state by the terms' own rule, and the incidents behind it."""

    holds: StateName
    could_be: StateName
    counts: Counts
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class StateTold:
    """The state of one ceasefire: in the period, in the one before, and since its terms began."""

    terms: Terms
    now: PeriodState
    before: PeriodState
    since: PeriodState


class Situation:
    """What a reporting period brought. All of it is told from `now`, the view at its end, beside `before`."""

    def __init__(
        self, period: ReportingPeriod, clock: Clock, before: Snapshot, now: Snapshot, known: datetime | None = None
    ) -> None:
        self.period, self.clock = period, clock
        self.known = known or now.moment
        self.before, self.now = _done_by(before), _done_by(now)
        self.changes = Changes(self.before, self.now)

    @cached_property
    def states(self) -> list[StateTold]:
        """The state of each ceasefire whose terms are loaded."""
        return [
            StateTold(
                ceasefire.terms,
                self._state(ceasefire, self.period.first, self.period.last),
                self._state(ceasefire, self.period.before.first, self.period.before.last),
                self._state(ceasefire, *self._since(ceasefire), whole=True),
            )
            for ceasefire in self.now.ceasefires
        ]

    def _state(self, ceasefire: Ceasefire, first: date, last: date, whole: bool = False) -> PeriodState:
        """The state on the last day of a span, read over the span alone, or (`whole`) as the terms' windows say."""
        days = (last - first).days + 1
        state = ceasefire.states(last, last, within_days=None if whole else days)[0]
        behind = [
            finding
            for each in ceasefire.occurrences
            if each.may_have_happened(first, last)
            for finding in each.findings
            if finding.verdict != "no_violation"
        ]
        return PeriodState(state.state, state.could_be, ceasefire.counts(first, last), tuple(behind))

    def _since(self, ceasefire: Ceasefire) -> tuple[date, date]:
        """From the day on which the terms came into force to the last on which they can have a state by now."""
        last = last_day(ceasefire.terms, self.now.moment.astimezone(UTC).date())
        begun = min((period.first for period in ceasefire.terms.in_force), default=last)
        return min(begun, last), last

    @cached_property
    def tally(self) -> Tally:
        """The incidents of the period."""
        return tally(self.now.records.values(), self.period)

    @cached_property
    def tally_before(self) -> Tally:
        """Those of the period before, counted with the same knowledge."""
        return tally(self.now.records.values(), self.period.before)

    @cached_property
    def undated(self) -> int:
        """How many incidents have no date that would place them."""
        incidents = self.now.records_of("incident")
        return sum(self.period.place(record.held("date")) == "vague" for record in incidents)

    @cached_property
    def incidents(self) -> list[Record]:
        """The incidents that are reported for the first time, the latest first."""
        return sorted(self.changes.new("incident"), key=lambda each: (each.held("date") or "", each.id), reverse=True)

    @cached_property
    def findings(self) -> list[Finding]:
        """The new findings, violations first, then the latest."""
        order = ("violation", "inconclusive", "no_violation")
        latest = sorted(self._found[0], key=lambda each: (each.happened or "", each.id), reverse=True)
        return sorted(latest, key=lambda each: order.index(each.verdict))

    @property
    def findings_changed(self) -> list[FindingChange]:
        """The findings that are other than before, or withdrawn."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[list[Finding], list[FindingChange]]:
        return self.changes.findings

    @cached_property
    def obligations(self) -> list[Obligation]:
        """What is owed, and what ended in the period, the most pressing first; what nothing activated is left out."""
        told = [
            due
            for due in self.now.obligations
            if due.state in ("active", "overdue", "suspended") or (due.ended is not None and self._within(due.ended))
        ]
        return by_urgency(told)

    @cached_property
    def arisen(self) -> set[str]:
        """The identities of the obligations that were not owed at the beginning."""
        owed = {due.id for due in self.before.obligations if due.state != "dormant"}
        return {due.id for due in self.obligations} - owed

    @property
    def overdue(self) -> list[Obligation]:
        """The obligations whose time has passed."""
        return [due for due in self.obligations if due.state == "overdue"]

    @property
    def due_next(self) -> list[Obligation]:
        """The obligations that fall due in the period to come, which is as long as this one."""
        end = self.now.moment + timedelta(days=self.period.days)
        return [due for due in self.obligations if due.state == "active" and due.due is not None and due.due <= end]

    @cached_property
    def cases(self) -> list[CaseFile]:
        """The open cases, and those closed in the period."""
        return [
            case
            for case in self.now.cases
            if case.stage != "closed" or any(self._within(step.at) for step in case.of(Closing))
        ]

    @cached_property
    def cell(self) -> Cell:
        """The coordination cell at the end of the period."""
        return cell(self.now)

    @property
    def tasks_overdue(self) -> list[Task]:
        """The tasks whose time has passed."""
        return [task for task in self.cell.tasks if task.state == "overdue"]

    @cached_property
    def decisions(self) -> list[Decision]:
        """What people decided about claims in the period, and it stands."""
        return [each for each in self.now.decisions if self._within(each.learned_at) and each.withdrawn_at is None]

    @cached_property
    def decisions_withdrawn(self) -> list[Decision]:
        """The decisions that were withdrawn in the period."""
        return [each for each in self.now.decisions if each.withdrawn_at and self._within(each.withdrawn_at)]

    @cached_property
    def acts_retracted(self) -> list[Act]:
        """The acts that were taken back in the period."""
        return [act for act in self.now.acts if act.retracted_at and self._within(act.retracted_at)]

    @cached_property
    def claims_gone(self) -> list[StoredClaim]:
        """The claims that a later reading of their document no longer makes."""
        return [stored for id, stored in self.before.claims.items() if id not in self.now.claims]

    @cached_property
    def corrected(self) -> list[str]:
        """The identity of each thing that was said before and is said otherwise now, or no more; one for each correction."""
        changes = self.changes
        return [
            *((each.now or each.before).id for each in self.findings_changed),
            *(each.record.id for each in changes.fields),
            *(record.id for record, _ in (*changes.joined, *changes.split)),
            *(f"decision-{each.id}" for each in (*self.decisions, *self.decisions_withdrawn)),
            *(f"act-{act.id}" for act in self.acts_retracted),
            *(f"document-{stored.document_id}" for stored in self.claims_gone[:1]),
        ]

    def _within(self, moment: datetime) -> bool:
        return self.period.begins <= moment <= self.now.moment


def situation(
    period: ReportingPeriod,
    clock: Clock,
    snapshot: Callable[[PointOfView], Snapshot],
    now: datetime,
    known: date | None = None,
) -> Situation:
    """The situation of a period; `snapshot` gives the ledger from a point of view, `now` is the moment of asking.

    A period that is not over yet is told up to today. Raises ValueError where it has not begun.
    """
    if period.begins > now:
        raise ValueError(f"the period begins on {period.first}, which is yet to come")
    period = ReportingPeriod(period.first, min(period.last, now.astimezone(UTC).date()))
    before, end = period.points(clock, known)
    knows = PointOfView(known).moment(now) if clock == "published" else end.moment(now)
    return Situation(period, clock, snapshot(before), snapshot(end), knows)


def acts_about(snapshot: Snapshot, about: str, kinds: Sequence[str] = ()) -> list[Act]:
    """The standing acts about a thing, of these kinds where some are named."""
    told = (act for act in snapshot.acts if act.about == about and act.retracted_at is None)
    return [act for act in told if not kinds or act.kind in kinds]


def _done_by(snapshot: Snapshot) -> Snapshot:
    """The snapshot without what was done after its moment, though the ledger knows of it."""
    done = tuple(act for act in snapshot.acts if act.at <= snapshot.moment)
    return snapshot if len(done) == len(snapshot.acts) else replace(snapshot, acts=done)
