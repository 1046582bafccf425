"""How the places of one text stand to each other: none over another, a village in its region, lists that share one."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection
from dataclasses import dataclass, replace

from pactwatch.extract.gazetteer import Known, Place, Precision, the_one

_RANK: dict[Precision, int] = {"settlement": 0, "area": 1, "district": 2, "region": 3, "part": 4, "country": 5}
# From how many inhabitants on a city is meant by its name whatever the text is about: Paris is not a farm in Ukraine.
_METROPOLIS = 1_000_000
_INSIDE = re.compile(r"(?:\s*,\s*|\s*\(|\s*,?\s+(?:in|of|inside|within)\s+)(?:the\s+)?")
_OWNER = re.compile(r"'s\s+")
LIST = re.compile(r"(?:,\s+and|,|\s+and|\s+or)\s+(?:the\s+)?")


@dataclass(frozen=True)
class FoundPlace:
    """A place in a text with what it may be: one place where that is settled, else all that bear the name."""

    start: int
    end: int
    precision: Precision
    known: tuple[Known, ...] = ()
    place: Place | None = None

    @property
    def likely(self) -> Place | None:
        """The place that it most likely is."""
        return self.place or the_one(self.known)


class FoundPlaces:
    """What has been found in a text so far, by place, none over another."""

    def __init__(self) -> None:
        self._found: list[FoundPlace] = []

    def add(self, one: FoundPlace) -> None:
        """Add a place, unless something there has been found before."""
        if self.free(one.start, one.end):
            insort(self._found, one, key=_start_of)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has been found between two offsets."""
        at = bisect_left(self._found, end, key=_start_of)
        return at == 0 or self._found[at - 1].end <= start

    def ends_at(self, end: int) -> bool:
        """Whether something found ends there."""
        at = bisect_left(self._found, end, key=_start_of)
        return at > 0 and self._found[at - 1].end == end

    def all(self) -> list[FoundPlace]:
        """Everything found, from left to right."""
        return list(self._found)

    def joined(self, plain: str) -> list[FoundPlace]:
        """Each place joined with what it lies in: "Borisovka in the Belgorod region", "Kharkiv, Ukraine"."""
        joined: list[FoundPlace] = []
        for one in self._found:
            both = _join(plain, joined[-1], one) if joined else None
            if both is None:
                joined.append(one)
                continue
            joined[-1] = both
            around = one.likely
            # What holds for the last of a list holds for all: "the Graivoron and Shebekino districts of Belgorod".
            for number in range(len(joined) - 2, -1, -1):
                earlier, later = joined[number], joined[number + 1]
                listed = earlier.precision == both.precision and LIST.fullmatch(plain, earlier.end, later.start)
                if not listed or earlier.place or around is None:
                    break
                if earlier.known and not _some_in(earlier, around):
                    break
                joined[number] = replace(earlier, place=_within(earlier, around, plain))
        return joined


def settled(found: FoundPlace, around: Collection[str]) -> Place | None:
    """The place meant, given the regions (by usual name) and states (by code) that the text is about."""
    likely = found.likely
    if found.place is not None or likely is None or likely.population >= _METROPOLIS:
        return likely
    for inside in (
        [one for one in found.known if one.place.admin1 is not None and one.place.admin1 in around],
        [one for one in found.known if one.place.country in around],
    ):
        if inside:
            return the_one(inside)
    return likely


def _start_of(one: FoundPlace) -> int:
    return one.start


def _join(plain: str, first: FoundPlace, second: FoundPlace) -> FoundPlace | None:
    between = plain[first.end : second.start]
    if _RANK[first.precision] < _RANK[second.precision] and _INSIDE.fullmatch(between):
        inner, outer = first, second
    elif _RANK[second.precision] < _RANK[first.precision] and _OWNER.fullmatch(between):
        inner, outer = second, first
    else:
        return None
    around = outer.likely
    if around is None:
        return None
    # A comma may stand in a list of places; "Odesa in Texas" is no place that we know.
    if inner.known and not _some_in(inner, around) and (between.strip() == "," or around.precision == "country"):
        return None
    place = _within(inner, around, plain)
    end = max(first.end, second.end)
    if plain[end : end + 1] == ")" and "(" in between:
        end += 1
    return FoundPlace(first.start, end, inner.precision, place=place)


def _within(inner: FoundPlace, around: Place, plain: str) -> Place:
    """The place meant, given what it lies in; without a position where no known one of the name lies there."""
    known = (Known(inner.place),) if inner.place else inner.known
    place = the_one([one for one in known if _lies_in(one.place, around)])
    if place is not None and (place.admin1 is not None or around.admin1 is None):
        return place
    return replace(around, name=plain[inner.start : inner.end], lat=None, lon=None, population=0)


def _some_in(inner: FoundPlace, around: Place) -> bool:
    return any(_lies_in(one.place, around) for one in inner.known)


def _lies_in(place: Place, around: Place) -> bool:
    if place.country != around.country:
        return False
    return around.admin1 is None or place.admin1 == around.admin1
