"""A claim in one line of plain words, and its coded fields as rows, for lists and for its own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pactwatch.extract.claim import (
    AgreementClaim,
    Amount,
    CitedSource,
    Claim,
    CommitmentClaim,
    Count,
    FindingClaim,
    FulfilmentClaim,
    Goods,
    IncidentClaim,
    MeetingClaim,
    Position,
    PositionClaim,
    ProvisionClaim,
    TallyClaim,
)
from pactwatch.publish import words

_ACTOR_FIELDS = frozenset(
    {"parties", "promisors", "promisees", "signatories", "violators", "participants", "actor", "perpetrator", "sides"}
)
_DATE_FIELDS = frozenset({"date", "due", "expected"})
_DURATION_FIELDS = frozenset({"respond_within", "period"})
_SHOWN_APART = frozenset({"doc", "start", "end", "quote", "kind", "read_by", "speaker", "via"})


def summary(claim: Claim) -> str:
    """The claim in one line, without its date and its source."""
    match claim:
        case AgreementClaim():
            parties = f" ({words.actors(claim.parties)})" if claim.parties else ""
            return f"{sentence(instrument_name(claim.title, claim.form))}{parties}: {words.label(claim.stage)}"
        case ProvisionClaim():
            return _provision(claim)
        case CommitmentClaim():
            return _commitment(claim)
        case FulfilmentClaim():
            whose = words.actors(claim.promisors) if claim.promisors else "A promise"
            what = claim.commitment or words.label(claim.action)
            return _with(f"{whose}: {what} – {words.label(claim.state)}", claim.amounts, claim.items)
        case IncidentClaim():
            return _incident(claim)
        case FindingClaim():
            violators = f" by {words.actors(claim.violators)}" if claim.violators else ""
            body = words.actor(claim.mechanism) if claim.mechanism else "a monitoring body"
            return f"{sentence(body)} finds {words.label(claim.verdict)}{violators}" + _about(claim.incident)
        case TallyClaim():
            before = f", against {words.counted(claim.compared_with)} before" if claim.compared_with else ""
            where = f" in {claim.region}" if claim.region else ""
            return f"{words.actor(claim.monitor)} counts {words.counted(claim.count)} {claim.measure}{where}{before}"
        case MeetingClaim():
            people = f" of {words.actors(claim.participants)}" if claim.participants else ""
            place = f", {claim.place}" if claim.place else ""
            return f"{sentence(claim.format or 'meeting')}{people}{place}"
        case PositionClaim():
            return f"{words.actor(claim.actor)} {claim.stance}{_about(claim.about)}"


def _about(text: str | None) -> str:
    return f": {text}" if text else ""


def _provision(claim: ProvisionClaim) -> str:
    value = words.when(claim.value) if claim.provision == "signature" and claim.value else words.label(claim.value)
    if claim.provision in ("term", "termination_notice", "consultation"):
        value = words.duration(claim.value)
    parts = [value] if claim.value else []
    if claim.signatories:
        parts.append(words.actors(claim.signatories))
    line = sentence(words.label(claim.provision)) + (": " + "; ".join(parts) if parts else "")
    return _with(line, claim.amounts, ())


def _commitment(claim: CommitmentClaim) -> str:
    who = words.actors(claim.promisors) if claim.promisors else "Someone not named"
    mutual = len(claim.promisors) > 1 and set(claim.promisors) == set(claim.promisees)
    to = " to each other" if mutual else f" to {words.actors(claim.promisees)}" if claim.promisees else ""
    negation = " will not" if claim.polarity == "will_not" else ""
    what = "other conduct" if claim.action == "other" else words.label(claim.action)
    return _with(f"{who}{negation}: {what}{to}", claim.amounts, claim.items)


def _incident(claim: IncidentClaim) -> str:
    parts = [sentence(claim.type)]
    if claim.place or claim.admin1:
        parts.append(str(claim.place or claim.admin1))
    losses = [
        f"{words.count(number)} {name}"
        for name, number in (("killed", claim.killed), ("injured", claim.injured))
        if number is not None and words.count(number) != "–"
    ]
    return ", ".join(parts) + (": " + ", ".join(losses) if losses else "")


def _with(line: str, amounts: tuple[Amount, ...], items: tuple[Goods, ...]) -> str:
    extras = [words.amount(amount) for amount in amounts] + [words.goods(item) for item in items]
    return f"{line} ({'; '.join(extras)})" if extras else line


def instrument_name(title: str | None, form: str | None) -> str:
    """What to call an instrument: its title, or its form where the title is no more than a word of that ("intent")."""
    if form and (not title or title.casefold() in form.casefold()):
        return form
    return title or "an agreement without a title"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def fields(claim: Claim) -> list[tuple[str, str]]:
    """The coded fields that are given, each with its name and its value in words; quote and source stand apart."""
    rows = []
    for name in type(claim).model_fields:
        value = getattr(claim, name)
        if name in _SHOWN_APART or value is None or value == ():
            continue
        rows.append((sentence(words.label(name)), value_in_words(name, value)))
    return rows


def value_in_words(name: str, value: Any) -> str:
    """The value of the field of that name, in words. Takes what a claim or its JSON form holds."""
    if value is None or value in ((), []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in _ACTOR_FIELDS:
        return words.actors([value] if isinstance(value, str) else value)
    if name in _DATE_FIELDS:
        return words.when(value)
    if name in _DURATION_FIELDS:
        return words.duration(value)
    if isinstance(value, str):
        return words.label(value) if name in _CODE_FIELDS else value
    return _composite(value)


_CODE_FIELDS = frozenset({"action", "stage", "provision", "state", "verdict", "trigger", "polarity", "value"})
_FORMS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Amount, words.amount),
    (Goods, words.goods),
    (Count, words.count),
    (Position, words.position),
    (CitedSource, words.cited),
)


def _composite(value: Any) -> str:
    for form, put in _FORMS:
        if isinstance(value, form):
            return put(value)
    if isinstance(value, dict):
        if "currency" in value:
            return words.amount(Amount.model_validate(value))
        if "precision" in value:
            return words.position(Position.model_validate(value))
        if "outlet" in value:
            return words.cited(CitedSource.model_validate(value))
        if set(value) <= {"low", "best", "high"}:
            return words.count(Count.model_validate(value))
        if set(value) <= {"name", "count"}:
            return words.goods(Goods.model_validate(value))
        return "; ".join(f"{words.label(str(key))}: {_composite(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_composite(part) for part in value) or "–"
    return str(value)
