from __future__ import annotations

import json
import math
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile.claims import decided, shelling

from judge.every_way import every_way
from judge.terms import pause, rule
from pactwatch.judge.conditions import against_target, by_party, of_type
from pactwatch.judge.evidence import Evidence
from pactwatch.judge.incidents import Incidents, alternatives
from pactwatch.judge.judgement import judge
from pactwatch.judge.rule import Rule
from pactwatch.judge.rulebook import Rulebook
from pactwatch.judge.terms import Terms, Zone
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import FieldValue, Record

SQUARE = {"type": "Polygon", "coordinates": [[[32, 46], [34, 46], [34, 47], [32, 47], [32, 46]]]}
EXERCISE = {"id": "exercise", "words": "Exercises are no breach.", "against": ["range"], "types": ["shelling"]}
DEGREE = 111.195


def drawn(**changes: Any) -> Terms:
    """The pause with its coast as a rectangle of one degree by two, and an exception."""
    rules = [{**rule(where=["coast"]), "exceptions": [EXERCISE]}, {**rule(against=[]), "id": "all"}]
    terms = pause(rules=rules, paused=[{"from": "2025-03-20", "until": "2025-03-22"}])
    zone = Zone(name="coast", geometry=json.dumps(SQUARE), **changes)
    return terms.model_copy(update={"zones": (zone,)})


def placed(record: Record, points: dict[str, tuple[float, float, str]]) -> Record:
    """The record with coordinates for claims, as a claim that carries them gives it."""
    said = tuple(
        FieldValue(value={"lon": longitude, "lat": latitude, "precision": precision}, claims=(claim,))
        for claim, (longitude, latitude, precision) in points.items()
    )
    return record.model_copy(update={"fields": {**record.fields, "position": said}})


def record_of(*claims: StoredClaim) -> Record:
    same = [decided("same", *(claim.id for claim in claims))] if len(claims) > 1 else []
    (record,) = reconcile(list(claims), same)
    return record


def verdicts(terms: Terms, longitude: float, latitude: float, precision: str) -> list[str]:
    record = placed(record_of(shelling("a", place="a farm")), {"a": (longitude, latitude, precision)})
    return [finding.verdict for finding in judge(terms, [record]) if finding.rule == "energy"]


@pytest.mark.parametrize(
    ("longitude", "latitude", "precision", "expected"),
    [
        (33.0, 46.5, "exact", ["violation"]),
        (33.0, 46.5, "settlement", ["violation"]),
        (33.0, 46.5, "region", ["inconclusive"]),  # it may have been beyond the edge
        (33.0, 46.98, "settlement", ["inconclusive"]),
        (33.0, 47.02, "settlement", ["inconclusive"]),
        (33.0, 47.02, "exact", []),
        (33.0, 47.04, "settlement", []),
        (30.0, 50.0, "district", []),
        (33.0, 46.5, "country", ["inconclusive"]),  # too coarse to stand for a point
    ],
)
def test_a_drawn_zone_and_how_exactly_a_place_is_known(
    longitude: float, latitude: float, precision: str, expected: list[str]
) -> None:
    assert verdicts(drawn(), longitude, latitude, precision) == expected


def test_the_position_of_a_claim_is_judged_and_the_most_exact_one_counts() -> None:
    near = {"lat": 46.98, "lon": 33.0, "precision": "settlement"}
    exact = {"lat": 46.98, "lon": 33.0, "precision": "exact"}

    def judged(*positions: dict[str, Any]) -> list[str]:
        claims = [shelling(f"claim-{n}", place="Toval", position=each) for n, each in enumerate(positions)]
        return [finding.verdict for finding in judge(drawn(), [record_of(*claims)]) if finding.rule == "energy"]

    assert judged(near) == ["inconclusive"]
    assert judged(near, exact) == judged(exact, near) == ["violation"]


def test_a_position_without_the_name_of_a_place_is_judged() -> None:
    position = {"lat": 50.0, "lon": 30.0, "precision": "exact"}
    record = record_of(shelling("a", place=None, admin1=None, position=position))
    assert [finding.rule for finding in judge(drawn(), [record])] == ["all"]


def test_a_zone_is_no_more_exact_than_it_is_drawn() -> None:
    assert verdicts(drawn(drawn_to_km=5), 33.0, 46.97, "exact") == ["inconclusive"]
    assert verdicts(drawn(drawn_to_km=5), 33.0, 46.9, "exact") == ["violation"]


@pytest.mark.parametrize(("north", "expected"), [(24.5, ["violation"]), (25.5, [])])
def test_a_distance_from_a_line(north: float, expected: list[str]) -> None:
    line = json.dumps({"type": "LineString", "coordinates": [[32, 47], [34, 47]]})
    terms = drawn()
    zone = Zone(name="coast", geometry=line, within_km=25)
    terms = terms.model_copy(update={"zones": (zone,)})
    assert verdicts(terms, 33.0, 47.0 + north / DEGREE, "exact") == expected
    assert verdicts(terms, 33.0, 47.0 - north / DEGREE, "exact") == expected


def stands(zone: float, point: tuple[float, float, str] | None, terms: Terms) -> bool | None:
    """The same by arithmetic, for the rectangle: in kilometres from its edges at its middle latitude."""
    radius = terms.uncertainty_km.radius(point[2]) if point else None
    if point is None or radius is None:
        return None
    east = DEGREE * math.cos(math.radians(46.5))
    x, y = min(point[0] - 32, 34 - point[0]) * east, min(point[1] - 46, 47 - point[1]) * DEGREE
    inside = x >= 0 and y >= 0
    distance = min(x, y) if inside else math.hypot(min(x, 0), min(y, 0))
    around = radius + zone
    return None if around > 0 and distance <= around else inside


