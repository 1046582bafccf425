"""Incidents: one for each event that a story tells apart, with its figures."""

from __future__ import annotations


def test_an_attack_with_place_day_perpetrator_and_toll(story):
    text = (
        "Russian drones struck Kharkiv on Wednesday, killing two people and injuring at least nine, officials said."
    )
    (claim,) = story(text, "incident")
    assert (claim.type, claim.place, claim.date) == ("air or drone strike", "Kharkiv", "2025-03-26")
    assert claim.perpetrator == "RUS"
    assert (claim.killed.low, claim.killed.high) == (2, 2)
    assert (claim.injured.low, claim.injured.high) == (9, None)


def test_the_next_sentence_adds_the_toll_to_the_same_event(story):
    text = "Russian artillery shelled Kherson on Monday. Three people were injured."
    (claim,) = story(text, "incident")
    assert claim.type == "shelling"
    assert claim.injured.low == 3
    assert claim.quote == text


def test_two_places_are_two_events(story):
    text = "A Russian missile hit Odesa on Sunday. Drones attacked the city of Sumy, wounding four people."
    assert [claim.place for claim in story(text, "incident")] == ["Odesa", "city of Sumy"]


def test_a_corrected_figure_names_the_one_that_it_replaces(story):
    text = "Russian forces attacked Kharkiv on Monday, injuring 26 people. Earlier reports said that 20 had been injured."
    (claim,) = story(text, "incident")
    assert claim.injured.low == 26
    assert claim.supersedes["injured"].low == 20


def test_drones_that_were_shot_down_were_sent_by_their_owner(story):
    (claim,) = story("Russia's air defences shot down 40 Ukrainian drones over the Belgorod Region.", "incident")
    assert claim.perpetrator == "UKR"


def test_without_a_date_of_publication_a_weekday_stays_open(story):
    (claim,) = story("Russian drones struck Kharkiv on Tuesday.", "incident", published=None)
    assert claim.date is None


def test_feared_attacks_are_no_incidents(story):
    assert story("The talks are meant to prevent future attacks on Kharkiv.", "incident") == []
    assert story("Russia could attack Kharkiv with missiles again.", "incident") == []


def test_a_village_that_bears_a_states_name_is_no_attacker(story):
    text = "South Sudan, Juba. Renewed offensives in Yuai, Waat, Tonga and Kodok areas in Jonglei killed 20 people."
    assert {incident.perpetrator for incident in story(text, "incident")} == {None}
