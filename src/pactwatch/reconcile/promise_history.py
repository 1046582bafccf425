"""The history of a promise in figures: what was promised, set aside and handed over by a day, each with its claims.

Figures are counted in one unit at a time, a currency or a kind of goods or people, and never converted. What no report
tells is None, which means unknown, and never 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import Amount, FulfilmentClaim, Goods, Qualifier
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.same_fulfilment import span
from pactwatch.reconcile.status_rules import status_rules

_HANDED_OVER = frozenset({"partly_met", "met"})
_ALMOST = 0.95
"""The share from which "about 1,000" counts as all."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tranche(_Part):
    """A part that was set aside or handed over, once, however many reports tell of it."""

    first: date
    last: date
    value: float
    claims: tuple[str, ...]
    others: tuple[float, ...] = Field((), description="figures that other reports of the same part give")
    total: bool = Field(False, description="a running total without a date, not one part of it")
    told: str | None = Field(
        None, description="the sum as told, where it is in another currency that the promise itself gives its sum in"
    )


class Measure(_Part):
    """One unit of a promise: a currency, or a kind of goods or people. What is not told is None: unknown, never 0."""

    unit: str
    money: bool
    promised: float | None = None
    qualifier: Qualifier = "exact"
    claims: tuple[str, ...] = Field((), description="the claims that say how much was promised")
    allocated: tuple[Tranche, ...] = ()
    delivered: tuple[Tranche, ...] = ()

    @property
    def allocated_sum(self) -> float | None:
        """What reports say was set aside, in all; None where none does."""
        return total(self.allocated)

    @property
    def delivered_sum(self) -> float | None:
        """What reports say was handed over, in all; None where none does."""
        return total(self.delivered)

    @property
    def share(self) -> float | None:
        """The part of the promise that was handed over; above 1 where more was. None where either is unknown."""
        done = self.delivered_sum
        return None if done is None or not self.promised else done / self.promised

    @property
    def complete(self) -> bool:
        """Whether what reports tell adds up to all that was promised."""
        return self.share is not None and self.share >= (_ALMOST if self.qualifier == "about" else 1)


@dataclass(frozen=True)
class _Told:
    claim: StoredClaim
    value: float
    as_told: str | None = None


def total(tranches: Sequence[Tranche]) -> float | None:
    """The sum of the parts, or a running total where that is more; None where there is none."""
    if not tranches:
        return None
    parts = sum(tranche.value for tranche in tranches if not tranche.total)
    return max([parts, *(tranche.value for tranche in tranches if tranche.total)])


def made_by(claim: StoredClaim) -> date:
    """The day by which a promise had surely been made, or what a report tells had surely happened."""
    return span(claim)[1]


def measures(record: Record, claims: Mapping[str, StoredClaim], on: date) -> tuple[Measure, ...]:
    """What a commitment promises and what became of it by a day, unit by unit; the promise's own units first.

    Of a sum that a claim gives in two currencies, the first is the promise. Reports of one part (the same unit, days
    that overlap) count once, with the figure that most of them give; parts add up only where their days differ.
    A figure without a date of its own is a running total. Claims that a person decided to be wrong do not count.
    """
    given, by = _value(record, claims, "amounts", on)
    sums = [Amount.model_validate(each) for each in given or ()]
    found = _promised(record, claims, on, sums, by)
    allocated: defaultdict[tuple[str, bool], list[_Told]] = defaultdict(list)
    delivered: defaultdict[tuple[str, bool], list[_Told]] = defaultdict(list)
    for told in record.fulfilments:
        stored = claims.get(told.source.claim)
        if stored is None or told.source.wrong or made_by(stored) > on:
            continue
        claim = stored.claim
        assert isinstance(claim, FulfilmentClaim)
        if claim.state == "allocated" or claim.state in _HANDED_OVER:
            into = allocated if claim.state == "allocated" else delivered
            for unit, value, as_told in _reported(claim, found, sums):
                into[unit].append(_Told(stored, value, as_told))
    for unit in [*allocated, *delivered]:
        found.setdefault(unit, Measure(unit=unit[0], money=unit[1]))
    return tuple(
        measure.model_copy(
            update={"allocated": _tranches(allocated.get(unit, ())), "delivered": _tranches(delivered.get(unit, ()))}
        )
        for unit, measure in found.items()
    )


