from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.same_incident import SameIncident
from reconcile.claims import shelling, stored

LIKENESS = SameIncident()


def exact(number: int) -> dict[str, int]:
    return {"low": number, "high": number}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"place": "the centre of Kherson"},
        {"date": "2025-03-27/2025-03-28"},
        {"type": "attack"},
        {"type": "missile strike"},
        {"perpetrator": None},
        {"target": None},
        {"admin1": "Kherson Oblast"},
        {"killed": exact(1)},
        {"target": "the railway station"},
    ],
)
def test_the_same_shelling_in_other_words(changes: dict[str, Any]) -> None:
    comparison = LIKENESS.compare(shelling("a"), shelling("b", **changes))
    assert comparison.same, comparison


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("date", {"date": "2025-03-29"}),
        ("place", {"place": "Kharkiv"}),
        ("type", {"type": "sexual violence"}),
        ("level", {"level": "total"}),
        ("document", {"doc": "a.txt"}),
    ],
)
def test_what_rules_it_out(field: str, changes: dict[str, Any]) -> None:
    comparison = LIKENESS.compare(shelling("a"), shelling("b", **changes))
    assert not comparison.same
    assert list(comparison.forbids) == [field]


def test_different_regions_rule_it_out() -> None:
    one, other = shelling("a", admin1="Kherson Oblast"), shelling("b", admin1="Mykolaiv Oblast")
    assert "admin1" in LIKENESS.compare(one, other).forbids


def test_a_wave_and_a_part_of_it_are_never_one() -> None:
    wave = stored("a", type="missile strike", date="2025-05-25", place="Kyiv", perpetrator="RUS", level="total")
    part = stored("b", type="missile strike", date="2025-05-25", place="Kyiv", perpetrator="RUS", level="part")
    assert "level" in LIKENESS.compare(wave, part).forbids


@pytest.mark.parametrize("missing", ["date", "place"])
def test_without_date_or_place_it_stays_alone(missing: str) -> None:
    vague, figures = {missing: None}, {"killed": exact(4), "injured": exact(17)}
    assert not list(LIKENESS.keys(shelling("a", **vague)))
    assert not LIKENESS.compare(shelling("a", **vague, **figures), shelling("b", **figures)).same
    assert not LIKENESS.compare(shelling("a", **vague, **figures), shelling("b", **vague, **figures)).same


HURT = {"killed": exact(4), "injured": exact(17)}


class TestDates:
    def test_a_whole_month_joins_no_day_of_it(self) -> None:
        month, day = shelling("a", date="2025-03", **HURT), shelling("b", **HURT)
        assert not set(LIKENESS.sought(day)) & set(LIKENESS.keys(month))

    def test_one_month_and_the_same_figures_are_one(self) -> None:
        months = [shelling(name, date="2025-03", **HURT) for name in "ab"]
        assert LIKENESS.compare(*months).same
        assert not LIKENESS.compare(months[0], shelling("c", date="2025-03")).same

    def test_a_day_apart_it_takes_figures_that_agree(self) -> None:
        next_day = {"date": "2025-03-28"}
        comparison = LIKENESS.compare(shelling("a", **HURT), shelling("b", **next_day, **HURT))
        assert comparison.same
        assert comparison.bits["date"] < -2
        assert not LIKENESS.compare(shelling("a"), shelling("b", **next_day)).same
        assert not LIKENESS.compare(shelling("a", killed=exact(1)), shelling("b", **next_day, killed=exact(1))).same


class TestPerpetrators:
    def test_different_ones_outweigh_date_place_and_type(self) -> None:
        comparison = LIKENESS.compare(shelling("a"), shelling("b", perpetrator="UKR"))
        assert not comparison.same
        assert not comparison.forbids
        assert comparison.bits["perpetrator"] < -3 < 1 < comparison.bits["date"]

    @pytest.mark.parametrize("who", ["speaker", "attributed_by"])
    def test_whom_somebody_blames_tells_no_two_events_apart(self, who: str) -> None:
        blamed = shelling("b", perpetrator="UKR", **{who: "Russian ministry of defence"})
        comparison = LIKENESS.compare(shelling("a"), blamed)
        assert comparison.same
        assert "perpetrator" not in comparison.agree | comparison.against | comparison.bits

    def test_figures_that_agree_outweigh_them(self) -> None:
        figures = {"killed": exact(4), "injured": exact(17)}
        comparison = LIKENESS.compare(shelling("a", **figures), shelling("b", perpetrator="UKR", **figures))
        assert comparison.same
        assert "perpetrator" in comparison.against


class TestFigures:
    def test_they_may_rise(self) -> None:
        first = shelling("a", injured=exact(20), published="2025-03-27")
        later = shelling("b", injured=exact(26), published="2025-03-28")
        assert LIKENESS.compare(first, later).same

    def test_equal_figures_speak_for_it(self) -> None:
        comparison = LIKENESS.compare(shelling("a", injured=exact(20)), shelling("b", injured={"low": 20}))
        assert "injured" in comparison.agree

    def test_nobody_hurt_twice_says_nothing(self) -> None:
        comparison = LIKENESS.compare(shelling("a", killed=exact(0)), shelling("b", killed=exact(0)))
        assert "killed" not in comparison.agree

    def test_two_and_sixty_are_two_events(self) -> None:
        assert "killed" in LIKENESS.compare(shelling("a", killed=exact(2)), shelling("b", killed=exact(60))).forbids

    def test_a_later_much_lower_figure_is_another_event(self) -> None:
        first = shelling("a", killed=exact(18), published="2025-03-28")
        later = shelling("b", killed=exact(3), published="2025-03-30")
        assert "killed" in LIKENESS.compare(first, later).forbids

    def test_a_correction_in_so_many_words_goes_with_what_it_corrects(self) -> None:
        first = shelling("a", injured=exact(2))
        corrected = shelling("b", injured=exact(60), supersedes={"injured": exact(2)})
        assert LIKENESS.compare(first, corrected).same

    def test_a_correction_in_one_document_is_one_incident(self) -> None:
        first = shelling("a", doc="feed.txt", injured=exact(20))
        corrected = shelling("b", doc="feed.txt", injured=exact(26), supersedes={"injured": exact(20)})
        assert LIKENESS.compare(first, corrected).same


