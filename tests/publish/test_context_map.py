from __future__ import annotations

import json
from datetime import date

import pytest
from shapely.geometry import Point, shape

from pactwatch.judge.terms import load_terms, ready_terms
from pactwatch.publish.context_map import context_geojson
from pactwatch.read.context_layer import read_layer
from pactwatch.reconcile.corroboration import Layer


def line(first: str | None, until: str | None, longitude: float) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"valid_from": first, "valid_until": until},
        "geometry": {"type": "LineString", "coordinates": [[longitude, 47.0], [longitude, 48.0]]},
    }


def layer() -> Layer:
    features = [line("2025-03-01", "2025-03-08", 37.0), line("2025-03-08", None, 37.5)]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return Layer("l", "Lines of the mission", read_layer(content, "line_of_contact"))


@pytest.mark.parametrize(
    ("day", "longitudes"),
    [
        (None, [37.5]),
        (date(2025, 3, 7), [37.0]),
        (date(2025, 3, 8), [37.5]),
        (date(2026, 1, 1), [37.5]),
        (date(2024, 1, 1), []),
    ],
)
def test_the_line_is_the_one_that_held_on_the_day(day: date | None, longitudes: list[float]) -> None:
    found = context_geojson([], [layer()], day)["features"]
    assert [each["geometry"]["coordinates"][0][0] for each in found] == longitudes
    assert all("Lines of the mission" in each["properties"]["title"] for each in found)


def test_a_zone_is_the_ground_that_it_is_judged_by() -> None:
    terms = load_terms(ready_terms()["minsk-2015"])
    found = context_geojson([terms], [], None)["features"]
    shapes = {each["properties"]["title"]: shape(each["geometry"]) for each in found}
    drawn = [zone for zone in terms.zones if zone.geometry is not None]
    assert len(found) == len(drawn) > 2
    assert all(each.contains(Point(38.02, 48.40)) for each in shapes.values())
    wide = {title: each for title, each in shapes.items() if "70 km" in title}
    narrow = {title: each for title, each in shapes.items() if "25 km" in title}
    assert all(each.contains(Point(38.02, 48.90)) for each in wide.values()) and wide
    assert not any(each.contains(Point(38.02, 48.90)) for each in narrow.values()) and narrow


def test_nothing_to_show_is_no_fault() -> None:
    assert context_geojson([], [], None) == {"type": "FeatureCollection", "features": []}
