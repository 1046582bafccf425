"""The ceasefire: for each set of terms how it stands on a day, in a zone, what is counted, and how that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pactwatch.judge.cessation import CessationClock, cessation_clock
from pactwatch.judge.duty import DutyStanding, rate_duties
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire, Counts, DayState, Range
from pactwatch.judge.state_rule import StateName
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.desk import Desk
from pactwatch.publish.drawing import Theme
from pactwatch.publish.pages import incidents
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import change_words, clock_line, last_day, phase_of, range_words, rule_lines
from pactwatch.publish.state_chart import state_chart, step_of
from pactwatch.publish.tallies import tallies, tally_line

_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="200"/>'
_LATEST = 5
_MOST_DAYS = 366


@dataclass(frozen=True)
class Line:
    """A row of the table of counts: its name, the count, the one before, and how they compare."""

    name: str
    now: Range
    before: Range


@dataclass(frozen=True)
class Section:
    """What the page says of one set of terms, on `day`: today, or the last day on which they were in force."""

    ceasefire: Ceasefire
    phase: tuple[str, str]
    state: DayState
    behind: Sequence[Finding]
    rule: Sequence[tuple[StateName, str]]
    clocks: Sequence[CessationClock]
    now: Counts
    before: Counts
    lines: Sequence[Line]
    by_zone: Sequence[tuple[str, DayState, Counts]]
    steps: Sequence[tuple[DayState, Counts]]
    tallies: Sequence[StoredClaim]
    duties: Sequence[DutyStanding]


def routes(desk: Desk) -> APIRouter:
    """The routes of the page and of its charts."""
    router = APIRouter()

    @router.get("/ceasefire", response_class=HTMLResponse)
    def ceasefire(request: Request, on: str = "", zone: str = "", days: int = 7) -> HTMLResponse:
        view, day = desk.view(request), _asked(on)
        if not 1 <= days <= _MOST_DAYS:
            raise HTTPException(400, f"days: a number from 1 to {_MOST_DAYS}")
        zones = sorted({each.name for terms in view.snapshot.terms for each in terms.zones})
        if zone and zone not in zones:
            raise HTTPException(404, f"No loaded terms have a zone of the name {zone}.")
        return desk.page(
            request,
            "ceasefire.html",
            view,
            sections=[
                _section(view.snapshot, each, day, zone or None, days)
                for each in view.snapshot.ceasefires
                if not zone or zone in [known.name for known in each.terms.zones]
            ],
            zones=[(name, name) for name in zones],
            filters={"on": on, "zone": zone, "days": str(days)},
            incident_line=incidents.line,
            range_words=range_words,
            change_words=change_words,
            clock_line=clock_line,
            tally_line=tally_line,
        )

    @router.get("/charts/ceasefire/{name}.svg")
    def drawn(
        request: Request,
        name: str,
        theme: Theme = "light",
        narrow: bool = False,
        on: str = "",
        zone: str = "",
    ) -> Response:
        snapshot = desk.view(request).snapshot
        found = next((each for each in snapshot.ceasefires if each.terms.name == name), None)
        known = found is not None and (not zone or zone in [each.name for each in found.terms.zones])
        if found is None or not known:
            raise HTTPException(404)
        steps = _steps(found, _day(snapshot, found, _asked(on)), zone or None)
        return Response(state_chart(steps, theme, narrow) if steps else _NOTHING, media_type="image/svg+xml")

    return router


def _asked(on: str) -> date | None:
    """The day of a form's field; None where it is left empty."""
    try:
        return date.fromisoformat(on) if on else None
    except ValueError as error:
        raise HTTPException(400, "on: a day is written 2025-04-03") from error


def _day(snapshot: Snapshot, ceasefire: Ceasefire, on: date | None) -> date:
    return on or last_day(ceasefire.terms, snapshot.moment.date())


def _steps(ceasefire: Ceasefire, day: date, zone: str | None) -> Sequence[tuple[DayState, Counts]]:
    """The steps of time from the first day in force; none where the terms are dormant or no incident has a day."""
    begun = min((period.first for period in ceasefire.terms.in_force), default=None)
    if begun is None or begun > day or ceasefire.days is None:
        return ()
    return ceasefire.series(begun, day, step_of(begun, day), zone)


def _section(snapshot: Snapshot, ceasefire: Ceasefire, on: date | None, zone: str | None, days: int) -> Section:
    terms, day = ceasefire.terms, _day(snapshot, ceasefire, on)
    first = day - timedelta(days=days - 1)
    now, before = ceasefire.compared(first, day, zone)
    return Section(
        ceasefire=ceasefire,
        phase=phase_of(terms.in_force, day),
        state=ceasefire.on(day, zone),
        behind=ceasefire.behind(day, zone)[:_LATEST],
        rule=rule_lines(terms.state),
        clocks=[cessation_clock(ceasefire, each, day, zone) for each in terms.state.cessations],
        now=now,
        before=before,
        lines=_lines(now, before),
        by_zone=[
            (each.name, ceasefire.on(day, each.name), ceasefire.counts(first, day, each.name))
            for each in terms.zones
            if zone is None
        ],
        steps=_steps(ceasefire, day, zone),
        tallies=tallies(snapshot.claims_of("tally"), first, day),
        duties=[
            each
            for each in rate_duties(terms, snapshot.claims_of("fulfilment"), day)
            if zone is None or zone in next(duty.zones for duty in terms.duties if duty.id == each.duty)
        ],
    )


def _lines(now: Counts, before: Counts) -> list[Line]:
    lines = [
        Line("Violations", now.violations, before.violations),
        Line("Cannot be decided", now.inconclusive, before.inconclusive),
        Line("No violation", now.cleared, before.cleared),
    ]
    for name in dict.fromkeys((*now.by_party, *before.by_party)):
        lines.append(
            Line(f"By {words.actor(name)}", now.by_party.get(name, Range()), before.by_party.get(name, Range()))
        )
    if now.not_attributed or before.not_attributed:
        lines.append(Line("By whom is not established", now.not_attributed, before.not_attributed))
    for name in dict.fromkeys((*now.by_type, *before.by_type)):
        lines.append(Line(f"{name.capitalize()}", now.by_type.get(name, Range()), before.by_type.get(name, Range())))
    return lines
