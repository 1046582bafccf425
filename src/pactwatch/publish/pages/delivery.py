"""Delivery: what was pledged, allocated and delivered, by whom, for what and in which currency, as table and chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pactwatch.publish import words
from pactwatch.publish.delivery import Chosen, Row, Step, counted, figure, over_time, rows, told_once, totals
from pactwatch.publish.delivery_chart import delivery_chart
from pactwatch.publish.desk import Desk
from pactwatch.publish.drawing import Theme
from pactwatch.publish.snapshot import Snapshot
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status_rules import status_rules

_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="280"/>'


def routes(desk: Desk) -> APIRouter:
    """The routes of the page and of its chart."""
    router = APIRouter()

    @router.get("/delivery", response_class=HTMLResponse)
    def delivery(request: Request, promisor: str = "", action: str = "", currency: str = "") -> HTMLResponse:
        view = desk.view(request)
        snapshot = view.snapshot
        chosen = Chosen(promisor, action, currency)
        everything = snapshot.records_of("commitment")
        fitting = [record for record in everything if chosen.fits(record)]
        standing = _counted(snapshot, chosen)
        found = rows(standing, snapshot.statuses, chosen)
        drawn = currency or _most(found)
        steps = over_time(standing, snapshot.claims, drawn, snapshot.moment.date()) if drawn else ()
        with_figure = {line.record.id for row in found for line in row.lines}
        return desk.page(
            request,
            "delivery.html",
            view,
            groups=[(unit, list(group)) for unit, group in groupby((r for r in found if r.money), key=_unit)],
            goods=[row for row in found if not row.money],
            totals={row.unit: row for row in totals(found)},
            steps=steps,
            drawn=drawn,
            without=len(standing) - len(with_figure),
            left_out=_left_out(snapshot, fitting, standing),
            unjoined=len(snapshot.unjoined),
            figure=figure,
            currencies=[(code, code) for code in sorted(_currencies(snapshot))],
            promisors={name for record in everything for name in record.held("promisors") or ()},
            actions=[(code, words.label(code)) for code in sorted({_action(record) for record in everything})],
            filters={"promisor": promisor, "action": action, "currency": currency},
        )

    @router.get("/charts/delivery.svg")
    def drawn_delivery(
        request: Request,
        theme: Theme = "light",
        narrow: bool = False,
        promisor: str = "",
        action: str = "",
        currency: str = "",
    ) -> Response:
        steps = _steps(desk.view(request).snapshot, Chosen(promisor, action, currency))
        return Response(
            delivery_chart(steps, currency, theme, narrow) if steps else _NOTHING,
            media_type="image/svg+xml",
        )

    return router


def _steps(snapshot: Snapshot, chosen: Chosen) -> Sequence[Step]:
    return over_time(_counted(snapshot, chosen), snapshot.claims, chosen.currency, snapshot.moment.date())


def _counted(snapshot: Snapshot, chosen: Chosen) -> list[Record]:
    # Whether a sum is told twice does not depend on what is asked for: it is decided before the filters.
    every = counted(snapshot.records_of("commitment"), snapshot.statuses, Chosen())
    once = told_once(every, snapshot.statuses, snapshot.claims)
    return [record for record in once if chosen.fits(record)]


def _unit(row: Row) -> str:
    return row.unit


def _most(found: Sequence[Row]) -> str:
    """The currency in which most promises are; empty where there is none."""
    counts = Counter({row.unit: 0 for row in found if row.money})
    for row in found:
        if row.money:
            counts[row.unit] += len(row.lines)
    return max(counts, key=lambda unit: (counts[unit], unit), default="")


def _left_out(snapshot: Snapshot, fitting: Sequence[Record], standing: Sequence[Record]) -> list[tuple[str, int]]:
    """How many commitments do not count, by why."""
    kept = {record.id for record in standing}
    reasons: Counter[str] = Counter()
    for record in fitting:
        if record.id in kept or record.id not in snapshot.statuses:
            continue
        status = snapshot.statuses[record.id]
        if record.held("polarity") == "will_not":
            reasons["promised not to be done"] += 1
        elif status.stage == "considered":
            reasons["only considered"] += 1
        elif status.status in status_rules().not_counted:
            reasons[words.label(status.status)] += 1
        else:
            reasons["its sum stands in the same words as another’s"] += 1
    return sorted(reasons.items())


def _currencies(snapshot: Snapshot) -> set[str]:
    return {measure.unit for status in snapshot.statuses.values() for measure in status.measures if measure.money}


def _action(record: Record) -> str:
    return str(record.held("action") or "other")
