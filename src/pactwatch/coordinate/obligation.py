"""The obligation: what a finding, a state or a day has activated, who owes it to whom, and where its clock stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.coordinate.commitment import Commitment, commitments, same_words
from pactwatch.coordinate.event import Event
from pactwatch.judge.cause import Cause, causes
from pactwatch.judge.duration import duration
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire
from pactwatch.judge.terms import Activation, Sign, Terms, Text
from pactwatch.reconcile.record import Record

State = Literal["dormant", "active", "met", "overdue", "suspended", "discharged"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Obligation(_Part):
    """A conditional commitment in one of its states, with the words it rests on.

    `start` is the latest moment at which the finding can have been known (the end of its day, where only the day is
    known), so that `due` never comes early. Both are None where the clock has not begun.
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
    start: datetime | None = None
    due: datetime | None = None
    acknowledged: datetime | None = Field(None, description="when one who owes it first confirmed it")
    ended: datetime | None = Field(None, description="when it was met or discharged")
    article: str
    words: str
    source: Text
    notes: tuple[str, ...] = ()


def activate(
    terms: Terms,
    findings: Sequence[Finding],
    now: datetime,
    events: Sequence[Event] = (),
    before: Sequence[Obligation] = (),
    records: Sequence[Record] = (),
    ceasefire: Ceasefire | None = None,
) -> list[Obligation]:
    """What is owed under the terms, given the findings, as it stands at a moment.

    `events` are what people did about obligations. `before` is what an earlier call gave: an obligation in it whose
    finding, state or day no longer holds comes back discharged, from `now` on, so that the past stays told. A commitment
    that nothing has activated is given once, dormant. Several findings on one incident activate a commitment once.
    `records` are those that the findings are on, and those of commitments: the ones that wait for a trigger of which
    the terms have a sign are activated too, unless an activation of the terms has the same words. `ceasefire` is what
    states are read from; it is made from the findings and records where it is not given.
    Raises ValueError where `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("`now` needs a time zone")
    today = now.astimezone(UTC).date()
    ceasefire = ceasefire or Ceasefire.of(terms, findings, records, today)
    come = {
        when: causes(when, terms, findings, ceasefire, today)
        for when in (*(activation.when for activation in terms.activates), *terms.signs)
    }
    groups = [
        ([arisen(terms, activation, cause) for cause in come[activation.when]], dormant(terms, activation))
        for activation in terms.activates
    ]
    for sign in terms.signs:
        for told in commitments(records):
            if told.trigger == sign.trigger and not _doubles(told, terms):
                touching = [cause for cause in come[sign] if told.touched_by(cause, terms)]
                groups.append(
                    (
                        [arisen(terms, promised(told, terms, sign), cause, told.record) for cause in touching],
                        dormant(terms, promised(told, terms, sign), told.record),
                    )
                )
    standing = {obligation.id for current, _ in groups for obligation in current}
    gone = [
        old for old in before if old.terms == terms.name and (old.record or old.reached) and old.id not in standing
    ]
    result: list[Obligation] = []
    for current, asleep in groups:
        ended = [_discharged(old, findings, now) for old in gone if old.activation == asleep.activation]
        as_they_stand = [moved(obligation, events, now) for obligation in current]
        result.extend(sorted(as_they_stand + ended, key=lambda each: (each.start or now, each.id)) or [asleep])
    asked = {asleep.activation for _, asleep in groups}
    result.extend(_discharged(old, findings, now) for old in gone if old.activation not in asked)
    return result


def each_once(obligations: Iterable[Obligation]) -> list[Obligation]:
    """Obligations under several terms, each once: a commitment that several terms activate by one incident is one."""
    once: dict[str, Obligation] = {}
    for due in obligations:
        if due.id not in once or once[due.id].state == "discharged":
            once[due.id] = due
    return list(once.values())


def _doubles(told: Commitment, terms: Terms) -> bool:
    """Whether an activation of the terms already has the words of the commitment."""
    return any(same_words(quote, activation.quote) for quote in told.quotes for activation in terms.activates)


def promised(told: Commitment, terms: Terms, sign: Sign) -> Activation:
    """A commitment of the ledger as an activation, under the sign that terms give its trigger."""
    return Activation(
        id=told.record,
        when=sign,
        owed_by=told.promisors,
        owed_to=told.promisees,
        action=told.action,
        within=_countable(told.within),
        on_request_of=told.on_request_of(terms),
        article=told.section or "not numbered",
        quote=told.words,
        source=Text(title=told.agreement or "a source of the ledger"),
    )


def _countable(within: str | None) -> str | None:
    """The time within which, where it is one that a clock can count; months and years are not."""
    try:
        return within if within and duration(within) else None
    except ValueError:
        return None


def _blank(terms: Terms, activation: Activation, key: str, state: State, commitment: str | None) -> Obligation:
    # One commitment of the ledger arises once from one incident, whichever terms find the breach.
    parts = ("commitment", commitment, key) if commitment and key else (terms.name, activation.id, key)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return Obligation(
        id=f"obligation-{digest[:16]}",
        activation=activation.id,
        terms=terms.name,
        state=state,
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


def dormant(terms: Terms, activation: Activation, commitment: str | None = None) -> Obligation:
    """What would be owed, while nothing has activated it. `commitment` is the record that promises it, where one does."""
    return _blank(terms, activation, "", "dormant", commitment)


def arisen(terms: Terms, activation: Activation, cause: Cause, commitment: str | None = None) -> Obligation:
    """What a cause has activated, before people did anything about it."""
    blank = _blank(terms, activation, cause.key, "active", commitment)
    start = datetime.combine(cause.known + timedelta(days=1), time.min, UTC) if cause.known is not None else None
    notes = (
        [] if start else ["No day is known on which the finding was made known, so that the clock has no beginning."]
    )
    if cause.record is None:
        notes.append(f"Activated because {cause.words}.")
    due = None
    if activation.on_request_of:
        asked = " or ".join(activation.on_request_of)
        notes.append(f"Active on request: {activation.within or 'the clock'} runs from the request of {asked}.")
    elif start and activation.within:
        due = start + duration(activation.within)
        notes.append("Counted from the end of the day on which it was known, because the day alone is known.")
    return blank.model_copy(
        update={
            "record": cause.record,
            "reached": cause.reached,
            "findings": tuple(sorted(finding.id for finding in cause.findings)),
            "start": start,
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


def _discharged(old: Obligation, findings: Sequence[Finding], now: datetime) -> Obligation:
    if old.state in ("discharged", "met"):
        return old
    if old.record is None:
        note = f"Discharged: what activated it on {old.reached} no longer holds by what is known now."
        return old.model_copy(update={"state": "discharged", "ended": now, "notes": (*old.notes, note)})
    verdicts = sorted({finding.verdict for finding in findings if finding.record == old.record})
    found = (
        f"the incident is now found: {', '.join(verdicts)}"
        if verdicts
        else "nothing is found on the incident any more"
    )
    note = f"Discharged: the finding that activated it was withdrawn ({found})."
    return old.model_copy(update={"state": "discharged", "ended": now, "notes": (*old.notes, note)})