def on_days(value: str | None, told: date, terms: Terms) -> bool | None:
    """Whether the terms are in force, day by day."""
    if value is None:
        return None if told >= min(period.first for period in terms.in_force) else False
    said = ImpreciseDate.parse(value)
    days = [said.first + timedelta(number) for number in range(said.days)]
    days = [day for day in days if day <= told]
    if not days:
        return None if told >= min(period.first for period in terms.in_force) else False

    def within(day: date, periods: Any) -> bool:
        return any(each.first <= day and (each.until is None or day < each.until) for each in periods)

    holds = {within(day, terms.in_force) and not within(day, terms.paused) for day in days}
    return holds.pop() if len(holds) == 1 else None


def by_hand(terms: Terms, of: Rule, evidence: Evidence) -> dict[str, list[tuple[bool | None, ...]]]:
    """The facets of every possible value of one record, clause by clause, without columns."""
    clauses = (of.forbids, *of.exceptions)

    def asked(name: str, condition: Any) -> list[tuple[bool | None, ...]]:
        values = alternatives(evidence.possibilities(name))
        return [tuple(condition(value, clause) for clause in clauses) for value in values]

    places = evidence.possibilities("place")
    where: list[tuple[bool | None, ...]] = []
    for each in places.values:
        truth = stands(terms.zones[0].drawn_to_km, evidence.coordinates(each.claims), terms)
        where.append(tuple(truth if clause.where else True for clause in clauses))
    if places.unknown:
        where.append(tuple(None if clause.where else True for clause in clauses))
    targets = tuple(str(each.value) for each in evidence.possibilities("target").values)
    names = [str(each.value) for each in places.values]
    sets = [targets, ()] if evidence.possibilities("target").unknown else [targets]
    force = [
        (on_days(value, evidence.told, terms), *(True for _ in of.exceptions))
        for value in alternatives(evidence.possibilities("date"))
    ]
    return {
        "date": force,
        "type": asked("type", of_type),
        "perpetrator": asked("perpetrator", lambda value, clause: by_party(value, clause, terms)),
        "place": where,
        "target": [tuple(against_target(each, names, clause) for clause in clauses) for each in sets],
        "corroboration": [(True if evidence.happened else None, *(True for _ in of.exceptions))],
    }


reports = st.fixed_dictionaries(
    {
        "date": st.sampled_from([None, "2025-03-17/2025-03-18", "2025-03-19/2025-03-20", "2025-03-27", "2025-03"]),
        "type": st.sampled_from(["shelling", "attack", "missile strike", "other"]),
        "perpetrator": st.sampled_from([None, "RUS", "UKR", "BLR", "armed men", "RUS and UKR"]),
        "target": st.sampled_from([None, "an energy facility", "a firing range", "a school", "a facility"]),
        "place": st.sampled_from(["a farm", "a mill", "a bridge"]),
        "speaker": st.sampled_from([None, "Kyiv", "the Kremlin", "a witness"]),
        "alleged": st.booleans(),
        "published": st.sampled_from(["2025-03-16", "2025-03-28", "2025-04-20"]),
    }
)
points = st.tuples(
    st.floats(31.5, 34.5),
    st.floats(45.5, 47.5),
    st.sampled_from(["exact", "settlement", "district", "region", "country"]),
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(reports, st.none() | points), min_size=1, max_size=3), st.sampled_from([0.0, 4.0]))
def test_columns_find_what_every_way_looked_at_one_by_one_does(
    told: list[tuple[dict[str, Any], tuple[float, float, str] | None]], margin: float
) -> None:
    terms = drawn(drawn_to_km=margin)
    claims = [shelling(name, **report) for name, (report, _) in zip("abc", told, strict=False)]
    located = {name: point for name, (_, point) in zip("abc", told, strict=False) if point}
    record = placed(record_of(*claims), located)
    findings = {finding.rule: finding for finding in judge(terms, [record])}
    evidence = Evidence(terms, record)
    for of in terms.rules:
        facets = by_hand(terms, of, evidence)
        speaks = all(
            any(facet[0] is not False for facet in facets[name]) for name in ("date", "type", "perpetrator", "place")
        )
        assert (of.id in findings) == speaks
        if speaks:
            answer, missing = every_way(facets)
            verdict = {"met": "violation", "not_met": "no_violation", "open": "inconclusive"}[answer]
            assert (findings[of.id].verdict, findings[of.id].missing) == (verdict, missing)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(reports, points), min_size=2, max_size=6))
def test_a_table_of_many_rows_answers_as_tables_of_one_row(
    told: list[tuple[dict[str, Any], tuple[float, float, str]]],
) -> None:
    terms = drawn()
    records = [
        placed(record_of(shelling(str(number), **report)), {str(number): point})
        for number, (report, point) in enumerate(told)
    ]
    together = judge(terms, records)
    assert together == [finding for record in records for finding in judge(terms, [record])]


def test_no_incidents_are_a_table_too() -> None:
    terms = drawn()
    assert list(Rulebook(terms).judge(Incidents.of([], terms.uncertainty_km))) == []
