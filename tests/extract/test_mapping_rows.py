"""Rows of event data as incidents: each a source of its own, no more exact than its table says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pactwatch.extract.claim import CitedSource, Count, IncidentClaim, Position
from pactwatch.extract.mapping_cells import MissingColumnError
from pactwatch.extract.mapping_rows import MappedRow
from pactwatch.extract.yaml_file import CodebookError

from .incident_tables import ACLED, UCDP, own_mapping, rows_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PLAIN = "id,date,type,place,lat,lon,precision,killed,injured,description\n"


def only(row: MappedRow) -> IncidentClaim:
    (claim,) = row.claims
    assert row.document.text[claim.start : claim.end] == claim.quote
    return claim


def test_a_row_of_ucdp_is_a_battle_between_its_sides_with_the_articles_that_it_was_coded_from(tmp_path: Path) -> None:
    row = rows_of(tmp_path, UCDP, "ucdp-ged", published="2017-06-01")[0]
    claim = only(row)
    assert (row.document.doc, row.document.published, row.document.outlet) == (
        "ucdp-ged/501",
        "2017-06-01",
        "Uppsala Conflict Data Program",
    )
    assert json.loads(row.content)["where_coordinates"] == "Avdiivka town"
    assert (claim.type, claim.sides, claim.perpetrator) == ("armed clash", ("UKR", "DPR"), None)
    assert (claim.date, claim.place, claim.admin1) == ("2016-05-01", "Avdiivka town", "Donetsk oblast")
    assert claim.position == Position(lat=48.13, lon=37.74, precision="settlement")
    assert claim.killed == Count(low=2, best=2, high=3)
    assert claim.attributed_by == "the army" and claim.quote == "Two die at a checkpoint;Post hit"
    assert claim.cited == (
        CitedSource(outlet="North Wire", published="2016-05-01", title="Two die at a checkpoint"),
        CitedSource(outlet="South Wire", published="2016-05-03", title="Post hit"),
    )


def test_what_a_table_knows_only_roughly_stays_rough(tmp_path: Path) -> None:
    _, week, civilians = rows_of(tmp_path, UCDP, "ucdp-ged")
    claim = only(week)
    assert claim.date == "2016-05-02/2016-05-08" and claim.position and claim.position.precision == "region"
    assert claim.killed == Count(low=4, high=4) and claim.attributed_by is None
    attack = only(civilians)
    assert (attack.type, attack.perpetrator, attack.target) == ("attack", "Band of the Hills", "Civilians")
    assert attack.position and attack.position.precision == "country"
    assert attack.killed is None
    assert civilians.faults == ("row 4, low: '7, 5, 9' are no lowest, best and highest figure: they do not rise",)


def test_rows_in_acled_s_columns(tmp_path: Path) -> None:
    strike, battle, attack = rows_of(tmp_path, ACLED, "acled")
    first = only(strike)
    assert (first.type, first.perpetrator, first.target) == ("air or drone strike", "RUS", "Civilians (Ukraine)")
    assert (first.date, strike.document.published) == ("2022-02-24", "2022-03-01")
    assert [source.outlet for source in first.cited] == ["Our Radio", "Our Paper"]
    second = only(battle)
    assert (second.sides, second.perpetrator) == (("RUS", "UKR"), None)
    # Some day of that week: any seven days with the day among them.
    assert second.date == "2022-02-19/2022-03-03"
    assert second.position and second.position.precision == "region"
    third = only(attack)
    assert third.perpetrator == "Unidentified Armed Group (Ukraine)", "a group from a country is not its state"
    assert (third.date, third.killed) == ("2022-03", None)
    assert third.position and third.position.precision == "district"


def test_what_a_row_says_makes_its_identity_and_not_where_it_stands(tmp_path: Path) -> None:
    header = PLAIN
    rows = ["a,2024-01-01,attack,X,50,30,,1,,n\n", "b,2024-01-02,attack,Y,,,,,,m\n"]
    one = rows_of(tmp_path, header + "".join(rows), "incidents")
    other = rows_of(tmp_path, header + "".join(reversed(rows)), "incidents", name="later.csv")
    assert {row.document.sha256 for row in one} == {row.document.sha256 for row in other}
    assert {row.document.doc for row in one} == {row.document.doc for row in other} == {"incidents/a", "incidents/b"}


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("1,2024-01-01,attack,X,95,30,,,,n", "lat: '95 30' is no latitude and longitude in degrees"),
        ("1,2024-01-01,attack,X,0,0,,,,n", "lat: '0 0' is a point in the sea that stands for a missing one"),
        ("1,2024-01-01,attack,X,50,,,,,n", "lat: '50' is half a position: the other coordinate is missing"),
        ("1,2024-01-01,attack,X,fifty,30,,,,n", "lat: 'fifty' is no number"),
        ("1,soon,attack,X,50,30,,,,n", "date: 'soon' is no date in the formats that the mapping gives"),
        ("1,2024-01-01,attack,X,50,30,,-3,,n", "killed: '-3' is no number of people"),
        ("1,2024-01-01,attack,X,50,30,,2.5,,n", "killed: '2.5' is no number of people"),
        ("1,2024-01-01,singing,X,50,30,,,,n", "type: 'singing' has no value in the mapping; add it to `values`"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_gives_no_value(tmp_path: Path, cells: str, fault: str) -> None:
    (row,) = rows_of(tmp_path, f"{PLAIN}{cells}\n", "incidents")
    assert row.faults == (f"row 2, {fault}",)
    # Without its type there is no incident; the row is kept all the same.
    assert len(row.claims) == (0 if "type" in fault else 1)
    for claim in row.claims:
        assert claim.date is None or claim.position is None or claim.killed is None


@pytest.mark.parametrize(
    ("cell", "count"),
    [("3", Count(low=3, high=3)), ("at least 12", Count(low=12)), ("3 to 5", Count(low=3, high=5)), ("", None)],
)
def test_people_in_numbers_and_words(tmp_path: Path, cell: str, count: Count | None) -> None:
    (row,) = rows_of(tmp_path, f"{PLAIN}1,2024-01-01,attack,X,50,30,,{cell},,n\n", "incidents")
    assert only(row).killed == count and row.faults == ()


@pytest.mark.parametrize(("said", "precision"), [("exact", "exact"), ("", "settlement"), ("Region", "region")])
def test_a_point_is_as_exact_as_the_reporter_says(tmp_path: Path, said: str, precision: str) -> None:
    (row,) = rows_of(tmp_path, f"{PLAIN}1,2024-01-01,attack,X,50,30,{said},,,n\n", "incidents")
    position = only(row).position
    assert position is not None and position.precision == precision


def test_points_and_areas_of_geojson(tmp_path: Path) -> None:
    def feature(number: int, geometry: object) -> dict[str, object]:
        said = {"id": number, "date": "2024-02-03", "type": "shelling", "description": f"Shells {number}"}
        return {"type": "Feature", "properties": said, "geometry": geometry}

    def square(side: float) -> dict[str, object]:
        ring = [[30, 50], [30 + side, 50], [30 + side, 50 + side], [30, 50 + side], [30, 50]]
        return {"type": "Polygon", "coordinates": [ring]}

    shapes = [{"type": "Point", "coordinates": [36.25, 49.98]}, square(0.5), square(3), square(20), None]
    content = json.dumps({"type": "FeatureCollection", "features": [feature(*each) for each in enumerate(shapes)]})
    rows = rows_of(tmp_path, content, "incidents", name="events.geojson")
    found = [only(row).position for row in rows]
    assert found[0] == Position(lat=49.98, lon=36.25, precision="settlement")
    assert [each and each.precision for each in found] == ["settlement", "district", "region", "country", None]
    assert found[1] == Position(lat=50.25, lon=30.25, precision="district")


FORMS = {
    "kobo.csv": (
        "_uuid;_submission_time;report/incident_type;report/incident_date;report/location;report/losses/killed;report/description\n"
        "k-1;2024-05-02T08:00:00;mine_or_explosive;2024-05-01;9.53 31.66 402 4.5;2;A mine under a lorry.\n"
    ),
    "kobo.json": json.dumps(
        {
            "count": 1,
            "results": [
                {
                    "_uuid": "k-1",
                    "_submission_time": "2024-05-02T08:00:00",
                    "report/incident_type": "mine_or_explosive",
                    "report/incident_date": "2024-05-01",
                    "report/location": "9.53 31.66 402 4.5",
                    "report/losses/killed": "2",
                    "report/description": "A mine under a lorry.",
                }
            ],
        }
    ),
    "central.json": json.dumps(
        {
            "value": [
                {
                    "__id": "k-1",
                    "__system": {"submissionDate": "2024-05-02T08:00:00.000Z"},
                    "report": {
                        "incident_type": "mine_or_explosive",
                        "incident_date": "2024-05-01",
                        "location": {"type": "Point", "coordinates": [31.66, 9.53, 402]},
                        "losses": {"killed": 2},
                        "description": "A mine under a lorry.",
                    },
                }
            ]
        }
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_submissions_of_field_forms_as_their_servers_export_them(tmp_path: Path, name: str) -> None:
    (row,) = rows_of(tmp_path, FORMS[name], "incidents", name=name)
    claim = only(row)
    assert (row.document.doc, row.document.published, row.faults) == ("incidents/k-1", "2024-05-02", ())
    assert (claim.type, claim.date, claim.killed) == ("mine or explosive", "2024-05-01", Count(low=2, high=2))
    assert claim.position == Position(lat=9.53, lon=31.66, precision="settlement")
    assert claim.quote == "A mine under a lorry."


OWN = """
title: Night raids
outlet: Our Monitors
id: [no]
date: {column: day}
type: {fixed: missile strike}
position: {lat: y, lon: x, precision: {column: radius_km, up_to: {exact: 0.5, settlement: 5, district: 50}}}
claims:
  - {name: raid, kind: incident, killed: {column: dead}}
