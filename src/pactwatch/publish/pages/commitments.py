"""The commitments: who promised what to whom, how firmly, on which condition, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.coordinate.obligation import Obligation
from pactwatch.extract.claim import CommitmentClaim, FulfilmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page
from pactwatch.publish.snapshot import Snapshot, in_order
from pactwatch.publish.summary import summary, value_in_words
from pactwatch.reconcile.record import Record

FIRMNESS = ("considered", "announced", "pledged", "intended", "agreed", "signed", "binding")
"""How firm a commitment can be, rising."""


def routes(desk: Desk) -> APIRouter:
    """The routes of the commitments' pages."""
    router = APIRouter()

    @router.get("/commitments", response_class=HTMLResponse)
    def commitments(
        request: Request,
        promisor: str = "",
        action: str = "",
        firmness: str = "",
        trigger: str = "",
        q: str = "",
        page: int = 1,
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.records_of("commitment")
        rows = [
            record
            for record in everything
            if (not promisor or promisor in (record.held("promisors") or ()))
            and (not action or record.held("action") == action)
            and (not firmness or record.held("firmness") == firmness)
            and (not trigger or record.held("trigger") == trigger)
            and (not q or q.casefold() in _words(view.snapshot, record))
        ]
        rows.sort(
            key=lambda record: max((source.published or "" for source in record.sources), default=""), reverse=True
        )
        return desk.page(
            request,
            "commitments.html",
            view,
            rows=Page.cut(rows, page),
            promisors={name for record in everything for name in record.held("promisors") or ()},
            actions=_options(record.held("action") for record in everything),
            triggers=_options(record.held("trigger") for record in everything),
            firmnesses=[(name, name) for name in FIRMNESS],
            filters={"promisor": promisor, "action": action, "firmness": firmness, "trigger": trigger, "q": q},
            line=line,
            said=value_in_words,
        )

    @router.get("/commitments/{id}", response_class=HTMLResponse)
    def commitment(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        record = view.snapshot.records.get(id)
        if record is None or record.kind != "commitment":
            raise HTTPException(404)
        return desk.page(
            request,
            "commitment.html",
            view,
            record=record,
            line=line(view.snapshot, record),
            firmnesses=FIRMNESS,
            sources=view.snapshot.sources(record),
            fulfilments=_fulfilments(view.snapshot, record),
            obligations=_due(view.snapshot, record),
            said=value_in_words,
            names=list(record.fields.items()),
        )

    return router


def line(snapshot: Snapshot, record: Record) -> str:
    """The promise in one line, as its firmest source that stands has it."""
    claims = [stored.claim for stored in snapshot.sources(record) if isinstance(stored.claim, CommitmentClaim)]
    return summary(max(claims, key=lambda claim: FIRMNESS.index(claim.firmness))) if claims else record.id


def _options(codes: Iterable[str | None]) -> list[tuple[str, str]]:
    return [(code, words.label(code)) for code in sorted({code for code in codes if code})]


def _words(snapshot: Snapshot, record: Record) -> str:
    quotes = [stored.claim.quote for stored in snapshot.sources(record)]
    return " ".join([line(snapshot, record), *quotes]).casefold()


def _fulfilments(snapshot: Snapshot, record: Record) -> list[StoredClaim]:
    """Statements on whether such a promise was kept: the same action by one of the same promisors."""
    promisors = set(record.held("promisors") or ())
    return in_order(
        stored
        for stored in snapshot.claims_of("fulfilment")
        if isinstance(stored.claim, FulfilmentClaim)
        and stored.claim.action == record.held("action")
        and promisors & set(stored.claim.promisors)
    )


def _due(snapshot: Snapshot, record: Record) -> list[Obligation]:
    """The obligations that have arisen from this promise: those that rest on the same words of an instrument."""
    quotes = [" ".join(stored.claim.quote.split()) for stored in snapshot.sources(record)]
    return [
        due
        for due in snapshot.obligations
        if due.state != "dormant" and any(_same_words(quote, " ".join(due.words.split())) for quote in quotes)
    ]


def _same_words(one: str, other: str) -> bool:
    return one in other or other in one
