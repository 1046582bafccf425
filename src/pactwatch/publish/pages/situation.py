"""The situation report as a page, and as a file: for a day, a week or any span, in English or in French."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pactwatch.publish.desk import Desk
from pactwatch.publish.paper.paper import Paper
from pactwatch.publish.paper.pdf import pdf
from pactwatch.publish.paper.word import word
from pactwatch.publish.phrases import PaperLanguage
from pactwatch.publish.point_of_view import day_of
from pactwatch.publish.situation.reporting_period import Clock, ReportingPeriod
from pactwatch.publish.situation.situation import situation
from pactwatch.publish.situation.situation_report import situation_report
from pactwatch.publish.view import View

_FORMS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_WEEK = 7


@dataclass(frozen=True)
class _Asked:
    """What a request asks for: the period, what counts as new, the language."""

    period: ReportingPeriod
    clock: Clock
    language: PaperLanguage

    @property
    def query(self) -> dict[str, object]:
        return {
            "from": self.period.first,
            "until": self.period.last,
            "clock": self.clock,
            "language": self.language,
        }


def routes(desk: Desk) -> APIRouter:
    """The routes of the situation report."""
    router = APIRouter()

    def made(request: Request, view: View) -> tuple[_Asked, Paper]:
        now = view.snapshot.moment
        try:
            asked = _asked(request, now.astimezone(UTC).date(), published_only=view.point.published is not None)
            told = situation(asked.period, asked.clock, desk.snapshot, now, view.point.known)
        except ValueError as error:
            raise HTTPException(400, f"{error}.") from error
        return asked, situation_report(told, asked.language)

    @router.get("/report", response_class=HTMLResponse)
    def report(request: Request) -> HTMLResponse:
        view = desk.view(request)
        asked, paper = made(request, view)
        return desk.page(request, "report.html", view, asked=asked, paper=paper, spans=_spans(view))

    @router.get("/report.{form}")
    def report_file(request: Request, form: str) -> Response:
        if form not in _FORMS:
            raise HTTPException(404)
        asked, paper = made(request, desk.view(request))
        write, media_type = _FORMS[form]
        name = f"report-{asked.period.first}-{asked.period.last}-{asked.language}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(write(paper), media_type=media_type, headers=headers)

    return router


def _asked(request: Request, today: date, published_only: bool) -> _Asked:
    """Raises ValueError, in words for the reader, where the query asks for no report.

    Who asks from what had been published by a day gets the report by that clock, and none that ends later.
    """
    query = request.query_params
    last = min(day_of("until", query.get("until")) or today, today)
    first = day_of("from", query.get("from"))
    period = ReportingPeriod(first, last) if first else ReportingPeriod.ending(last, _WEEK)
    wanted = "published" if published_only else query.get("clock") or "learned"
    language = query.get("language") or "en"
    if wanted not in get_args(Clock):
        raise ValueError(f"“{wanted}” is no clock: ask for learned or published")
    if language not in get_args(PaperLanguage):
        raise ValueError(f"“{language}” is no language of the report: ask for en or fr")
    return _Asked(period, wanted, language)  # type: ignore[arg-type]


def _spans(view: View) -> list[tuple[str, ReportingPeriod]]:
    today = view.snapshot.moment.astimezone(UTC).date()
    return [(name, ReportingPeriod.ending(today, days)) for name, days in (("Today", 1), ("Seven days", _WEEK))]
