"""The ground: settlements in regions on both sides of a line of contact, with a buffer zone along it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from random import Random
from typing import Any

KM_A_DEGREE = 111.195
BUFFER_KM = 10.0
"""How far the buffer zone reaches on both sides of the line."""
SETTLEMENT_KM = 3.0
"""How far an event may be from the middle of the settlement that it is placed in."""
DISTRICT_KM = 30.0
REGIONS = ("Velor", "Tamsin", "Quorin", "Hadric")
_SETTLEMENTS = 60
_MEASURED_TO = 0.2
"""In km: on the ground here, no two ways of measuring a distance differ by more."""
_LINE = ((30.00, 10.0), (30.08, 10.4), (29.94, 10.8), (30.04, 11.2), (29.98, 11.6), (30.00, 12.0))
_HEADS = ("B", "D", "F", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z")
_VOWELS = ("a", "e", "i", "o", "u")


@dataclass(frozen=True)
class Settlement:
    """A town or village: its name, its region, and its middle in degrees (WGS 84)."""

    name: str
    region: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Ground:
    """The ground of one simulation."""

    settlements: tuple[Settlement, ...]

    @classmethod
    def drawn(cls, random: Random) -> Ground:
        """Sixty settlements, evenly over four regions and up to 45 km from the line, each with a name of its own."""
        names: dict[str, str] = {}
        while len(names) < _SETTLEMENTS:
            heads = random.sample(_HEADS, 3)
            name = "".join(head + random.choice(_VOWELS) for head in heads).capitalize() + random.choice("nrlk")
            # Names that differ in vowels alone are spellings of one name to whoever reads them.
            names.setdefault("".join(heads) + name[-1], name)
        settlements = []
        for name in names.values():
            latitude = random.uniform(10.05, 11.95)
            away = random.uniform(-45, 45)
            longitude = _line_at(latitude) + away / (KM_A_DEGREE * cos(radians(latitude)))
            while any(on_edge(longitude, latitude, radius) for radius in (SETTLEMENT_KM, DISTRICT_KM)):
                longitude += 0.01
            region = REGIONS[(latitude > 11) * 2 + (away > 0)]
            settlements.append(Settlement(name, region, round(longitude, 5), round(latitude, 5)))
        return cls(tuple(settlements))


def line() -> dict[str, Any]:
    """The line of contact as a GeoJSON geometry."""
    return {"type": "LineString", "coordinates": [list(each) for each in _LINE]}


def from_line(longitude: float, latitude: float) -> float:
    """Kilometres from a position to the line, on a plane that is true at the position's latitude."""
    scale = cos(radians(latitude))
    points = [((x - longitude) * KM_A_DEGREE * scale, (y - latitude) * KM_A_DEGREE) for x, y in _LINE]
    return min(_from_segment(one, other) for one, other in pairwise(points))


def moved(longitude: float, latitude: float, east: float, north: float) -> tuple[float, float]:
    """A position moved by kilometres."""
    return (
        round(longitude + east / (KM_A_DEGREE * cos(radians(latitude))), 5),
        round(latitude + north / KM_A_DEGREE, 5),
    )


def on_edge(longitude: float, latitude: float, radius: float) -> bool:
    """Whether it depends on how distances are measured if a circle of that radius, in km, meets the zone's edge."""
    return abs(abs(from_line(longitude, latitude) - BUFFER_KM) - radius) < _MEASURED_TO


def may_be_inside(longitude: float, latitude: float, radius: float) -> frozenset[bool]:
    """Whether a point within `radius` km of a position is in the buffer zone: what is possible."""
    away = from_line(longitude, latitude)
    return frozenset(([True] if away - radius <= BUFFER_KM else []) + ([False] if away + radius > BUFFER_KM else []))


def _line_at(latitude: float) -> float:
    for (x, y), (to_x, to_y) in pairwise(_LINE):
        if y <= latitude <= to_y:
            return x + (to_x - x) * (latitude - y) / (to_y - y)
    raise ValueError(f"no line at {latitude} degrees north")


def _from_segment(one: tuple[float, float], other: tuple[float, float]) -> float:
    across, along = other[0] - one[0], other[1] - one[1]
    length = across * across + along * along
    part = max(0.0, min(1.0, -(one[0] * across + one[1] * along) / length))
    return hypot(one[0] + part * across, one[1] + part * along)
