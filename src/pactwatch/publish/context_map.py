"""What the moving map shows beneath the incidents: zones of the loaded terms, and lines of contact of context layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from pactwatch.judge.areas import ground
from pactwatch.judge.terms import Terms
from pactwatch.publish import words
from pactwatch.publish.summary import sentence
from pactwatch.read.context_layer import Stretch
from pactwatch.reconcile.corroboration import Layer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def context_geojson(terms: Iterable[Terms], layers: Iterable[Layer], day: date | None) -> dict[str, Any]:
    """Zones and lines as GeoJSON features, each with what it is (`kind`: zone or line) and a `title` to be read.

    day: of lines of contact those that held on it; None: those that began last.
    """
    return {"type": "FeatureCollection", "features": [*_zones(terms), *_lines(layers, day)]}


def _zones(terms: Iterable[Terms]) -> Iterator[dict[str, Any]]:
    for each in terms:
        for zone in each.zones:
            covered = ground(zone)
            if covered is None:
                continue
            title = f"{sentence(zone.name.replace('-', ' '))} ({each.name})"
            if zone.within_km is not None:
                title += f", {zone.within_km:g} km to both sides"
            if zone.drawn_to_km:
                title += f", drawn to within {zone.drawn_to_km:g} km"
            yield _feature("zone", title, covered)


def _lines(layers: Iterable[Layer], day: date | None) -> Iterator[dict[str, Any]]:
    for layer in layers:
        for stretch in _held(layer.content.stretches, day):
            since = f", since {words.when(stretch.first.isoformat())}" if stretch.first else ""
            yield _feature("line", f"Line of contact: {layer.name}{since}", stretch.geometry)


def _held(stretches: tuple[Stretch, ...], day: date | None) -> list[Stretch]:
    if day is not None:
        return [each for each in stretches if each.held_in(day, day + timedelta(days=1))]
    latest = max((each.first for each in stretches if each.first), default=None)
    return [each for each in stretches if each.first == latest]


def _feature(kind: str, title: str, geometry: BaseGeometry) -> dict[str, Any]:
    return {"type": "Feature", "geometry": mapping(geometry), "properties": {"kind": kind, "title": title}}
