"""What the ledger gives back: documents and claims with their identities and their clocks, decisions and acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from pactwatch.extract.claim import Claim
from pactwatch.read.document import Document


@dataclass(frozen=True)
class AsOf:
    """A point of view on the ledger. Two of the three clocks can be set; None leaves a clock open.

    `learned` asks what the ledger held at that moment; `published` asks what had been published up to and on that day
    (a document without a known date of publication counts from the day on which the ledger learned it).
    """

    learned: datetime | None = None
    published: date | None = None


@dataclass(frozen=True)
class StoredDocument:
    """A document as kept, with the moment at which the ledger learned it (UTC)."""

    id: str
    document: Document
    learned_at: datetime


@dataclass(frozen=True)
class StoredClaim:
    """A claim as kept: what it says, which document says it, when that was published, when it was learned (UTC)."""

    id: str
    document_id: str
    claim: Claim
    published: str | None
    outlet: str | None
    learned_at: datetime

    @cached_property
    def said(self) -> str:
        """What it says, whoever says it where: one text for the same row of two releases of a table."""
        return self.claim.model_dump_json(exclude={"doc", "start", "end", "speaker", "via", "read_by"})


@dataclass(frozen=True)
class Added:
    """What adding a document did: which document it is, whether it is new to the ledger, how many claims are."""

    document_id: str
    is_new: bool
    claims_added: int


DecisionKind = Literal["same", "different", "wrong", "right"]


@dataclass(frozen=True)
class Decision:
    """What a person decided about claims: that they are the same, are different, or that one is wrong or right.

    `withdrawn_at` is set by a later decision that withdraws this one; nothing is erased.
    """

    id: str
    kind: DecisionKind
    claims: tuple[str, ...]
    by: str
    reason: str
    learned_at: datetime
    withdrawn_at: datetime | None = None


RETRACTION = "retraction"
"""The kind of an act that takes back an earlier one."""


@dataclass(frozen=True)
class Act:
    """What somebody did about something that Pactwatch keeps track of: asked for it, answered, met it, took it on.

    `about` is the identity of that thing. `kind` and `details` (JSON) mean what the room that reads them says; the
    ledger keeps them and knows no more. `at` is when it was done, `retracted_at` when a later act took it back.
    """

    id: str
    kind: str
    about: str
    by: str
    at: datetime
    learned_at: datetime
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    retracted_at: datetime | None = None
