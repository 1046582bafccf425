"""What an instrument says about itself."""

from __future__ import annotations

import pytest


def test_signature_term_and_entry_into_force(instrument):
    claims = instrument([], "provision")
    values = {claim.provision: claim.value for claim in claims}
    assert values["signature"] == "2024-02-23"
    assert values["term"] == "P10Y"
    assert values["termination_notice"] == "P6M"
    assert values["entry_into_force"] == "upon signature"
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


@pytest.mark.parametrize(
    ("sentence", "provision", "value"),
    [
        ("This Agreement comes into effect upon signing and is valid for a while.", "entry_into_force", "upon signature"),
        (
            "This Agreement shall enter into force on the date of the second notification.",
            "entry_into_force",
            "on the date of the second notification",
        ),
        ("This Agreement shall enter into force on 1 June 2031.", "entry_into_force", "2031-06-01"),
        ("This Agreement is concluded for an indefinite period.", "term", "indefinite"),
        ("This Agreement shall remain in force for 18 months.", "term", "P18M"),
        ("It may be amended, with annexes, by the consent of both.", "amendment", "by the consent of both"),
        ("The Participants will review this Agreement annually.", "review", "P1Y"),
        ("Nothing in this Agreement gives rise to obligations under law.", "legal_status", "non_binding"),
        ("This Agreement will be registered with the United Nations.", "legal_status", "binding"),
        ("This Agreement replaces the Memorandum of Lviv of 2020.", "replaces", "Memorandum of Lviv of 2020"),
        ("This Agreement shall become an Addendum to the Treaty of Lviv.", "amends", "Treaty of Lviv"),
        ("In case of renewed aggression the Participants will consult within three days.", "consultation", "P3D"),
    ],
)  # fmt: skip
def test_what_articles_say_of_the_instrument(instrument, sentence, provision, value):
    claims = instrument([sentence], "provision")
    assert value in [claim.value for claim in claims if claim.provision == provision]


@pytest.mark.parametrize(
    ("sentence", "provision"),
    [
        ("The Parliament will ratify the Statute including the Amendments on aggression.", "amendment"),
        ("Norway will provide under this Agreement military assistance over a period of three years.", "term"),
        ("The Participants may extend this Agreement for a period of five years.", "term"),
        ("The present Agreement derives from a Declaration which is binding on its signatories.", "legal_status"),
        ("Nothing in this annex gives rise to legal obligations under this Agreement.", "legal_status"),
        ("Once the ceasefire enters into force on 1 June 2031, the Participants will meet.", "entry_into_force"),
        ("The Participants will review the laws of Denmark within six months.", "review"),
    ],
)
def test_what_they_say_of_other_things_is_no_provision(instrument, sentence, provision):
    claims = instrument([sentence], "provision")
    assert sentence not in [claim.quote for claim in claims if claim.provision == provision]
