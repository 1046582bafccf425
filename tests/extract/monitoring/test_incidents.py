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


def test_attacks_on_two_days_that_a_summary_counts_together_stay_apart(reported):
    _, incidents = reported(
        executive_summary="From January to March 2016 SPLM/A-IO attacked several posts of the SPLA in the county.",
        **METHOD,
        findings=(
            "On 5 March 2016 SPLM/A-IO forces attacked the SPLA base at Tali. Three soldiers were killed. The base was"
            " overrun.\n\nOn 9 February 2016 SPLM/A-IO forces ambushed an SPLA convoy near Mingkaman. Two soldiers were"
            " killed. The ambush near Mingkaman lasted an hour."
        ),
        conclusion="By the attack at Tali on 5 March 2016 and the ambush near Mingkaman on 9 February 2016 SPLM/A-IO"
        " violated article 1.0 of the PCTSA.",
    )
    assert {("2016-03-05", 3), ("2016-02-09", 2)} <= {
        (incident.date, incident.killed.low) for incident in incidents if incident.killed
    }


def test_a_village_is_one_however_its_name_is_spelt(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 the village of Kedbeck was shelled by Government Forces.",
        **METHOD,
        findings="On 5 March 2016 Government Forces shelled Ketbek with mortars.",
        conclusion="By shelling Kedbek on 5 March 2016 Government Forces violated article 1.0 of the PCTSA.",
    )
    assert [(incident.type, incident.date) for incident in incidents] == [("shelling", "2016-03-05")]


def test_a_day_told_as_about_is_the_same_event_a_day_later(reported):
    _, incidents = reported(
        executive_summary="On about 5 March 2016 the village of Tali was shelled by Government Forces.",
        **METHOD,
        findings="On 6 March 2016 Government Forces shelled Tali with mortars.",
        conclusion="The shelling of Tali by Government Forces violated article 1.0 of the PCTSA.",
    )
    assert [incident.type for incident in incidents] == ["shelling"]


def test_cases_that_a_report_lists_one_by_one_are_incidents_each(reported):
    _, incidents = reported(
        executive_summary="Rapes by soldiers went on in Tali in February 2016.",
        **METHOD,
        findings=(
            "Three cases were reported:\n\n•\n\nA woman of 60 was raped by two SPLA soldiers near Tali.\n\n•\n\nA girl was"
            " raped by SPLM/A-IO soldiers near Mingkaman.\n\n"
        ),
        conclusion="SPLA and SPLM/A-IO soldiers were in violation of the PCTSA.",
    )
    assert {"A woman of 60", "A girl"} <= {
        incident.target for incident in incidents if incident.type == "sexual violence"
    }
    assert {"SSPDF", "SPLM/A-IO"} <= {incident.perpetrator for incident in incidents}


def test_a_road_accident_is_no_incident(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 Government Forces detained a driver in Tali.",
        **METHOD,
        findings=(
            "On 4 March 2016 a lorry was involved in an accident near Tali and two soldiers were killed. On 5 March 2016"
            " Government Forces detained the driver in Tali."
        ),
        conclusion="By detaining the driver in Tali Government Forces violated article 1.0 of the PCTSA.",
    )
    assert [(incident.type, incident.killed) for incident in incidents] == [("abduction or detention", None)]


def test_the_wording_of_an_article_tells_no_incident(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 Government Forces burned houses in Tali.",
        **METHOD,
        findings="On 5 March 2016 houses in Tali were burned by Government Forces.",
        conclusion="Government Forces violated article 1.0 of the PCTSA by burning houses in Tali:\n\n“Acts of intimidation"
        " or harassment of the population in Tali...”",
    )
    assert [incident.type for incident in incidents] == ["looting or property destruction"]


def test_a_raised_ordinal_that_the_scan_misread_is_still_a_day(reported):
    _, (incident,) = reported(
        executive_summary="On the 5'\" March 2016 Government Forces burned houses in Tali.",
        **METHOD,
        findings="On5 March 2016 houses in Tali were burned by Government Forces.",
        conclusion="By burning houses in Tali Government Forces violated article 1.0 of the PCTSA.",
    )
    assert incident.date == "2016-03-05"


def test_the_cases_under_a_line_that_blames_a_party_are_incidents_of_that_party(reported):
    _, incidents = reported(
        executive_summary="The team heard of abuses in the county.",
        **METHOD,
        findings=(
            "The most serious allegations of SPLA abuses are:\n\n•\n\nThe rape of women in Tali village.\n\n•\n\nIn February"
            " 2016 the detention of youths in the Mingkaman area.\n\n"
        ),
        conclusion="The SPLA is in violation of the PCTSA.",
    )
    assert {(incident.type, incident.perpetrator) for incident in incidents} == {
        ("sexual violence", "SSPDF"),
        ("abduction or detention", "SSPDF"),
    }


def test_a_beating_in_custody_is_a_part_of_the_arrest(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 a trader was arrested in Tali by SPLA soldiers and beaten.",
        **METHOD,
        findings="On 5 March 2016 SPLA soldiers arrested a trader in Tali. He was taken to the barracks and beaten.",
        conclusion="By arresting and beating a trader in Tali the SPLA violated article 1.0 of the PCTSA.",
    )
    assert [incident.type for incident in incidents] == ["abduction or detention"]


