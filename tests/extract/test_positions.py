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
