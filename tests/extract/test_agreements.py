"""Agreements and the stage that they have reached."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "parties", "stage"),
    [
        ("France and Ukraine signed a security agreement on Feb. 16.", {"FRA", "UKR"}, "signed"),
        ("Parliament in Kyiv ratified the agreement between Ukraine and Britain.", {"UKR", "GBR"}, "ratified"),
        ("Latvia joined the G7 declaration in August.", {"LVA", "G7"}, "joined"),
        ("Ukraine and Italy began talks on a security agreement.", {"UKR", "ITA"}, "negotiating"),
        ("Russia rejected the ceasefire.", {"RUS"}, "rejected"),
    ],
)
def test_stages(story, text, parties, stage):
    claims = story(text, "agreement", published="2024-09-01")
    assert [claim.stage for claim in claims] == [stage]
    assert set(claims[0].parties) <= parties
    assert claims[0].parties


def test_a_plan_to_sign_is_not_a_signature(story):
    (claim,) = story("France plans to sign a security agreement with Ukraine next year.", "agreement")
    assert claim.stage == "negotiating"
    assert set(claim.parties) == {"FRA", "UKR"}


def test_a_ceasefire_is_between_the_sides_whoever_proposes_it(story):
    text = (
        "The talks between Russia and Ukraine went on. Kyiv accepted a 30-day ceasefire that was proposed by the US."
    )
    assert all(set(claim.parties) == {"RUS", "UKR"} for claim in story(text, "agreement"))
    assert story(text, "agreement")