IN_A_REGION = {"type": "shelling", "date": "2025-03-27", "place": "Sumy Oblast", "perpetrator": "RUS"}


def on_the_map(name: str, lat: float, precision: str = "settlement", **changes: Any) -> StoredClaim:
    return shelling(name, position={"lat": lat, "lon": 32.6, "precision": precision}, **changes)


class TestPositions:
    def test_near_ones_meet_whatever_the_names(self) -> None:
        one, other = on_the_map("a", 46.60, place="Bilozerka"), on_the_map("b", 46.63, place="Tomyna Balka")
        assert LIKENESS.compare(one, other).same
        assert set(LIKENESS.sought(one)) & set(LIKENESS.keys(other))

    def test_far_ones_do_not_whatever_the_names(self) -> None:
        assert "place" in LIKENESS.compare(on_the_map("a", 46.60), on_the_map("b", 47.60)).forbids

    def test_what_stands_for_a_district_is_no_position(self) -> None:
        one, other = (
            on_the_map("a", 46.60, "district"),
            on_the_map("b", 47.60, "district"),
        )
        assert LIKENESS.compare(one, other).same


class TestTargets:
    def test_a_facility_may_be_anything(self) -> None:
        comparison = LIKENESS.compare(shelling("a"), shelling("b", target="several buildings"))
        assert "target" not in comparison.agree | comparison.against

    def test_different_ones_weigh_against_it(self) -> None:
        assert "target" in LIKENESS.compare(shelling("a"), shelling("b", target="a hospital")).against


class TestAreas:
    def test_the_district_of_a_town_takes_one_more_that_agrees(self) -> None:
        wide = {"place": "Kherson district", "target": None}
        assert LIKENESS.compare(shelling("a"), shelling("b", **wide)).same
        assert not LIKENESS.compare(shelling("a"), shelling("b", **wide, perpetrator=None, type="attack")).same

    def test_a_place_goes_with_its_region_where_figures_agree(self) -> None:
        hurt = {"killed": exact(3), "injured": exact(4)}
        town = stored("a", **{**IN_A_REGION, "place": "Bilopillia"}, admin1="Sumy Oblast", **hurt)
        assert LIKENESS.compare(town, stored("b", **IN_A_REGION, **hurt)).same
        assert set(LIKENESS.sought(town)) & set(LIKENESS.keys(stored("b", **IN_A_REGION)))
        assert not LIKENESS.compare(town, stored("b", **IN_A_REGION)).same

    def test_one_region_on_one_day_is_not_yet_one_event(self) -> None:
        assert not LIKENESS.compare(stored("a", **IN_A_REGION), stored("b", **IN_A_REGION)).same

    def test_unless_something_else_agrees(self) -> None:
        one, other = (stored(name, **IN_A_REGION, injured=exact(3)) for name in "ab")
        assert LIKENESS.compare(one, other).same


dates = st.sampled_from([None, "2025-03-27", "2025-03-27/2025-03-28", "2025-03-28", "2025-03", "2025"])
counts = st.sampled_from(
    [None, exact(0), exact(2), {"low": 2, "high": None}, {"low": None, "high": 9}, exact(20), exact(90)]
)
incidents = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["shelling", "attack", "other", "missile strike", "sexual violence"]),
        "date": dates,
        "place": st.sampled_from(
            [None, "Kherson", "centre of Kherson", "Kherson region", "Kherson district", "Sumy", "the city"]
        ),
        "position": st.sampled_from(
            [
                None,
                {"lat": 46.6, "lon": 32.6, "precision": "exact"},
                {"lat": 46.62, "lon": 32.61, "precision": "settlement"},
                {"lat": 50.9, "lon": 34.8, "precision": "settlement"},
                {"lat": 46.6, "lon": 32.6, "precision": "region"},
            ]
        ),
        "admin1": st.sampled_from([None, "Kherson Oblast", "Sumy Oblast"]),
        "perpetrator": st.sampled_from([None, "RUS", "UKR"]),
        "target": st.sampled_from([None, "a school", "the school", "a bridge"]),
        "killed": counts,
        "injured": counts,
        "supersedes": st.sampled_from([None, {"killed": exact(2)}, {"injured": exact(20)}]),
        "level": st.sampled_from([None, "single", "part", "total"]),
        "published": st.sampled_from([None, "2025-03-27", "2025-03-28", "2025-03"]),
        "doc": st.sampled_from(["one.txt", "two.txt", "three.txt"]),
    }
)


@settings(deadline=None)
@given(incidents, incidents)
def test_comparing_is_symmetric(one: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = stored("a", **one), stored("b", **other)
    there, back = LIKENESS.compare(a, b), LIKENESS.compare(b, a)
    assert there == back


@settings(deadline=None)
@given(incidents, incidents)
def test_what_may_be_the_same_shares_a_block(one: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = stored("a", **one), stored("b", **other)
    if LIKENESS.compare(a, b).same:
        assert set(LIKENESS.keys(a)) & set(LIKENESS.sought(b))
