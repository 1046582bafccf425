"""How many settlements of published event data the gazetteer finds, and how near to where the data puts them."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from pactwatch.extract.places import Places

NEAR = 5.0
"""Kilometres within which a settlement counts as found: a town is so wide."""
_KILOMETRES = 111.32
_SETTLEMENTS = ("1", "2")
_WORDS = ("village", "town", "city", "settlement")


@dataclass(frozen=True)
class Named:
    """A settlement as a data set has it."""

    name: str
    admin1: str
    lat: float
    lon: float


@dataclass
class Coverage:
    """Of the settlements of a data set: how many, how many found near, far from there, and without a position."""

    settlements: int = 0
    near: int = 0
    far: int = 0
    open: int = 0
    unknown: int = 0

    @property
    def share(self) -> float:
        """The share found within NEAR kilometres."""
        return self.near / self.settlements if self.settlements else 0.0


def coverage(settlements: Counter[Named], places: Places, by_event: bool = False) -> Coverage:
    """Look up each settlement of Ukraine by its name and region; by_event: each as often as events are there."""
    result = Coverage(settlements=settlements.total() if by_event else len(settlements))
    for one, events in settlements.items():
        count = events if by_event else 1
        region = _region(one.admin1, places)
        place = places.locate(one.name, country_hint="UKR", admin_hint=region)
        if place is None:
            result.unknown += count
        elif place.lat is None or place.lon is None or place.precision != "settlement":
            result.open += count
        elif _distance(place.lat, place.lon, one) <= NEAR:
            result.near += count
        else:
            result.far += count
    return result


def ucdp_settlements(path: Path) -> Counter[Named]:
    """The settlements of UCDP GED's events that are placed by one, with their numbers of events."""
    return Counter(_ucdp(path))


def viina_settlements(*paths: Path) -> Counter[Named]:
    """The settlements of VIINA's events, with their numbers of events."""
    return Counter(
        Named(row["asciiname"], row["ADM1_NAME"], float(row["latitude"]), float(row["longitude"]))
        for path in paths
        for row in _rows(path, "utf-8-sig")
        if row["asciiname"]
    )


def shipped_places() -> Places:
    """The places that come with the package."""
    with as_file(files("pactwatch") / "codebook" / "places.yaml") as path:
        return Places.load(path)


def _ucdp(path: Path) -> Iterator[Named]:
    for row in _rows(path, "cp1252"):
        words = row["where_coordinates"].split()
        if row["where_prec"] in _SETTLEMENTS and len(words) > 1 and words[-1] in _WORDS:
            yield Named(" ".join(words[:-1]), row["adm_1"], float(row["latitude"]), float(row["longitude"]))


def _rows(path: Path, encoding: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


def _region(name: str, places: Places) -> str | None:
    for written in (name, f"{name} Oblast", name.replace("'", "") + " Oblast"):
        place = places.locate(written, country_hint="UKR") if name else None
        if place is not None and place.precision == "region":
            return place.admin1
    return None


def _distance(lat: float, lon: float, one: Named) -> float:
    wide = (lon - one.lon) * math.cos(math.radians(one.lat))
    return math.hypot(wide, lat - one.lat) * _KILOMETRES
