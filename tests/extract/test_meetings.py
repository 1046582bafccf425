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


def test_what_the_talks_are_about_takes_no_part_in_them(story):
    (claim,) = story("Germany held talks with the European Union on sanctions against Russia.", "meeting")
    assert set(claim.participants) == {"DEU", "EU"}


def test_a_meeting_bears_its_own_day(story):
    text = "Monday's call between Trump and Putin ended on good terms, diplomats said on Tuesday."
    (claim,) = story(text, "meeting")
    assert claim.date == "2025-03-24"


def test_both_sides_of_a_story_hold_no_meeting(story):
    text = "Russia and Ukraine held talks. Your gift lets our reporters speak to both sides of the story."
    assert len(story(text, "meeting")) == 1


def test_a_meeting_to_come_is_on_the_next_such_day(story):
    (claim,) = story("Zelensky will meet Macron in Paris on Wednesday.", "meeting", published="2025-05-26")
    assert (claim.date, claim.place) == ("2025-05-28", "Paris")


def test_a_day_after_a_call_is_the_day_after_it(story):
    text = (
        "The allies imposed sanctions on Tuesday, a day after a phone call between Trump and Putin brought nothing."
    )
    (claim,) = story(text, "meeting", published="2025-05-21")
    assert claim.date == "2025-05-19"


def test_where_a_meeting_is_takes_no_part_in_it(story):
    (claim,) = story("Frederiksen spoke at a meeting of Nordic leaders in Finland.", "meeting")
    assert "FIN" not in claim.participants
    assert claim.place == "Finland"
