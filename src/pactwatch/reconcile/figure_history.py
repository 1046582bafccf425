"""The history of an incident's figures: report by report, what was known on any day, and who revised or withdrew what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.figures import FIGURES, Figure, FigureName, figures
from pactwatch.reconcile.grouping import Group
from pactwatch.reconcile.reconciler import judgements, publication_order, record_of
from pactwatch.reconcile.record import Reason, Record

Clock = Literal["published", "learned"]
Effect = Literal["first", "raises", "lowers", "repeats", "corrects", "differs", "gives no figure"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Report(_Part):
    """One report: who says what, and what that did to the figures that are held.

    `first` gives a figure where there was none, `raises` and `lowers` move one, `corrects` replaces one in so many words,
    `repeats` gives what is held already, `differs` gives another one that is not held.
    """

    claim: str
    by: str = Field(description="who says it, and who carries it")
    says: dict[FigureName, Count]
    replaces: dict[FigureName, Count] = {}
    effect: Effect
    quote: str


class Ruling(_Part):
    """A person's decision on a claim of the incident, or the withdrawal of one."""

    decision: str
    claims: tuple[str, ...]
    kind: Literal["right", "wrong", "withdrawn"]
    by: str
    reason: str


class Step(_Part):
    """What came in at once, and the figures from then on. `moment` is set on the ledger's clock only (UTC)."""

    day: date
    moment: datetime | None = None
    reports: tuple[Report, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    figures: tuple[Figure, ...]
    sources: int = Field(ge=0, description="independent sources by then")

    def figure(self, name: FigureName) -> Figure | None:
        """The figure of that name as it then stood."""
        return next((each for each in self.figures if each.name == name), None)


def figure_history(
    claims: Sequence[StoredClaim], decisions: Sequence[Decision], clock: Clock = "published"
) -> tuple[Step, ...]:
    """How the figures of one incident developed, from its claims.

    By the clock of publication, a step is a day, and what people decided counts throughout, as in every view by that
    clock. By the ledger's clock, a step is a moment at which it learned something, decisions among it. No step knows of
    what came after it: the steps up to a day are the same whatever is added later.
    """
    moments = _published(claims) if clock == "published" else _learned(claims, decisions)
    known: list[StoredClaim] = []
    before: Record | None = None
    steps = []
    for day, moment, new, rulings in moments:
        known.extend(new)
        if not known:
            continue
        judged = judgements(decisions if moment is None else _by_then(decisions, moment))
        record = _record(known, judged)
        steps.append(
            Step(
                day=day,
                moment=moment,
                reports=tuple(_report(claim, before, record) for claim in sorted(new, key=publication_order)),
                rulings=rulings,
                figures=figures(record),
                sources=len(record.independent),
            )
        )
        before = record
    return tuple(steps)


def known_on(steps: Sequence[Step], day: date) -> Step | None:
    """The step that stood at the end of a day; None where nothing was known by then."""
    return next((step for step in reversed(steps) if step.day <= day), None)


_Moment = tuple[date, datetime | None, list[StoredClaim], tuple[Ruling, ...]]


def _published(claims: Sequence[StoredClaim]) -> Iterator[_Moment]:
    """By the day by whose end a claim was certainly public; without a date, the day on which the ledger learned it."""

    def day(claim: StoredClaim) -> date:
        known = ImpreciseDate.parse(claim.published) if claim.published else None
        return date.fromordinal(known.after.toordinal() - 1) if known else claim.learned_at.date()

    for first, together in groupby(sorted(claims, key=lambda each: (day(each), *publication_order(each))), key=day):
        yield first, None, list(together), ()


def _learned(claims: Sequence[StoredClaim], decisions: Sequence[Decision]) -> Iterator[_Moment]:
    own = {claim.id for claim in claims}
    rulings: list[tuple[datetime, Ruling]] = []
    for each in decisions:
        about = tuple(claim for claim in each.claims if claim in own)
        if each.kind not in ("right", "wrong") or not about:
            continue
        ruling = Ruling(decision=each.id, claims=about, kind=each.kind, by=each.by, reason=each.reason)
        rulings.append((each.learned_at, ruling))
        if each.withdrawn_at is not None:
            rulings.append((each.withdrawn_at, ruling.model_copy(update={"kind": "withdrawn"})))
    moments = sorted({claim.learned_at for claim in claims} | {moment for moment, _ in rulings})
    for moment in moments:
        new = [claim for claim in claims if claim.learned_at == moment]
        yield moment.date(), moment, new, tuple(ruling for when, ruling in rulings if when == moment)


def _by_then(decisions: Sequence[Decision], moment: datetime) -> list[Decision]:
    """The decisions as they stood at a moment: those not yet taken are not there, nor withdrawals not yet made."""
    return [
        replace(each, withdrawn_at=each.withdrawn_at if each.withdrawn_at and each.withdrawn_at <= moment else None)
        for each in decisions
        if each.learned_at <= moment
    ]


def _record(known: Sequence[StoredClaim], judged: dict[str, str]) -> Record:
    reasons = {claim.id: Reason(claim=claim.id, text="") for claim in known}
    return record_of("incident", Group(list(known), reasons), judged)


def _report(claim: StoredClaim, before: Record | None, after: Record) -> Report:
    incident = claim.claim
    assert isinstance(incident, IncidentClaim)
    said = {"killed": incident.killed, "injured": incident.injured}
    says: dict[FigureName, Count] = {name: count for name in FIGURES if (count := said[name]) is not None}
    carried = [name for name in (incident.speaker, incident.via or claim.outlet) if name]
    return Report(
        claim=claim.id,
        by=", via ".join(dict.fromkeys(carried)) or incident.doc,
        says=says,
        replaces=incident.supersedes or {},
        effect=_effect(says, incident, before, after),
        quote=incident.quote,
    )


def _effect(says: dict[FigureName, Count], incident: IncidentClaim, before: Record | None, after: Record) -> Effect:
    if not says:
        return "gives no figure"
    if incident.supersedes:
        return "corrects"
    effects: set[Effect] = set()
    for name, count in says.items():
        earlier, now = (_held(record, name) for record in (before, after))
        if now != count:
            effects.add("differs")
        elif earlier is None:
            effects.add("first")
        elif earlier == count:
            effects.add("repeats")
        else:
            effects.add("raises" if _size(count) >= _size(earlier) else "lowers")
    ranked: tuple[Effect, ...] = ("lowers", "raises", "first", "differs", "repeats")
    return next(effect for effect in ranked if effect in effects)


def _held(record: Record | None, name: FigureName) -> Count | None:
    value = record.held(name) if record is not None else None
    return None if value is None else Count.model_validate(value)


def _size(count: Count) -> tuple[int, int]:
    return count.low or 0, count.high if count.high is not None else 10**9
