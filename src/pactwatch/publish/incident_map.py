"""Where incidents happened, as precisely as their sources say, for the list, the drawn map and the moving one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from threading import Lock
from typing import Any, Literal

from pactwatch.extract.places import Places
from pactwatch.publish import words
from pactwatch.publish.basemap import Frame, Spot, Town, all_towns, towns
from pactwatch.publish.links import Links
from pactwatch.reconcile.record import Record

RATIO = 960 / 520
"""How many times as wide as high the map is."""


@dataclass(frozen=True)
class Located:
    """Where an incident happened. `precision` is "exact", "settlement", or what larger thing its middle stands for.

    `source` says whose the position is: that of a report itself, or the gazetteer's.
    """

    name: str
    latitude: float
    longitude: float
    precision: str
    source: Literal["report", "gazetteer"] = "gazetteer"

    @property
    def exact(self) -> bool:
        """Whether it is a point to draw; else it is only somewhere in what it stands for."""
        return self.precision in ("exact", "settlement")

    @property
    def in_words(self) -> str:
        """The place as exactly as it is known: "somewhere in Donetsk oblast: the ring is not the spot"."""
        if self.precision == "exact":
            return f"at {self.name}" if self.name else "at this spot"
        if self.exact:
            return f"in {self.name}"
        about = "around" if self.name and self.precision in ("district", "area") else "in"
        return f"somewhere {about} {self.name or f'a {self.precision}'}: the ring is not the spot"


class IncidentMap:
    """Places incidents by the gazetteer of the codebook that comes with Pactwatch."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, str | None], Located | None] = {}

    def make_ready(self) -> None:
        """Read the gazetteer and the towns, so that no reader waits for them. Takes seconds; may run beside the rest."""
        self._look_up("Kyiv", None)
        all_towns()

    def located(self, record: Record) -> Located | None:
        """Where the incident happened; None where no source names one place that can be told, or only a country.

        What a report itself says of the position goes before the gazetteer, which would make it more exact than it is.
        """
        region = record.held("admin1")
        position = record.held("position")
        if position is not None:
            if position["precision"] == "country":
                return None
            name = str(record.held("place") or region or "")
            return Located(name, position["lat"], position["lon"], position["precision"], "report")
        for name in (record.held("place"), region):
            if name and (place := self._look_up(str(name), region)):
                return place
        return None

    def _look_up(self, name: str, region: str | None) -> Located | None:
        # The gazetteer is read at its first use: one thread reads it, the others wait.
        with self._lock:
            if (name, region) not in self._known:
                self._known[name, region] = self._find(name, region)
            return self._known[name, region]

    def _find(self, name: str, region: str | None) -> Located | None:
        places = _gazetteer()
        place = places.locate(name, admin_hint=region)
        if place is not None and place.lat is not None and place.lon is not None:
            return Located(name, place.lat, place.lon, place.precision)
        # Words around a name ("near the village of ..."). Where they name several places, none is picked.
        named = [mention for mention in places.find(f"in {name}") if mention.lat is not None]
        if len(named) != 1 or named[0].lat is None or named[0].lon is None:
            return None
        return Located(named[0].name, named[0].lat, named[0].lon, named[0].precision)

    def frame(self, records: Iterable[Record]) -> Frame | None:
        """The window that shows where those incidents gather; None where none can be placed."""
        points = [(place.longitude, place.latitude) for record in records if (place := self.located(record))]
        return Frame.core(points, RATIO) if points else None

    def spots(self, records: Iterable[Record]) -> list[Spot]:
        """The incidents as things to draw, regions first so that settlements stay visible."""
        places = [place for record in records if (place := self.located(record))]
        spots = [Spot(place.longitude, place.latitude, place.exact) for place in places]
        return sorted(set(spots), key=lambda spot: (spot.exact, spot.longitude, spot.latitude))


@lru_cache(maxsize=1)
def _gazetteer() -> Places:
    with as_file(files("pactwatch") / "codebook" / "places.yaml") as path:
        return Places.load(path)


def incidents_geojson(
    records: Iterable[Record], places: IncidentMap, links: Links, titles: dict[str, str]
) -> dict[str, Any]:
    """The placed incidents as GeoJSON, each with its title, date, address and how exact its place is, in words."""
    features: list[dict[str, Any]] = []
    for record in records:
        place = places.located(record)
        if place is None:
            continue
        features.append(
            {
                "type": "Feature",
                "id": len(features),
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                "properties": {
                    "record": record.id,
                    "title": titles[record.id],
                    "date": words.when(record.held("date")),
                    "address": links.incident(record.id),
                    "precision": place.precision,
                    "exact": place.exact,
                    "where": place.in_words,
                },
            }
        )
    return {"type": "FeatureCollection", "features": features}


def places_geojson(frame: Frame | None) -> dict[str, Any]:
    """The towns of a window as GeoJSON, for the ground of the map. Its bounding box is the window."""
    if frame is None:
        return {"type": "FeatureCollection", "features": []}
    return {
        "type": "FeatureCollection",
        "bbox": [frame.west, frame.south, frame.east, frame.north],
        "features": [_feature(town) for town in towns(frame)],
    }


def _feature(town: Town) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [town.longitude, town.latitude]},
        "properties": {"name": town.name, "size": round(town.size, 2), "label": town.named},
    }
