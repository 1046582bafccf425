"""The activation: that an obligation has arisen, was triggered again or fell away, as the ledger was told and keeps it.

What is owed follows from findings, and findings change with what is known. So that the past stays told, a watch writes
down what has arisen, each further trigger of it, and what fell away; from then on the ledger knows of it, whatever the
findings become.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pactwatch.coordinate.event import Event, events
from pactwatch.coordinate.obligation import Obligation, discharged, moved, triggered
from pactwatch.coordinate.owing import owing
from pactwatch.coordinate.trigger import Trigger
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act, StoredClaim
from pactwatch.reconcile.record import Record

ACTIVATION, TRIGGER, TRIGGER_WITHDRAWN, DISCHARGE = "activation", "trigger", "trigger withdrawn", "discharge"
"""The kinds of the acts of a watch: it arose, was triggered again, lost one of its triggers, lost them all."""
_WATCH = (ACTIVATION, TRIGGER, TRIGGER_WITHDRAWN, DISCHARGE)


def recorded(acts: Iterable[Act], now: datetime) -> list[Obligation]:
    """The obligations that the acts of a ledger tell of, with what people did about them by now."""
    standing = [act for act in acts if act.retracted_at is None and act.at <= now]
    happened: dict[str, list[Event]] = {}
    for event in events(standing):
        happened.setdefault(event.obligation, []).append(event)
    told = []
    for obligation, end in _written(standing).values():
        as_it_stands = moved(obligation, happened.get(obligation.id, ()), now)
        if end is not None and as_it_stands.state not in ("met", "discharged"):
            notes = (*as_it_stands.notes, end.note) if end.note else as_it_stands.notes
            fallen = tuple(
                each.model_copy(update={"fell_away": each.fell_away or end.at}) for each in as_it_stands.triggers
            )
            as_it_stands = as_it_stands.model_copy(
                update={"state": "discharged", "ended": end.at, "notes": notes, "triggers": fallen}
            )
        told.append(as_it_stands)
    return told


def write_down(
    ledger: Ledger,
    terms: Sequence[Terms],
    findings: Sequence[Finding],
    by: str,
    records: Sequence[Record] = (),
    claims: Iterable[StoredClaim] = (),
) -> list[Act]:
    """Tell the ledger what the findings under the terms have activated, and what fell away, each once.

    `by` is who or what watches. `records` are those of the ledger, of incidents, commitments and agreements, `claims` what
    agreements provide. Gives the acts that were written; none where the ledger knows all of it. Raises LedgerError where
    the ledger cannot be written.
    """
    acts, now = ledger.acts(), datetime.now(UTC)
    known = _written(act for act in acts if act.retracted_at is None)
    written: list[Act] = []

    def write(kind: str, id: str, note: str | None = None, details: dict[str, Any] | None = None) -> None:
        written.append(ledger.act(kind, id, by, note=note, details=details))

    # What people did is replayed over what is written down here, and must not count twice: `owing` does not move anything.
    before = recorded(acts, now)
    met = {each.id for each in before if each.state in ("met", "discharged")}
    for duty in owing(terms, findings, now, events(acts), before, records, claims):
        for obligation in duty.arisen:
            last = known.get(obligation.id)
            if last is None or last[1] is not None:
                write(ACTIVATION, obligation.id, details=obligation.model_dump(mode="json"))
                continue
            for kind, trigger in _changed(last[0], obligation):
                write(kind, obligation.id, details=trigger.model_dump(mode="json"))
        for old in duty.gone:
            if old.id not in met:
                write(DISCHARGE, old.id, discharged(old, findings, now).notes[-1])
    return written


def _changed(before: Obligation, now: Obligation) -> Iterator[tuple[str, Trigger]]:
    """The triggers that have come, or come back, since it was written down, and those that fell away."""
    was = {each.key: each for each in before.triggers}
    for trigger in now.triggers:
        other = was.get(trigger.key)
        if trigger.fell_away is None and (other is None or other.fell_away is not None):
            yield TRIGGER, trigger
        elif trigger.fell_away is not None and other is not None and other.fell_away is None:
            yield TRIGGER_WITHDRAWN, trigger


def _written(acts: Iterable[Act]) -> dict[str, tuple[Obligation, Act | None]]:
    """Each obligation as a watch wrote it down, and the act by which it fell away since, if it did."""
    found: dict[str, tuple[Obligation, Act | None]] = {}
    for act in acts:
        if act.kind == ACTIVATION:
            found[act.about] = _read(act), None
        elif act.kind in _WATCH and act.about in found:
            obligation, end = found[act.about]
            if act.kind == DISCHARGE:
                found[act.about] = obligation, act
                continue
            trigger = Trigger.model_validate(dict(act.details))
            gone = act.at if act.kind == TRIGGER_WITHDRAWN else None
            trigger = trigger.model_copy(update={"fell_away": gone})
            others = [each for each in obligation.triggers if each.key != trigger.key]
            found[act.about] = triggered(obligation, [*others, trigger]), end
    return found


def _read(act: Act) -> Obligation:
    obligation = Obligation.model_validate(dict(act.details))
    if obligation.triggers or obligation.record is None:
        return obligation
    # Written down before triggers were kept: it has the one of its incident.
    known = (obligation.start - timedelta(days=1)).date() if obligation.start is not None else None
    first = Trigger(
        key=obligation.record,
        terms=obligation.terms,
        record=obligation.record,
        known=known,
        findings=obligation.findings,
    )
    return obligation.model_copy(update={"triggers": (first,)})
