"""What an instrument says about itself."""

from __future__ import annotations


def test_signature_term_and_entry_into_force(instrument):
    claims = instrument([], "provision")
    values = {claim.provision: claim.value for claim in claims}
    assert values["signature"] == "2024-02-23"
    assert values["term"] == "P10Y"
    assert values["termination_notice"] == "P6M"
    assert "signature" in values["entry_into_force"]
    assert next(claim for claim in claims if claim.provision == "signature").place == "Copenhagen"


def test_sums_say_whether_they_are_still_to_come(instrument):
    claims = instrument(
        ["In 2023 Denmark provided 5 million euros.", "In 2024 Denmark will provide 9 million euros."], "provision"
    )
    sums = [(claim.amounts[0].value, claim.future) for claim in claims if claim.provision == "sum"]
    assert sums == [(5_000_000, False), (9_000_000, True)]


def test_the_consultation_clause(instrument):
    claims = instrument(
        ["If Russia attacks Ukraine again in an armed attack, the Participants will consult within 24 hours."],
        "provision",
    )
    assert [claim.value for claim in claims if claim.provision == "consultation"] == ["PT24H"]


def test_legal_status(instrument):
    claims = instrument(["This Agreement is not legally binding under international law."], "provision")
    assert [claim.value for claim in claims if claim.provision == "legal_status"] == ["non_binding"]
