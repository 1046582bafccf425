"""The timeline: every dated fact by month and day; reports of the same thing stand once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pactwatch.extract.claim import Claim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.desk import Desk
from pactwatch.publish.paging import Page
from pactwatch.publish.snapshot import Snapshot
from pactwatch.read.imprecise_date import ImpreciseDate

_ACTOR_FIELDS = ("parties", "promisors", "promisees", "signatories", "violators", "participants")


@dataclass(frozen=True)
class Entry:
    """One dated fact: its date, one claim that says it, and how many sources say the same with the same date."""

    date: ImpreciseDate
    stored: StoredClaim
    sources: int


def routes(desk: Desk) -> APIRouter:
    """The route of the timeline."""
    router = APIRouter()

    @router.get("/timeline", response_class=HTMLResponse)
    def timeline(request: Request, kind: str = "", actor: str = "", order: str = "", page: int = 1) -> HTMLResponse:
        view = desk.view(request)
        claims = view.snapshot.claims.values()
        rows = entries(
            view.snapshot,
            (
                stored
                for stored in claims
                if (not kind or stored.claim.kind == kind) and (not actor or actor in actors_of(stored.claim))
            ),
        )
        if order != "oldest":
            rows.reverse()
        cut = Page.cut(rows, page)
        months = groupby(cut.rows, key=lambda entry: words.month(entry.date.first))
        return desk.page(
            request,
            "timeline.html",
            view,
            rows=cut,
            months=[(name, list(group)) for name, group in months],
            actors={name for stored in claims for name in actors_of(stored.claim)},
            kind_options=list(words.KINDS.items()),
            undated=sum(stored.claim.date is None for stored in claims),
            filters={"kind": kind, "actor": actor, "order": order},
        )

    return router


def entries(snapshot: Snapshot, claims: Iterable[StoredClaim]) -> list[Entry]:
    """The dated facts among the claims, the oldest first. Claims of one record on one date make one entry."""
    together: dict[tuple[str, str], list[StoredClaim]] = {}
    for stored in claims:
        if stored.claim.date is None:
            continue
        record = snapshot.record_of(stored.id)
        stage = getattr(stored.claim, "stage", "")
        key = (f"{record.id} {stage}" if record else stored.id, stored.claim.date)
        together.setdefault(key, []).append(stored)
    made = [_entry(date, group) for (_, date), group in together.items()]
    return sorted(
        (entry for entry in made if entry is not None),
        key=lambda entry: (entry.date.first, entry.date.after, entry.stored.id),
    )


def _entry(date: str, group: Sequence[StoredClaim]) -> Entry | None:
    try:
        return Entry(ImpreciseDate.parse(date), group[0], len({stored.document_id for stored in group}))
    except ValueError:
        return None


def actors_of(claim: Claim) -> set[str]:
    """Every actor that a claim's coded fields name."""
    named = {name for field in _ACTOR_FIELDS for name in getattr(claim, field, ())}
    return named | {name for field in ("actor", "perpetrator") if (name := getattr(claim, field, None))}
