"""Meetings, and positions that actors take: what was talked about and what was said."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.extract.claim import PositionClaim
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page, chosen

_STANCES = ("supports", "rejects", "demands", "denies", "accuses")


def routes(desk: Desk) -> APIRouter:
    """The routes of the pages of meetings and positions."""
    router = APIRouter()

    @router.get("/meetings", response_class=HTMLResponse)
    def meetings(request: Request, participant: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.records_of("meeting")
        rows = [
            record for record in everything if not participant or participant in (record.held("participants") or ())
        ]
        rows.sort(key=lambda record: record.held("date") or "", reverse=True)
        return desk.page(
            request,
            "meetings.html",
            view,
            rows=Page.cut(rows, page),
            participants={name for record in everything for name in record.held("participants") or ()},
            filters={"participant": participant},
        )

    @router.get("/positions", response_class=HTMLResponse)
    def positions(request: Request, actor: str = "", stance: str = "", q: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.claims_of("position")
        rows = chosen(everything, {"actor": actor, "stance": stance}, q, ("about", "quote"))
        return desk.page(
            request,
            "positions.html",
            view,
            rows=Page.cut(rows, page),
            holders={each.claim.actor for each in everything if isinstance(each.claim, PositionClaim)},
            stances=[(name, name) for name in _STANCES],
            filters={"actor": actor, "stance": stance, "q": q},
        )

    return router
