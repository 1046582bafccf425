"""The trial: what would fall due, and how the ceasefire would stand, if an incident were confirmed. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from pactwatch.coordinate.event import Event
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.owing import activate
from pactwatch.judge.finding import Finding, Grade
from pactwatch.judge.state import Ceasefire, DayState
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class Trial:
    """What follows under one set of terms if incidents are confirmed as they are told.

    `findings` are those on the incidents then, `before` those as things are. `obligations` would arise then and have not
    arisen yet. Of those that have, `fed` are still open and would be triggered by these incidents too, which leaves their
    clock as it is, and `standing` are triggered by them already. `missing` names what each inconclusive finding would still
    need, by its id.
    """

    terms: Terms
    before: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    fed: tuple[Obligation, ...]
    standing: tuple[Obligation, ...]
    state: DayState
    state_then: DayState

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """What would have to be shown besides, for each finding that would stay open."""
        return {each.id: each.missing for each in self.findings if each.verdict == "inconclusive"}


def try_out(
    terms: Terms,
    confirmed: Sequence[Record],
    records: Sequence[Record],
    known: Sequence[Record],
    now: datetime,
    claims: Sequence[StoredClaim] = (),
    events: Sequence[Event] = (),
    before: Sequence[Obligation] = (),
) -> Trial:
    """Judge incidents as if each were confirmed, beside the records that are known, and see what follows at a moment.

    Confirmed means: it happened, and what is held of it is right. What no source says stays open. `known` are the
    records as things are, `records` those with what is supposed besides; the incidents confirmed are among the latter.
    The state is that of the last day of these incidents, of today where none has a day. `claims` are those of the ledger,
    `before` the obligations that were written down in it, `events` what people did about them.
    """
    # Loaded here: it takes numpy with it.
    from pactwatch.judge.judgement import judge  # noqa: PLC0415

    ids, today = {record.id for record in confirmed}, now.astimezone(UTC).date()
    found = judge(terms, known)
    is_now = Ceasefire.of(terms, found, known, today)
    supposed, believed = _believing(terms), [_confirmed(record) for record in confirmed]
    then = tuple(each.model_copy(update={"grade": "confirmed"}) for each in judge(supposed, believed))
    others = [record for record in records if record.id not in ids]
    found_else = judge(terms, others)
    # Read apart: only the incidents that are supposed confirmed are believed whatever their sources.
    apart = [Ceasefire.of(terms, found_else, others, today), Ceasefire.of(supposed, then, believed, today)]
    would_be = Ceasefire(terms, [each for part in apart for each in part.occurrences])
    owed = _arisen(activate([terms], found, now, events, before, known, claims, [is_now]))
    owed_then = _arisen(activate([terms], [*found_else, *then], now, events, before, records, claims, [would_be]))
    there = [(due, _already(due, owed)) for due in owed_then]
    touched = [(due, was) for due, was in there if was is not None and ids & _records(due)]
    day = max((each.last for each in apart[1].occurrences if each.last), default=today)
    return Trial(
        terms=terms,
        before=tuple(finding for finding in found if finding.record in ids),
        findings=then,
        obligations=tuple(due for due, was in there if was is None),
        fed=tuple(due for due, was in touched if not ids & _records(was)),
        standing=tuple(due for due, was in touched if ids & _records(was)),
        state=is_now.on(day),
        state_then=would_be.on(day),
    )


def _arisen(obligations: Sequence[Obligation]) -> list[Obligation]:
    return [due for due in obligations if due.state != "dormant"]


def _records(due: Obligation) -> set[str | None]:
    return {trigger.record for trigger in due.triggers}


def _already(due: Obligation, owed: Sequence[Obligation]) -> Obligation | None:
    """The obligation as things are, which may have another identity: an earlier trigger would come before its first."""
    keys = {trigger.key for trigger in due.triggers}
    return next(
        (
            old
            for old in owed
            if old.id == due.id
            or (
                (old.activation, old.commitment) == (due.activation, due.commitment)
                and any(trigger.key in keys for trigger in old.triggers)
            )
        ),
        None,
    )


def _believing(terms: Terms) -> Terms:
    """The terms with a standard that every source meets."""
    standard = terms.standard_of_evidence.model_copy(update={"shown_by": get_args(Grade)})
    return terms.model_copy(update={"standard_of_evidence": standard})


def _confirmed(record: Record) -> Record:
    """The record with what is held of it decided to be right."""
    fields = {
        name: tuple(value.model_copy(update={"decided": value.held}) for value in said)
        for name, said in record.fields.items()
    }
    return record.model_copy(update={"fields": fields})
