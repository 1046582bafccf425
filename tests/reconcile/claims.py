"""Claims as a ledger gives them, for the tests of reconciling and of what comes after it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from pactwatch.extract.claim import (
    AgreementClaim,
    Claim,
    CommitmentClaim,
    FulfilmentClaim,
    IncidentClaim,
    MeetingClaim,
)
from pactwatch.ledger.stored import Decision, DecisionKind, StoredClaim

START = datetime(2025, 3, 28, 6, tzinfo=UTC)
KHERSON = {
    "type": "shelling",
    "date": "2025-03-27",
    "place": "Kherson",
    "perpetrator": "RUS",
    "target": "an energy facility",
}
_KINDS: dict[str, type[Claim]] = {
    "incident": IncidentClaim,
    "agreement": AgreementClaim,
    "commitment": CommitmentClaim,
    "meeting": MeetingClaim,
    "fulfilment": FulfilmentClaim,
}


def at(hours: float) -> datetime:
    """A moment so many hours after the first one."""
    return START + timedelta(hours=hours)


def stored(
    name: str,
    kind: str = "incident",
    *,
    doc: str | None = None,
    outlet: str | None = None,
    published: str | None = "2025-03-28",
    learned: float = 0,
    quote: str | None = None,
    **fields: Any,
) -> StoredClaim:
    """A claim called `name`; each in a document, of an outlet and in words of its own, unless said otherwise."""
    words = quote or f"{hashlib.sha256(name.encode()).hexdigest()} says {name}."
    claim = _KINDS[kind].model_validate(
        {"doc": doc or f"{name}.txt", "start": 0, "end": len(words), "quote": words, **fields}
    )
    return StoredClaim(name, doc or f"{name}.txt", claim, published, outlet or f"Outlet {name}", at(learned))


def shelling(name: str, **changes: Any) -> StoredClaim:
    """The shelling of an energy facility in Kherson on 27 March 2025, with what the test changes in it."""
    return stored(name, **{**KHERSON, **changes})


def decided(kind: DecisionKind, *claims: str, hours: float = 1, withdrawn: bool = False) -> Decision:
    """A decision by Ada on claims."""
    taken_back = at(hours + 1) if withdrawn else None
    return Decision(
        f"{kind}-{'-'.join(claims)}-{hours}", kind, claims, "Ada", "I compared them.", at(hours), taken_back
    )
