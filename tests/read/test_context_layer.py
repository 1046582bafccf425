from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from pactwatch.read.context_layer import layer_document, layer_kind, read_layer
from pactwatch.read.errors import UnreadableError

FIRE = "latitude,longitude,bright_ti4,acq_date,acq_time,confidence\n46.64,32.61,330.1,2025-03-27,112,n\n"
ALERTS = "oblast,started_at,finished_at,source\nNorth Region,2025-03-27T05:10+02:00,2025-03-27T06:00+02:00,x\n"


def line(geometry: object, **properties: object) -> bytes:
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


ROAD = {"type": "LineString", "coordinates": [[31, 46], [32, 47]]}


class TestAnomalies:
    def test_firms_columns(self) -> None:
        (seen,) = read_layer(FIRE.encode(), "thermal_anomalies").anomalies
        assert (seen.latitude, seen.longitude) == (46.64, 32.61)
        assert seen.at == datetime(2025, 3, 27, 1, 12, tzinfo=UTC) and seen.confidence == "nominal"

    @pytest.mark.parametrize(
        ("written", "read"), [("low", "low"), ("h", "high"), ("29", "low"), ("30", "nominal"), ("80", "high")]
    )
    def test_confidence_in_words_letters_and_numbers(self, written: str, read: str) -> None:
        content = FIRE.replace(",n\n", f",{written}\n").encode()
        assert read_layer(content, "thermal_anomalies").anomalies[0].confidence == read

    def test_the_same_from_geojson(self) -> None:
        point = {"type": "Point", "coordinates": [32.61, 46.64]}
        content = line(point, ACQ_DATE="2025-03-27", ACQ_TIME=112, CONFIDENCE="n")
        (seen,) = read_layer(content, "thermal_anomalies").anomalies
        (same,) = read_layer(FIRE.encode(), "thermal_anomalies").anomalies
        assert (seen.latitude, seen.longitude, seen.at, seen.confidence) == (
            same.latitude,
            same.longitude,
            same.at,
            same.confidence,
        )

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("46.64", "146.64", "not on Earth"),
            ("46.64", "north", "has latitude `north`"),
            (",112,", ",2561,", "has acq_time `2561`"),
            ("2025-03-27", "27.3.25", "has acq_date `27.3.25`"),
            (",n\n", ",sure\n", "has confidence `sure`"),
        ],
    )
    def test_a_bad_row_is_told_and_the_rest_is_read(self, old: str, new: str, told: str) -> None:
        row = FIRE.splitlines()[1] + "\n"
        layer = read_layer((FIRE + row.replace(old, new)).encode(), "thermal_anomalies")
        assert len(layer.anomalies) == 1 and len(layer.faults) == 1
        assert layer.faults[0].startswith("row 3 ") and told in layer.faults[0]


class TestAlerts:
    def test_columns_under_either_name(self) -> None:
        (alert,) = read_layer(ALERTS.encode(), "air_raid_alerts").alerts
        assert alert.region == "North Region" and alert.start == datetime(2025, 3, 27, 3, 10, tzinfo=UTC)

    def test_a_time_without_a_zone_is_refused(self) -> None:
        with pytest.raises(UnreadableError, match="without a time zone"):
            read_layer(ALERTS.replace("05:10+02:00", "05:10").encode(), "air_raid_alerts")

    def test_a_missing_column_is_named(self) -> None:
        with pytest.raises(UnreadableError, match="lacks the column start"):
            read_layer(b"region,begin,end\nA,b,c\n", "air_raid_alerts")


class TestLine:
    def test_it_holds_from_a_day_up_to_but_without_another(self) -> None:
        layer = read_layer(line(ROAD, valid_from="2025-03-01", valid_until="2025-04-01"), "line_of_contact")
        (stretch,) = layer.stretches
        assert stretch.held_in(date(2025, 3, 31), date(2025, 4, 1))
        assert not stretch.held_in(date(2025, 4, 1), date(2025, 4, 2))
        assert not stretch.held_in(date(2025, 2, 28), date(2025, 3, 1))

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (line({"type": "Point", "coordinates": [1, 2]}), "feature 1 is neither a line nor an area"),
            (line(ROAD, valid_from="soon"), "feature 1 has valid_from `soon`"),
            (line(ROAD, valid_from="2025-03-02", valid_until="2025-03-02"), "not after valid_from"),
            (line({"type": "LineString", "coordinates": [[131, 146], [1, 2]]}), "longitude comes first"),
            (line({"type": "LineString", "coordinates": [["a", 1], [1, 2]]}), "coordinates that cannot be read"),
            (line({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}), "crosses itself"),
            (b"{", "not GeoJSON, line 1"),
            (b'{"type": "Topology"}', "no FeatureCollection"),
            (b'{"features": [], "crs": {"properties": {"name": "EPSG:3857"}}}', "EPSG:3857"),
            (b'{"features": []}', "no entries"),
            (FIRE.encode(), "read from GeoJSON"),
        ],
    )
    def test_what_cannot_be_read_is_told_in_words(self, content: bytes, told: str) -> None:
        with pytest.raises(UnreadableError) as error:
            read_layer(content, "line_of_contact")
        assert told in str(error.value)


def test_the_document_keeps_kind_and_hash_and_says_what_it_holds() -> None:
    layer = read_layer(FIRE.encode(), "thermal_anomalies")
    document = layer_document("fire.csv", FIRE.encode(), layer, published="2025-04-01", basis="user")
    assert layer_kind(document) == "thermal_anomalies" and document.published == "2025-04-01"
    assert "1 entries, from 2025-03-27 to 2025-03-27" in document.text
    assert layer_kind(document.model_copy(update={"media_type": "text/csv"})) is None
