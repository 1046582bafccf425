"""The site: a ledger, and the terms that judge it, as pages and as JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from pactwatch import __version__
from pactwatch.judge.terms import load_terms
from pactwatch.publish.desk import Desk
from pactwatch.publish.grading import GradingFiles
from pactwatch.publish.headers import HEADERS, SecurityHeaders
from pactwatch.publish.links import Links
from pactwatch.publish.pages import (
    about,
    agreements,
    api,
    cases,
    ceasefire,
    claims,
    commitments,
    comparison,
    coordination,
    delivery,
    documents,
    drawings,
    feeds,
    findings,
    front,
    incidents,
    situation,
    statements,
    tallies,
    timeline,
)

_STATIC = Path(__file__).parent / "static"
_TITLES = {
    400: "That cannot be asked",
    404: "There is no such page",
    405: "That cannot be asked",
    422: "That cannot be asked",
    500: "Something went wrong here",
}


def create_app(
    ledger: str | Path,
    terms: Sequence[Path] = (),
    *,
    now: Callable[[], datetime] | None = None,
    grading: GradingFiles | None = None,
) -> FastAPI:
    """The site over a ledger (a path or a URL) judged by the terms in those files, incidents graded by those rules.

    `now` gives the moment from which clocks are read, for tests and for a frozen site; the real time without it.
    Raises what `Ledger.open`, `load_terms` and `Grading` raise, in words for the user.
    """
    desk = Desk(ledger, [load_terms(path) for path in terms], now or (lambda: datetime.now(UTC)), grading)
    app = FastAPI(
        title="Pactwatch",
        version=__version__,
        summary="Who promised what, whether it was kept, whether the ceasefire holds, and what falls due.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_with_the_map_ready(desk),
    )
    app.add_middleware(SecurityHeaders)
    # The comparison goes before the agreements: its address would else be taken for an agreement's.
    pages = (
        front,
        ceasefire,
        timeline,
        comparison,
        agreements,
        commitments,
        delivery,
        incidents,
        findings,
        cases,
        coordination,
        situation,
        statements,
        tallies,
        documents,
        claims,
        about,
    )
    # The feeds go before the findings: an alert's address would else be taken for a finding's.
    for page in (feeds, *pages):
        app.include_router(page.routes(desk), include_in_schema=False)
    app.include_router(drawings.routes(desk), include_in_schema=False)
    app.include_router(api.routes(desk), prefix="/api/v1")
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    _answer_errors(app, desk)
    return app


def _with_the_map_ready(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        Thread(target=desk.map.make_ready, daemon=True).start()
        yield

    return lifespan


def _answer_errors(app: FastAPI, desk: Desk) -> None:
    def answer(request: Request, status: int, detail: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": detail}, status)
        title = _TITLES.get(status, "That did not work")
        return desk.render("error.html", Links(), status=status, title=title, detail=detail)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        detail = "" if error.status_code == 404 and error.detail == "Not Found" else error.detail
        return answer(request, error.status_code, detail)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        reasons = (f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors())
        return answer(request, 422, "; ".join(reasons))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Response:
        response = answer(request, 500, "The reason is in the server's log.")
        response.headers.update(HEADERS)
        return response
