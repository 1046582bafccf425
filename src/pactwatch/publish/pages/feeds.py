"""The feeds of the site: the calendar of what is due, the news of findings, the alert on a violation."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pactwatch.publish.desk import Desk
from pactwatch.publish.feeds.alert import alert
from pactwatch.publish.feeds.atom import atom
from pactwatch.publish.feeds.calendar import calendar


def routes(desk: Desk) -> APIRouter:
    """The routes of the feeds. They carry whole addresses, made from the one that the request came to."""
    router = APIRouter()

    @router.get("/deadlines.ics")
    def deadlines(request: Request) -> Response:
        made = calendar(desk.view(request).snapshot, _site(request))
        return Response(made, media_type="text/calendar; charset=utf-8")

    @router.get("/findings.atom")
    def news(request: Request) -> Response:
        return Response(atom(desk.view(request).snapshot, _site(request)), media_type="application/atom+xml")

    @router.get("/findings/{id}.cap")
    def warning(request: Request, id: str) -> Response:
        snapshot = desk.view(request).snapshot
        finding = next((each for each in snapshot.findings if each.id == id), None)
        if finding is None or finding.verdict != "violation":
            raise HTTPException(404, "There is no violation under this address.")
        return Response(alert(snapshot, finding, _site(request)), media_type="application/cap+xml")

    return router


def _site(request: Request) -> str:
    return str(request.base_url).rstrip("/")
