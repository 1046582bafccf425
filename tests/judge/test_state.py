"""The state on any day and zone: the rule of the terms, ranges for what is open, and that no day sees the future."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile.claims import shelling

from judge.terms import pause
from pactwatch.extract.claim import IncidentClaim
from pactwatch.judge.judgement import judge
from pactwatch.judge.state import Ceasefire, Range
from pactwatch.judge.state_rule import STATES
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile

SPOT = {"type": "Point", "coordinates": [32.61, 46.63]}
WINDOWS = {
    "levels": [
        {"state": "broken", "verdicts": ["violation"], "at_least": 2, "within_days": 3},
        {"state": "strained", "verdicts": ["violation", "inconclusive"], "within_days": 3},
        {"state": "holding", "verdicts": ["no_violation"]},
    ]
}


def ceasefire(*claims: StoredClaim, terms: Terms | None = None) -> Ceasefire:
    terms = terms or pause()
    records = reconcile(list(claims))
    return Ceasefire.of(terms, judge(terms, records), records)


def april(day: int) -> date:
    return date(2025, 4, day)


def breach(name: str, day: int, **changes: Any) -> StoredClaim:
    """A shelling on a day of April, told the day after, at a place of its own."""
    told = {"date": april(day).isoformat(), "published": april(day + 1).isoformat(), "place": f"Town {name}"}
    return shelling(name, **{**told, **changes})


def words(found: Ceasefire, *days: int, zone: str | None = None) -> list[str]:
    return [found.on(april(day), zone).state for day in days]


def test_one_violation_breaks_it_from_its_day_on_where_the_terms_say_nothing() -> None:
    found = ceasefire(breach("a", 3))
    assert words(found, 2, 3, 15) == ["not judged", "broken", "broken"]


def test_the_terms_say_how_many_in_which_time() -> None:
    found = ceasefire(breach("a", 3), breach("b", 5), terms=pause(state=WINDOWS))
    assert words(found, 2, 3, 4, 5, 6, 7, 8) == [
        "not judged", "strained", "strained", "broken", "strained", "strained", "not judged"
    ]  # fmt: skip
    assert [each.record for each in found.behind(april(5))] == [
        found.occurrences[1].record,
        found.occurrences[0].record,
    ]


@pytest.mark.parametrize(
    ("level", "word"),
    [
        ({"violators": ["UKR"]}, "not judged"),
        ({"grades": ["confirmed"]}, "not judged"),
        ({"violators": ["RUS"]}, "broken"),
    ],
)
def test_a_level_can_ask_for_a_party_and_for_grades(level: dict[str, Any], word: str) -> None:
    rule = {"levels": [{"state": "broken", "verdicts": ["violation"], **level}]}
    assert words(ceasefire(breach("a", 3), terms=pause(state=rule)), 3) == [word]


def test_levels_stand_from_the_worst() -> None:
    levels = [{"state": "holding", "verdicts": ["no_violation"]}, {"state": "broken", "verdicts": ["violation"]}]
    with pytest.raises(ValueError, match="from the worst to the best"):
        pause(state={"levels": levels})


def test_a_level_names_rules_that_there_are() -> None:
    with pytest.raises(ValueError, match="state, level 1, rules: `nosuch`"):
        pause(state={"levels": [{"state": "broken", "verdicts": ["violation"], "rules": ["nosuch"]}]})


def test_an_open_day_counts_as_a_range() -> None:
    found = ceasefire(breach("a", 3, date="2025-04-02/2025-04-05", published="2025-04-09"), breach("b", 3))
    counts = found.counts(april(3), april(4))
    assert counts.violations == Range(1, 2) and counts.by_party == {"RUS": Range(1, 2)}
    assert found.counts(april(1), april(9)).violations == Range(2, 2)
    before = found.on(april(2))
    assert (before.state, before.could_be) == ("not judged", "broken")


def test_nothing_happened_after_it_was_reported() -> None:
    found = ceasefire(breach("a", 3, date="2025-04", published="2025-04-02"))
    assert found.counts(april(1), april(2)).violations == Range(1, 1)
    assert found.counts(april(3), april(9)).violations == Range(0, 0)


def test_a_breach_happened_while_the_terms_were_in_force() -> None:
    terms = pause()
    (finding,) = judge(terms, reconcile([breach("a", 3)]))
    told = finding.model_copy(update={"happened": "2025-04"})
    (each,) = Ceasefire.of(terms, [told]).occurrences
    # Published on 4 April: nothing more than the finding is at hand, so that this day ends the time.
    assert (each.first, each.last) == (april(1), april(4))
    (each,) = Ceasefire.of(terms, [told.model_copy(update={"made_known": None})]).occurrences
    assert (each.first, each.last) == (april(1), april(16))


def located(name: str, lon: float, precision: str) -> StoredClaim:
    told = breach(name, 3)
    position = {"lat": 46.63, "lon": lon, "precision": precision}
    claim = IncidentClaim.model_validate({**told.claim.model_dump(), "position": position})
    return StoredClaim(told.id, told.document_id, claim, told.published, told.outlet, told.learned_at)


def test_a_place_at_the_edge_of_a_zone_counts_as_a_range() -> None:
    import json

    terms = pause(zones=[{"name": "port", "geometry": json.dumps(SPOT), "within_km": 5}])
    # One degree of longitude is some 76 km here: 1.5 km, 4.6 km and 30 km from the spot, each right to 3 km.
    claims = [located("a", 32.63, "settlement"), located("b", 32.67, "settlement"), located("c", 33.0, "settlement")]
    found = ceasefire(*claims, terms=terms)
    assert found.counts(april(3), april(3), "port").violations == Range(1, 2)
    assert found.counts(april(3), april(3)).by_zone == {"port": Range(1, 2)}
    with pytest.raises(KeyError):
        found.on(april(3), "nosuch")


def test_a_zone_by_names_is_strained_where_another_is_broken() -> None:
    zones = [{"name": "coast", "areas": ["Kherson Oblast"]}, {"name": "north", "areas": ["Sumy Oblast"]}]
    claims = [breach("a", 3, admin1="Kherson Oblast"), breach("b", 3, admin1="Sumy Oblast", perpetrator=None)]
    found = ceasefire(*claims, terms=pause(zones=zones))
    assert words(found, 3, zone="coast") == ["broken"] and words(found, 3, zone="north") != ["broken"]


def test_a_time_is_compared_with_the_one_of_the_same_length_before() -> None:
    found = ceasefire(breach("a", 2), breach("b", 4), breach("c", 5))
    now, before = found.compared(april(4), april(6))
    assert (now.violations, before.violations) == (Range(2, 2), Range(1, 1))
    assert (before.first, before.last) == (april(1), april(3))


def test_a_series_has_each_week_from_monday_and_loses_nothing() -> None:
    found = ceasefire(breach("a", 2), breach("b", 4), breach("c", 8))
    steps = found.series(april(1), april(10), "week")
    assert [(counts.first.day, counts.last.day) for _, counts in steps] == [(1, 6), (7, 10)]
    assert [counts.violations.low for _, counts in steps] == [2, 1]


def test_an_incident_without_a_day_is_told_and_not_counted() -> None:
    found = ceasefire(breach("a", 3, date=None, perpetrator=None, target=None))
    assert len(found.undated) == 1 and found.counts(april(1), april(15)).incidents == Range(0, 0)


reports = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 4), st.sampled_from(["RUS", "UKR", None])), max_size=6
)


def claims_of(told: list[tuple[int, int, str | None]]) -> list[StoredClaim]:
    return [
        breach(
            f"n{number}",
            first,
            date=f"{april(first)}/{april(first + more)}",
            published=april(first + more + 1).isoformat(),
            perpetrator=who,
        )
        for number, (first, more, who) in enumerate(told)
    ]


@settings(max_examples=25, deadline=None)
@given(reports, st.integers(1, 12), st.booleans())
def test_a_day_never_sees_what_happened_later(
    told: list[tuple[int, int, str | None]], day: int, windows: bool
) -> None:
    terms = pause(state=WINDOWS) if windows else pause()
    past = [each for each in told if each[0] <= day]
    assert ceasefire(*claims_of(told), terms=terms).on(april(day)).could_be == (
        ceasefire(*claims_of(past), terms=terms).on(april(day)).could_be
    )


@settings(max_examples=25, deadline=None)
@given(reports, st.integers(1, 12))
def test_what_is_shown_is_never_worse_than_what_could_be_and_days_add_up(
    told: list[tuple[int, int, str | None]], day: int
) -> None:
    found = ceasefire(*claims_of(told), terms=pause(state=WINDOWS))
    state = found.on(april(day))
    assert STATES.index(state.state) <= STATES.index(state.could_be)
    # The days of a time, taken one by one, hold no more for certain, and no less that is possible, than the time.
    whole = found.counts(april(1), april(day))
    single = [found.counts(april(each), april(each)) for each in range(1, day + 1)]
    assert sum(each.violations.low for each in single) <= whole.violations.low
    assert sum(each.violations.high for each in single) >= whole.violations.high
    # One pass over all days gives what each day gives by itself.
    assert found.states(april(1), april(day)) == [found.on(april(1) + timedelta(days=n)) for n in range(day)]
