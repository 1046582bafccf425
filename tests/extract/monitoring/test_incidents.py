"""Incidents of monitors' reports: one event for all the sections that speak of it."""

from __future__ import annotations

METHOD = {"methodology": "The team visited Tali on 9 March 2016 and met the commander."}


def test_an_event_told_in_four_sections_is_one_incident(reported):
    _, (incident,) = reported(
        executive_summary="On 5 March 2016 Government Forces attacked the SPLM/A-IO post at Tali.",
        allegations="The Commissioner alleged that Government Forces attacked the SPLM/A-IO post at Tali on 5 March 2016.",
        **METHOD,
        findings="On 5 March 2016 the post at Tali was attacked by Government Forces. Three soldiers were killed.",
        conclusion="By attacking the post at Tali on 5 March 2016 Government Forces violated article 1.0 of the PCTSA.",
    )
    assert (incident.type, incident.date, incident.place) == ("armed clash", "2016-03-05", "Tali")
    assert (incident.perpetrator, incident.attributed_by, incident.alleged) == ("SSPDF", "CTSAMM", False)
    assert incident.killed is not None
    assert incident.killed.low == incident.killed.high == 3


def test_what_a_party_alleges_and_the_body_cannot_confirm_stays_alleged(reported):
    _, (incident,) = reported(
        allegations="The Commissioner alleged that SPLM/A-IO forces burned houses in Tali on 5 March 2016.",
        **METHOD,
        findings="The team saw no damage.",
        conclusion="CTSAMM could not establish whether the alleged burning of houses in Tali on 5 March 2016 took place.",
    )
    assert incident.type == "looting or property destruction"
    assert (incident.alleged, incident.attributed_by, incident.perpetrator) == (True, "The Commissioner", "SPLM/A-IO")


def test_the_day_of_the_inquiry_is_not_the_day_of_the_event(reported):
    _, (incident,) = reported(
        executive_summary="On 12 March 2016 the team was told that civilians in Tali had been detained by the SPLA.",
        **METHOD,
        findings="On 5 March 2016 Government Forces detained civilians in Tali.",
        conclusion="By detaining civilians in Tali Government Forces violated article 1.0 of the PCTSA.",
    )
    assert (incident.type, incident.date) == ("abduction or detention", "2016-03-05")


def test_the_arrest_of_those_who_did_it_is_no_incident(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 two SPLA soldiers raped a woman in Tali.",
        **METHOD,
        findings="On 5 March 2016 a woman was raped in Tali by two SPLA soldiers. The perpetrators were arrested.",
        conclusion="The rape of a woman in Tali by SPLA soldiers was in violation of the PCTSA.",
    )
    assert [incident.type for incident in incidents] == ["sexual violence"]
