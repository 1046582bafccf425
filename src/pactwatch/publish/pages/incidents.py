"""The incidents: what happened on the ground, as a list and on a map, each field with every value and who says it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, get_args

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.publish import words
from pactwatch.publish.desk import Desk
from pactwatch.publish.incident_question import IncidentQuestion
from pactwatch.publish.paging import Page
from pactwatch.publish.summary import sentence, value_in_words
from pactwatch.reconcile.figure_history import Effect
from pactwatch.reconcile.figures import figures
from pactwatch.reconcile.grading_rules import RELIABILITY, IncidentGrade
from pactwatch.reconcile.record import Record

GRADES: tuple[IncidentGrade, ...] = get_args(IncidentGrade)
_EFFECTS: dict[Effect, str] = {
    "first": "the first figure",
    "raises": "higher than before",
    "lowers": "lower than before",
    "repeats": "as before",
    "corrects": "replaces an earlier figure",
    "differs": "not the figure held",
    "gives no figure": "",
}


def routes(desk: Desk) -> APIRouter:
    """The routes of the incidents' pages."""
    router = APIRouter()

    @router.get("/incidents", response_class=HTMLResponse)
    def incidents(
        request: Request, asked: Annotated[IncidentQuestion, Depends()], grade: str = "", page: int = 1
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = view.snapshot.records_of("incident")
        rows = asked.of(everything)
        assessed = view.snapshot.assessments.of
        if grade:
            rows = [record for record in rows if assessed(record).grade == grade]
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
            zoned=any(zone.geometry for each in view.snapshot.terms for zone in each.zones),
            lined=any(layer.content.stretches for layer in view.snapshot.assessments.layers),
            outside=sum(frame is not None and not frame.holds(spot.longitude, spot.latitude) for spot in placed),
            types=[(name, name) for name in types],
            perpetrators={record.held("perpetrator") for record in everything if record.held("perpetrator")},
            filters=asdict(asked),
            grade=grade,
            grades=[(name, name) for name in GRADES],
            assessed=assessed,
            said=value_in_words,
            line=line,
        )

    @router.get("/incidents/{id}", response_class=HTMLResponse)
    def incident(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        record = view.snapshot.records.get(id)
        if record is None or record.kind != "incident":
            raise HTTPException(404)
        assessment = view.snapshot.assessments.of(record)
        steps = view.snapshot.figure_history(record)
        return desk.page(
            request,
            "incident.html",
            view,
            record=record,
            line=line(record),
            sources=view.snapshot.sources(record),
            findings=view.snapshot.findings_on(record.id),
            assessment=assessment,
            figures=figures(record),
            steps=steps,
            developed=sum(bool(step.figures) for step in steps) > 1,
            blamed=record.fields.get("perpetrator", ()),
            accusers=_accusers(record),
            groups=_groups(record),
            reliability=RELIABILITY,
            effects=_EFFECTS,
            located=desk.map.located(record),
            said=value_in_words,
            names=list(record.fields.items()),
        )

    return router


def _accusers(record: Record) -> dict[str, str]:
    """Who blames, by the claim that tells it, where that is not who says the rest."""
    return {claim: str(value.value) for value in record.fields.get("attributed_by", ()) for claim in value.claims}


def _groups(record: Record) -> list[tuple[int, tuple[str, ...]]]:
    """The independent sources, numbered in order of their first report; what people found wrong comes last, with 0."""
    groups = list(enumerate(record.independent, start=1))
    grouped = {claim for _, group in groups for claim in group}
    alone = tuple(claim for claim in record.claims if claim not in grouped)
    return [*groups, (0, alone)] if alone else groups


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
