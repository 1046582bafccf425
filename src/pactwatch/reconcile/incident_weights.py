"""The weights of what two claims of incidents agree and differ in, in bits, as linking learned them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.linkage.model import load_models
from pactwatch.reconcile.place_name import PlaceName

# Reports name one event by its weapon, by its effect, or only as an attack.
GENERIC_TYPES = frozenset({"attack", "other"})
# That an interval with more days than so after its first meets another says little.
_CLOSE_DAYS = 3
_SIZES = ((10, "the same, ten or more"), (3, "the same, three or more"), (1, "the same, one or two"))


def weights(one: IncidentClaim, other: IncidentClaim) -> dict[str, float]:
    """The weight in bits of each field that both give: above 0 where it speaks for one incident, below 0 against.

    Takes the weights of coded reports without positions (`codebook/linkage.yaml`). Symmetric.
    """
    return {field: _bits()[field, level] for field, level in _levels(one, other)}


def prior() -> float:
    """The weight of any pair before it is compared, in bits."""
    return load_models().named("coded").prior


@cache
def _bits() -> Mapping[tuple[str, str], float]:
    model = load_models().named("coded")
    return {
        (compared.name, level.name): level.bits or 0.0 for compared in model.comparisons for level in compared.levels
    }


def _levels(one: IncidentClaim, other: IncidentClaim) -> Iterator[tuple[str, str]]:
    """The level that linking's conditions come to, for each field that both claims give."""
    if one.date and other.date:
        yield "date", _date(ImpreciseDate.parse(one.date), ImpreciseDate.parse(other.date))
    mine, theirs = PlaceName.parse(one.place), PlaceName.parse(other.place)
    if mine is not None and theirs is not None:
        same = mine.keys == theirs.keys
        shared = not mine.keys.isdisjoint(theirs.keys)
        yield "place", "the same name" if same else "one in the other" if shared else "different"
    if one.type == other.type:
        yield "type", "same"
    else:
        yield "type", "different" if GENERIC_TYPES.isdisjoint({one.type, other.type}) else "general"
    if one.perpetrator and other.perpetrator:
        yield "perpetrator", "same" if one.perpetrator.casefold() == other.perpetrator.casefold() else "different"
    for field, a, b in (("killed", one.killed, other.killed), ("injured", one.injured, other.injured)):
        if a is not None and b is not None:
            yield field, _count(a, b)


def _date(mine: ImpreciseDate, theirs: ImpreciseDate) -> str:
    first = [day.first.toordinal() for day in (mine, theirs)]
    last = [start + day.days - 1 for start, day in zip(first, (mine, theirs), strict=True)]
    if first[0] == first[1] and last[0] == last[1]:
        return "one day" if first[0] == last[0] else "one stretch of days"
    gap = max(first) - min(last)
    if gap <= 0:
        return "within a few days" if max(mine.days, theirs.days) <= _CLOSE_DAYS + 1 else "within longer"
    return {1: "next day", 2: "two days apart"}.get(gap, "further apart")


def _count(one: Count, other: Count) -> str:
    lows = [one.low or 0, other.low or 0]
    highs = [float("inf") if count.high is None else float(count.high) for count in (one, other)]
    if lows[0] == lows[1] and highs[0] == highs[1]:
        return next((level for least, level in _SIZES if lows[0] >= least), "none")
    if lows[0] <= highs[1] and lows[1] <= highs[0]:
        return "may be the same"
    small, large = sorted(lows)
    return "near" if large <= 1.25 * small + 1 else "not far" if large <= 2 * small + 2 else "far"
