from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pactwatch.judge.zone import Zone, read_shape

LINE = {"type": "LineString", "coordinates": [[38, 48], [39, 48.5]]}


def feature(name: str, geometry: Any = LINE) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def written(tmp_path: Path, data: Any) -> Path:
    (tmp_path / "zones.geojson").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_one_feature_is_taken_by_its_name(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [1, 2]}
    folder = written(tmp_path, {"type": "FeatureCollection", "features": [feature("a"), feature("b", point)]})
    assert json.loads(read_shape(folder, "zones.geojson#b"))["geometries"] == [point]
    assert len(json.loads(read_shape(folder, "zones.geojson"))["geometries"]) == 2


@pytest.mark.parametrize(
    ("data", "shape", "message"),
    [
        (feature("a"), "zones.geojson#b", "has no feature named `b`"),
        (feature("a"), "other.geojson", "cannot be read"),
        (feature("a", {"type": "Circle"}), "zones.geojson", "type `Circle`"),
        (feature("a", {"type": "Point", "coordinates": [48.0, 137.0]}), "zones.geojson", "[longitude, latitude]"),
        (feature("a", {"type": "LineString", "coordinates": []}), "zones.geojson", "without coordinates"),
        ([], "zones.geojson", "has no geometry"),
    ],
)
def test_what_is_wrong_is_told(data: Any, shape: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_shape(written(tmp_path, data), shape)


def test_a_zone_needs_names_or_a_shape() -> None:
    with pytest.raises(ValueError, match="`areas`"):
        Zone(name="z")
    with pytest.raises(ValueError, match="`within_km`"):
        Zone(name="z", areas=("Kherson",), within_km=3)
