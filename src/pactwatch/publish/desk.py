"""The desk: holds the ledger open, gives each request its view of it, and puts pages together from templates."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish import summary, words
from pactwatch.publish.grading import Grading, GradingFiles
from pactwatch.publish.head import Head
from pactwatch.publish.incident_map import IncidentMap
from pactwatch.publish.language import lang
from pactwatch.publish.links import Links
from pactwatch.publish.point_of_view import PointOfView
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import clock, finding_line, obligation_line
from pactwatch.publish.view import View

_KEPT = 8
"""How many points of view are kept ready at once."""
_CLOCK_STEP = timedelta(minutes=1)
"""How old a snapshot's clocks may be before they are read again."""

_NOT_KEPT = ("known", "published", "page")
"""Query fields that do not stay when the point of view changes."""

_NAVIGATION = (
    ("/", "Overview"),
    ("/ceasefire", "Ceasefire"),
    ("/timeline", "Timeline"),
    ("/agreements", "Agreements"),
    ("/commitments", "Commitments"),
    ("/delivery", "Delivery"),
    ("/incidents", "Incidents"),
    ("/findings", "Findings"),
    ("/obligations", "Obligations"),
    ("/cases", "Cases"),
    ("/coordination", "Coordination"),
    ("/report", "Report"),
    ("/meetings", "Meetings"),
    ("/positions", "Positions"),
    ("/documents", "Documents"),
    ("/about", "About"),
)


class Desk:
    """What every page needs: views of the ledger, kept ready, and the templates."""

    def __init__(
        self,
        place: str | Path,
        terms: Sequence[Terms],
        now: Callable[[], datetime],
        grading: GradingFiles | None = None,
    ) -> None:
        self.ledger = Ledger.open(place)
        self.terms = tuple(terms)
        self.map = IncidentMap()
        self.grading = Grading(grading or GradingFiles(), self.map, self.ledger.content)
        self._head = Head(place)
        self._now = now
        self._snapshots: OrderedDict[tuple[object, PointOfView], Snapshot] = OrderedDict()
        self._lock = Lock()
        self._templates = _environment()

    def view(self, request: Request) -> View:
        """The view that a request asks for. Raises HTTPException 400 where its point of view is none."""
        query = request.query_params
        try:
            point = PointOfView.parse(query.get("known"), query.get("published"))
        except ValueError as error:
            raise HTTPException(400, str(error)) from error
        return View(self.snapshot(point), point, Links(point.query))

    def snapshot(self, point: PointOfView) -> Snapshot:
        """The ledger as it stands, from a point of view. Built once for each state of the ledger."""
        moment = point.moment(self._now())
        with self._lock:
            key = (self._head.read(), point)
            snapshot = self._snapshots.get(key)
            if snapshot is None:
                snapshot = Snapshot.build(self.ledger, self.terms, point.as_of, moment, self.grading)
            elif abs(moment - snapshot.moment) >= _CLOCK_STEP:
                snapshot = snapshot.at(moment)
            self._snapshots[key] = snapshot
            self._snapshots.move_to_end(key)
            while len(self._snapshots) > _KEPT:
                self._snapshots.popitem(last=False)
        return snapshot

    def page(self, request: Request, template: str, view: View, **context: Any) -> HTMLResponse:
        """A page of the site from its template."""
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in _NOT_KEPT]
        return self.render(
            template, view.links, view=view, snapshot=view.snapshot, path=request.url.path, kept=kept, **context
        )

    def render(self, template: str, links: Links, status: int = 200, **context: Any) -> HTMLResponse:
        """A page that needs no view of the ledger, such as an error."""
        values = {"view": None, "path": "", "status": status, "navigation": _NAVIGATION, "links": links, **context}
        return HTMLResponse(self._templates.get_template(template).render(values), status)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pactwatch.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        label=words.label,
        actor=words.actor,
        actors=words.actors,
        when=words.when,
        day=words.day,
        moment=words.moment,
        amount=words.amount,
        goods=words.goods,
        number=words.number,
        count=words.count,
        counted=words.counted,
        duration=words.duration,
        sentence=summary.sentence,
        summary=summary.summary,
        short=words.short,
        iso=_iso,
        numbered=words.numbered,
    )
    environment.globals.update(
        plural=words.plural,
        kinds=words.KINDS,
        by_name=_by_name,
        obligation_line=obligation_line,
        finding_line=finding_line,
        clock=clock,
        lang=lang,
    )
    return environment


def _by_name(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Actors as options to choose from, in the order of their names."""
    return sorted(((code, words.actor(code)) for code in codes), key=lambda option: option[1].casefold())


def _iso(value: date | datetime) -> str:
    return value.isoformat()
