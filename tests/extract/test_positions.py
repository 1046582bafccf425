"""Positions: who supports, rejects, demands, denies or accuses."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("The Kremlin has ruled out any deployment of NATO troops in Ukraine.", "RUS", "rejects"),
        ("Estonia called for tougher sanctions on Russia.", "EST", "demands"),
        ("Russia denied that its missile had hit the hospital.", "RUS", "denies"),
        ("Ukraine accused Russia of violating the ceasefire.", "UKR", "accuses"),
        ("Turkey welcomed the ceasefire proposal.", "TUR", "supports"),
        ("Slovakia does not support the new sanctions.", "SVK", "rejects"),
        ("Russia must stop the war, German Chancellor Olaf Scholz said.", "DEU", "demands"),
    ],
)
def test_stances(story, text, actor, stance):
    (claim,) = story(text, "position", published="2024-03-05")
    assert (claim.actor, claim.stance) == (actor, stance)


def test_a_position_on_another_matter_is_not_coded(story):
    assert story("France denied the singer a visa.", "position") == []


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("Hungary is against new sanctions on Russia.", "HUN", "rejects"),
        ("Poland's calls for more sanctions found no answer.", "POL", "demands"),
        ('Estonia called the strike "a clear violation" of the ceasefire.', "EST", "accuses"),
        ("The Kremlin said Russia does not attack civilian targets.", "RUS", "denies"),
    ],
)
def test_other_ways_of_taking_a_stance(story, text, actor, stance):
    (claim,) = story(text, "position", published="2024-03-05")
    assert (claim.actor, claim.stance) == (actor, stance)


def test_each_of_two_actors_has_a_position(story):
    found = story("France and Germany called for tougher sanctions on Russia.", "position")
    assert [claim.actor for claim in found] == ["FRA", "DEU"]


def test_a_stance_that_is_only_asked_for_is_nobodys(story):
    assert story("Pressure grows on Russia to accept a ceasefire.", "position") == []


def test_a_refusal_that_the_other_side_tells_of_is_its_accusation(story):
    text = 'Kyiv and Moscow did not meet. "Russia rejects every ceasefire," Zelensky said on Monday.'
    (claim,) = story(text, "position")
    assert (claim.actor, claim.stance) == ("UKR", "accuses")


def test_a_third_party_that_reports_a_refusal_does_not_accuse(story):
    (claim,) = story("Tehran rejected the proposal for a ceasefire, a European diplomat said.", "position")
    assert (claim.actor, claim.stance) == ("IRN", "rejects")


def test_what_belongs_to_an_actor_takes_no_position(story):
    assert all(
        claim.stance != "demands"
        for claim in story("America's silence encourages new attacks on Ukraine.", "position")
    )


def test_arms_take_no_position(story):
    text = "Zelensky said Russian missiles hit twelve towns and urged partners to impose sanctions on Moscow."
    assert [(claim.actor, claim.stance) for claim in story(text, "position")] == [("UKR", "demands")]


def test_a_preposition_of_time_calls_on_nobody(story):
    text = "The envoy of the United States, Keith Kellogg, called the attack a violation on Sunday."
    assert all(claim.stance == "accuses" for claim in story(text, "position"))


def test_what_one_means_to_do_is_no_demand(story):
    assert story("Germany sought to end the war by talks.", "position") == []


def test_an_accusation_and_a_demand_joined_by_and_are_two(story):
    text = "Germany's chancellor said the attack was a war crime and called for an immediate ceasefire."
    found = {(claim.actor, claim.stance) for claim in story(text, "position")}
    assert found == {("DEU", "accuses"), ("DEU", "demands")}


def test_what_is_asked_of_another_state_is_a_demand_whatever_it_is(story):
    text = "Zelensky urged the United States to react. Moscow denied this."
    assert [(claim.actor, claim.stance) for claim in story(text, "position")] == [
        ("UKR", "demands"),
        ("RUS", "denies"),
    ]


def test_what_money_is_for_takes_no_position(story):
    assert (
        story("Japan allocated US$20 million to support women and girls under attack in Ukraine.", "position") == []
    )
