"""The obligation: what a finding, a state or a day has activated, who owes it to whom, and where its clock stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.coordinate.event import Event
from pactwatch.coordinate.trigger import Trigger, in_order, standing
from pactwatch.judge.duration import duration
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Activation, Text

State = Literal["dormant", "active", "met", "overdue", "suspended", "discharged"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Obligation(_Part):
    """A conditional commitment in one of its states, with the words it rests on and all that has triggered it.

    `start` is the latest moment at which the first trigger can have been known (the end of its day, where only the day is
    known), so that `due` never comes early. Both are None where the clock has not begun. `record`, `reached` and `terms`
    are those of the first trigger that holds, `findings` those of all that hold.
    """

    id: str
    activation: str
    terms: str
    state: State
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    action: str
    within: str | None = None
    on_request_of: tuple[str, ...] = ()
    record: str | None = Field(None, description="the incident whose findings activated it")
    reached: date | None = Field(
        None, description="the day on which a state was reached that activated it, or that day"
    )
    commitment: str | None = Field(
        None, description="the record that promises it; None: the terms name it themselves"
    )
    findings: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = Field((), description="all that has activated it, in order")
    start: datetime | None = None
    due: datetime | None = None
    acknowledged: datetime | None = Field(None, description="when one who owes it first confirmed it")
    ended: datetime | None = Field(None, description="when it was met or discharged")
    article: str
    words: str
    source: Text
    notes: tuple[str, ...] = ()


def identity(terms: str, activation: str, key: str, commitment: str | None) -> str:
    """The identity of what one trigger, by its key, activates first; with an empty key of what nothing has activated."""
    # One commitment of the ledger arises once from one incident, whichever terms find the breach.
    parts = ("commitment", commitment, key) if commitment and key else (terms, activation, key)
    return f"obligation-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"


def dormant(terms: str, activation: Activation, commitment: str | None = None) -> Obligation:
    """What would be owed, while nothing has activated it. `commitment` is the record that promises it, where one does."""
    return Obligation(
        id=identity(terms, activation.id, "", commitment),
        activation=activation.id,
        terms=terms,
        state="dormant",
        owed_by=activation.owed_by,
        owed_to=activation.owed_to,
        action=activation.action,
        within=activation.within,
        on_request_of=activation.on_request_of,
        commitment=commitment,
        article=activation.article,
        words=activation.quote,
        source=activation.source,
    )


def triggered(obligation: Obligation, triggers: Iterable[Trigger]) -> Obligation:
    """The obligation as triggers have activated it, before people did anything about it: its clock is the first one's."""
    told = in_order(triggers)
    held = standing(told) or told
    first = held[0]
    notes = []
    if first.moment is None:
        notes.append("No day is known on which the finding was made known, so that the clock has no beginning.")
    if first.record is None:
        notes.append(f"Activated because {first.words}.")
    due = None
    if obligation.on_request_of:
        asked = " or ".join(obligation.on_request_of)
        notes.append(f"Active on request: {obligation.within or 'the clock'} runs from the request of {asked}.")
    elif first.moment is not None and obligation.within:
        due = first.moment + duration(obligation.within)
        notes.append("Counted from the end of the day on which it was known, because the day alone is known.")
    notes += dict.fromkeys(each.note for each in held if each.note)
    return obligation.model_copy(
        update={
            "state": "active",
            "terms": first.terms,
            "record": first.record,
            "reached": first.reached,
            "findings": tuple(sorted({id for each in held for id in each.findings})),
            "triggers": tuple(told),
            "start": first.moment,
            "due": due,
            "notes": tuple(notes),
        }
    )


def moved(obligation: Obligation, events: Iterable[Event], now: datetime) -> Obligation:
    """The obligation after what people did about it, in order, and with its clock read."""
    state, due, notes = obligation.state, obligation.due, list(obligation.notes)
    ended: datetime | None = None
    paused: datetime | None = None
    acknowledged: datetime | None = None
    for event in sorted((e for e in events if e.obligation == obligation.id and e.at <= now), key=lambda e: e.at):
        if ended is not None:
            break
        note = f"{event.kind.capitalize()} by {event.by}, {event.at:%Y-%m-%d %H:%M %Z}"
        notes.append(note + (f": {event.note}" if event.note else ""))
        if event.kind == "request" and due is None and obligation.within:
            due = event.at + duration(obligation.within)
        elif event.kind == "acknowledgement":
            acknowledged = acknowledged or event.at
        elif event.kind == "performance":
            state, ended = "met", event.at
        elif event.kind == "waiver":
            state, ended = "discharged", event.at
        elif event.kind == "suspension" and paused is None:
            state, paused = "suspended", event.at
        elif event.kind == "resumption" and paused is not None:
            # The time in suspension does not count against who owes it.
            due = due + (event.at - paused) if due else None
            state, paused = "active", None
    if state == "active" and due is not None and now >= due:
        state = "overdue"
    if state == "met" and due is not None and ended is not None and ended > due:
        notes.append("Met after it was due.")
    return obligation.model_copy(
        update={"state": state, "due": due, "acknowledged": acknowledged, "ended": ended, "notes": tuple(notes)}
    )


def discharged(old: Obligation, findings: Sequence[Finding], now: datetime) -> Obligation:
    """An obligation that was written down and of which nothing holds any more, discharged from `now` on."""
    if old.state in ("discharged", "met"):
        return old
    verdicts = sorted({finding.verdict for finding in findings if finding.record == old.record})
    found = (
        f"the incident is now found: {', '.join(verdicts)}"
        if verdicts
        else "nothing is found on the incident any more"
    )
    if old.record is None:
        note = f"Discharged: what activated it on {old.reached} no longer holds by what is known now."
    elif len(standing(old.triggers)) > 1:
        note = "Discharged: all the findings that activated it were withdrawn."
    else:
        note = f"Discharged: the finding that activated it was withdrawn ({found})."
    told = tuple(each.model_copy(update={"fell_away": each.fell_away or now}) for each in old.triggers)
    return old.model_copy(update={"state": "discharged", "ended": now, "triggers": told, "notes": (*old.notes, note)})
