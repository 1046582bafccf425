"""The activation: that an obligation has arisen, or fell away, as the ledger was told of it and keeps it.

What is owed follows from findings, and findings change with what is known. So that the past stays told, a watch writes
down what has arisen and what fell away; from then on the ledger knows of it, whatever the findings become.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pactwatch.coordinate.event import events
from pactwatch.coordinate.obligation import Obligation, activate, moved
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act
from pactwatch.reconcile.record import Record

ACTIVATION, DISCHARGE = "activation", "discharge"
"""The kinds of the acts of a watch."""


def recorded(acts: Iterable[Act], now: datetime) -> list[Obligation]:
    """The obligations that the acts of a ledger tell of, with what people did about them by now."""
    standing = [act for act in acts if act.retracted_at is None and act.at <= now]
    happened = events(standing)
    told = []
    for id, act in _latest(standing).items():
        arisen = next(each for each in reversed(standing) if each.kind == ACTIVATION and each.about == id)
        obligation = moved(Obligation.model_validate(dict(arisen.details)), happened, now)
        if act.kind == DISCHARGE and obligation.state not in ("met", "discharged"):
            notes = (*obligation.notes, act.note) if act.note else obligation.notes
            obligation = obligation.model_copy(update={"state": "discharged", "ended": act.at, "notes": notes})
        told.append(obligation)
    return told


def write_down(
    ledger: Ledger, terms: Terms, findings: Sequence[Finding], by: str, records: Sequence[Record] = ()
) -> list[Act]:
    """Tell the ledger what the findings under the terms have activated, and what fell away, each once.

    `by` is who or what watches. `records` are those of the ledger, of incidents and of commitments. Gives the acts that
    were written; none where the ledger knows all of it. Raises LedgerError where the ledger cannot be written.
    """
    acts, now = ledger.acts(), datetime.now(UTC)
    latest = _latest(act for act in acts if act.retracted_at is None)
    written = []
    # Without events: what people did is replayed over what is written down here, and must not count twice.
    for obligation in activate(terms, findings, now, before=recorded(acts, now), records=records):
        last = latest.get(obligation.id)
        if obligation.state == "discharged":
            if last is not None and last.kind == ACTIVATION:
                written.append(ledger.act(DISCHARGE, obligation.id, by, note=obligation.notes[-1]))
        elif obligation.state in ("active", "overdue") and (last is None or last.kind == DISCHARGE):
            arisen = obligation.model_copy(update={"state": "active"})
            written.append(ledger.act(ACTIVATION, obligation.id, by, details=arisen.model_dump(mode="json")))
    return written


def _latest(acts: Iterable[Act]) -> dict[str, Act]:
    """The last thing that a watch wrote down of each obligation."""
    return {act.about: act for act in acts if act.kind in (ACTIVATION, DISCHARGE)}
