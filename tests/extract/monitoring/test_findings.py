"""Findings of monitors' reports: verdict, violators and articles by the section that decides."""

from __future__ import annotations

import pytest

SECTIONS = {
    "executive_summary": "On 5 March 2016 the post at Tali was attacked.",
    "methodology": "The team visited Tali on 9 March 2016.",
    "findings": "On 5 March 2016 Government Forces attacked the SPLM/A-IO post at Tali.",
}


@pytest.mark.parametrize(
    ("conclusion", "verdict", "violators"),
    [
        (
            "It is the opinion of CTSAMM that Government Forces violated article 1.0 of the PCTSA.",
            "violation",
            ("SSPDF",),
        ),
        (
            "By attacking SPLM/A-IO forces in Tali the SPLA was in clear violation of the PCTSA.",
            "violation",
            ("SSPDF",),
        ),
        (
            "The attack on Tali was a violation by SPLM/A-IO forces of article 1.0 of the PCTSA.",
            "violation",
            ("SPLM/A-IO",),
        ),
        ("Forces allied to the SPLM/A-IO violated article 1.0 of the PCTSA.", "violation", ("SPLM/A-IO",)),
        ("NAS attacks against the SPLA are in clear violation of the PCTSA.", "violation", ("NAS",)),
        ("CTSAMM was unable to establish who attacked the post at Tali.", "inconclusive", ()),
        ("It is not possible to confirm who was responsible for the attack.", "inconclusive", ()),
        ("CTSAMM finds that this was not a violation of the PCTSA.", "no_violation", ()),
        ("There is no evidence to suggest that SPLM/A-IO forces attacked Tali as alleged.", "no_violation", ()),
    ],
)
def test_the_conclusion_decides(reported, conclusion, verdict, violators):
    (finding,), _ = reported(**SECTIONS, conclusion=conclusion)
    assert (finding.verdict, finding.violators, finding.mechanism) == (verdict, violators, "CTSAMM")


@pytest.mark.parametrize(
    "conclusion",
    [
        "Any fighting would be a violation of the PCTSA.",
        "The Deputy Governor claimed that SPLM/A-IO forces violated the PCTSA.",
        "The number of casualties could not be verified.",
    ],
)
def test_what_is_no_judgement_of_an_incident_is_no_finding(reported, conclusion):
    findings, _ = reported(**SECTIONS, assessment=conclusion)
    assert findings == []


def test_the_articles_may_stand_in_a_list_below(reported):
    conclusion = "\n".join(
        [
            "4.1 Government Forces were in violation of article 1.0 of the PCTSA, specifically:",
            "•",
            "Article 1.1 of the COHA:",
            "“The Parties shall keep apart.”",
            "•",
            "Article 3.2:",
            "“The Parties shall spare civilians.”",
        ]
    )
    (finding,), _ = reported(**SECTIONS, conclusion=conclusion)
    assert finding.provisions == ("PCTSA article 1.0", "COHA article 1.1", "COHA article 3.2")


def test_a_summary_repeats_what_the_conclusion_finds(reported):
    sections = SECTIONS | {"executive_summary": "Government Forces violated the PCTSA at Tali on 5 March 2016."}
    findings, _ = reported(**sections, conclusion="Government Forces violated article 1.0 of the PCTSA.")
    assert [finding.quote for finding in findings] == ["Government Forces violated article 1.0 of the PCTSA."]


def test_remedies_are_what_is_recommended(reported):
    (finding,), _ = reported(
        **SECTIONS,
        conclusion="Government Forces violated article 1.0 of the PCTSA.",
        recommendations="The area has been calm since. CTSAMM recommends that Government Forces leave Tali.",
    )
    assert finding.remedies == ("CTSAMM recommends that Government Forces leave Tali.",)
