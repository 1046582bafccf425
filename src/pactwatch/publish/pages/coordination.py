"""The page of the coordination cell: needs and what covers them, offers made twice, tasks. It changes nothing."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish.cell import cell, served, wanted_in_words
from pactwatch.publish.desk import Desk
from pactwatch.publish.summary import sentence


def routes(desk: Desk) -> APIRouter:
    """The route of the coordination cell."""
    router = APIRouter()

    @router.get("/coordination", response_class=HTMLResponse)
    def coordination(request: Request) -> HTMLResponse:
        view = desk.view(request)
        found = cell(view.snapshot)
        return desk.page(
            request,
            "coordination.html",
            view,
            covers=sorted(found.matching.covers, key=lambda cover: cover.need.priority),
            doubles=found.matching.doubles,
            unused=found.matching.unused,
            offers=found.offers,
            tasks=[(task, served(view.snapshot, task.about, view.links)) for task in found.tasks],
            in_words=lambda wanted: sentence(wanted_in_words(wanted)),
        )

    return router
