"""The JSON interface: claims, records, findings, obligations and documents, from any point of view."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request

from pactwatch.coordinate.obligation import Obligation
from pactwatch.extract.claim import Claim
from pactwatch.judge.finding import Finding
from pactwatch.ledger.stored import StoredClaim, StoredDocument
from pactwatch.publish.desk import Desk
from pactwatch.read.document import Document
from pactwatch.reconcile.record import Record, RecordKind

T = TypeVar("T")
Known = Annotated[date | None, Query(description="as this ledger knew it at the end of that day (UTC)")]
Published = Annotated[date | None, Query(description="from what had been published up to and on that day")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0)]


class Rows(BaseModel, Generic[T]):
    """A part of a list: how many there are in all, where the part begins, and the part."""

    total: int
    offset: int
    rows: list[T]


class ClaimOut(BaseModel):
    """A claim as the ledger keeps it."""

    id: str
    document_id: str
    published: str | None
    outlet: str | None
    learned_at: datetime
    claim: Claim

    @classmethod
    def of(cls, stored: StoredClaim) -> ClaimOut:
        """From what the ledger gives."""
        return cls(
            id=stored.id,
            document_id=stored.document_id,
            published=stored.published,
            outlet=stored.outlet,
            learned_at=stored.learned_at,
            claim=stored.claim,
        )


class DocumentOut(BaseModel):
    """A document as the ledger keeps it, with the ids of the claims that rest on it."""

    id: str
    learned_at: datetime
    document: Document
    claims: list[str]


def routes(desk: Desk) -> APIRouter:
    """The routes of the JSON interface."""
    router = APIRouter()

    @router.get("/claims", summary="Claims, filtered by kind and document")
    def claims(
        request: Request,
        kind: str | None = None,
        document: str | None = None,
        limit: Limit = 100,
        offset: Offset = 0,
        known: Known = None,
        published: Published = None,
    ) -> Rows[ClaimOut]:
        rows = [
            stored
            for stored in desk.view(request).snapshot.claims.values()
            if (kind is None or stored.claim.kind == kind) and (document is None or stored.document_id == document)
        ]
        part = rows[offset : offset + limit]
        return Rows[ClaimOut](total=len(rows), offset=offset, rows=[ClaimOut.of(stored) for stored in part])

    @router.get("/claims/{id}", summary="One claim")
    def claim(request: Request, id: str, known: Known = None, published: Published = None) -> ClaimOut:
        return ClaimOut.of(_found(desk.view(request).snapshot.claims.get(id), "claim", id))

    @router.get("/records/{kind}", summary="Records of a kind: what claims add up to")
    def records(
        request: Request,
        kind: RecordKind,
        limit: Limit = 100,
        offset: Offset = 0,
        known: Known = None,
        published: Published = None,
    ) -> Rows[Record]:
        rows = desk.view(request).snapshot.records_of(kind)
        return Rows[Record](total=len(rows), offset=offset, rows=list(rows[offset : offset + limit]))

    @router.get("/records/{kind}/{id}", summary="One record")
    def record(
        request: Request, kind: RecordKind, id: str, known: Known = None, published: Published = None
    ) -> Record:
        found = _found(desk.view(request).snapshot.records.get(id), kind, id)
        return _found(found if found.kind == kind else None, kind, id)

    @router.get("/findings", summary="Incidents judged under the loaded terms")
    def findings(request: Request, known: Known = None, published: Published = None) -> list[Finding]:
        return list(desk.view(request).snapshot.findings)

    @router.get("/obligations", summary="What is owed under the loaded terms")
    def obligations(request: Request, known: Known = None, published: Published = None) -> list[Obligation]:
        return list(desk.view(request).snapshot.obligations)

    @router.get("/documents/{id}", summary="One document with its text")
    def document(request: Request, id: str, known: Known = None, published: Published = None) -> DocumentOut:
        snapshot = desk.view(request).snapshot
        stored: StoredDocument = _found(snapshot.documents.get(id), "document", id)
        return DocumentOut(
            id=stored.id,
            learned_at=stored.learned_at,
            document=stored.document,
            claims=[each.id for each in snapshot.claims_in(id)],
        )

    return router


def _found(thing: T | None, kind: str, id: str) -> T:
    if thing is None:
        raise HTTPException(404, f"there is no {kind} {id} from this point of view")
    return thing
