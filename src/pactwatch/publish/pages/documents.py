"""The documents: the list of what was read, and each one's text with every quote marked."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish.desk import Desk
from pactwatch.publish.marks import Quoted, mark
from pactwatch.publish.paging import Page


def routes(desk: Desk) -> APIRouter:
    """The routes of the documents' pages."""
    router = APIRouter()

    @router.get("/documents", response_class=HTMLResponse)
    def documents(request: Request, q: str = "", outlet: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.documents.values()
        rows = [
            stored
            for stored in everything
            if (not outlet or stored.document.outlet == outlet)
            and q.casefold()
            in f"{stored.document.title or ''} {stored.document.doc} {stored.document.text}".casefold()
        ]
        rows.sort(key=lambda stored: (stored.document.published or "", stored.learned_at, stored.id), reverse=True)
        outlets = sorted({stored.document.outlet for stored in everything if stored.document.outlet})
        return desk.page(
            request,
            "documents.html",
            view,
            rows=Page.cut(rows, page),
            outlets=[(name, name) for name in outlets],
            filters={"q": q, "outlet": outlet},
        )

    @router.get("/documents/{id}", response_class=HTMLResponse)
    def document(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        stored = view.snapshot.documents.get(id)
        if stored is None:
            raise HTTPException(404)
        claims = view.snapshot.claims_in(id)
        quotes = [
            Quoted(claim.id, number, claim.claim.kind, claim.claim.start, claim.claim.end)
            for number, claim in enumerate(claims, 1)
        ]
        return desk.page(
            request,
            "document.html",
            view,
            stored=stored,
            claims=claims,
            paragraphs=mark(stored.document.text, quotes),
            headings={section.start for section in stored.document.sections if section.heading},
            feeds=[item for item in stored.document.items if item.role != "story"],
        )

    return router
