"""Areas: the zones that clauses name, joined and indexed, and how columns of places stand to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pactwatch.judge.conditions import named_in_zones
from pactwatch.judge.incidents import Indices, Places, occurring
from pactwatch.judge.ways import NO, OPEN, YES, Truths, truth_code
from pactwatch.judge.zone import Zone

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KILOMETRES = 111.195
"""The length of a degree of latitude on a sphere of the Earth's mean radius (6371.0 km)."""
_NEARLY = 1e-9


@dataclass(frozen=True)
class Standing:
    """How alternatives of places stand to one area: those at `indices` by `truths`, all others are certainly outside."""

    indices: Indices
    truths: Truths


class Areas:
    """Areas, each a tuple of zones taken together, with one spatial index over their shapes.

    A shape is measured in kilometres on a plane of its own, true at the shape's middle latitude (equirectangular
    projection). For a shape of 2 degrees from south to north that is right to 2 per cent at its ends.
    """

    def __init__(self, areas: Sequence[tuple[Zone, ...]]) -> None:
        self._zones = list(areas)
        self._shapes = [_Shape.of(zones) for zones in areas]
        self._shaped = [number for number, shape in enumerate(self._shapes) if shape is not None]
        self._tree: Any = None

    def standings(self, places: Places) -> list[Standing]:
        """How the places stand to every area, in the order of the areas."""
        located = ~np.isnan(places.longitude)
        unlocated = np.flatnonzero(~located)
        pairs = self._compared(places, np.flatnonzero(located)) if self._shaped and located.any() else {}
        return [
            self._standing(places, located, unlocated, number, pairs.get(number))
            for number in range(len(self._zones))
        ]

    def _standing(
        self,
        places: Places,
        located: NDArray[np.bool_],
        unlocated: Indices,
        number: int,
        shape: tuple[Indices, Truths] | None,
    ) -> Standing:
        zones = self._zones[number]
        by_name = np.array([truth_code(named_in_zones(*value, zones)) for value in places.values], np.int8)
        # Where there is a shape to compare with, the coordinates decide; a name that is inside stands over them.
        asked = unlocated if self._shapes[number] is not None else np.arange(len(places.codes))
        named = by_name[places.codes[asked]]
        indices, truths = [asked[named != NO]], [named[named != NO]]
        if self._shapes[number] is not None:
            inside = np.flatnonzero(located & (by_name == YES)[places.codes]) if (by_name == YES).any() else asked[:0]
            indices.append(inside)
            truths.append(np.full(len(inside), YES))
            if shape is not None:
                fresh = ~np.isin(shape[0], inside) if len(inside) else np.ones(len(shape[0]), np.bool_)
                indices.append(shape[0][fresh])
                truths.append(shape[1][fresh])
        return Standing(np.concatenate(indices), np.concatenate(truths).astype(np.int8))

    def _compared(self, places: Places, located: Indices) -> dict[int, tuple[Indices, Truths]]:
        """Which located places are or may be inside which shape: for each area the indices and the answers."""
        import shapely  # noqa: PLC0415  takes a while, and most commands need no shapes

        shapes = [shape for shape in self._shapes if shape is not None]
        margin = max(shape.margin for shape in shapes)
        longitude, latitude, radius = places.longitude[located], places.latitude[located], places.radius[located]
        exact = radius == 0 if margin == 0 else np.zeros(len(located), np.bool_)
        found: list[tuple[NDArray[np.int64], NDArray[np.int64], Truths]] = []
        if exact.any():
            chosen = np.flatnonzero(exact)
            for number, inside in enumerate(_inside(shapes, longitude[chosen], latitude[chosen])):
                found.append((chosen[inside], np.full(len(inside), number), np.full(len(inside), YES)))
        if not exact.all():
            if self._tree is None:
                self._tree = shapely.STRtree([shape.degrees for shape in shapes])
            chosen = np.flatnonzero(~exact)
            around = radius[chosen] + margin
            north = around / KILOMETRES + _NEARLY
            east = north / np.maximum(np.cos(np.radians(np.minimum(np.abs(latitude[chosen]) + north, 89.0))), 0.01)
            x, y = longitude[chosen], latitude[chosen]
            which, shape = self._tree.query(shapely.box(x - east, y - north, x + east, y + north))
            for number in occurring(shape):
                near = chosen[which[shape == number]]
                truths = shapes[number].compare(longitude[near], latitude[near], radius[near])
                kept = truths != NO
                found.append((near[kept], np.full(int(kept.sum()), number), truths[kept]))
        return self._grouped(located, found)

    def _grouped(self, located: Indices, found: Sequence[tuple[Any, Any, Any]]) -> dict[int, tuple[Indices, Truths]]:
        if not found:
            return {}
        which, shape, truths = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.argsort(shape, kind="stable")
        which, shape, truths = located[which[order]], shape[order], truths[order]
        ends = np.searchsorted(shape, np.arange(len(self._shaped) + 1))
        return {
            self._shaped[number]: (which[ends[number] : ends[number + 1]], truths[ends[number] : ends[number + 1]])
            for number in range(len(self._shaped))
        }


