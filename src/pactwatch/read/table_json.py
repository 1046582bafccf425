"""JSON as a table: GeoJSON features, and the submissions of field forms as ODK Central and KoboToolbox export them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from pactwatch.read.errors import UnreadableError

JSON_ENDINGS = (".json", ".geojson")
"""Endings of the files that are read as GeoJSON or as submissions."""

_LISTS = ("features", "results", "value", "submissions", "data")
_KILOMETRES = 111.32
_DEEPEST = 20


def json_rows(content: bytes) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The columns, and a row for each feature or submission.

    What stands inside something else is named by its path: "group/question", "victims[1]/age". A point is one cell,
    "latitude longitude". A feature of GeoJSON has its properties, and of its geometry the columns geometry/type,
    geometry/latitude, geometry/longitude and geometry/extent_km: for anything but a point the middle of its bounds, and
    how many kilometres they reach across. Raises UnreadableError where the bytes are none of that.
    """
    try:
        root = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is no well-formed JSON: {error}") from error
    found = [_cells(number, each) for number, each in enumerate(_entries(root), start=1)]
    columns = tuple(dict.fromkeys(name for cells in found for name in cells))
    if not columns:
        raise UnreadableError("it has no features or submissions")
    return columns, (tuple(cells.get(name, "") for name in columns) for cells in found)


def _entries(root: Any) -> list[Any]:
    if isinstance(root, dict):
        if root.get("type") == "FeatureCollection":
            _check_coordinates(root)
        root = next((root[name] for name in _LISTS if isinstance(root.get(name), list)), root)
    if not isinstance(root, list):
        raise UnreadableError("it is neither GeoJSON (a FeatureCollection) nor a list of submissions")
    return root


def _check_coordinates(root: dict[str, Any]) -> None:
    """GeoJSON is in degrees since RFC 7946; older files may name another system, in which the numbers are no degrees."""
    system = root.get("crs")
    if system and not any(sign in json.dumps(system) for sign in ("CRS84", "4326")):
        raise UnreadableError("its coordinates are not in degrees (see `crs`); save it again as WGS 84 (EPSG:4326)")


def _cells(number: int, entry: Any) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise UnreadableError(f"entry {number} is no object with named values")
    cells: dict[str, str] = {}
    if entry.get("type") == "Feature" and "geometry" in entry:
        if entry.get("id") is not None:
            cells["id"] = str(entry["id"])
        _flatten("", entry.get("properties") or {}, cells, 0)
        cells |= _geometry(number, entry["geometry"])
    else:
        _flatten("", entry, cells, 0)
    return cells


def _flatten(name: str, value: Any, cells: dict[str, str], depth: int) -> None:
    if depth > _DEEPEST:
        raise UnreadableError(f"{name} stands more than {_DEEPEST} levels deep")
    if isinstance(value, dict):
        if value.get("type") == "Point" and _is_point(value.get("coordinates")):
            longitude, latitude = value["coordinates"][:2]
            cells[name] = f"{latitude} {longitude}"
            return
        for key, each in value.items():
            _flatten(f"{name}/{key}" if name else str(key), each, cells, depth + 1)
    elif isinstance(value, list):
        if any(isinstance(each, (dict, list)) for each in value):
            for place, each in enumerate(value, start=1):
                _flatten(f"{name}[{place}]", each, cells, depth + 1)
        else:
            cells[name] = " ".join(_cell(each) for each in value).strip()
    else:
        cells[name] = _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _geometry(number: int, geometry: Any) -> dict[str, str]:
    if geometry is None:
        return {}
    points = list(_points(geometry, 0)) if isinstance(geometry, dict) else []
    if not points:
        raise UnreadableError(f"feature {number} has a geometry without coordinates")
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    latitude, longitude = (south + north) / 2, (west + east) / 2
    wide = (east - west) * math.cos(math.radians(latitude)) * _KILOMETRES
    cells = {
        "geometry/type": str(geometry.get("type")),
        "geometry/latitude": f"{latitude:.7g}" if len(points) > 1 else str(latitude),
        "geometry/longitude": f"{longitude:.7g}" if len(points) > 1 else str(longitude),
    }
    if len(points) > 1:
        cells["geometry/extent_km"] = f"{math.hypot(wide, (north - south) * _KILOMETRES):.3g}"
    else:
        cells["geometry/extent_km"] = "0"
    return cells


def _points(value: Any, depth: int) -> Iterator[tuple[float, float]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield from _points(value.get("coordinates") or value.get("geometries"), depth + 1)
    elif _is_point(value):
        yield float(value[0]), float(value[1])
    elif isinstance(value, list):
        for each in value:
            yield from _points(each, depth + 1)


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) >= 2
        and all(
            isinstance(axis, (int, float)) and not isinstance(axis, bool) and math.isfinite(axis)
            for axis in value[:2]
        )
    )
