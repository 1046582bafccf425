"""The commitments: who promised what to whom, how firmly, on which condition, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.extract.claim import FulfilmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.arisen import obligations_of
from pactwatch.publish.asked_day import asked_day
from pactwatch.publish.desk import Desk
from pactwatch.publish.firmness import FIRMNESS
from pactwatch.publish.paging import Page
from pactwatch.publish.promises import Promise, Question, promises
from pactwatch.publish.snapshot import Snapshot, in_order
from pactwatch.publish.summary import value_in_words
from pactwatch.reconcile.instrument import instruments
from pactwatch.reconcile.record import Record


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
        since: str = "",
        page: int = 1,
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.records_of("commitment")
        asked = Question(promisor, action, firmness, trigger, q, asked_day("since", since))
        rows = [promise for promise in _promises(view.snapshot, everything) if asked.fits(promise)]
        return desk.page(
            request,
            "commitments.html",
            view,
            rows=Page.cut(rows, page),
            promisors={name for record in everything for name in record.held("promisors") or ()},
            actions=_options(record.held("action") for record in everything),
            triggers=_options(record.held("trigger") for record in everything),
            firmnesses=[(name, name) for name in FIRMNESS],
            filters={
                "promisor": promisor,
                "action": action,
                "firmness": firmness,
                "trigger": trigger,
                "q": q,
                "since": since,
            },
            said=value_in_words,
        )

    @router.get("/commitments/{id}", response_class=HTMLResponse)
    def commitment(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        record = view.snapshot.records.get(id)
        if record is None or record.kind != "commitment":
            raise HTTPException(404)
        (promise,) = _promises(view.snapshot, [record])
        return desk.page(
            request,
            "commitment.html",
            view,
            record=record,
            line=promise.line,
            since=promise.since,
            firmnesses=FIRMNESS,
            sources=promise.sources,
            standing=view.snapshot.statuses.get(id),
            perhaps=_perhaps(view.snapshot, record),
            obligations=obligations_of(record, view.snapshot.claims, view.snapshot.obligations),
            said=value_in_words,
            names=list(record.fields.items()),
        )

    return router


def _promises(snapshot: Snapshot, records: Iterable[Record]) -> list[Promise]:
    own_texts = instruments(snapshot.documents.values(), snapshot.claims.values(), snapshot.decisions)
    return promises(records, snapshot.claims, own_texts)


def _options(codes: Iterable[str | None]) -> list[tuple[str, str]]:
    return [(code, words.label(code)) for code in sorted({code for code in codes if code})]


def _perhaps(snapshot: Snapshot, record: Record) -> list[StoredClaim]:
    """Reports that fit no promise, and are about the same action by one of the same promisors."""
    promisors = set(record.held("promisors") or ())
    return in_order(
        stored
        for stored in snapshot.unjoined
        if isinstance(stored.claim, FulfilmentClaim)
        and stored.claim.action == record.held("action")
        and promisors & set(stored.claim.promisors)
    )
