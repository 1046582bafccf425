"""The obligation: what a finding has activated, who owes it to whom, and where its clock stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.coordinate.event import Event
from pactwatch.judge.duration import duration
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Activation, Terms, Text

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
) -> list[Obligation]:
    """What is owed under the terms, given the findings, as it stands at a moment.

    `events` are what people did about obligations. `before` is what an earlier call gave: an obligation in it whose
    finding no longer holds comes back discharged, from `now` on, so that the past stays told. A commitment that
    nothing has activated is given once, dormant. Several findings on one incident activate a commitment once.
    Raises ValueError where `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("`now` needs a time zone")
    result: list[Obligation] = []
    for activation in terms.activates:
        by_record: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.terms == terms.name and _meets(activation, finding):
                by_record.setdefault(finding.record, []).append(finding)
        current = [_arisen(terms, activation, record, group) for record, group in sorted(by_record.items())]
        standing = {obligation.id for obligation in current}
        gone = [old for old in before if old.activation == activation.id and old.terms == terms.name]
        ended = [_discharged(old, findings, now) for old in gone if old.record and old.id not in standing]
        as_they_stand = [moved(obligation, events, now) for obligation in current]
        result.extend(
            sorted(as_they_stand + ended, key=lambda each: (each.start or now, each.id))
            or [_dormant(terms, activation)]
        )
    return result


def _meets(activation: Activation, finding: Finding) -> bool:
    when = activation.when
    return (
        finding.verdict == when.verdict
        and (not when.rules or finding.rule in when.rules)
        and (not when.violators or any(violator in when.violators for violator in finding.violators))
    )


def _blank(terms: Terms, activation: Activation, record: str | None, state: State) -> Obligation:
    digest = hashlib.sha256("\n".join((terms.name, activation.id, record or "")).encode()).hexdigest()
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
        record=record,
        article=activation.article,
        words=activation.quote,
        source=activation.source,
    )


def _dormant(terms: Terms, activation: Activation) -> Obligation:
    return _blank(terms, activation, None, "dormant")


def _arisen(terms: Terms, activation: Activation, record: str, findings: Sequence[Finding]) -> Obligation:
    blank = _blank(terms, activation, record, "active")
    days = [finding.made_known for finding in findings if finding.made_known is not None]
    start = datetime.combine(min(days) + timedelta(days=1), time.min, UTC) if days else None
    notes = (
        [] if start else ["No day is known on which the finding was made known, so that the clock has no beginning."]
    )
    due = None
    if activation.on_request_of:
        asked = " or ".join(activation.on_request_of)
        notes.append(f"Active on request: {activation.within or 'the clock'} runs from the request of {asked}.")
    elif start and activation.within:
        due = start + duration(activation.within)
        notes.append("Counted from the end of the day on which it was known, because the day alone is known.")
    ids = tuple(sorted(finding.id for finding in findings))
    return blank.model_copy(update={"findings": ids, "start": start, "due": due, "notes": tuple(notes)})


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
    verdicts = sorted({finding.verdict for finding in findings if finding.record == old.record})
    found = (
        f"the incident is now found: {', '.join(verdicts)}"
        if verdicts
        else "nothing is found on the incident any more"
    )
    note = f"Discharged: the finding that activated it was withdrawn ({found})."
    return old.model_copy(update={"state": "discharged", "ended": now, "notes": (*old.notes, note)})
