"""The trial: what would fall due, and how the ceasefire would stand, if an incident were confirmed. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from pactwatch.coordinate.obligation import Obligation, activate
from pactwatch.judge.finding import Finding, Grade
from pactwatch.judge.state import Ceasefire, DayState
from pactwatch.judge.terms import Terms
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class Trial:
    """What follows under one set of terms if incidents are confirmed as they are told.

    `findings` are those on the incidents then, `before` those as things are. `obligations` would arise then and have not
    arisen yet; of the others on the same incidents `standing` are already there. `missing` names what each inconclusive
    finding would still need, by its id.
    """

    terms: Terms
    before: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    standing: tuple[Obligation, ...]
    state: DayState
    state_then: DayState

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """What would have to be shown besides, for each finding that would stay open."""
        return {each.id: each.missing for each in self.findings if each.verdict == "inconclusive"}


def try_out(
    terms: Terms, confirmed: Sequence[Record], records: Sequence[Record], known: Sequence[Record], now: datetime
) -> Trial:
    """Judge incidents as if each were confirmed, beside the records that are known, and see what follows at a moment.

    Confirmed means: it happened, and what is held of it is right. What no source says stays open. `known` are the
    records as things are, `records` those with what is supposed besides; the incidents confirmed are among the latter.
    The state is that of the last day of these incidents, of today where none has a day.
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
    owed = _arisen(activate(terms, found, now, records=known, ceasefire=is_now))
    owed_then = _arisen(activate(terms, [*found_else, *then], now, records=records, ceasefire=would_be))
    there = {due.id for due in owed}
    day = max((each.last for each in apart[1].occurrences if each.last), default=today)
    return Trial(
        terms=terms,
        before=tuple(finding for finding in found if finding.record in ids),
        findings=then,
        obligations=tuple(due for due in owed_then if due.id not in there),
        standing=tuple(due for due in owed_then if due.id in there and due.record in ids),
        state=is_now.on(day),
        state_then=would_be.on(day),
    )


def _arisen(obligations: Sequence[Obligation]) -> list[Obligation]:
    return [due for due in obligations if due.state != "dormant"]


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
