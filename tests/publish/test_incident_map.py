"""Where incidents are drawn, and what is drawn."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from lxml import etree

from pactwatch.publish.activity import Activity
from pactwatch.publish.basemap import Frame, Spot, towns
from pactwatch.publish.drawing import Theme, activity_chart, incident_chart
from pactwatch.publish.incident_map import IncidentMap, incidents_geojson, places_geojson
from pactwatch.publish.links import Links
from pactwatch.reconcile.record import FieldValue, Record, Source

SVG = "{http://www.w3.org/2000/svg}"


def incident(place: str | None, admin1: str | None = None) -> Record:
    given = {"place": place, "admin1": admin1}
    return Record(
        id=f"i-{place}",
        kind="incident",
        claims=("c",),
        sources=(Source(claim="c", document="d", learned_at=datetime(2025, 1, 1, tzinfo=UTC), quote="q"),),
        fields={name: (FieldValue(value=value, claims=("c",), held=True),) for name, value in given.items() if value},
        reasons=(),
    )


@pytest.mark.parametrize(
    ("place", "admin1", "precision", "longitude"),
    [
        ("Kryvyi Rih", None, "settlement", 33.4),
        ("the village of Shyrokyne", None, "settlement", 37.8),
        ("Donetsk region", None, "region", 37.7),
        ("its outskirts", "Kherson Oblast", "region", 32.6),
    ],
)
def test_places_are_as_exact_as_the_words(place: str, admin1: str | None, precision: str, longitude: float) -> None:
    located = IncidentMap().located(incident(place, admin1))
    assert located is not None and located.precision == precision
    assert located.longitude == pytest.approx(longitude, abs=1.5)


@pytest.mark.parametrize(
    ("precision", "exact", "where"),
    [
        ("exact", True, "at Donetsk"),
        ("settlement", True, "in Donetsk"),
        ("district", False, "somewhere around Donetsk: the ring is not the spot"),
        ("region", False, "somewhere in Donetsk: the ring is not the spot"),
    ],
)
def test_a_reported_position_is_drawn_as_exactly_as_it_is_known(precision: str, exact: bool, where: str) -> None:
    located = IncidentMap().located(placed(precision))
    assert located is not None and (located.latitude, located.longitude) == (48.1, 37.7)
    assert (located.exact, located.in_words, located.source) == (exact, where, "report")
    assert [spot.exact for spot in IncidentMap().spots([placed(precision)])] == [exact]


def test_the_middle_of_a_country_is_not_drawn() -> None:
    assert IncidentMap().located(placed("country")) is None


def placed(precision: str) -> Record:
    position = {"lat": 48.1, "lon": 37.7, "precision": precision}
    value = FieldValue(value=position, claims=("c",), held=True)
    record = incident("Donetsk")
    return record.model_copy(update={"fields": {**record.fields, "position": (value,)}})


@pytest.mark.parametrize("place", [None, "throughout the country", "Kharkiv and Sumy regions", "Nowheria"])
def test_what_names_no_single_place_stays_off_the_map(place: str | None) -> None:
    assert IncidentMap().located(incident(place)) is None


def test_the_data_says_how_exact_a_place_is() -> None:
    rows = [incident("Kryvyi Rih"), incident("Donetsk region"), incident(None)]
    data = incidents_geojson(rows, IncidentMap(), Links(), {row.id: "A strike" for row in rows})
    exact, rough = (feature["properties"] for feature in data["features"])
    assert exact["precision"] == "settlement" and exact["where"] == "in Kryvyi Rih"
    assert rough["precision"] == "region" and "the ring is not the spot" in rough["where"]
    assert exact["address"] == "/incidents/i-Kryvyi%20Rih" and exact["date"] == "date not given"


def test_one_far_point_does_not_stretch_the_window() -> None:
    frame = Frame.core([(33.4, 47.9), (36.2, 50.0), (30.5, 50.4), (46.7, 24.6)], 1.8)
    assert frame.holds(33.4, 47.9) and frame.holds(30.5, 50.4) and not frame.holds(46.7, 24.6)
    alone = Frame.core([(33.4, 47.9)], 1.8)
    assert alone.north - alone.south > 4


def test_the_ground_names_few_towns_apart_from_each_other() -> None:
    frame = Frame.core([(33.4, 47.9)], 1.8)
    named = [town.name for town in towns(frame) if town.named]
    assert 5 < len(named) < 20 and len(towns(frame)) > 100
    data = places_geojson(frame)
    assert data["bbox"] == [frame.west, frame.south, frame.east, frame.north]
    assert len(data["features"]) == len(towns(frame))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawn_map_tells_settlements_from_regions(theme: Theme) -> None:
    frame = Frame.core([(33.4, 47.9)], 1.8)
    spots = [Spot(33.4, 47.9, exact=True), Spot(33.0, 47.0, exact=False), Spot(0.0, 0.0, exact=True)]
    drawing = incident_chart(spots, towns(frame), frame, theme)
    tree = etree.fromstring(drawing.encode())
    names = {element.text for element in tree.iter(f"{SVG}text")}
    assert "Dnipro" in names and "http" not in drawing.replace("http://www.w3.org/", "")
    bad = {"light": "#9a1f1a", "dark": "#f2a09a"}[theme]
    marks = [element for element in tree.iter(f"{SVG}path") if bad in (element.get("fill"), element.get("stroke"))]
    assert sorted(element.get("fill") == bad for element in marks) == [False, True]


def test_the_activity_chart_stacks_its_kinds() -> None:
    counts = ((date(2025, 3, 3), "incident", 2), (date(2025, 3, 3), "meeting", 1), (date(2025, 3, 10), "position", 4))
    activity = Activity("week", counts)
    assert activity.bars == [
        (date(2025, 3, 3), "incident", 0, 2),
        (date(2025, 3, 3), "meeting", 2, 3),
        (date(2025, 3, 10), "position", 0, 4),
    ]
    assert [(name, total) for name, _, total in activity.rows] == [
        ("week of 3 March 2025", 3),
        ("week of 10 March 2025", 4),
    ]
    tree = etree.fromstring(activity_chart(activity, "light").encode())
    assert "incidents" in {element.text for element in tree.iter(f"{SVG}text")}
