"""The zone: a part of the ground, by the names of the places in it or by a shape drawn in GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_GEOMETRIES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint")


class Zone(BaseModel):
    """A part of the ground.

    A place is inside when one of the `areas` names it, or when its coordinates are inside the shape (with
    `within_km`: no farther than that from it). `drawn_to_km` says how exactly the shape is drawn: a point nearer than
    that to the edge is neither shown to be inside nor outside.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    areas: tuple[str, ...] = Field((), description="regions and places that are wholly inside, as reports name them")
    regions: tuple[str, ...] = Field(
        (), description="regions that hold the whole zone: what lies in another is outside"
    )
    shape: str | None = Field(
        None, description="a GeoJSON file beside the terms; after # the name of one feature in it"
    )
    within_km: float | None = Field(None, gt=0, description="the ground up to so far from the shape, on both sides")
    drawn_to_km: float = Field(0, ge=0, description="how far the drawn shape may be from the real one")
    source: str | None = Field(None, description="what the shape was drawn from")
    geometry: str | None = Field(None, description="GeoJSON geometry as text; read from the file that `shape` names")

    @field_validator("geometry")
    @classmethod
    def _is_geojson(cls, text: str | None) -> str | None:
        if text is not None:
            geometry = json.loads(text)
            parts = geometry.get("geometries") if isinstance(geometry, dict) else None
            for part in parts or [geometry]:
                _check(part, "geometry")
        return text

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if not self.areas and self.shape is None and self.geometry is None:
            raise ValueError("a zone needs `areas` (names) or a `shape` (a GeoJSON file beside the terms)")
        if self.within_km is not None and self.shape is None and self.geometry is None:
            raise ValueError("`within_km` is counted from a `shape`; name its GeoJSON file")
        return self


def read_shape(folder: Path, shape: str) -> str:
    """Read the geometry that a zone's `shape` names, as GeoJSON text with longitude and latitude in degrees (WGS 84).

    Several features, or a collection, are kept together. Raises ValueError, in words for the user, where the file
    cannot be read, is no GeoJSON, or has no such feature.
    """
    name, _, wanted = shape.partition("#")
    try:
        data = json.loads((folder / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"the shape `{name}` cannot be read: {error.strerror}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"the shape `{name}` is not JSON: {error}") from error
    geometries = list(_geometries(data, wanted))
    if not geometries:
        raise ValueError(f"the shape `{name}` has no " + (f"feature named `{wanted}`" if wanted else "geometry"))
    for geometry in geometries:
        _check(geometry, name)
    return json.dumps({"type": "GeometryCollection", "geometries": geometries})


def _geometries(data: Any, wanted: str) -> Any:
    if not isinstance(data, dict):
        return
    if data.get("type") == "FeatureCollection":
        for feature in data.get("features") or ():
            yield from _geometries(feature, wanted)
    elif data.get("type") == "Feature":
        properties = data.get("properties") or {}
        if data.get("geometry") and (not wanted or wanted in (properties.get("name"), data.get("id"))):
            yield data["geometry"]
    elif not wanted and data.get("type") in _GEOMETRIES:
        yield data


def _check(geometry: Any, name: str) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _GEOMETRIES:
        raise ValueError(f"the shape `{name}` has a geometry of type `{kind}`; use one of {', '.join(_GEOMETRIES)}")
    for position in _positions(geometry.get("coordinates")):
        numbers = len(position) >= 2 and all(isinstance(each, int | float) for each in position[:2])
        if not numbers or abs(position[0]) > 180 or abs(position[1]) > 90:
            raise ValueError(f"the shape `{name}` has {position}; a position is [longitude, latitude] in degrees")


def _positions(coordinates: Any) -> Any:
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueError("a shape without coordinates; give its positions as [longitude, latitude]")
    if isinstance(coordinates[0], list):
        for each in coordinates:
            yield from _positions(each)
    else:
        yield coordinates
