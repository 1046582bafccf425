"""Meetings: talks, summits and calls with who takes part."""

from __future__ import annotations


def test_participants_day_and_place(story):
    text = "French President Emmanuel Macron met with Volodymyr Zelensky in Paris on Monday."
    (claim,) = story(text, "meeting")
    assert set(claim.participants) == {"FRA", "UKR"}
    assert (claim.date, claim.place) == ("2025-03-24", "Paris")


def test_talks_between_two_capitals(story):
    (claim,) = story("The talks between Kyiv and Moscow ended without a result.", "meeting")
    assert set(claim.participants) == {"UKR", "RUS"}


def test_without_participants_there_is_no_meeting_to_code(story):
    assert story("The meeting was long.", "meeting") == []
