"""What monitors count: their figures over periods and regions, each beside what they say of the period before."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.extract.claim import TallyClaim
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page


def routes(desk: Desk) -> APIRouter:
    """The route of the page of tallies."""
    router = APIRouter()

    @router.get("/tallies", response_class=HTMLResponse)
    def tallies(
        request: Request, monitor: str = "", measure: str = "", region: str = "", page: int = 1
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = [
            (stored, stored.claim)
            for stored in view.snapshot.claims_of("tally")
            if isinstance(stored.claim, TallyClaim)
        ]
        rows = [
            stored
            for stored, claim in everything
            if (not monitor or claim.monitor == monitor)
            and (not measure or claim.measure == measure)
            and region.casefold() in (claim.region or "").casefold()
        ]
        rows.sort(key=lambda stored: (stored.published or "", stored.id), reverse=True)
        return desk.page(
            request,
            "tallies.html",
            view,
            rows=Page.cut(rows, page),
            monitors={claim.monitor for _, claim in everything},
            measures=sorted({(claim.measure, claim.measure) for _, claim in everything}),
            filters={"monitor": monitor, "measure": measure, "region": region},
        )

    return router
