"""The agreements: which instruments there are, how far each has come, what it says of itself and what it promises."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish.desk import Desk
from pactwatch.publish.instruments import instruments
from pactwatch.publish.paging import Page
from pactwatch.publish.summary import value_in_words


def routes(desk: Desk) -> APIRouter:
    """The routes of the agreements' pages."""
    router = APIRouter()

    @router.get("/agreements", response_class=HTMLResponse)
    def agreements(request: Request, q: str = "", party: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        everything = instruments(view.snapshot)
        rows = [
            each
            for each in everything
            if (not party or party in each.parties) and q.casefold() in each.title.casefold()
        ]
        rows.sort(key=lambda each: (each.stage.date or "" if each.stage else "", each.sources, each.id), reverse=True)
        return desk.page(
            request,
            "agreements.html",
            view,
            rows=Page.cut(rows, page),
            parties={name for each in everything for name in each.parties},
            filters={"q": q, "party": party},
        )

    @router.get("/agreements/{id}", response_class=HTMLResponse)
    def agreement(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        found = next((each for each in instruments(view.snapshot) if each.id == id), None)
        if found is None:
            raise HTTPException(404)
        values = found.record.fields.items() if found.record is not None else ()
        return desk.page(
            request,
            "agreement.html",
            view,
            instrument=found,
            record=found.record,
            said=value_in_words,
            names=[(name, said) for name, said in values if name not in ("stage", "date")],
        )

    return router
