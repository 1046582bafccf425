"""Owing: all that is owed under terms at a moment, each duty once while it is open, however many triggers feed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

from pactwatch.coordinate.commitment import Commitment, commitments, same_words
from pactwatch.coordinate.event import Event
from pactwatch.coordinate.obligation import Obligation, discharged, dormant, identity, moved, triggered
from pactwatch.coordinate.occasion import occasions
from pactwatch.coordinate.recurrence_rules import recurrence_rules
from pactwatch.coordinate.trigger import Trigger, days_of, merged, trigger_of
from pactwatch.coordinate.validity import Validities, Validity, told_of
from pactwatch.judge.cause import causes
from pactwatch.judge.duration import duration
from pactwatch.judge.finding import Finding
from pactwatch.judge.recurrence import Recurrence
from pactwatch.judge.state import Ceasefire
from pactwatch.judge.terms import Activation, Sign, Terms, Text
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.record import Record


@dataclass
class _Duty:
    """One duty, of an activation of terms or of a commitment of the ledger, with what has triggered it."""

    terms: str
    activation: Activation
    recurrence: Recurrence
    commitment: str | None = None
    triggers: list[Trigger] = field(default_factory=list)

    def is_of(self, old: Obligation) -> bool:
        if self.commitment is not None:
            return old.commitment == self.commitment
        return old.commitment is None and (old.terms, old.activation) == (self.terms, self.activation.id)


@dataclass(frozen=True)
class _Come:
    """A trigger with those responsible for it, and the first and the last day on which it can have come."""

    violators: tuple[str, ...]
    trigger: Trigger
    first: date
    last: date


@dataclass(frozen=True)
class Owing:
    """What is owed on one duty, before people did anything about it. `gone` was written down and nothing of it holds.

    `asleep` is the duty as it stands while nothing has activated it.
    """

    asleep: Obligation
    arisen: tuple[Obligation, ...]
    gone: tuple[Obligation, ...]


def activate(
    terms: Sequence[Terms],
    findings: Sequence[Finding],
    now: datetime,
    events: Sequence[Event] = (),
    before: Sequence[Obligation] = (),
    records: Sequence[Record] = (),
    claims: Iterable[StoredClaim] = (),
    ceasefires: Sequence[Ceasefire] = (),
) -> list[Obligation]:
    """What is owed under the terms, given the findings, as it stands at a moment.

    `events` are what people did about obligations. `before` is what an earlier call gave: an obligation in it whose
    findings, states and days no longer hold comes back discharged, from `now` on, so that the past stays told. A duty that
    nothing has activated is given once, dormant. See `owing` for the rest. Raises ValueError where `now` has no time zone.
    """
    result: list[Obligation] = []
    for duty in owing(terms, findings, now, events, before, records, claims, ceasefires):
        as_they_stand = [moved(obligation, events, now) for obligation in duty.arisen]
        ended = [discharged(old, findings, now) for old in duty.gone]
        result.extend(sorted(as_they_stand + ended, key=lambda each: (each.start or now, each.id)) or [duty.asleep])
    asked = {each.id for each in result}
    names = {each.name for each in terms}
    left = [old for old in before if old.terms in names and (old.record or old.reached) and old.id not in asked]
    return result + [discharged(old, findings, now) for old in left]


def owing(
    terms: Sequence[Terms],
    findings: Sequence[Finding],
    now: datetime,
    events: Sequence[Event] = (),
    before: Sequence[Obligation] = (),
    records: Sequence[Record] = (),
    claims: Iterable[StoredClaim] = (),
    ceasefires: Sequence[Ceasefire] = (),
) -> list[Owing]:
    """What is owed on each duty: those that the terms activate, and those of commitments of the ledger.

    `records` are those that the findings are on, those of commitments, which are activated by the terms' signs unless an
    activation has the same words, and those of agreements: what stands in one that had not begun by the day of a trigger,
    was suspended or had ended is not activated by it. `claims` say what agreements provide on their time. `ceasefires` are
    what the states are read from, one for each of the terms; they are made from the findings and records where left out.
    """
    if now.tzinfo is None:
        raise ValueError("`now` needs a time zone")
    today = now.astimezone(UTC).date()
    promised = _promised(records, claims) if any(each.signs for each in terms) else []
    duties: dict[tuple[str, str], _Duty] = {}
    for number, each in enumerate(terms):
        ceasefire = ceasefires[number] if ceasefires else Ceasefire.of(each, findings, records, today)
        come = {
            when: [
                _Come(cause.violators, trigger_of(cause, each.name), *days_of(cause))
                for cause in causes(when, each, findings, ceasefire, today)
            ]
            for when in (*(activation.when for activation in each.activates), *each.signs)
        }
        for activation in each.activates:
            recurrence = activation.recurrence or recurrence_rules().of(activation.action, [activation.quote])
            duty = duties[each.name, activation.id] = _Duty(each.name, activation, recurrence)
            duty.triggers += [one.trigger for one in come[activation.when]]
        for sign in each.signs:
            for told, validity in promised:
                if told.trigger == sign.trigger and not _doubles(told, each):
                    triggers = list(_triggers(told, each, come[sign], validity))
                    key = "commitment", told.record
                    if key not in duties or (triggers and not duties[key].triggers):
                        recurrence = sign.recurrence or recurrence_rules().of(told.action, told.quotes)
                        duties[key] = _Duty(each.name, _activation(told, each, sign), recurrence, told.record)
                    duties[key].triggers += triggers
    happened = [event for event in events if event.at <= now]
    names = {each.name for each in terms}
    return [
        _owing(duty, [old for old in before if duty.is_of(old)], happened, now, names) for duty in duties.values()
    ]


def _owing(
    duty: _Duty, before: Sequence[Obligation], events: Sequence[Event], now: datetime, names: Collection[str]
) -> Owing:
    asleep = dormant(duty.terms, duty.activation, duty.commitment)
    name = partial(identity, duty.terms, duty.activation.id, commitment=duty.commitment)
    # What came under terms that are not looked at now has not fallen away.
    elsewhere = [told for old in before for told in old.triggers if told.terms not in names and not told.fell_away]
    arisen, gone = [], []
    for each in occasions(merged([*duty.triggers, *elsewhere]), before, events, duty.recurrence, name):
        if not each.triggers:
            assert each.old is not None
            gone.append(each.old)
            continue
        holding = {trigger.key for trigger in each.triggers}
        fallen = [
            told.model_copy(update={"fell_away": told.fell_away or now})
            for told in (each.old.triggers if each.old is not None else ())
            if told.key not in holding
        ]
        arisen.append(triggered(asleep.model_copy(update={"id": each.id}), [*each.triggers, *fallen]))
    return Owing(asleep, tuple(arisen), tuple(gone))


def _promised(records: Sequence[Record], claims: Iterable[StoredClaim]) -> list[tuple[Commitment, Validity | None]]:
    by_id = {record.id: record for record in records}
    validities = Validities(records, claims)
    return [(told, validities.of(by_id[told.record])) for told in commitments(records)]


def _triggers(told: Commitment, terms: Terms, come: Sequence[_Come], validity: Validity | None) -> Iterator[Trigger]:
    """The triggers that touch a promise, without those at whose time its agreement certainly did not oblige anybody."""
    # Asked once for each set of violators: a war has thousands of triggers, and few who are responsible.
    touched: dict[tuple[str, ...], bool] = {}
    for one in come:
        if one.violators not in touched:
            touched[one.violators] = told.touched_by(one.violators, terms)
        if not touched[one.violators] or not told.made_by(one.trigger.known):
            continue
        answer = validity.on(one.first, one.last) if validity is not None else "in force"
        if answer in ("not yet in force", "suspended", "ended"):
            continue
        note = told_of(answer, validity, told.agreement)
        yield one.trigger if note is None else one.trigger.model_copy(update={"note": note})


def _doubles(told: Commitment, terms: Terms) -> bool:
    """Whether an activation of the terms already has the words of the commitment."""
    return any(same_words(quote, activation.quote) for quote in told.quotes for activation in terms.activates)


def _activation(told: Commitment, terms: Terms, sign: Sign) -> Activation:
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