def _promised(
    record: Record, claims: Mapping[str, StoredClaim], on: date, sums: Sequence[Amount], by: tuple[str, ...]
) -> dict[tuple[str, bool], Measure]:
    rules = status_rules()
    found: dict[tuple[str, bool], Measure] = {}
    for amount in sums[:1]:
        found[amount.currency, True] = Measure(
            unit=amount.currency, money=True, promised=amount.value, qualifier=amount.qualifier, claims=by
        )
    value, by = _value(record, claims, "items", on)
    for item in value or ():
        goods = Goods.model_validate(item)
        unit = (rules.thing(goods.name), False)
        if goods.count and unit not in found:
            found[unit] = Measure(unit=unit[0], money=False, promised=goods.count, claims=by)
    return found


def _value(
    record: Record, claims: Mapping[str, StoredClaim], field: str, on: date
) -> tuple[Sequence[object] | None, tuple[str, ...]]:
    """The value of a field as it stood on a day: decided by a person, else held, else the latest that was told."""
    wrong = {source.claim for source in record.sources if source.wrong}
    made = {id: made_by(claims[id]) for id in record.claims if id in claims and id not in wrong}
    values = [
        said for said in record.fields.get(field, ()) if any(made.get(id, date.max) <= on for id in said.claims)
    ]
    if not values:
        return None, ()
    best = max(
        values,
        key=lambda said: (
            said.decided,
            said.held,
            max(made[id] for id in said.claims if made.get(id, date.max) <= on),
        ),
    )
    return best.value, tuple(id for id in best.claims if made.get(id, date.max) <= on)


def _reported(
    claim: FulfilmentClaim, promised: Mapping[tuple[str, bool], Measure], sums: Sequence[Amount]
) -> list[tuple[tuple[str, bool], float, str | None]]:
    """The figures of a report by unit, and how a sum was told where it is counted in another currency.

    That happens only where the promise itself gives its sum in both: then the part is the same part of either.
    """
    rules = status_rules()
    found: dict[tuple[str, bool], tuple[float, str | None]] = {}
    if claim.amounts:
        own = next((amount for amount in claim.amounts if (amount.currency, True) in promised), None)
        chosen = own or claim.amounts[0]
        other = next((amount for amount in sums[1:] if amount.currency == chosen.currency and amount.value), None)
        if own is None and other is not None:
            share = chosen.value / other.value
            found[sums[0].currency, True] = share * sums[0].value, f"{chosen.value:,.0f} {chosen.currency}"
        else:
            found[chosen.currency, True] = chosen.value, None
    for item in claim.items:
        if item.count:
            found.setdefault((rules.thing(item.name), False), (item.count, None))
    return [(unit, value, as_told) for unit, (value, as_told) in found.items()]


def _tranches(told: Sequence[_Told]) -> tuple[Tranche, ...]:
    """The parts that reports tell of. Those whose days overlap are one part; a month holds what its days tell."""
    by_day: defaultdict[tuple[date, date], list[_Told]] = defaultdict(list)
    undated = [each for each in told if each.claim.claim.date is None]
    for each in told:
        if each.claim.claim.date is not None:
            by_day[span(each.claim)].append(each)
    parts: list[Tranche] = []
    for (first, last), reports in sorted(by_day.items(), key=lambda each: (each[0][1] - each[0][0], each[0])):
        value, others = _figure(reports)
        inside = [part for part in parts if part.first <= last and first <= part.last]
        merged = Tranche(
            first=min([first, *(part.first for part in inside)]),
            last=max([last, *(part.last for part in inside)]),
            value=max(value, sum(part.value for part in inside)),
            claims=(*(id for part in inside for id in part.claims), *sorted(each.claim.id for each in reports)),
            others=tuple(sorted({*others, *(other for part in inside for other in part.others)})),
            told=next((each.as_told for each in reports if each.value == value), None) if not inside else None,
        )
        parts = [*(part for part in parts if part not in inside), merged]
    parts.sort(key=lambda part: (part.first, part.last))
    return (*parts, _running_total(undated)) if undated else tuple(parts)


def _running_total(undated: Sequence[_Told]) -> Tranche:
    """What reports without a date tell: "330,000 so far". The highest counts, since such totals grow."""
    days = [span(each.claim) for each in undated]
    return Tranche(
        first=min(first for first, _ in days),
        last=max(last for _, last in days),
        value=max(each.value for each in undated),
        claims=tuple(sorted(each.claim.id for each in undated)),
        total=True,
        told=max(undated, key=lambda each: each.value).as_told,
    )


def _figure(reports: Sequence[_Told]) -> tuple[float, set[float]]:
    """The figure that most documents give for one part, of two the one told later, and the other figures."""
    voices = Counter(value for value, _ in {(each.value, each.claim.document_id) for each in reports})
    latest = {value: max(made_by(each.claim) for each in reports if each.value == value) for value in voices}
    figure = max(voices, key=lambda value: (voices[value], latest[value], value))
    return figure, set(voices) - {figure}
