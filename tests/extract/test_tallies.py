"""What monitoring missions count over a period."""

from __future__ import annotations

import pytest

from pactwatch.extract.claim import Tally

OPENING = "Between 4 and 17 May 2020, the SMM recorded "


def told(claims, measure="ceasefire violations"):
    return [
        (claim.count.value, claim.count.qualifier, claim.compared_with)
        for claim in claims
        if claim.measure == measure
    ]


@pytest.mark.parametrize(
    ("text", "count", "before"),
    [
        (
            "4,193 ceasefire violations, compared with 4,324 in the previous two-week period.",
            (4193, "exact"),
            (4324, "exact"),
        ),
        (
            "over 11,900 ceasefire violations (compared with almost 18,000 in the previous period).",
            (11900, "at_least"),
            (18000, "about"),
        ),
        (
            "about 15,700 ceasefire violations (about 9,000 in the previous two-week period).",
            (15700, "about"),
            (9000, "about"),
        ),
        (
            "a decrease in the number of ceasefire violations – 1,628, compared with 4,045 recorded before.",
            (1628, "exact"),
            (4045, "exact"),
        ),
        (
            "more ceasefire violations – recording 4,848 of them, com-pared with 3,135 before.",
            (4848, "exact"),
            (3135, "exact"),
        ),
    ],
)
def test_a_count_and_the_one_before(story, text, count, before):
    claims = story(OPENING + text, "tally", published=None)
    assert told(claims) == [(*count, Tally(value=before[0], qualifier=before[1]))]
    assert {claim.period for claim in claims} == {"2020-05-04/2020-05-17"}


def test_measures_that_are_compared_respectively(story):
    text = (
        "about 7,200 ceasefire violations, including 1,500 explosions, compared with 6,000 and 1,100, respectively."
    )
    claims = story(OPENING + text, "tally", published=None)
    assert told(claims) == [(7200, "about", Tally(value=6000))]
    assert told(claims, "explosions") == [(1500, "exact", Tally(value=1100))]


def test_a_comparison_in_the_next_sentence(story):
    total = "This brings the total number of civilian casualties since the beginning of 2020 to 46."
    text = f"{OPENING}900 ceasefire violations. {total}"
    (total,) = (claim for claim in story(text, "tally", published=None) if claim.measure == "civilian casualties")
    assert (total.count.value, total.period) == (46, "2020-01-01/2020-05-17")


@pytest.mark.parametrize(
    "text",
    [
        "The SMM recorded about 1,000 ceasefire violations daily.",
        "The SMM recorded a ten per cent decrease in ceasefire violations.",
        "The newspaper counted 4,000 ceasefire violations.",
    ],
)
def test_rates_shares_and_what_others_count_are_no_tallies(story, text):
    assert story(text, "tally") == []


def test_a_period_without_a_year_stays_open(story):
    (claim,) = story("Between 6 and 19 April the SMM recorded 7,200 ceasefire violations.", "tally", published=None)
    assert claim.period is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("that two civilians were killed and nine were injured.", 11),
        (
            "that two civilians were killed in shelling (a mother and her son), and three were injured near Lutuhyne.",
            5,
        ),
        ("three civilian casualties (one fatality and two injuries).", 3),
        ("that 13 civilians were injured.", 13),
    ],
)
def test_civilians_killed_and_injured_are_casualties_together(story, text, count):
    claims = story(f"{OPENING}600 explosions. The SMM confirmed {text}", "tally", published=None)
    assert told(claims, "civilian casualties") == [(count, "exact", None)]


def test_a_single_blast_is_no_count_of_the_period(story):
    claims = story(
        f"{OPENING}600 explosions. Two civilians were killed when their car hit a mine near Zolote.",
        "tally",
        published=None,
    )
    assert told(claims, "civilian casualties") == []


def test_a_running_total_stands_beside_the_figure_that_it_adds(story):
    text = "four civilian casualties, bringing the total since the beginning of 2020 to 29 (five fatalities)."
    claims = story(f"{OPENING}600 explosions. The Mission confirmed {text}", "tally", published=None)
    assert [(claim.count.value, claim.period) for claim in claims[1:]] == [
        (4, "2020-05-04/2020-05-17"),
        (29, "2020-01-01/2020-05-17"),
    ]


_OTHER, _OWN = "areas not controlled by the Government", "government-controlled areas"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (f"50 times (all in {_OTHER}).", [(50, None), (50, _OTHER)]),
        (f"50 times (all but one in {_OTHER}).", [(50, None), (49, _OTHER)]),
        (f"50 times (48 in {_OTHER}, twice elsewhere).", [(50, None), (48, _OTHER)]),
        (f"50 times (48 in {_OTHER}, twice in {_OWN}).", [(50, None), (48, _OTHER), (2, _OWN)]),
        (
            f"two times in {_OWN} and 36 times in nongovernment-controlled areas.",
            [(2, _OWN), (36, "non-government-controlled areas")],
        ),
        ("50 times.", [(50, None)]),
    ],
)
def test_what_is_counted_by_side_stands_beside_the_whole(story, text, counted):
    claims = story(
        f"{OPENING}600 explosions. Its freedom of movement on the ground was restricted {text}",
        "tally",
        published=None,
    )
    assert [(claim.count.value, claim.region) for claim in claims[1:]] == counted


def test_two_figures_of_the_sentence_before_are_compared_respectively(story):
    text = (
        f"{OPENING}about 7,200 ceasefire violations, including about 1,500 explosions. This compares with about 8,700 and"
        " 2,700, respectively, in the previous two-week period."
    )
    claims = story(text, "tally", published=None)
    assert told(claims) == [(7200, "about", Tally(value=8700, qualifier="about"))]
    assert told(claims, "explosions") == [(1500, "about", Tally(value=2700))]


def test_how_often_a_mission_was_restricted_in_its_several_words(story):
    text = f"{OPENING}600 explosions. The SMM faced 24 restrictions to its freedom of movement."
    assert told(story(text, "tally", published=None), "restrictions of movement") == [(24, "exact", None)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("fewer ceasefire violations along the contact line – around 9,700.", (9700, "about")),
        ("the ceasefire violations along the contact line (of 14 May and before).", None),
    ],
)
def test_a_figure_behind_where_it_was_counted(story, text, count):
    claims = story(OPENING + text, "tally", published=None)
    assert told(claims) == ([(*count, None)] if count else [])


def test_a_year_that_a_crisis_began_in_is_none_of_the_brief(story):
    text = "The SMM recorded 600 explosions from 4 to 17 May, the most since the beginning of the crisis in 2014."
    assert [claim.period for claim in story(text, "tally", published=None)] == [None]
