"""A claim in one line, and its coded fields in words."""

from __future__ import annotations

from typing import Any

import pytest

from pactwatch.extract.claim import CLAIM, Count
from pactwatch.publish.summary import fields, summary, value_in_words


def claim(kind: str, **given: Any) -> Any:
    return CLAIM.validate_python({"kind": kind, "doc": "d", "start": 0, "end": 1, "quote": "q", **given})


@pytest.mark.parametrize(
    ("coded", "line"),
    [
        (
            claim("agreement", title="Pact", parties=["FRA", "UKR"], stage="in_force"),
            "Pact (France and Ukraine): in force",
        ),
        (
            claim("agreement", title="intent", form="declaration of intent", parties=["FRA"], stage="signed"),
            "Declaration of intent (France): signed",
        ),
        (claim("provision", provision="term", value="P10Y"), "Term: 10 years"),
        (claim("provision", provision="legal_status", value="non_binding"), "Legal status: non binding"),
        (
            claim("provision", provision="sum", amounts=[{"value": 2.5e9, "currency": "GBP"}]),
            "Sum (GBP 2.5 billion)",
        ),
        (
            claim(
                "commitment",
                promisors=["ITA"],
                promisees=["UKR"],
                action="troop_deployment",
                firmness="announced",
                polarity="will_not",
            ),
            "Italy will not: troop deployment to Ukraine",
        ),
        (claim("commitment", action="demining", firmness="pledged"), "Someone not named: demining"),
        (
            claim(
                "commitment", promisors=["FRA", "UKR"], promisees=["UKR", "FRA"], action="other", firmness="signed"
            ),
            "France and Ukraine: other conduct to each other",
        ),
        (
            claim(
                "fulfilment",
                promisors=["FRA"],
                action="military_aid",
                state="partly_met",
                items=[{"name": "guns", "count": 6}],
            ),
            "France: military aid – partly met (6 guns)",
        ),
        (
            claim("incident", type="missile strike", place="Sumy", killed={"low": 2, "high": None}),
            "Missile strike, Sumy: at least 2 killed",
        ),
        (claim("finding", mechanism="OSCE", verdict="no_violation"), "OSCE finds no violation"),
        (claim("meeting", participants=["FRA", "GBR"], place="Paris"), "Meeting of France and United Kingdom, Paris"),
        (claim("position", actor="RUS", stance="rejects", about="troops"), "Russia rejects: troops"),
    ],
)
def test_each_kind_has_its_line(coded: Any, line: str) -> None:
    assert summary(coded) == line


def test_only_given_fields_are_shown() -> None:
    coded = claim("incident", type="shelling", date="2025-04", supersedes={"killed": {"low": 9, "high": 9}})
    assert fields(coded) == [
        ("Date", "April 2025"),
        ("Type", "shelling"),
        ("Alleged", "no"),
        ("Supersedes", "killed: 9"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("killed", {"low": 3, "high": None}, "at least 3"),
        ("killed", Count(low=3, high=4), "3–4"),
        ("amounts", [{"value": 5e6, "currency": "EUR", "qualifier": "about"}], "about EUR 5 million"),
        ("items", [{"name": "drones", "count": None}], "drones"),
        ("parties", ["FRA", "EU"], "France and EU"),
        ("perpetrator", "RUS", "Russia"),
        ("respond_within", "PT24H", "24 hours"),
        ("due", "2025-12", "December 2025"),
        ("action", "air_defence", "air defence"),
        ("place", "a_b", "a_b"),
        ("killed", None, "–"),
        ("parties", (), "–"),
        ("future", True, "yes"),
    ],
)
def test_values_of_claims_and_of_records_read_alike(name: str, value: Any, expected: str) -> None:
    assert value_in_words(name, value) == expected