def test_detentions_of_two_named_persons_are_two(reported):
    _, incidents = reported(
        executive_summary="SPLA soldiers detained civilians in Tali.",
        **METHOD,
        findings=(
            "On 5 March 2016 SPLA soldiers detained John Deng in Tali.\n\nThe detention of John Deng lasted a week.\n\n"
            "On 7 March 2016 SPLA soldiers detained Peter Lado in Mingkaman.\n\nPeter Lado was detained for a day."
        ),
        assessment="The detention of John Deng by the SPLA in Tali and of Peter Lado in Mingkaman was unlawful.",
        conclusion="The SPLA violated article 1.0 of the PCTSA.",
    )
    assert {("2016-03-05", "Tali"), ("2016-03-07", "Mingkaman")} <= {
        (incident.date, incident.place) for incident in incidents
    }


def test_where_a_team_is_based_is_not_where_it_happened(reported):
    _, (incident,) = reported(
        executive_summary="MVT Juba was told that on 5 March 2016 Government Forces attacked Tali.",
        **METHOD,
        findings="On 5 March 2016 Government Forces from the garrison at Mingkaman attacked Tali.",
        conclusion="By attacking Tali on 5 March 2016 Government Forces violated article 1.0 of the PCTSA.",
    )
    assert incident.place == "Tali"


def test_a_summary_of_attacks_told_one_by_one_is_no_incident_besides(reported):
    _, incidents = reported(
        executive_summary="From January to March 2016 SPLM/A-IO attacked the SPLA in the county at Tali and Mingkaman.",
        **METHOD,
        findings=(
            "On 5 March 2016 SPLM/A-IO forces attacked the SPLA base at Tali. Three soldiers were killed.\n\n"
            "On 9 February 2016 SPLM/A-IO forces ambushed an SPLA convoy near Mingkaman. Two soldiers were killed."
        ),
        conclusion="By attacks from January to March 2016 SPLM/A-IO violated article 1.0 of the PCTSA.",
    )
    assert sorted(incident.date for incident in incidents) == ["2016-02-09", "2016-03-05"]


def test_the_killing_that_an_attack_avenges_is_another_event(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 an SPLA officer was killed by armed civilians near Tali.",
        **METHOD,
        findings=(
            "The killing of the officer took place on 5 March 2016 near Tali. On 6 March 2016 Government Forces burned the"
            " village of Mingkaman in revenge for the killing of the officer."
        ),
        conclusion="By burning Mingkaman on 6 March 2016 Government Forces violated article 1.0 of the PCTSA.",
    )
    assert {(incident.type, incident.place, incident.perpetrator) for incident in incidents} == {
        ("attack", "Tali", "armed civilians"),
        ("looting or property destruction", "Mingkaman", "SSPDF"),
    }
    assert [incident.killed for incident in incidents if incident.place == "Mingkaman"] == [None]


def test_where_nobody_is_blamed_the_sides_of_the_fighting_are_named(reported):
    _, (incident,) = reported(
        executive_summary="On 5 March 2016 fighting took place at Tali between SPLA and SPLM/A-IO forces.",
        **METHOD,
        findings="On 5 March 2016 there was fighting at Tali.",
        conclusion="The fighting at Tali on 5 March 2016 was a violation of the PCTSA.",
    )
    assert (incident.type, incident.perpetrator, incident.sides) == ("armed clash", None, ("SSPDF", "SPLM/A-IO"))


def test_attacks_of_one_day_in_two_states_are_two(reported):
    _, incidents = reported(
        executive_summary="On 4 May 2014 Government Forces attacked Bentiu and, on the same day, Malakal.",
        **METHOD,
        findings=(
            "Government Forces attacked Bentiu on 4 May 2014 from the north.\n\nGovernment Forces attacked Malakal on 4 May"
            " 2014 with tanks. The attack on Malakal lasted until the evening."
        ),
        conclusion="By attacking Bentiu and Malakal on 4 May 2014 Government Forces violated the COHA.",
    )
    assert {incident.place for incident in incidents} >= {"Bentiu", "Malakal"}


def test_a_victim_told_again_by_her_age_is_no_other_case(reported):
    _, incidents = reported(
        executive_summary="On 5 March 2016 a girl of 14 was raped in Tali by SPLA soldiers.",
        **METHOD,
        findings=(
            "A girl of 14 was raped in Tali by SPLA soldiers on 5 March 2016.\n\nThe team met her family.\n\nA 14 years old"
            " girl was raped by two SPLA soldiers."
        ),
        conclusion="The rape of a girl in Tali by SPLA soldiers was in violation of the PCTSA.",
    )
    assert [incident.type for incident in incidents] == ["sexual violence"]


def test_a_title_alone_tells_no_incident(reported):
    _, incidents = reported(
        executive_summary="RESTRICTION OF MOVEMENT AND ARREST OF A MINISTER\n\nOn 5 March 2016 SPLA soldiers arrested a"
        " minister in Tali.",
        **METHOD,
        findings="RESTRICTION OF MOVEMENT AND ARREST OF A MINISTER IN TALI\n\nSPLA soldiers arrested the minister in Tali.",
        conclusion="By arresting a minister in Tali the SPLA violated article 1.0 of the PCTSA.",
    )
    assert [incident.type for incident in incidents] == ["abduction or detention"]
