"""The front page: the state of things at a glance."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish import words
from pactwatch.publish.activity import activity
from pactwatch.publish.desk import Desk
from pactwatch.publish.links import Links
from pactwatch.publish.pages import incidents
from pactwatch.publish.state import MEANINGS, by_urgency, ceasefire_state

_NEWEST = 6
_PRESSING = 8


def routes(desk: Desk) -> APIRouter:
    """The route of the front page."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    def front(request: Request) -> HTMLResponse:
        view = desk.view(request)
        snapshot = view.snapshot
        newest = sorted(
            snapshot.documents.values(),
            key=lambda stored: (stored.document.published or "", stored.learned_at, stored.id),
            reverse=True,
        )
        pressing = [
            due for due in by_urgency(snapshot.obligations) if due.state in ("overdue", "active", "suspended")
        ]
        return desk.page(
            request,
            "front.html",
            view,
            states=[
                ceasefire_state(terms, snapshot.findings, snapshot.moment, ceasefire)
                for terms, ceasefire in zip(snapshot.terms, snapshot.ceasefires, strict=True)
            ],
            meanings=MEANINGS,
            incident_line=incidents.line,
            pressing=pressing[:_PRESSING],
            more_pressing=len(pressing[_PRESSING:]),
            dormant=[due for due in snapshot.obligations if due.state == "dormant"],
            newest=newest[:_NEWEST],
            counts=[
                (several, len(snapshot.claims_of(kind)), _list_of(view.links, kind))
                for kind, several in words.KINDS.items()
            ],
            activity=activity(snapshot.claims.values()),
        )

    return router


def _list_of(links: Links, kind: str) -> str:
    """The list page of a kind; kinds without a page of their own are found on the timeline."""
    if kind in ("provision", "fulfilment"):
        return links.list("timeline", kind=kind)
    return links.list("tallies" if kind == "tally" else f"{kind}s")
