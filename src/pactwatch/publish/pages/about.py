"""About: how it works, what it cannot do, and whose work it rests on."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch import __version__
from pactwatch.publish.desk import Desk
from pactwatch.publish.state import MEANINGS


def routes(desk: Desk) -> APIRouter:
    """The route of the page about the site."""
    router = APIRouter()

    @router.get("/about", response_class=HTMLResponse)
    def about(request: Request) -> HTMLResponse:
        view = desk.view(request)
        read_by = {stored.claim.read_by for stored in view.snapshot.claims.values() if stored.claim.read_by}
        readers = sorted(read_by, key=lambda each: (each.extractor, each.pipeline, each.codebook))
        return desk.page(request, "about.html", view, version=__version__, readers=readers, meanings=MEANINGS)

    return router
