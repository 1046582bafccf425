"""Duties: whether what a party must do under terms was done, rated from the reports on it and never from silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import FulfilmentClaim
from pactwatch.judge.finding import Ground
from pactwatch.judge.party import parties_speaking
from pactwatch.judge.terms import Duty, Terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate

DutyState = Literal["met", "partly_met", "overdue", "not_due", "cannot_be_rated"]
_DONE = {"met": "met", "partly_met": "partly_met", "allocated": "partly_met"}
_NOT_DONE = ("overdue", "broken", "withdrawn")


class DutyStanding(BaseModel):
    """How one party stands to one duty on a day, with the reports that say so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: str
    duty: str
    article: str
    words: str = Field(description="the duty in the words of its text")
    party: str
    owed_to: tuple[str, ...] = ()
    action: str
    by: date | None = None
    state: DutyState
    reasons: tuple[Ground, ...]


def rate_duties(terms: Terms, reports: Sequence[StoredClaim], on: date) -> list[DutyStanding]:
    """How every party stands to every duty by the end of a day, from fulfilment claims; other claims are passed over.

    A report counts where its action is the duty's `kind`, it names the party, and it was known by that day. A party is
    not believed that it did its own duty, nor an adversary that it did not: each is where it speaks against itself.
    The latest report that is believed decides. Without one a duty cannot be rated: nobody's silence shows a default.
    """
    told = [each for each in reports if isinstance(each.claim, FulfilmentClaim) and _day(each) <= on]
    return [
        _standing(terms, duty, party, told, on)
        for duty in terms.duties
        for party in duty.owed_by
        if any(period.first <= on for period in terms.in_force) or not terms.in_force
    ]


def _standing(terms: Terms, duty: Duty, party: str, told: Sequence[StoredClaim], on: date) -> DutyStanding:
    relevant = sorted(
        (each for each in told if _is_on(each, duty, party, terms)), key=lambda each: (_day(each), each.id)
    )
    state, reasons = _rated(terms, duty, party, relevant, on)
    return DutyStanding(
        terms=terms.name,
        duty=duty.id,
        article=duty.article,
        words=duty.quote,
        party=party,
        owed_to=duty.owed_to,
        action=duty.action,
        by=duty.by,
        state=state,
        reasons=tuple(reasons),
    )


def _rated(
    terms: Terms, duty: Duty, party: str, relevant: Sequence[StoredClaim], on: date
) -> tuple[DutyState, list[Ground]]:
    if not terms.in_force:
        return "not_due", [Ground(text="The terms are dormant: nothing is due before they are in force.")]
    reasons = list(_reasons(relevant, party, terms))
    believed = [each for each in relevant if _believed(each, party, terms)]
    last = [each for each in believed if _day(each) == _day(believed[-1])]
    said = {_says(each) for each in last}
    pending = duty.by is not None and on <= duty.by
    if len(said) == 1 and (state := said.pop()) in _DONE.values():
        late = duty.by is not None and _first(last[0]) > duty.by
        return ("met" if state == "met" else "partly_met"), [*reasons, *_late(late, duty)]
    if pending:
        return "not_due", [*reasons, Ground(text=f"It can still be done in time: it is due by {duty.by}.")]
    if len(said) > 1:
        return "cannot_be_rated", [
            *reasons,
            Ground(text="Reports of the same day that are believed contradict each other."),
        ]
    if not believed:
        asked = "No report" if not relevant else "No report that is believed"
        return "cannot_be_rated", [*reasons, Ground(text=f"{asked} says whether it was done.")]
    if duty.by is None:
        return "cannot_be_rated", [
            *reasons,
            Ground(text="It was reported as not done, and the text names no day for it."),
        ]
    return "overdue", [*reasons, Ground(text=f"It was due by {duty.by}, and was last reported as not done.")]


def _reasons(relevant: Sequence[StoredClaim], party: str, terms: Terms) -> Iterator[Ground]:
    for each in relevant:
        believed = "" if _believed(each, party, terms) else ", which is set aside: it speaks in its own cause"
        text = f"{each.outlet or each.document_id} ({_day(each)}): {_says(each).replace('_', ' ')}{believed}."
        yield Ground(text=text, claims=(each.id,), quotes=(each.claim.quote,))


def _late(late: bool, duty: Duty) -> list[Ground]:
    return [Ground(text=f"It was done after it was due ({duty.by}).")] if late else []


def _is_on(stored: StoredClaim, duty: Duty, party: str, terms: Terms) -> bool:
    claim = stored.claim
    begun = min((period.first for period in terms.in_force), default=None)
    return (
        isinstance(claim, FulfilmentClaim)
        and duty.kind is not None
        and claim.action == duty.kind
        and any(party in terms.parties_of(name) or party == name for name in claim.promisors)
        and (begun is None or _day(stored) >= begun)
    )


def _says(stored: StoredClaim) -> str:
    state = getattr(stored.claim, "state", "disputed")
    return _DONE.get(state, "not_done" if state in _NOT_DONE else "disputed")


def _believed(stored: StoredClaim, party: str, terms: Terms) -> bool:
    says = _says(stored)
    if says == "disputed":
        return False
    names = [name for name in (stored.claim.speaker,) if name] or [
        name for name in (stored.claim.via, stored.outlet) if name
    ]
    behind = {speaker for name in names for speaker in parties_speaking(name, terms.parties)}
    done = says in _DONE.values()
    return not behind or (party not in behind if done else party in behind)


def _first(stored: StoredClaim) -> date:
    return ImpreciseDate.parse(stored.claim.date).first if stored.claim.date else _day(stored)


def _day(stored: StoredClaim) -> date:
    """The day by which it was known."""
    if stored.published is None:
        return stored.learned_at.date()
    return ImpreciseDate.parse(stored.published).first
