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


def test_a_capital_that_speaks_or_acts_is_no_place(story):
    (claim,) = story("Moscow launched 40 drones at Odesa on Monday, Kyiv said.", "incident")
    assert (claim.place, claim.perpetrator) == ("Odesa", "RUS")


def test_talk_of_an_attack_is_no_second_one(story):
    text = (
        "Russian forces launched 120 drones at Ukrainian cities overnight. The attack came on the eve of talks in Geneva. "
        "Germany's chancellor said the strikes showed that Moscow did not want peace."
    )
    (claim,) = story(text, "incident")
    assert (claim.date, claim.place) == ("2025-03-26/2025-03-27", "Ukrainian cities")


def test_a_wave_is_a_total_and_what_one_city_tells_is_part_of_it(story):
    text = (
        "Russian forces launched 120 drones at Ukrainian cities overnight, killing at least five people. "
        "In Sumy, two people were killed, the mayor said. Drones injured three people in Poltava."
    )
    wave, *parts = story(text, "incident")
    assert wave.level == "total"
    assert [(part.level, part.place, part.date) for part in parts] == [
        ("part", "Sumy", wave.date),
        ("part", "Poltava", wave.date),
    ]
    (alone,) = story("A Russian missile hit Odesa on Sunday.", "incident")
    assert alone.level == "single"


def test_the_same_number_of_drones_is_the_same_wave(story):
    text = (
        "Russia fired 182 drones and missiles at Ukraine overnight. Air defences were at work until dawn in most regions. "
        "Russia launched 150 drones and 32 missiles, the air force said."
    )
    assert len(story(text, "incident")) == 1


def test_a_night_before_is_another_event(story):
    text = (
        "Russian forces launched 120 drones at Ukrainian cities overnight. "
        "The assault came a day after another wave of Russian strikes, which killed at least seven people."
    )
    last, before = story(text, "incident")
    assert (last.date, before.date) == ("2025-03-26/2025-03-27", "2025-03-25/2025-03-26")
    assert (last.killed, before.killed.low) == (None, 7)


def test_an_evening_that_went_on_through_the_night_is_two_days(story):
    (claim,) = story(
        "On Tuesday evening Russian drones struck Kharkiv in waves that lasted through the night.", "incident"
    )
    assert claim.date == "2025-03-25/2025-03-26"


def test_a_toll_that_rises_supersedes_the_one_before(story):
    text = (
        "A Russian missile hit a market in Kherson on Monday, killing 20 people. "
        "The death toll later rose to 26, the governor said."
    )
    (claim,) = story(text, "incident")
    assert (claim.killed.low, claim.supersedes["killed"].low) == (26, 20)


def test_who_beats_an_attack_off_did_not_attack(story):
    (claim,) = story("Russian forces repelled a Ukrainian drone attack in the Kursk region on Monday.", "incident")
    assert claim.perpetrator == "UKR"
    text = "Russian forces shelled Kherson on Monday. Ukraine's military said it shot down 30 drones."
    assert [claim.perpetrator for claim in story(text, "incident")] == ["RUS", "RUS"]


def test_a_year_in_a_name_is_not_when_it_happened(story):
    text = (
        "A Russian drone strike in Sumy killed two people, a violation of the 1977 Geneva Protocols, the envoy said."
    )
    (claim,) = story(text, "incident")
    assert claim.date is None


def test_the_dead_of_a_whole_war_are_no_incident(story):
    assert story("Tens of thousands of soldiers have been killed along the front line.", "incident") == []
