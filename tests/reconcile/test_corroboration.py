from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.extract.yaml_file import CodebookError
from pactwatch.read.context_layer import LayerKind, read_layer
from pactwatch.reconcile.corroboration import Corroboration, Layer, Position, corroborate
from pactwatch.reconcile.layer_rules import layer_rules, load_layer_rules
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record
from reconcile.claims import shelling

KHERSON = Position(46.64, 32.61, "settlement", "Kherson Oblast")
HEAD = "latitude,longitude,acq_date,acq_time,confidence\n"


def layer(kind: LayerKind, content: str) -> Layer:
    return Layer("doc", "The layer", read_layer(content.encode(), kind))


def line(*points: tuple[float, float], area: bool = False, **properties: str) -> Layer:
    drawn = {"type": "Polygon", "coordinates": [points]} if area else {"type": "LineString", "coordinates": points}
    feature = {"type": "Feature", "geometry": drawn, "properties": properties}
    return layer("line_of_contact", json.dumps({"type": "FeatureCollection", "features": [feature]}))


def said(given: Layer, position: Position | None = KHERSON, **fields: object) -> Corroboration:
    (record,) = reconcile([shelling("a", **{"type": "shelling", **fields})])
    (found,) = corroborate(record, position, [given], layer_rules())
    return found


class TestLine:
    @pytest.mark.parametrize(("degrees", "says"), [(0.3, "supports"), (0.9, "says nothing"), (2.0, "weakens")])
    def test_how_far_it_is_decides(self, degrees: float, says: str) -> None:
        north = 46.64 + degrees
        assert said(line((30.0, north), (35.0, north))).says == says

    def test_the_distance_is_told_from_the_edge_of_the_place(self) -> None:
        found = said(line((30.0, 46.94), (35.0, 46.94)))
        # 0.3 degrees of latitude are 33.4 km; the settlement reaches 5 km.
        assert "28 km from the line" in found.text and "40 km" in found.text and found.rule == "in-reach-of-the-line"

    def test_a_line_of_another_day_says_nothing(self) -> None:
        assert said(line((30, 46.7), (35, 46.7), valid_from="2025-04-01")).says == "says nothing"

    def test_an_area_counts_from_its_inside(self) -> None:
        around = ((20.0, 40.0), (45.0, 40.0), (45.0, 55.0), (20.0, 55.0), (20.0, 40.0))
        assert said(line(*around, area=True)).says == "supports"


class TestAlerts:
    CSV = (
        "region,start,end\nKherson,2025-03-27T05:00+02:00,2025-03-27T06:00+02:00\n"
        "Odesa,2025-03-01T00:00Z,2025-03-01T01:00Z\nOdesa,2025-05-01T00:00Z,2025-05-01T01:00Z\n"
    )

    def strike(self, region: str, **fields: object) -> Corroboration:
        given = layer("air_raid_alerts", self.CSV)
        return said(given, Position(46.6, 32.6, "settlement", region), type="missile strike", **fields)

    def test_an_alert_in_the_region_on_the_day_supports(self) -> None:
        assert self.strike("Kherson Oblast").says == "supports"

    def test_no_alert_weakens_only_where_the_layer_covers_region_and_day(self) -> None:
        assert self.strike("Odesa Oblast").says == "weakens"
        assert self.strike("Lviv Oblast").says == "says nothing"
        assert self.strike("Odesa Oblast", date="2025-06-01").says == "says nothing"


class TestHeat:
    def test_heat_near_in_time_and_place_supports(self) -> None:
        assert said(layer("thermal_anomalies", HEAD + "46.65,32.62,2025-03-27,0112,high\n")).says == "supports"

    @pytest.mark.parametrize(
        "row",
        ["46.65,32.62,2025-03-29,0112,high", "46.8,32.62,2025-03-27,0112,high", "46.65,32.62,2025-03-27,0112,low"],
    )
    def test_that_none_was_seen_weakens_nothing(self, row: str) -> None:
        assert said(layer("thermal_anomalies", HEAD + row + "\n")).says == "says nothing"


class TestUncertainty:
    HEAT = HEAD + "46.64,32.61,2025-03-27,0112,high\n"

    @pytest.mark.parametrize("position", [None, Position(46.64, 32.61, "region"), Position(46.64, 32.61, "district")])
    def test_an_uncertain_place_says_nothing(self, position: Position | None) -> None:
        assert said(layer("thermal_anomalies", self.HEAT), position).says == "says nothing"

    def test_an_uncertain_day_says_nothing(self) -> None:
        assert said(layer("thermal_anomalies", self.HEAT), date="2025-03").says == "says nothing"
        assert said(layer("thermal_anomalies", self.HEAT), date=None).says == "says nothing"

    def test_a_type_that_no_rule_asks_about_is_not_asked(self) -> None:
        (record,) = reconcile([shelling("a", type="denial of access")])
        assert corroborate(record, KHERSON, [layer("thermal_anomalies", self.HEAT)], layer_rules()) == ()


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 3), st.floats(0, 3))
def test_nearer_never_says_less(one: float, other: float) -> None:
    ranks = {"weakens": 0, "says nothing": 1, "supports": 2}
    near, far = sorted((one, other))
    said_near, said_far = (ranks[said(line((30.0, 46.64 + away), (35.0, 46.64 + away))).says] for away in (near, far))
    assert said_near >= said_far


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{id: a, layer: air_raid_alerts, types: [shelling], within_km: 3}", "has no `within_km`"),
        ("{id: a, layer: thermal_anomalies, types: [shelling], within_km: 3}", "needs `confidence`"),
        ("{id: a, layer: line_of_contact, types: [shelling], within_km: 30, beyond_km: 20}", "must be more than"),
        ("{id: a, layer: line_of_contact, types: [shellings], within_km: 30}", "shelling"),
    ],
)
def test_a_fault_in_the_rules_is_told_with_its_line(tmp_path: Path, rule: str, told: str) -> None:
    path = tmp_path / "layers.yaml"
    path.write_text(f"version: x\nplaces: {{settlement: 5}}\nlongest_days: 2\nrules:\n  - {rule}\n")
    with pytest.raises(CodebookError) as error:
        load_layer_rules(path)
    assert error.value.line == 5 and told in error.value.message


def test_records_are_the_same_with_layers_and_without() -> None:
    records: list[Record] = reconcile([shelling("a")])
    corroborate(records[0], KHERSON, [layer("thermal_anomalies", TestUncertainty.HEAT)], layer_rules())
    assert reconcile([shelling("a")]) == records
