"""What has arisen from promises: the obligations that findings under the loaded terms have activated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pactwatch.coordinate.commitment import same_words
from pactwatch.coordinate.obligation import Obligation
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Arisen

_RUNNING = frozenset({"active", "overdue", "suspended"})


def obligations_of(
    record: Record, claims: Mapping[str, StoredClaim], obligations: Iterable[Obligation]
) -> list[Obligation]:
    """The obligations that have arisen from a promise: from its record, or from the same words of an instrument."""
    quotes = [claims[id].claim.quote for id in record.claims if id in claims]
    return [
        due
        for due in obligations
        if due.state != "dormant"
        and (due.commitment == record.id or any(same_words(quote, due.words) for quote in quotes))
    ]


def arisen(
    records: Iterable[Record], claims: Mapping[str, StoredClaim], obligations: Sequence[Obligation]
) -> dict[str, Arisen]:
    """Of which promises a finding established that the trigger has come, by the record's id: the obligation first due."""
    running = [due for due in obligations if due.state in _RUNNING and due.start is not None]
    found: dict[str, Arisen] = {}
    for record in records if running else ():
        own = obligations_of(record, claims, running) if record.kind == "commitment" else []
        if own:
            first = min(own, key=lambda due: (due.due is None, due.due or due.start, due.id))
            assert first.start is not None
            by = "a finding" if first.record else "the state of the ceasefire, or a day,"
            text = f"{by} under the terms “{first.terms}” says that what it depends on has come"
            waits = first.due is None and bool(first.on_request_of)
            found[record.id] = Arisen(
                on=first.start.date(), late_from=_late_from(first), text=text, waits_for_request=waits
            )
    return found


def _late_from(due: Obligation) -> date | None:
    """The first day on which it is late: the day on which its time ends, once it has ended, else the next one."""
    if due.due is None:
        return None
    return due.due.date() if due.state == "overdue" else due.due.date() + timedelta(days=1)
