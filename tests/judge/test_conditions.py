from __future__ import annotations

from datetime import date

import pytest

from judge.terms import pause
from pactwatch.judge.conditions import against_target, by_party, in_force, in_zones, of_type
from pactwatch.judge.terms import Exemption, Period, Prohibition
from pactwatch.judge.ways import Truth

LATER = date(2025, 6, 1)
PERIODS = [
    Period.model_validate({"from": "2025-03-18", "until": "2025-04-17"}),
    Period.model_validate({"from": "2025-04-17", "until": "2025-04-20"}),
    Period.model_validate({"from": "2026-01-01"}),
]
FORBIDS = Prohibition(types=("shelling",), by=("RUS",), against=("energy",), unclear=("facility",), where=("coast",))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-03-18", True),
        ("2025-03-17", False),
        ("2025-04-16", True),
        ("2025-04-20", False),
        ("2025-03-17/2025-03-18", None),
        ("2025-04-15/2025-04-18", True),  # across two periods without a gap
        ("2025-04", None),
        ("2025-05/2025-12", False),
        (None, None),
    ],
)
def test_in_force(when: str | None, expected: Truth) -> None:
    assert in_force(when, LATER, PERIODS) is expected


def test_nothing_is_reported_before_it_happens() -> None:
    before = date(2025, 3, 1)
    assert in_force(None, before, PERIODS) is False
    assert in_force("2025-03", before, PERIODS) is False
    assert in_force("2025-03", date(2025, 3, 25), PERIODS) is None
    assert in_force("2025-04-10", date(2025, 4, 1), PERIODS) is None


def test_terms_that_were_never_in_force_forbid_nothing() -> None:
    assert in_force("2025-03-18", LATER, []) is False
    assert in_force(None, LATER, []) is False


@pytest.mark.parametrize(
    ("kind", "expected"), [("shelling", True), ("looting", False), ("attack", None), (None, None)]
)
def test_of_type(kind: str | None, expected: Truth) -> None:
    assert of_type(kind, FORBIDS) is expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("RUS", True),
        ("DPR", True),  # an agent of the party
        ("UKR", False),
        ("BLR", False),  # a state that is no party
        ("armed men", None),
        (None, None),
    ],
)
def test_by_party(actor: str | None, expected: Truth) -> None:
    assert by_party(actor, FORBIDS, pause()) is expected


def test_without_names_every_party_is_bound() -> None:
    every = Prohibition(types=("shelling",))
    assert by_party("UKR", every, pause()) is True
    assert by_party("BLR", every, pause()) is False
    assert by_party(None, Exemption(id="x", words="y", types=("shelling",)), pause()) is True


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (["an energy facility"], True),
        (["Energy facilities"], True),
        (["the railway station", "an energy site"], True),
        (["a residential area"], False),
        (["a facility"], None),
        (["Kherson"], None),  # only the place again
        (["the centre of Kherson"], None),
        (["a school", "a facility"], None),
        ([], None),
    ],
)
def test_against_target(targets: list[str], expected: Truth) -> None:
    assert against_target(targets, ["Kherson"], FORBIDS) is expected


@pytest.mark.parametrize(
    ("place", "admin1", "expected"),
    [
        ("Odessa", None, True),
        ("Kakhovka", "Kherson Oblast", True),
        ("Sumy", "Sumy Oblast", False),
        ("Sumy", None, None),
        (None, None, None),
    ],
)
def test_in_zones(place: str | None, admin1: str | None, expected: Truth) -> None:
    assert in_zones(place, admin1, FORBIDS, pause()) is expected
