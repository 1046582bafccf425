"""The event: what somebody did about an obligation, as the ledger keeps it among the acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from pactwatch.ledger.stored import Act

EventKind = Literal["request", "acknowledgement", "performance", "suspension", "resumption", "waiver"]
"""Asked for, confirmed as received, met, its clock stopped and started again, given up by who may claim it."""


class Event(BaseModel):
    """What somebody did about an obligation. `act` is the act of the ledger that says so, None for a trial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    obligation: str
    kind: EventKind
    at: datetime
    by: str
    note: str | None = None
    act: str | None = None


def events(acts: Iterable[Act]) -> list[Event]:
    """The events among the acts of a ledger that stand, in the order of the ledger; other acts are passed over."""
    return [
        Event.model_validate(
            {
                "obligation": act.about,
                "kind": act.kind,
                "at": act.at,
                "by": act.by,
                "note": act.note,
                "act": act.id,
            }
        )
        for act in acts
        if act.kind in get_args(EventKind) and act.about.startswith("obligation-") and act.retracted_at is None
    ]
