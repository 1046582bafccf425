"""The claim: one fact as coded, its quote in its place, who says it, what read it and what people decided."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish.desk import Desk
from pactwatch.publish.marks import Quoted, context, mark
from pactwatch.publish.summary import fields


def routes(desk: Desk) -> APIRouter:
    """The route of a claim's page."""
    router = APIRouter()

    @router.get("/claims/{id}", response_class=HTMLResponse)
    def claim(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        stored = view.snapshot.claims.get(id)
        if stored is None:
            raise HTTPException(404)
        document = view.snapshot.documents.get(stored.document_id)
        paragraphs = []
        if document is not None:
            text = document.document.text
            first, last = context(text, stored.claim.start, stored.claim.end)
            quote = Quoted(stored.id, 1, stored.claim.kind, stored.claim.start, stored.claim.end)
            paragraphs = mark(text[first:last], [quote], first)
        return desk.page(
            request,
            "claim.html",
            view,
            stored=stored,
            document=document,
            paragraphs=paragraphs,
            fields=fields(stored.claim),
            record=view.snapshot.record_of(stored.id),
            decisions=view.snapshot.decisions_on(stored.id),
        )

    return router
