"""When two reports are of the same incident: type, date and place fit, and neither rules the other out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Blocks, Comparison, KeyBlocks, alike
from pactwatch.reconcile.incident_weights import prior, weights
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.same_row import row_of, same_row

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
        return KeyBlocks(self.keys)

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """A day with a word of the place; of a data set's row also the row. A claim without any of them stays alone."""
        if (row := row_of(claim)) is not None:
            yield row
        incident = _incident(claim)
        when, where = _date(incident.date), PlaceName.parse(incident.place)
        if when is None or where is None or when.days > LONGEST_DAYS:
            return
        level = incident.level == "total"
        for number in range(when.days):
            for key in where.keys:
                yield level, when.first + timedelta(days=number), key

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Date and place must agree; then what agrees must outweigh what speaks against it."""
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
        corrected = _corrects(a, b) | _corrects(b, a)
        if one.document_id == other.document_id and not corrected:
            result.forbids["document"] = "one document tells them apart"
        if (a.level == "total") != (b.level == "total"):
            result.forbids["level"] = "one is a total, the other a single event"
        _compare_types(a.type, b.type, result)
        _compare_dates(a.date, b.date, result)
        _compare_places(a, b, result)
        if a.perpetrator and b.perpetrator:
            if a.perpetrator == b.perpetrator:
                result.agree["perpetrator"] = f"both name {a.perpetrator}"
            else:
                names = " and ".join(sorted((a.perpetrator, b.perpetrator)))
                # Who did it is often disputed: that weighs against one incident, but does not rule it out.
                result.against["perpetrator"] = f"different perpetrators, {names}"
        _compare_words("target", a.target, b.target, result)
        for field, mine, theirs in (("killed", a.killed, b.killed), ("injured", a.injured, b.injured)):
            if field in corrected:
                result.agree[field] = f"one corrects the other's number of {field}"
            elif mine and theirs:
                _compare_counts(field, mine, theirs, one.published, other.published, result)
        if alike(a.quote, b.quote) >= 80:
            result.agree["words"] = "the words are alike"
        learned = weights(a, b)
        result.bits = {field: learned[field] for field in (*result.agree, *result.against) if field in learned}
        result.enough = _enough(a, b, result) and not _outweighed(result, learned)
        return result


def _enough(a: IncidentClaim, b: IncidentClaim, result: Comparison) -> bool:
    if "date" not in result.agree or "place" not in result.agree:
        return False
    mine, theirs = PlaceName.parse(a.place), PlaceName.parse(b.place)
    if mine is not None and theirs is not None and (mine.area or theirs.area):
        # Much can happen in one region on one day: the same region is not yet the same event.
        return result.balance >= 3 and bool(result.agree.keys() & {"killed", "injured", "target", "words"})
    return result.balance >= 2


def _outweighed(result: Comparison, learned: Mapping[str, float]) -> bool:
    """Whether different perpetrators weigh more than all that agrees."""
    return "perpetrator" in result.against and prior() + sum(learned.values()) < 0


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
    if not mine.overlaps(theirs):
        result.forbids["date"] = "no day is possible under both dates, " + " and ".join(
            sorted((mine.text, theirs.text))
        )
    elif max(mine.days, theirs.days) <= LONGEST_DAYS:
        result.agree["date"] = f"the dates meet ({mine.text if mine.days <= theirs.days else theirs.text})"


def _compare_places(a: IncidentClaim, b: IncidentClaim, result: Comparison) -> None:
    mine, theirs = PlaceName.parse(a.place), PlaceName.parse(b.place)
    if mine is not None and theirs is not None:
        if mine.meets(theirs):
            same = mine.text == theirs.text
            result.agree["place"] = f"the place is {mine.text}" if same else _pair("the places meet", mine, theirs)
        else:
            result.forbids["place"] = _pair("the places differ", mine, theirs)
    my_area, their_area = PlaceName.parse(a.admin1), PlaceName.parse(b.admin1)
    if my_area is not None and their_area is not None and not my_area.meets(their_area):
        result.forbids["admin1"] = _pair("they are in different regions", my_area, their_area)


def _pair(text: str, one: PlaceName, other: PlaceName) -> str:
    return f"{text} ({', '.join(sorted((one.text, other.text)))})"


def _compare_words(field: str, one: str | None, other: str | None, result: Comparison) -> None:
    if not one or not other:
        return
    if alike(one, other) >= 70 or one.casefold() in other.casefold() or other.casefold() in one.casefold():
        result.agree[field] = f"the {field} is the same"
    else:
        result.against[field] = f"the {field} is put differently"


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