def ground(zone: Zone) -> BaseGeometry | None:
    """The ground of a zone's drawn shape in degrees (WGS 84), as judging takes it; None for a zone of names alone."""
    shape = _Shape.of([zone])
    return None if shape is None else shape.degrees


def _inside(
    shapes: Sequence[_Shape], longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> Iterator[Indices]:
    """The points inside each shape. Sorted by longitude, few of them have to be looked at for each."""
    import shapely  # noqa: PLC0415

    order = np.argsort(longitude)
    x, y = longitude[order], latitude[order]
    for shape in shapes:
        west, south, east, north = shape.degrees.bounds
        first, after = np.searchsorted(x, west, side="left"), np.searchsorted(x, east, side="right")
        near = first + np.flatnonzero((y[first:after] >= south) & (y[first:after] <= north))
        yield order[near[shapely.intersects_xy(shape.degrees, x[near], y[near])]]


@dataclass(frozen=True)
class _Shape:
    """A drawn area: in degrees for the index, in kilometres for distances, with how exactly it is drawn."""

    degrees: BaseGeometry
    plane: BaseGeometry
    edge: BaseGeometry
    middle: float
    margin: float

    @classmethod
    def of(cls, zones: Sequence[Zone]) -> _Shape | None:
        drawn = [zone for zone in zones if zone.geometry is not None]
        if not drawn:
            return None
        import shapely  # noqa: PLC0415

        parts = [(shapely.from_geojson(zone.geometry), zone.within_km) for zone in drawn]
        middle = float(np.mean([(part.bounds[1] + part.bounds[3]) / 2 for part, _ in parts]))
        scale = np.array([np.cos(np.radians(middle)) * KILOMETRES, KILOMETRES])
        planes = []
        for part, within in parts:
            plane = shapely.make_valid(shapely.transform(part, lambda xy: xy * scale))
            planes.append(plane.buffer(within, quad_segs=32) if within else plane)
        plane = planes[0] if len(planes) == 1 else shapely.union_all(planes)
        degrees = shapely.transform(plane, lambda xy: xy / scale)
        edge = plane.boundary if plane.area else plane
        for each in (degrees, plane, edge):
            shapely.prepare(each)
        return cls(degrees, plane, edge, middle, max(zone.drawn_to_km for zone in drawn))

    def compare(
        self, longitude: NDArray[np.float64], latitude: NDArray[np.float64], radius: NDArray[np.float64]
    ) -> Truths:
        """Inside, outside or open (the edge passes where the incident may have been), for each point."""
        import shapely  # noqa: PLC0415

        scale = np.cos(np.radians(self.middle)) * KILOMETRES
        points = shapely.points(longitude * scale, latitude * KILOMETRES)
        around = radius + self.margin
        inside = shapely.intersects(self.plane, points)
        near = shapely.dwithin(self.edge, points, np.maximum(around, 0.0)) & (around > 0)
        return np.where(near, OPEN, np.where(inside, YES, NO)).astype(np.int8)
