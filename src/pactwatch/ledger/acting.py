"""Writing down what people do, and taking it back by a later act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from pactwatch.ledger.canonical import canonical
from pactwatch.ledger.chain import Chain
from pactwatch.ledger.errors import ActError
from pactwatch.ledger.identity import act_identity
from pactwatch.ledger.moment import write_moment
from pactwatch.ledger.stored import RETRACTION
from pactwatch.ledger.tables import acts


def act(
    connection: Connection,
    chain: Chain,
    kind: str,
    about: str,
    by: str,
    at: datetime | None = None,
    note: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> str:
    """Append an act and give its identity; `at` is when it was done, None for the moment at which the ledger learns it.

    Raises ActError where its kind, what it is about or who did it is empty, where it lies after the moment of learning,
    or where the details are no JSON; LedgerError where `at` has no time zone.
    """
    if kind == RETRACTION:
        raise ActError("an act is taken back by naming it, not by writing down a retraction")
    return _append(connection, chain, kind, about, by, at, note, details)


def retract(connection: Connection, chain: Chain, act_id: str, by: str, reason: str) -> str:
    """Append the taking back of an act, and give the identity of this one.

    Raises ActError where the act is unknown, taken back already, or itself takes one back, or without name or reason.
    """
    kind = connection.scalars(select(acts.c.kind).where(acts.c.id == act_id)).one_or_none()
    if kind is None:
        raise ActError(f"the ledger holds no act {act_id}")
    if kind == RETRACTION:
        raise ActError(f"act {act_id} takes another one back, and cannot be taken back itself; do that one again")
    if connection.scalar(select(exists().where(acts.c.kind == RETRACTION, acts.c.about == act_id))):
        raise ActError(f"act {act_id} is taken back already")
    if not reason.strip():
        raise ActError("taking an act back needs its reason")
    return _append(connection, chain, RETRACTION, act_id, by, None, reason, None)


def _append(
    connection: Connection,
    chain: Chain,
    kind: str,
    about: str,
    by: str,
    at: datetime | None,
    note: str | None,
    details: Mapping[str, Any] | None,
) -> str:
    for what, text in (("its kind", kind), ("what it is about", about), ("the name of who did it", by)):
        if not text.strip():
            raise ActError(f"an act needs {what}")
    moment = chain.learned_at if at is None else write_moment(at)
    if moment > chain.learned_at:
        raise ActError(f"an act is written down once it is done, and {moment} is yet to come")
    said = {
        "kind": kind,
        "about": about,
        "by": by.strip(),
        "at": moment,
        "note": (note or "").strip() or None,
        "details": dict(details or {}),
    }
    try:
        payload = canonical(said)
    except (TypeError, ValueError) as error:
        raise ActError(f"the details of an act must be JSON: {error}") from error
    act_id = act_identity(chain.next_sequence, said)
    sequence = chain.append("act", act_id, payload)
    chain.write()
    row = {"sequence": sequence, "id": act_id, "kind": kind, "about": about, "payload": payload}
    connection.execute(insert(acts), row)
    return act_id
