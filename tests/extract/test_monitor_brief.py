"""What a monitoring mission tells as a witness."""

from __future__ import annotations

OPENING = "Between 4 and 17 May 2020, the SMM recorded 900 ceasefire violations. "


def test_the_mission_is_not_the_attacker_of_what_it_saw(story):
    text = f"{OPENING}On 8 May the SMM saw shelling in Zolote, which injured a woman."
    incidents = story(text, "incident", published=None)
    assert [(one.type, one.perpetrator) for one in incidents] == [("shelling", None)]


def test_a_drone_of_the_mission_that_was_shot_at_is_no_drone_strike(story):
    text = f"{OPENING}On 8 May an SMM unmanned aerial vehicle was targeted by small-arms fire near Zolote."
    assert [one.type for one in story(text, "incident", published=None)] == ["attack"]


def test_the_casualties_of_a_period_are_a_tally_and_no_incident(story):
    text = (
        f"{OPENING}During the period, the SMM confirmed that one civilian was killed and four civilians were injured."
    )
    assert story(text, "incident", published=None) == []
    assert [one.count.value for one in story(text, "tally", published=None)] == [900, 5]


def test_a_dated_event_in_a_named_place_stays_one(story):
    text = f"{OPENING}On 8 May 2020 three civilians were killed by shelling in Zolote."
    (incident,) = story(text, "incident", published=None)
    assert (incident.date, incident.place, incident.killed.low) == ("2020-05-08", "Zolote", 3)


def test_what_the_mission_observed_keeps_no_promise(story):
    text = f"{OPENING}The SMM observed ceasefire violations inside the disengagement areas."
    assert story(text, "fulfilment", published=None) == []


def test_what_the_mission_will_do_is_a_promise(story):
    (promise,) = story(f"{OPENING}The SMM will monitor the disengagement.", "commitment", published=None)
    assert promise.promisors == ("OSCE SMM",)
