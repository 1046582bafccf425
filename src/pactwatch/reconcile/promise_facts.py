"""The facts that a status rests on: how firm a promise is by a day, what it waits for, when it is late, what is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import get_args

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.claim import CommitmentClaim, Firmness
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.promise_history import Measure, made_by, measures
from pactwatch.reconcile.record import Fulfilment, Record, StageReached
from pactwatch.reconcile.register import Register
from pactwatch.reconcile.same_fulfilment import span
from pactwatch.reconcile.status_rules import Kind, StatusName, status_rules

FIRMNESS: tuple[Firmness, ...] = get_args(Firmness)
"""How firm a promise can be, rising."""

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:\d+M)?(?:\d+S)?)?")
_AGAINST = frozenset({"broken", "withdrawn", "overdue"})


class Arisen(BaseModel):
    """That the trigger of a conditional promise has come, as a finding or a person established it.

    `late_from` is the first day on which the promise is late, where that is known too. One that waits for a request is
    never late before somebody asked.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    late_from: date | None = None
    text: str
    claims: tuple[str, ...] = ()
    waits_for_request: bool = False


class PromiseFacts:
    """One commitment on a day, from the claims of one point of view. What happened after the day does not count."""

    def __init__(
        self,
        record: Record,
        claims: Mapping[str, StoredClaim],
        on: date,
        register: Register,
        arisen: Arisen | None = None,
    ) -> None:
        self.record = record
        self.claims = claims
        self.on = on
        self.arisen = arisen if arisen is not None and arisen.on <= on else None
        self._register = register
        self._rules = status_rules()
        self._negations = frozenset(self._rules.negations)

    @cached_property
    def promises(self) -> list[tuple[str, CommitmentClaim]]:
        """The claims of the promise that stand and had been made by the day; the latest first."""
        wrong = {source.claim for source in self.record.sources if source.wrong}
        found = [self.claims[id] for id in self.record.claims if id in self.claims]
        standing = [each for each in found if each.id not in wrong and made_by(each) <= self.on] or found
        standing.sort(key=lambda each: (made_by(each), each.id), reverse=True)
        return [(each.id, each.claim) for each in standing if isinstance(each.claim, CommitmentClaim)]

    @cached_property
    def kind(self) -> Kind:
        """What sort of promise it is."""
        return self._rules.kind_of(self.promises[0][1])

    @cached_property
    def firmness(self) -> tuple[Firmness, tuple[str, ...]]:
        """The firmest that a claim says, or what a person decided, with the claims that say it."""
        decided = {value.value for value in self.record.fields.get("firmness", ()) if value.decided}
        said = [(claim.firmness, id) for id, claim in self.promises]
        chosen = [each for each in said if each[0] in decided] or said
        best = max(chosen, key=lambda each: FIRMNESS.index(each[0]))[0]
        return best, tuple(sorted(id for firmness, id in said if firmness == best))

    @cached_property
    def instrument(self) -> tuple[StageReached, Record] | None:
        """The furthest stage that the agreement in which it stands had reached by the day."""
        return self._register.titled({claim.agreement for _, claim in self.promises if claim.agreement})

    @cached_property
    def stage(self) -> StatusName:
        """What the promise is called, whatever was reported of its being kept."""
        firmness = self.firmness[0]
        if (
            self.instrument is not None
            and self.instrument[0].stage == "in_force"
            and firmness in ("signed", "binding")
        ):
            return "in_force"
        return self._rules.stages[firmness]

    @cached_property
    def condition(self) -> tuple[str, str, str] | None:
        """The trigger it waits for ("other": nobody can tell), its words, and the claim; None where it waits for none."""
        for id, claim in self.promises:
            words = (claim.condition or "").strip()
            if claim.trigger == "none" or words.casefold().startswith(self._rules.no_triggers):
                continue
            if self.arisen is None and self.come is None:
                negated = not self._negations.isdisjoint(re.findall(r"[\w'’]+", words.casefold()))
                return "other" if negated else claim.trigger, words or f"a {claim.trigger.replace('_', ' ')}", id
            return None
        return None

    @cached_property
    def come(self) -> tuple[Record, StageReached] | None:
        """The agreement that is the sign of its trigger, at the stage that makes it so."""
        return self._register.come(claim.trigger for _, claim in self.promises)

    @cached_property
    def late_from(self) -> date | None:
        """The first day on which it is late, as the words count; None where they name no end, or it waits for one."""
        if self.arisen is not None and self.arisen.late_from is not None:
            return self.arisen.late_from
        for id, claim in self.promises:
            if claim.due:
                return ImpreciseDate.parse(claim.due).after
            if self.arisen is not None and claim.respond_within:
                if self.arisen.waits_for_request:
                    return None
                return _later(self.arisen.on, claim.respond_within)
            ends = self._end_of(claim.period, self.claims[id])
            if ends is not None:
                return ends
        return None

    def _end_of(self, period: str | None, stored: StoredClaim) -> date | None:
        """The day after a period: "2024" ends with the year, "P3Y" is counted from the day of the promise, if known."""
        if not period:
            return None
        try:
            return ImpreciseDate.parse(period).after
        except ValueError:
            return _later(span(stored)[1], period) if stored.claim.date else None

    @cached_property
    def lacks(self) -> list[str]:
        """What a rating needs and the words do not name, in words."""
        claims = [claim for _, claim in self.promises]
        missing = []
        if not any(claim.promisors for claim in claims):
            missing.append("the words do not name who promises")
        if "date" in self.kind.needs and self.late_from is None:
            missing.append("the words name no date by which it is to be done")
        if "measure" in self.kind.needs and not any(measure.promised for measure in self.measures):
            missing.append("the words name no amount, and no goods or people with their number")
        if "addressee" in self.kind.needs and not any(claim.promisees for claim in claims):
            missing.append("the words name nobody to whom it is promised")
        return missing

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The sums and numbers, unit by unit."""
        return measures(self.record, self.claims, self.on)

    @cached_property
    def complete(self) -> bool:
        """Whether what reports tell adds up to all that was promised, in every unit that the words name."""
        promised = [measure for measure in self.measures if measure.promised]
        return bool(promised) and all(measure.complete for measure in promised)

    @cached_property
    def reports(self) -> list[Fulfilment]:
        """The reports that stand and had happened by the day. Where a person decided one to be right, only such."""
        standing = [
            told
            for told in self.record.fulfilments
            if not told.source.wrong
            and told.source.claim in self.claims
            and made_by(self.claims[told.source.claim]) <= self.on
        ]
        return [told for told in standing if told.right] or standing

    def said(self, *states: str) -> list[Fulfilment]:
        """The reports of those states."""
        return [told for told in self.reports if told.state in states]

    @cached_property
    def last_word(self) -> list[Fulfilment]:
        """Of the reports that say it was kept, or was not, those that speak of the latest days: none speaks of later."""
        telling = self.said("met", "disputed", *_AGAINST)
        spans = {told.source.claim: span(self.claims[told.source.claim]) for told in telling}
        return [
            told
            for told in telling
            if not any(spans[other.source.claim][0] > spans[told.source.claim][1] for other in telling)
        ]

    @property
    def contradicted(self) -> bool:
        """Whether the last word is two: that it was kept, and that it was not."""
        states = {told.state for told in self.last_word}
        return "disputed" in states or ("met" in states and bool(states & _AGAINST))


def _later(day: date, duration: str) -> date | None:
    """The day after a time that begins with the end of a day; None for what is no duration."""
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    month = day.month - 1 + months + 12 * years
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    moved = first.replace(day=min(day.day, last.day))
    # An hour that is begun counts as a day, so that nothing is late too early.
    return moved + timedelta(days=days + 7 * weeks + -(-hours // 24) + 1)
