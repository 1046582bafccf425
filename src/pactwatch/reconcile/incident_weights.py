"""The weights of what two claims of incidents agree and differ in, in bits, as linking learned them."""

from __future__ import annotations

import math
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
# Nearer than this two positions are one; nearer than that they may be one place; further than the last they cannot be.
SAME_KM, NEAR_KM, FAR_KM = 0.3, 5.0, 80.0
KM_A_DEGREE = 111.2
_SPOTS = frozenset({"exact", "settlement"})
_SIZES = ((10, "the same, ten or more"), (3, "the same, three or more"), (1, "the same, one or two"))


def weights(one: IncidentClaim, other: IncidentClaim) -> dict[str, float]:
    """The weight in bits of each field that both give: above 0 where it speaks for one incident, below 0 against.

    Takes the weights of claims (`codebook/linkage.yaml`), but for what is usual at a place: that changes with
    what is reported elsewhere, and a record must not. Symmetric.
    """
    return {field: _bits()[field, level] for field, level in _levels(one, other)}


def prior() -> float:
    """The weight of any pair before it is compared, in bits."""
    return load_models().named("claims").prior


@cache
def _bits() -> Mapping[tuple[str, str], float]:
    model = load_models().named("claims")
    return {
        (compared.name, level.name): level.bits or 0.0 for compared in model.comparisons for level in compared.levels
    }


def _levels(one: IncidentClaim, other: IncidentClaim) -> Iterator[tuple[str, str]]:
    """The level that linking's conditions come to, for each field that both claims give."""
    if one.date and other.date:
        yield "date", _date(ImpreciseDate.parse(one.date), ImpreciseDate.parse(other.date))
    yield from _places(one, other)
    if one.type == other.type:
        yield "type", "same"
    else:
        yield "type", "different" if GENERIC_TYPES.isdisjoint({one.type, other.type}) else "general"
    if one.perpetrator and other.perpetrator:
        yield "perpetrator", "same" if one.perpetrator.casefold() == other.perpetrator.casefold() else "different"
    for field, a, b in (("killed", one.killed, other.killed), ("injured", one.injured, other.injured)):
        if a is not None and b is not None:
            yield field, _count(a, b)


def _places(one: IncidentClaim, other: IncidentClaim) -> Iterator[tuple[str, str]]:
    mine, theirs = PlaceName.parse(one.place), PlaceName.parse(other.place)
    if mine is None or theirs is None:
        return
    areas = mine.area + theirs.area
    yield "precision", ("both exact", "one an area", "both areas")[areas]
    same, shared = mine.keys == theirs.keys, not mine.keys.isdisjoint(theirs.keys)
    apart = distance(one, other)
    if apart is not None:
        yield "place", _near(same, shared, apart)
    elif same:
        yield "place", "the same name"
    elif shared:
        yield "place", "one in the other"
    else:
        inside = names_region_of(one, other) or names_region_of(other, one)
        yield "place", "one is the region of the other" if inside else "different"


def _near(same: bool, shared: bool, kilometres: float) -> str:
    if kilometres < SAME_KM:
        return "the same name and position" if same else "the same position"
    if same and kilometres < NEAR_KM:
        return "the same name, near"
    if shared and kilometres < 15:
        return "one in the other, near"
    if kilometres < NEAR_KM:
        return "near"
    if kilometres < 20:
        return "not far"
    return "far, one name" if shared and kilometres < FAR_KM else "far"


def distance(one: IncidentClaim, other: IncidentClaim) -> float | None:
    """Kilometres between two positions that stand for a spot or a settlement. None where either is none."""
    mine, theirs = one.position, other.position
    if mine is None or theirs is None or not _SPOTS.issuperset((mine.precision, theirs.precision)):
        return None
    east = (mine.lon - theirs.lon) * math.cos(math.radians((mine.lat + theirs.lat) / 2))
    return KM_A_DEGREE * math.hypot(mine.lat - theirs.lat, east)


def names_region_of(wide: IncidentClaim, narrow: IncidentClaim) -> bool:
    """Whether one names as its place only the region that the other lies in."""
    place, region = PlaceName.parse(wide.place), PlaceName.parse(narrow.admin1)
    return place is not None and region is not None and place.region and not place.keys.isdisjoint(region.keys)


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
