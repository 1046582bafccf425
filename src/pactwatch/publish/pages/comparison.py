"""The comparison of agreements: the table, the differences between two, and the table as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pactwatch.publish import comparison_files
from pactwatch.publish.comparison import NONE_FOUND, Column, Comparison, columns
from pactwatch.publish.comparison_rows import ROWS, Row, rows
from pactwatch.publish.desk import Desk
from pactwatch.publish.differences import differences
from pactwatch.publish.view import View
from pactwatch.reconcile.instrument import instruments

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Chosen = Annotated[list[str], Query()]


def routes(desk: Desk) -> APIRouter:
    """The routes of the comparison. They go before those of the agreements, which take any other name for an agreement."""
    router = APIRouter()

    @router.get("/agreements/compare", response_class=HTMLResponse)
    def compare(
        request: Request,
        agreement: Chosen = [],  # noqa: B006 - FastAPI copies it for each request
        row: Chosen = [],  # noqa: B006
        words: str = "",
        opened: Annotated[bool, Query(alias="open")] = False,
        a: str = "",
        b: str = "",
    ) -> HTMLResponse:
        view = desk.view(request)
        everything = _columns(view)
        shown = _rows(row, words)
        shared = {
            "everything": everything,
            "silent": _silent(view),
            "all_rows": ROWS,
            "rows": shown,
            "row_keys": row,
            "words": words,
            "none_found": NONE_FOUND,
        }
        if a or b:
            one, other = _one_of(everything, a), _one_of(everything, b)
            found = differences(one, other, shown)
            return desk.page(
                request, "comparison_differences.html", view, one=one, other=other, found=found, **shared
            )
        chosen, missing = _chosen(everything, agreement)
        return desk.page(
            request,
            "comparison.html",
            view,
            table=Comparison.of(chosen, shown),
            chosen=[column.instrument.document for column in chosen] if agreement else [],
            missing=missing,
            opened=opened,
            **shared,
        )

    @router.get("/agreements/compare.csv")
    def as_csv(request: Request, agreement: Chosen = [], row: Chosen = [], words: str = "") -> Response:  # noqa: B006
        table = _table(desk.view(request), agreement, row, words)
        return _file(comparison_files.csv_text(table).encode(), "text/csv; charset=utf-8", "agreements-compared.csv")

    @router.get("/agreements/compare.xlsx")
    def as_xlsx(request: Request, agreement: Chosen = [], row: Chosen = [], words: str = "") -> Response:  # noqa: B006
        view = desk.view(request)
        book = comparison_files.xlsx_bytes(_table(view, agreement, row, words), view.snapshot.moment)
        return _file(book, _XLSX, "agreements-compared.xlsx")

    return router


def _columns(view: View) -> tuple[Column, ...]:
    snapshot = view.snapshot
    return columns(instruments(snapshot.documents.values(), snapshot.claims.values(), snapshot.decisions))


def _table(view: View, agreement: Sequence[str], row: Sequence[str], words: str) -> Comparison:
    chosen, _ = _chosen(_columns(view), agreement)
    return Comparison.of(chosen, _rows(row, words))


def _rows(keys: Sequence[str], words: str) -> tuple[Row, ...]:
    try:
        return rows(keys, words)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error


def _chosen(everything: Sequence[Column], documents: Sequence[str]) -> tuple[list[Column], int]:
    """The chosen columns, all where none is chosen, and how many of the chosen are not there."""
    wanted = set(documents)
    found = [column for column in everything if not wanted or column.instrument.document in wanted]
    return found, len(wanted) - len(found) if wanted else 0


def _one_of(everything: Sequence[Column], document: str) -> Column:
    found = next((column for column in everything if column.instrument.document == document), None)
    if found is None:
        raise HTTPException(404, f"From this point of view there is no agreement “{document}” to compare.")
    return found


def _silent(view: View) -> list[str]:
    """The documents that gave no fact at all: an agreement among them cannot be compared, which must be said."""
    return sorted(
        stored.document.doc for id, stored in view.snapshot.documents.items() if not view.snapshot.claims_in(id)
    )


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