"""


def test_a_mapping_of_one_s_own_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    mapping = own_mapping(tmp_path, OWN)
    rows = rows_of(tmp_path, "no,day,y,x,radius_km,dead\n1,2024-01-01,50,30,0.2,\n2,2024-01-01,50,30,80,1\n", mapping)
    assert [(only(row).position or pytest.fail()).precision for row in rows] == ["exact", "country"]
    with pytest.raises(MissingColumnError, match="no column 'dead'; did you mean 'deaf'"):
        rows_of(tmp_path, "no,day,y,x,radius_km,deaf\n", mapping)
    promise = "promisors: {fixed: [UKR]}, action: {fixed: other}, firmness: {fixed: pledged}"
    mixed = f"{OWN}  - {{name: pledge, kind: commitment, {promise}}}\n"
    with pytest.raises(CodebookError, match="incidents stand in a mapping of their own"):
        own_mapping(tmp_path, mixed)
    with pytest.raises(CodebookError, match="missing; add `type:"):
        own_mapping(tmp_path, OWN.replace("type: {fixed: missile strike}\n", ""))
    with pytest.raises(CodebookError, match="give `lat` and `lon`, or `point`"):
        own_mapping(tmp_path, OWN.replace("lon: x, ", ""))


@pytest.mark.skipif(not DATA.is_dir(), reason="the published event data are not in the project")
@pytest.mark.parametrize(
    ("file", "mapping", "rows", "most_faults"),
    [
        ("ucdp_ged_ukraine/ged_ukraine_2014-2020.csv", "ucdp-ged", 2822, 11),
        ("viina/VIINA_2023_REBUILD.csv", "viina", 650, 0),
    ],
)
def test_published_event_data_are_read_row_by_row(
    tmp_path: Path, file: str, mapping: str, rows: int, most_faults: int
) -> None:
    made = rows_of(tmp_path, (DATA / file).read_bytes(), mapping)
    claims = [only(row) for row in made]
    assert len(claims) == len({row.document.doc for row in made}) == rows
    assert all(claim.date and claim.position and claim.cited for claim in claims)
    assert sum(len(row.faults) for row in made) <= most_faults
