"""What monitors count: their figures over periods and regions, each beside what they say of the period before."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.extract.claim import TallyClaim
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page, chosen


def routes(desk: Desk) -> APIRouter:
    """The route of the page of tallies."""
    router = APIRouter()

    @router.get("/tallies", response_class=HTMLResponse)
    def tallies(
        request: Request, monitor: str = "", measure: str = "", region: str = "", page: int = 1
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.claims_of("tally")
        claims = [each.claim for each in everything if isinstance(each.claim, TallyClaim)]
        rows = chosen(everything, {"monitor": monitor, "measure": measure}, region, ("region",))
        return desk.page(
            request,
            "tallies.html",
            view,
            rows=Page.cut(rows, page),
            monitors={claim.monitor for claim in claims},
            measures=sorted({(claim.measure, claim.measure) for claim in claims}),
            filters={"monitor": monitor, "measure": measure, "region": region},
        )

    return router
