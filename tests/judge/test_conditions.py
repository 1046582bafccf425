from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from judge.terms import pause
from pactwatch.judge.conditions import (
    against_target,
    as_claimed,
    by_means,
    by_party,
    in_force,
    named_in_zones,
    of_type,
)
from pactwatch.judge.period import spans
from pactwatch.judge.terms import Exemption, Period, Prohibition, Zone
from pactwatch.judge.ways import NO, OPEN, YES, Truth
from pactwatch.read.imprecise_date import ImpreciseDate

LATER = date(2025, 6, 1)
PERIODS = [
    Period.model_validate({"from": "2025-03-18", "until": "2025-04-17"}),
    Period.model_validate({"from": "2025-04-17", "until": "2025-04-20"}),
    Period.model_validate({"from": "2026-01-01"}),
]
FORBIDS = Prohibition(types=("shelling",), by=("RUS",), against=("energy",), unclear=("facility",), where=("coast",))


def one(when: str | None, told: date, periods: list[Period], pauses: list[Period] | None = None) -> Truth:
    said = ImpreciseDate.parse(when) if when else None
    days = [said.first.toordinal() if said else 0, said.after.toordinal() if said else 0, told.toordinal()]
    answer = in_force(*(np.array([day]) for day in days), spans(periods, pauses or []))
    return {int(YES): True, int(NO): False, int(OPEN): None}[int(answer[0])]


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
    assert one(when, LATER, PERIODS) is expected


def test_nothing_is_reported_before_it_happens() -> None:
    before = date(2025, 3, 1)
    assert one(None, before, PERIODS) is False
    assert one("2025-03", before, PERIODS) is False
    assert one("2025-03", date(2025, 3, 25), PERIODS) is None
    assert one("2025-04-10", date(2025, 4, 1), PERIODS) is None


def test_terms_that_were_never_in_force_forbid_nothing() -> None:
    assert one("2025-03-18", LATER, []) is False
    assert one(None, LATER, []) is False


def test_a_pause_takes_its_days_out() -> None:
    pauses = [Period.model_validate({"from": "2025-03-20", "until": "2025-03-22"})]
    assert one("2025-03-20/2025-03-21", LATER, PERIODS, pauses) is False
    assert one("2025-03-21/2025-03-22", LATER, PERIODS, pauses) is None
    assert one("2025-03-22", LATER, PERIODS, pauses) is True


def test_dates_are_compared_as_a_column() -> None:
    days = [date(2025, 3, 17).toordinal(), date(2025, 3, 18).toordinal(), 0]
    first = np.array(days)
    after = np.array([day + 1 if day else 0 for day in days])
    told = np.full(3, LATER.toordinal())
    assert in_force(first, after, told, spans(PERIODS)).tolist() == [NO, YES, OPEN]


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
        ("UKR and RUS", True),  # a joint act
        ("RUS deserters", None),
        ("Russian airmen", None),  # a word is not a code
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
        (["a school", "a facility"], False),  # the same, said less exactly
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
def test_named_in_zones(place: str | None, admin1: str | None, expected: Truth) -> None:
    assert named_in_zones(place, admin1, pause().zones) is expected


@pytest.mark.parametrize(
    ("admin1", "expected"), [("Odesa Oblast", None), ("Kherson Oblast", None), ("Sumy Oblast", False), (None, None)]
)
def test_a_drawn_zone_is_left_open_by_names_but_for_the_regions_that_hold_it(
    admin1: str | None, expected: Truth
) -> None:
    shape = '{"type": "Point", "coordinates": [33, 46]}'
    zone = Zone(name="port", geometry=shape, regions=("Odesa Oblast", "Kherson"))
    assert named_in_zones("a village", admin1, [zone]) is expected


def test_what_was_used_is_known_only_where_a_source_names_it() -> None:
    condition = Prohibition(types=("shelling",), using=("howitzer", "multiple launch rocket system"))
    assert by_means([("Howitzers fired.", True)], condition) is True
    assert by_means([("Howitzers fired.", False)], condition) is None
    assert by_means([("They shelled the town.", True)], condition) is None
    assert by_means([], Prohibition(types=("shelling",))) is True


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([("They shelled the town.", True)], False),  # nobody claims it
        ([("It was an accident, they said.", False)], None),
        ([("It was an accident.", True), ("An accident, they said.", False)], True),
    ],
)
def test_an_exception_has_to_be_claimed(statements: list[tuple[str, bool]], expected: Truth) -> None:
    exemption = Exemption(id="accident", words="Accidents are no breach.", claimed=("accident",))
    assert as_claimed(statements, exemption) is expected
    assert as_claimed(statements, FORBIDS) is True
