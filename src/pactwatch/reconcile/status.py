"""The status of a promise on a day: computed from its claims by the table of rules, with reasons, and never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.promise_facts import Arisen, PromiseFacts
from pactwatch.reconcile.promise_history import Measure, Tranche, made_by
from pactwatch.reconcile.record import Fulfilment, Record
from pactwatch.reconcile.register import Register
from pactwatch.reconcile.status_rules import StatusName, Test, status_rules

__all__ = ["Arisen", "Status", "StatusReason", "statuses"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatusReason(_Part):
    """One reason for a status: a sentence, and the claims that it rests on."""

    text: str
    claims: tuple[str, ...] = ()


class Status(_Part):
    """What has become of a commitment by a day.

    `stage` is how far the promise itself has come, whatever was reported of its being kept. `reasons` are those of the
    status first, then what else is known. `because` says what keeps it from being rated. `measures` are the sums and
    numbers, unit by unit. `late_from` is the first day on which it is late, where the words name one.
    """

    record: str
    on: date
    status: StatusName
    stage: StatusName
    means: str
    because: tuple[str, ...] = ()
    reasons: tuple[StatusReason, ...] = ()
    measures: tuple[Measure, ...] = ()
    late_from: date | None = None


def statuses(
    records: Iterable[Record],
    claims: Mapping[str, StoredClaim],
    on: date,
    arisen: Mapping[str, Arisen] | None = None,
) -> dict[str, Status]:
    """The status on a day of each commitment among the records, by the record's id.

    `records` and `claims` are those of one point of view: what was not published or learned by then is not among them.
    What happened after the day does not count, and a promise that was made after it has no status. `arisen` says of
    which records the trigger has come, where somebody established it.
    """
    every = list(records)
    register = Register((record for record in every if record.kind == "agreement"), claims, on)
    return {
        record.id: _status_of(record, claims, on, register, (arisen or {}).get(record.id))
        for record in every
        if record.kind == "commitment" and any(made_by(claims[id]) <= on for id in record.claims if id in claims)
    }


def _status_of(
    record: Record,
    claims: Mapping[str, StoredClaim],
    on: date,
    register: Register,
    arisen: Arisen | None = None,
) -> Status:
    """The status of one commitment on a day; `register` has the instruments that it may stand in or wait for."""
    facts = PromiseFacts(record, claims, on, register, arisen)
    rule, reasons = next(
        (rule, reasons) for rule in status_rules().rules if (reasons := _TESTS[rule.when](facts)) is not None
    )
    name = facts.stage if rule.status == "stage" else rule.status
    return Status(
        record=record.id,
        on=on,
        status=name,
        stage=facts.stage,
        means=rule.means,
        because=tuple(reason.text for reason in reasons) if name == "cannot_be_rated" else (),
        reasons=tuple(
            StatusReason(text=_sentence(each.text), claims=each.claims) for each in (*reasons, *_more(facts))
        ),
        measures=facts.measures,
        late_from=facts.late_from,
    )


_Reasons = list[StatusReason] | None
"""Why a test applies; None where it does not."""


def _contradicted(facts: PromiseFacts) -> _Reasons:
    return [_told(told) for told in facts.last_word] if facts.contradicted else None


def _last(*states: str) -> Callable[[PromiseFacts], _Reasons]:
    def test(facts: PromiseFacts) -> _Reasons:
        return [_told(told) for told in facts.last_word if told.state in states] or None

    return test


def _said(*states: str) -> Callable[[PromiseFacts], _Reasons]:
    def test(facts: PromiseFacts) -> _Reasons:
        return [_told(told) for told in facts.said(*states)] or None

    return test


def _met(facts: PromiseFacts) -> _Reasons:
    reasons = [_told(told) for told in facts.last_word if told.state == "met"]
    if facts.complete:
        reasons.append(_reason("what sources report adds up to all that was promised", *_delivered(facts)))
    return reasons or None


def _ended(facts: PromiseFacts) -> _Reasons:
    if facts.instrument is None or facts.instrument[0].stage not in ("ended", "rejected"):
        return None
    stage, agreement = facts.instrument
    return [_reason(f"its instrument, “{agreement.held('title')}”, is {stage.stage}", *stage.claims)]


def _waits(facts: PromiseFacts) -> _Reasons:
    if facts.condition is None or facts.reports or facts.condition[0] == "other":
        return None
    trigger, words, claim = facts.condition
    return [_reason(f"it depends on this: “{words}”; {_NOT_COME[trigger]}", claim)]


_NOT_COME = {
    "ceasefire": "no source in this ledger tells of a ceasefire in force",
    "peace_deal": "no source in this ledger tells of a peace agreement in force",
    "attack": "no finding under loaded terms says that it has come",
    "request": "no request is known",
}


def _condition_open(facts: PromiseFacts) -> _Reasons:
    if facts.condition is None or facts.reports or facts.condition[0] != "other":
        return None
    return [_reason(f"whether its condition has come cannot be decided: “{facts.condition[1]}”", facts.condition[2])]


def _due_passed(facts: PromiseFacts) -> _Reasons:
    late = facts.late_from
    if late is None or facts.on < late or facts.kind.kind == "conduct" or facts.condition is not None:
        return None
    if facts.firmness[0] not in status_rules().pledged:
        return None
    some = "all of it" if facts.said("partly_met") else "it"
    text = f"it was to be done before {late.isoformat()}, and no source in this ledger says that {some} was"
    return [_reason(text, *(id for id, claim in facts.promises if claim.due or claim.period))]


def _considered(facts: PromiseFacts) -> _Reasons:
    if facts.firmness[0] != "considered":
        return None
    return [_reason("no source says more than that it may be done", *facts.firmness[1])]


def _words_lack(facts: PromiseFacts) -> _Reasons:
    lacking = list(facts.lacks)
    if facts.kind.kind == "conduct" and facts.late_from is not None and facts.on >= facts.late_from:
        lacking.append(f"its time ended before {facts.late_from.isoformat()}, and no source says whether it was kept")
    return [_reason(text, facts.promises[0][0]) for text in lacking] or None


def _otherwise(facts: PromiseFacts) -> _Reasons:
    if facts.kind.kind == "conduct":
        return [_reason("it is to be kept from day to day, and no source in this ledger says that it was broken")]
    if facts.late_from is None:
        return [_reason("no source in this ledger says whether it was kept")]
    return [_reason(f"it is to be done before {facts.late_from.isoformat()}, and no source reports on it yet")]


_TESTS: Mapping[Test, Callable[[PromiseFacts], _Reasons]] = {
    "sources_contradict": _contradicted,
    "said_withdrawn": _last("withdrawn"),
    "said_broken": _last("broken"),
    "met": _met,
    "instrument_ended": _ended,
    "trigger_waits": _waits,
    "condition_open": _condition_open,
    "due_passed": _due_passed,
    "said_overdue": _last("overdue"),
    "partly_met": _said("partly_met"),
    "allocated": _said("allocated"),
    "only_considered": _considered,
    "words_lack": _words_lack,
    "otherwise": _otherwise,
}


def _more(facts: PromiseFacts) -> Iterable[StatusReason]:
    """What else a reader should know: the figures, what set it off, and how firm the promise is."""
    for measure in facts.measures:
        yield from _figures(measure)
    if facts.arisen is not None:
        yield _reason(facts.arisen.text, *facts.arisen.claims)
    elif facts.come is not None:
        agreement, stage = facts.come
        yield _reason(f"what it depends on has come: “{agreement.held('title')}” is in force", *stage.claims)
    firmness, claims = facts.firmness
    yield _reason(f"the promise itself is {firmness}", *claims)
    if facts.instrument is not None:
        stage, agreement = facts.instrument
        yield _reason(
            f"its instrument, “{agreement.held('title')}”, is {stage.stage.replace('_', ' ')}", *stage.claims
        )


def _figures(measure: Measure) -> Iterable[StatusReason]:
    for word, tranches in (("delivered", measure.delivered), ("allocated", measure.allocated)):
        done = measure.delivered_sum if word == "delivered" else measure.allocated_sum
        if done is None:
            continue
        claims = [id for tranche in tranches for id in tranche.claims]
        parts = [tranche for tranche in tranches if not tranche.total]
        shown = f" ({' + '.join(_part(tranche) for tranche in parts)})" if len(parts) > 1 else ""
        if parts and done > sum(tranche.value for tranche in parts):
            shown = f" (in all; of these {' + '.join(_part(tranche) for tranche in parts)})"
        shown += _as_told(tranches)
        if not measure.promised:
            yield _reason(
                f"{done:,.0f} {measure.unit} are reported as {word}{shown}; how many were promised is not told",
                *claims,
            )
        elif done > measure.promised:
            text = (
                f"more is reported as {word} than was promised: {done:,.0f} of {measure.promised:,.0f} {measure.unit}"
            )
            yield _reason(text + shown, *claims, *measure.claims)
        else:
            share = f"{done / measure.promised:.0%}"
            text = f"{done:,.0f} of {measure.promised:,.0f} {measure.unit} ({share}) are reported as {word}{shown}"
            yield _reason(text, *claims, *measure.claims)
        for tranche in tranches:
            if tranche.others:
                figures = ", ".join(f"{value:,.0f}" for value in sorted({*tranche.others, tranche.value}))
                text = f"reports of {_when(tranche)} give different figures ({figures}); {tranche.value:,.0f} counts"
                yield _reason(text, *tranche.claims)
    if measure.qualifier == "up_to" and measure.promised and not measure.complete and measure.delivered:
        yield _reason("the promise names a ceiling (up to): less may be all that was meant", *measure.claims)


def _part(tranche: Tranche) -> str:
    return f"{tranche.value:,.0f} on {_when(tranche)}"


def _as_told(tranches: Sequence[Tranche]) -> str:
    """How sums were told that the promise itself lets one count in its own currency."""
    told = [tranche.told for tranche in tranches if tranche.told]
    return f", told as {' + '.join(told)}, by the promise's own two figures" if told else ""


def _when(tranche: Tranche) -> str:
    first, last = tranche.first.isoformat(), tranche.last.isoformat()
    return first if first == last else f"{first} to {last}"


def _delivered(facts: PromiseFacts) -> list[str]:
    return [id for measure in facts.measures for tranche in measure.delivered for id in tranche.claims]


def _told(told: Fulfilment) -> StatusReason:
    source = told.source
    who = source.speaker or source.outlet or "a document"
    when = f" on {source.published}" if source.published else ""
    about = f" (of {told.date})" if told.date else ""
    return _reason(f"{who} says{when} that it is {_WORDS[told.state]}{about}", source.claim)


_WORDS = {
    "met": "kept",
    "partly_met": "kept in part",
    "allocated": "set aside",
    "overdue": "late",
    "broken": "broken",
    "withdrawn": "taken back",
    "disputed": "disputed",
}


def _reason(text: str, *claims: str) -> StatusReason:
    return StatusReason(text=text, claims=tuple(dict.fromkeys(claims)))


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."
