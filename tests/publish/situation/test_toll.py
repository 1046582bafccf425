"""Tolls: a total stands in place of what it covers, and what it may cover makes a range and no double count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile.claims import shelling

from pactwatch.publish.situation.toll import covers, toll
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record


def incident(name: str, killed: int | None, **changes: Any) -> Record:
    said = {"place": f"Town{name}", "target": None, "date": "2025-03-27", **changes}
    count = {} if killed is None else {"killed": {"low": killed, "high": killed}}
    (record,) = reconcile([shelling(name, **{**said, **count})])
    return record


def total(name: str, killed: int | None, **changes: Any) -> Record:
    return incident(name, killed, **{"level": "total", "place": "Ukraine", "type": "attack", **changes})


def killed(*records: Record, sure: bool = True) -> tuple[int, int | None]:
    return toll([(record, sure) for record in records], "killed")


def test_single_incidents_add_up() -> None:
    assert killed(incident("A", 2), incident("B", 3), incident("C", None)) == (5, 5)
    assert killed(incident("A", 2), sure=False) == (0, 2)


def test_a_total_stands_in_place_of_its_parts() -> None:
    assert killed(incident("A", 2), incident("B", 3), total("T", 12)) == (12, 12)


def test_a_total_that_is_less_than_its_parts_gives_way_to_them() -> None:
    assert killed(incident("A", 7), incident("B", 8), total("T", 12)) == (15, 15)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date": "2025-03-26/2025-03-28"}, (12, 14)),  # it may lie outside the day of the total
        ({"date": "2025-03-28"}, (14, 14)),
        ({"perpetrator": None}, (12, 14)),
        ({"perpetrator": "UKR"}, (14, 14)),
        ({"place": "Town", "type": "mine or explosive"}, (12, 12)),
    ],
)
def test_what_it_may_or_may_not_cover(changes: dict[str, Any], expected: tuple[int, int]) -> None:
    assert killed(incident("A", 2, **changes), total("T", 12)) == expected


@pytest.mark.parametrize(
    ("place", "admin1", "answer"),
    [
        ("across Ukraine", None, True),
        ("Kherson region", None, True),
        ("Kharkiv region", None, False),
        ("Odesa", None, None),
    ],
)
def test_where_a_total_is_of(place: str, admin1: str | None, answer: bool | None) -> None:
    one = incident("A", 2, place="Beryslav", admin1="Kherson Oblast")
    assert covers(total("T", 12, place=place, admin1=admin1), one) is answer


def test_a_part_of_the_same_document_is_covered_whatever_else_is_said() -> None:
    part = incident("A", 2, doc="one.txt", level="part", date="2025-03-20")
    assert covers(total("T", 12, doc="one.txt"), part)
    assert covers(total("T", 12, doc="other.txt"), part) is False


def test_a_total_within_a_total_counts_once() -> None:
    day, week = total("D", 5, place="Kherson"), total("W", 20, date="2025-03-24/2025-03-30")
    town = incident("A", 4, place="Kherson")
    assert killed(town, day) == (5, 5)
    assert killed(town, day, week) == killed(week, day, town) == (20, 20)


def test_an_open_end_stays_open() -> None:
    (record,) = reconcile([shelling("a", killed={"low": 3, "high": None})])
    assert killed(record, incident("B", 2)) == (5, None)


figures = st.lists(st.integers(0, 9), max_size=4)


@settings(max_examples=25, deadline=None)
@given(figures, st.none() | st.integers(0, 30))
def test_a_total_never_lowers_the_toll_nor_adds_to_it(parts: list[int], whole: int | None) -> None:
    records = [incident(f"P{number}", each) for number, each in enumerate(parts)]
    with_total = killed(*records, total("T", whole))
    assert with_total == (max(sum(parts), whole or 0),) * 2
