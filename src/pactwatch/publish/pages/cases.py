"""The cases of the commission: how far each has come, its report as a page, and its papers as files."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pactwatch.coordinate.case_file import CaseFile
from pactwatch.judge.terms import Terms
from pactwatch.publish.desk import Desk
from pactwatch.publish.paper.case_papers import letter, report
from pactwatch.publish.paper.paper import Paper
from pactwatch.publish.paper.pdf import pdf
from pactwatch.publish.paper.sources import Sources
from pactwatch.publish.paper.word import word
from pactwatch.publish.phrases import PaperLanguage
from pactwatch.publish.snapshot import Snapshot

_FORMS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def routes(desk: Desk) -> APIRouter:
    """The routes of the cases and their papers."""
    router = APIRouter()

    @router.get("/cases", response_class=HTMLResponse)
    def cases(request: Request) -> HTMLResponse:
        view = desk.view(request)
        rows = sorted(view.snapshot.cases, key=lambda case: (case.stage == "closed", case.id))
        return desk.page(request, "cases.html", view, rows=rows)

    @router.get("/cases/{id}", response_class=HTMLResponse)
    def case(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        found = _case(view.snapshot, id)
        terms = _terms(view.snapshot, found)
        return desk.page(
            request,
            "case.html",
            view,
            case=found,
            paper=report(found, terms, _sources(view.snapshot)) if terms else None,
        )

    @router.get("/cases/{id}/report.{form}")
    def case_report(request: Request, id: str, form: str, language: PaperLanguage = "en") -> Response:
        snapshot = desk.view(request).snapshot
        found = _case(snapshot, id)
        paper = report(found, _needed(snapshot, found), _sources(snapshot, language), language)
        return _file(paper, form, f"{id}-report")

    @router.get("/cases/{id}/letters/{party}.{form}")
    def case_letter(request: Request, id: str, party: str, form: str, language: PaperLanguage = "en") -> Response:
        snapshot = desk.view(request).snapshot
        found = _case(snapshot, id)
        if party not in found.opening.respondents:
            raise HTTPException(404)
        paper = letter(found, party, _needed(snapshot, found), _sources(snapshot, language), language)
        return _file(paper, form, f"{id}-letter-{party}")

    return router


def _case(snapshot: Snapshot, id: str) -> CaseFile:
    for case in snapshot.cases:
        if case.id == id:
            return case
    raise HTTPException(404)


def _terms(snapshot: Snapshot, case: CaseFile) -> Terms | None:
    return next((terms for terms in snapshot.terms if terms.name == case.finding.terms), None)


def _needed(snapshot: Snapshot, case: CaseFile) -> Terms:
    terms = _terms(snapshot, case)
    if terms is None:
        raise HTTPException(404, f"The terms {case.finding.terms} are not loaded.")
    return terms


def _sources(snapshot: Snapshot, language: PaperLanguage = "en") -> Sources:
    return Sources(snapshot.documents, snapshot.claims, language)


def _file(paper: Paper, form: str, name: str) -> Response:
    if form not in _FORMS:
        raise HTTPException(404)
    made, media_type = _FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(made(paper), media_type=media_type, headers=headers)
