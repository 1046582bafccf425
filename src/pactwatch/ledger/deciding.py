"""Writing down what people decide, and what they take back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from pactwatch.ledger.canonical import canonical
from pactwatch.ledger.chain import Chain
from pactwatch.ledger.errors import DecisionError
from pactwatch.ledger.identity import decision_identity
from pactwatch.ledger.stored import DecisionKind
from pactwatch.ledger.tables import claims, decisions, withdrawals


def decide(
    connection: Connection, chain: Chain, kind: DecisionKind, about: Sequence[str], by: str, reason: str
) -> str:
    """Append a decision on claims, named by their whole identities, and give its own.

    Raises DecisionError where a claim is unknown, where there are too few for the kind, or where nobody signs it.
    """
    named = list(dict.fromkeys(about))
    if kind in ("same", "different") and len(named) < 2:
        raise DecisionError(f"to decide that claims are {kind}, name at least two different ones")
    if not named:
        raise DecisionError(f"to decide that a claim is {kind}, name it")
    for claim_id in named:
        if connection.scalars(select(claims.c.sequence).where(claims.c.id == claim_id)).one_or_none() is None:
            raise DecisionError(f"the ledger holds no claim {claim_id}")
    payload = {"kind": kind, "claims": named, **_signed(by, reason)}
    decision_id = decision_identity(chain.next_sequence, payload)
    sequence = chain.append("decision", decision_id, canonical(payload))
    chain.write()
    connection.execute(insert(decisions), {"sequence": sequence, "id": decision_id, "payload": canonical(payload)})
    return decision_id


def withdraw(connection: Connection, chain: Chain, decision_id: str, by: str, reason: str) -> None:
    """Append the withdrawal of a decision. Raises DecisionError where it is unknown or withdrawn already."""
    if connection.scalars(select(decisions.c.sequence).where(decisions.c.id == decision_id)).one_or_none() is None:
        raise DecisionError(f"the ledger holds no decision {decision_id}")
    earlier = select(withdrawals.c.sequence).where(withdrawals.c.decision == decision_id)
    if connection.scalars(earlier).one_or_none() is not None:
        raise DecisionError(f"decision {decision_id} is withdrawn already")
    payload = canonical({"decision": decision_id, **_signed(by, reason)})
    sequence = chain.append("withdrawal", decision_id, payload)
    chain.write()
    connection.execute(insert(withdrawals), {"sequence": sequence, "decision": decision_id, "payload": payload})


def _signed(by: str, reason: str) -> dict[str, Any]:
    if not by.strip():
        raise DecisionError("a decision needs the name of who takes it")
    if not reason.strip():
        raise DecisionError("a decision needs its reason")
    return {"by": by.strip(), "reason": reason.strip()}
