"""The incidents: what happened on the ground, as a list and on a map, each field with every value and who says it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish import words
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page
from pactwatch.publish.summary import sentence, value_in_words
from pactwatch.reconcile.record import Record


def routes(desk: Desk) -> APIRouter:
    """The routes of the incidents' pages."""
    router = APIRouter()

    @router.get("/incidents", response_class=HTMLResponse)
    def incidents(
        request: Request, type: str = "", perpetrator: str = "", place: str = "", page: int = 1
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.records_of("incident")
        rows = chosen(everything, type, perpetrator, place)
        rows.sort(key=lambda record: record.held("date") or "", reverse=True)
        placed = [spot for record in everything if (spot := desk.map.located(record))]
        frame = desk.map.frame(everything)
        types = sorted({record.held("type") for record in everything if record.held("type")})
        return desk.page(
            request,
            "incidents.html",
            view,
            rows=Page.cut(rows, page),
            everything=len(everything),
            located=len(placed),
            outside=sum(frame is not None and not frame.holds(spot.longitude, spot.latitude) for spot in placed),
            types=[(name, name) for name in types],
            perpetrators={record.held("perpetrator") for record in everything if record.held("perpetrator")},
            filters={"type": type, "perpetrator": perpetrator, "place": place},
            said=value_in_words,
            line=line,
        )

    @router.get("/incidents/{id}", response_class=HTMLResponse)
    def incident(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        record = view.snapshot.records.get(id)
        if record is None or record.kind != "incident":
            raise HTTPException(404)
        return desk.page(
            request,
            "incident.html",
            view,
            record=record,
            line=line(record),
            sources=view.snapshot.sources(record),
            findings=view.snapshot.findings_on(record.id),
            histories=[record.history(name) for name in ("killed", "injured") if len(record.history(name).steps) > 1],
            located=desk.map.located(record),
            said=value_in_words,
            names=list(record.fields.items()),
        )

    return router


def chosen(records: Iterable[Record], type: str, perpetrator: str, place: str) -> list[Record]:
    """Those of the incidents that fit the filters; an empty filter fits all."""
    return [
        record
        for record in records
        if (not type or record.held("type") == type)
        and (not perpetrator or record.held("perpetrator") == perpetrator)
        and (not place or place.casefold() in f"{record.held('place')} {record.held('admin1')}".casefold())
    ]


def line(record: Record) -> str:
    """The incident in one line: its type, its place and the losses that are held."""
    where = record.held("place") or record.held("admin1")
    parts = [sentence(record.held("type") or "incident")] + ([str(where)] if where else [])
    losses = [
        f"{value_in_words(name, record.held(name))} {words.label(name)}"
        for name in ("killed", "injured")
        if record.held(name) is not None
    ]
    return ", ".join(parts) + (": " + ", ".join(losses) if losses else "")
