"""Findings, and the obligations that they activate."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.judge.finding import Development, Finding, Ground
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.desk import Desk
from pactwatch.publish.pages import incidents
from pactwatch.publish.paging import Page
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import by_urgency

_VERDICTS = (("violation", "violation"), ("no_violation", "no violation"), ("inconclusive", "inconclusive"))


def routes(desk: Desk) -> APIRouter:
    """The routes of the pages of findings and obligations."""
    router = APIRouter()

    @router.get("/findings", response_class=HTMLResponse)
    def findings(request: Request, terms: str = "", verdict: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        rows = [
            finding
            for finding in view.snapshot.findings
            if (not terms or finding.terms == terms) and (not verdict or finding.verdict == verdict)
        ]
        order = [code for code, _ in _VERDICTS]
        rows.sort(key=lambda finding: finding.happened or "", reverse=True)
        rows.sort(key=lambda finding: order.index(finding.verdict) == 1)
        return desk.page(
            request,
            "findings.html",
            view,
            rows=Page.cut(rows, page),
            verdicts=_VERDICTS,
            terms=[(each.name, each.source.title) for each in view.snapshot.terms],
            filters={"terms": terms, "verdict": verdict},
            incident_line=incidents.line,
            reported=view.snapshot.claims_of("finding"),
        )

    @router.get("/findings/{id}", response_class=HTMLResponse)
    def finding(request: Request, id: str) -> HTMLResponse:
        view = desk.view(request)
        found = next((finding for finding in view.snapshot.findings if finding.id == id), None)
        if found is None:
            raise HTTPException(404)
        record = view.snapshot.records.get(found.record)
        return desk.page(
            request,
            "finding.html",
            view,
            finding=found,
            record=record,
            grounds=_quoted_once(view.snapshot, found),
            incident_line=incidents.line(record) if record else found.record,
            terms=next(each for each in view.snapshot.terms if each.name == found.terms),
            obligations=[due for due in view.snapshot.obligations if found.id in due.findings],
            steps=_developments(view.snapshot, found),
        )

    @router.get("/obligations", response_class=HTMLResponse)
    def obligations(request: Request, state: str = "") -> HTMLResponse:
        view = desk.view(request)
        everything = by_urgency(view.snapshot.obligations)
        return desk.page(
            request,
            "obligations.html",
            view,
            rows=[due for due in everything if not state or due.state == state],
            states=[(name, name) for name in dict.fromkeys(due.state for due in everything)],
            filters={"state": state},
            incident_line=incidents.line,
            findings={found.id for found in view.snapshot.findings},
        )

    return router


def _quoted_once(snapshot: Snapshot, finding: Finding) -> list[tuple[Ground, list[StoredClaim], list[StoredClaim]]]:
    """Each ground with the claims to quote in full, and those that an earlier ground has quoted already."""
    quoted: set[str] = set()
    grounds = []
    for ground in finding.reasons:
        carried = [snapshot.claims[claim] for claim in ground.claims if claim in snapshot.claims]
        grounds.append(
            (
                ground,
                [stored for stored in carried if stored.id not in quoted],
                [stored for stored in carried if stored.id in quoted],
            )
        )
        quoted.update(ground.claims)
    return grounds


def _developments(snapshot: Snapshot, finding: Finding) -> list[Development]:
    """How the finding developed with what was published, in order of the days."""
    # Loaded here: it takes numpy with it, and the desk's other pages should not wait for that.
    from pactwatch.judge.judgement import developments  # noqa: PLC0415

    record = snapshot.records.get(finding.record)
    terms = next(each for each in snapshot.terms if each.name == finding.terms)
    return [step for step in developments(terms, record) if step.finding == finding.id] if record else []
