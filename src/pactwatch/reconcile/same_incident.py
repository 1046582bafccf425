"""When two reports are of the same incident: type, date and place fit, and neither rules the other out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Blocks, Comparison, KeyBlocks, alike
from pactwatch.reconcile.incident_weights import FAR_KM, NEAR_KM, distance, names_region_of, prior, weights
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.same_row import row_of, same_row
from pactwatch.reconcile.target_name import same_target, telling

# A report that only says "in May" overlaps with everything in May; it joins nothing by itself.
LONGEST_DAYS = 7

_NEAR_TYPES = frozenset(
    {
        frozenset({"air or drone strike", "missile strike"}),
        frozenset({"missile strike", "shelling"}),
        frozenset({"air or drone strike", "shelling"}),
        frozenset({"armed clash", "shelling"}),
        frozenset({"armed clash", "troop movement"}),
    }
)
_FIGURES = frozenset({"killed", "injured"})
# Cells to a degree of latitude and longitude.
_CELLS = 10
_TELLING = frozenset({"killed", "injured", "target", "words"})
VIOLENT = frozenset(
    {
        "armed clash",
        "shelling",
        "air or drone strike",
        "missile strike",
        "mine or explosive",
        "sexual violence",
        "attack",
    }
)


class SameIncident:
    """Compares claims of incidents."""

    def blocks(self) -> Blocks:
        """Empty blocks by these keys."""
        return KeyBlocks(self.keys, self.sought)

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """A day with a word of the place, its region or where it lies on the map; of a data set's row also the row."""
        if (row := row_of(claim)) is not None:
            yield row
        incident = _incident(claim)
        when = _date(incident.date)
        if when is None:
            return
        if when.days > LONGEST_DAYS:
            yield from ((when.first, when.after, key) for key in _place_keys(incident))
            return
        level = incident.level == "total"
        for number in range(when.days):
            day = when.first + timedelta(days=number)
            yield from ((level, day, key) for key in _place_keys(incident))
            yield from ((level, day, "in", key) for key in _region_keys(incident))
            yield from ((level, day, *cell) for cell in _cells(incident, reach=0))

    def sought(self, claim: StoredClaim) -> Iterator[Hashable]:
        """The keys of what may be the same: also of the day before and after, of a region's places, and of near cells."""
        incident = _incident(claim)
        when = _date(incident.date)
        if when is None or when.days > LONGEST_DAYS:
            yield from self.keys(claim)
            return
        if (row := row_of(claim)) is not None:
            yield row
        level, where = incident.level == "total", PlaceName.parse(incident.place)
        for number in range(-1, when.days + 1):
            day = when.first + timedelta(days=number)
            yield from ((level, day, key) for key in (*_place_keys(incident), *_region_keys(incident)))
            if where is not None and where.region:
                yield from ((level, day, "in", key) for key in where.keys)
            yield from ((level, day, *cell) for cell in _cells(incident, reach=1))

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Date and place must fit; then what agrees must outweigh what speaks against it."""
        a, b = _incident(one), _incident(other)
        result = Comparison()
        row = same_row(one, other)
        if row:
            # Whatever was coded anew between two releases, those who keep the data set say that it is one event.
            result.agree["row"] = f"both are the row {one.claim.doc}"
            result.enough = True
            return result
        if row is False:
            result.forbids["row"] = "one data set tells them apart"
            return result
        corrected = _corrects(a, b) | _corrects(b, a)
        if one.document_id == other.document_id and not corrected:
            result.forbids["document"] = "one document tells them apart"
        if (a.level == "total") != (b.level == "total"):
            result.forbids["level"] = "one is a total, the other a single event"
        _compare_types(a.type, b.type, result)
        _compare_dates(a.date, b.date, result)
        _compare_places(a, b, result)
        if result.forbids:
            return result
        if a.perpetrator and b.perpetrator:
            if a.perpetrator == b.perpetrator:
                result.agree["perpetrator"] = f"both name {a.perpetrator}"
            else:
                names = " and ".join(sorted((a.perpetrator, b.perpetrator)))
                # Who did it is often disputed: that weighs against one incident, but does not rule it out.
                result.against["perpetrator"] = f"different perpetrators, {names}"
        _compare_targets(a.target, b.target, result)
        for field, mine, theirs in (("killed", a.killed, b.killed), ("injured", a.injured, b.injured)):
            if field in corrected:
                result.agree[field] = f"one corrects the other's number of {field}"
            elif mine and theirs:
                _compare_counts(field, mine, theirs, one.published, other.published, result)
        if alike(a.quote, b.quote) >= 80:
            result.agree["words"] = "the words are alike"
        learned = weights(a, b)
        if "perpetrator" in result.against and (_told_by_someone(a) or _told_by_someone(b)):
            # Whom a party to the matter blames tells of that party: each side lays one and the same event to the other.
            del result.against["perpetrator"], learned["perpetrator"]
        result.bits = {field: learned[field] for field in (*result.agree, *result.against) if field in learned}
        result.enough = _enough(a, b, result, prior() + sum(learned.values()))
        return result


def _enough(a: IncidentClaim, b: IncidentClaim, result: Comparison, weight: float) -> bool:
    """Whether what agrees is enough; `weight` is all that was learned of it, in bits, above 0 where it speaks for one."""
    if "place" not in result.agree or "date" not in result.agree | result.against:
        return False
    places = [place for place in (PlaceName.parse(a.place), PlaceName.parse(b.place)) if place is not None]
    same_days = "date" in result.agree and not _long(a) and not _long(b)
    if not same_days or (any(place.region for place in places) and not _meet(places)):
        # A day apart, a whole month, or somewhere in a region: only figures that agree make that one event.
        return weight >= 0 and not result.agree.keys().isdisjoint(_FIGURES)
    if "perpetrator" in result.against and weight < 0:
        return False
    if any(place.region for place in places):
        # Much can happen in one region on one day: the same region is not yet the same event.
        return result.balance >= 3 and not result.agree.keys().isdisjoint(_TELLING)
    return result.balance >= (3 if any(place.district for place in places) else 2)


def _meet(places: Sequence[PlaceName]) -> bool:
    return len(places) == 2 and places[0].meets(places[1])


def _place_keys(incident: IncidentClaim) -> frozenset[str]:
    where = PlaceName.parse(incident.place)
    return where.keys if where is not None else frozenset()


def _region_keys(incident: IncidentClaim) -> frozenset[str]:
    where, region = PlaceName.parse(incident.place), PlaceName.parse(incident.admin1)
    return region.keys if where is not None and not where.region and region is not None else frozenset()


def _cells(incident: IncidentClaim, reach: int) -> Iterator[tuple[int, int]]:
    """The cell of a tenth of a degree that it lies in, with those up to so many cells away. None without a position."""
    if incident.position is None or distance(incident, incident) is None:
        return
    north, east = int((incident.position.lat + 90) * _CELLS), int((incident.position.lon + 180) * _CELLS)
    steps = range(-reach, reach + 1)
    yield from ((north + up, east + right) for up in steps for right in steps)


def _long(incident: IncidentClaim) -> bool:
    when = _date(incident.date)
    return when is not None and when.days > LONGEST_DAYS


def _incident(claim: StoredClaim) -> IncidentClaim:
    assert isinstance(claim.claim, IncidentClaim)
    return claim.claim


@lru_cache(maxsize=65536)
def _date(text: str | None) -> ImpreciseDate | None:
    return ImpreciseDate.parse(text) if text else None


def _corrects(later: IncidentClaim, earlier: IncidentClaim) -> set[str]:
    """The figures of the earlier that the later replaces in so many words."""
    replaced = later.supersedes or {}
    figures = {"killed": earlier.killed, "injured": earlier.injured}
    return {field for field, old in replaced.items() if (said := figures[field]) and said.low == old.low}


def _compare_types(one: str, other: str, result: Comparison) -> None:
    pair = frozenset({one, other})
    if one == other:
        result.agree["type"] = f"both are {one}"
    elif pair in _NEAR_TYPES or ("other" in pair) or ("attack" in pair and pair <= VIOLENT):
        return
    else:
        result.forbids["type"] = "types that do not go together, " + " and ".join(sorted(pair))


def _compare_dates(one: str | None, other: str | None, result: Comparison) -> None:
    mine, theirs = _date(one), _date(other)
    if mine is None or theirs is None:
        return
    told = " and ".join(sorted((mine.text, theirs.text)))
    if (mine.first, mine.after) == (theirs.first, theirs.after):
        result.agree["date"] = f"the dates meet ({mine.text})"
    elif mine.overlaps(theirs):
        if max(mine.days, theirs.days) <= LONGEST_DAYS:
            result.agree["date"] = f"the dates meet ({mine.text if mine.days <= theirs.days else theirs.text})"
    elif mine.after == theirs.first or theirs.after == mine.first:
        result.against["date"] = f"the dates are a day apart, {told}"
    else:
        result.forbids["date"] = f"no day is possible under both dates, {told}"


def _compare_places(a: IncidentClaim, b: IncidentClaim, result: Comparison) -> None:
    mine, theirs, apart = PlaceName.parse(a.place), PlaceName.parse(b.place), distance(a, b)
    if mine is not None and theirs is not None:
        if apart is not None and apart > FAR_KM:
            result.forbids["place"] = _pair(f"the places are {apart:.0f} km apart", mine, theirs)
        elif mine.meets(theirs):
            same = mine.text == theirs.text
            result.agree["place"] = f"the place is {mine.text}" if same else _pair("the places meet", mine, theirs)
        elif apart is not None and apart < NEAR_KM:
            result.agree["place"] = _pair(f"the places are {apart:.1f} km apart", mine, theirs)
        elif names_region_of(a, b) or names_region_of(b, a):
            result.agree["place"] = _pair("one names only the region of the other", mine, theirs)
        else:
            result.forbids["place"] = _pair("the places differ", mine, theirs)
    my_area, their_area = PlaceName.parse(a.admin1), PlaceName.parse(b.admin1)
    if my_area is not None and their_area is not None and not my_area.meets(their_area):
        result.forbids["admin1"] = _pair("they are in different regions", my_area, their_area)


def _pair(text: str, one: PlaceName, other: PlaceName) -> str:
    return f"{text} ({', '.join(sorted((one.text, other.text)))})"


def _told_by_someone(incident: IncidentClaim) -> bool:
    return bool(incident.speaker or incident.attributed_by)


def _compare_targets(one: str | None, other: str | None, result: Comparison) -> None:
    if not one or not other or not telling(one) or not telling(other):
        return
    if same_target(one, other):
        result.agree["target"] = "the target is the same"
    else:
        result.against["target"] = "the target is put differently"


def _compare_counts(
    field: str, mine: Count, theirs: Count, my_day: str | None, their_day: str | None, result: Comparison
) -> None:
    """Equal figures agree. Figures rise as people are found, so that a later, somewhat higher one is no conflict."""
    if _may_be_equal(mine, theirs):
        # That nobody was hurt twice is no sign of one event.
        if (mine.low or 0) > 0 and (theirs.low or 0) > 0:
            result.agree[field] = f"the number of {field} agrees"
        return
    low, high = sorted((mine, theirs), key=lambda count: (count.low or 0, count.high or 0))
    small, large = low.high if low.high is not None else low.low or 0, high.low or 0
    days = {id(mine): my_day or "", id(theirs): their_day or ""}
    fell = bool(my_day and their_day) and days[id(low)] > days[id(high)]
    if large > (small * 1.5 + 1 if fell else small * 3 + 3):
        result.forbids[field] = f"the numbers of {field} are too far apart ({small} and {large})"
    elif fell:
        result.against[field] = f"the later number of {field} is lower"


def _may_be_equal(one: Count, other: Count) -> bool:
    def below(low: int | None, high: int | None) -> bool:
        return low is None or high is None or low <= high

    return below(one.low, other.high) and below(other.low, one.high)
