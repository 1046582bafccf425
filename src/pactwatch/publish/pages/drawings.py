"""What the pages draw from: charts as SVG, the map's data as GeoJSON, and the map's script from its package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from pactwatch.publish.activity import activity
from pactwatch.publish.asked_day import asked_day
from pactwatch.publish.basemap import towns
from pactwatch.publish.context_map import context_geojson
from pactwatch.publish.desk import Desk
from pactwatch.publish.drawing import Theme, activity_chart, incident_chart
from pactwatch.publish.figure_chart import figure_chart
from pactwatch.publish.incident_map import incidents_geojson, places_geojson
from pactwatch.publish.incident_question import IncidentQuestion
from pactwatch.publish.pages import incidents

_GEOJSON = "application/geo+json"
_SVG = "image/svg+xml"


def routes(desk: Desk) -> APIRouter:
    """The routes of charts, map data and the scripts that come from installed packages."""
    router = APIRouter()

    @router.get("/charts/activity.svg")
    def drawn_activity(request: Request, theme: Theme = "light") -> Response:
        counted = activity(desk.view(request).snapshot.claims.values())
        return Response(activity_chart(counted, theme) if counted.counts else _NOTHING, media_type=_SVG)

    @router.get("/charts/incidents.svg")
    def drawn_incidents(
        request: Request, asked: Annotated[IncidentQuestion, Depends()], theme: Theme = "light"
    ) -> Response:
        everything = desk.view(request).snapshot.records_of("incident")
        frame = desk.map.frame(everything)
        spots = desk.map.spots(asked.of(everything))
        ground = towns(frame) if frame else ()
        return Response(incident_chart(spots, ground, frame, theme) if frame else _NOTHING, media_type=_SVG)

    @router.get("/charts/incidents/{id}.svg")
    def drawn_figures(request: Request, id: str, theme: Theme = "light", narrow: bool = False) -> Response:
        snapshot = desk.view(request).snapshot
        record = snapshot.records.get(id)
        steps = snapshot.figure_history(record) if record is not None and record.kind == "incident" else ()
        drawn = figure_chart(steps, theme, narrow) if any(step.figures for step in steps) else _NOTHING
        return Response(drawn, media_type=_SVG)

    @router.get("/incidents.geojson")
    def incident_data(request: Request, asked: Annotated[IncidentQuestion, Depends()]) -> Response:
        view = desk.view(request)
        rows = asked.of(view.snapshot.records_of("incident"))
        titles = {record.id: incidents.line(record) for record in rows}
        return JSONResponse(incidents_geojson(rows, desk.map, view.links, titles), media_type=_GEOJSON)

    @router.get("/map/context.geojson")
    def context(request: Request, since: str = "", until: str = "") -> Response:
        snapshot = desk.view(request).snapshot
        day = asked_day("until", until) or asked_day("since", since)
        return JSONResponse(context_geojson(snapshot.terms, snapshot.assessments.layers, day), media_type=_GEOJSON)

    @router.get("/map/places.json")
    def ground(request: Request) -> Response:
        frame = desk.map.frame(desk.view(request).snapshot.records_of("incident"))
        return JSONResponse(places_geojson(frame), media_type=_GEOJSON)

    scripts = _maplibre()

    @router.get("/static/maplibre/maplibre-gl.js")
    def script() -> FileResponse:
        return FileResponse(scripts / "maplibre-gl.js", media_type="text/javascript")

    @router.get("/static/maplibre/maplibre-gl.css")
    def style() -> FileResponse:
        return FileResponse(scripts / "maplibre-gl.css", media_type="text/css")

    return router


_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="520"/>'


def _maplibre() -> Path:
    # Found without being imported: the package's Python side pulls in much that the site has no use for.
    spec = find_spec("maplibre")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package maplibre is not installed: pip install maplibre")
    return Path(spec.origin).parent / "srcjs"
