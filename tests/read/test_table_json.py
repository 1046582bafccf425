"""JSON as a table: what stands inside what is named by its path, and what is no table is told in one line."""

from __future__ import annotations

import json

import pytest

from pactwatch.read.errors import UnreadableError
from pactwatch.read.table import Layout, table_of


def cells(content: object, name: str = "x.json") -> list[dict[str, str]]:
    table = table_of(name, json.dumps(content).encode(), Layout())
    return [
        {column: cell for column, cell in zip(table.columns, row.cells, strict=True) if cell} for row in table.rows
    ]


def test_groups_repeats_and_lists_are_named_by_their_paths() -> None:
    entry = {"a": {"b": 1, "c": None, "d": True}, "e": ["x", "y"], "f": [{"g": 2}, {"g": 3}]}
    assert cells([entry]) == [{"a/b": "1", "a/d": "true", "e": "x y", "f[1]/g": "2", "f[2]/g": "3"}]


def test_a_question_is_found_without_its_group_if_only_one_is_called_so() -> None:
    table = table_of("x.json", json.dumps([{"a": {"killed": 1, "who": 2}, "b": {"who": 3}}]).encode(), Layout())
    assert table.column("killed") == 0
    assert table.column("who") is None


def test_the_middle_and_the_reach_of_a_line() -> None:
    line = {"type": "LineString", "coordinates": [[30, 50], [30, 51]]}
    (row,) = cells({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": line, "id": 7}]})
    assert row["id"] == "7" and (row["geometry/latitude"], row["geometry/longitude"]) == ("50.5", "30")
    assert float(row["geometry/extent_km"]) == pytest.approx(111, abs=1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "no well-formed JSON"),
        (b"[" * 100_000, "no well-formed JSON"),
        (b"3", "neither GeoJSON"),
        (b'{"type": "Point"}', "neither GeoJSON"),
        (b"[]", "no features or submissions"),
        (b"[3]", "entry 1 is no object"),
        (b'{"features": [{"type": "Feature", "geometry": {"type": "Point"}}]}', "feature 1 has a geometry without"),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:5514"}}, "features": []}',
            "not in degrees",
        ),
    ],
)
def test_what_is_no_table_is_told(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        table_of("x.geojson", content, Layout())
