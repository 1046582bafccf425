"""What an instrument says of itself as a whole, from texts written for these tests."""

from __future__ import annotations

from pactwatch.extract.claim import AgreementClaim, Claim, ProvisionClaim
from pactwatch.extract.rules import RulesExtractor
from pactwatch.read.reader import read_bytes

ARTICLES = """1. The Participants will train soldiers together.
2. The Participants will consult each other every year.
3. This Agreement will come into effect on the date of its signature and is valid for ten years.
4. Either Participant may terminate this Agreement by giving six months’ notice in writing.
"""


def claims_of(extractor: RulesExtractor, text: str) -> list[Claim]:
    document = read_bytes("instrument.txt", text.encode(), sidecar=None, published=None)
    claims = extractor.extract(document)
    assert all(document.text[claim.start : claim.end] == claim.quote for claim in claims)
    return claims


def stages(claims: list[Claim]) -> dict[str, AgreementClaim]:
    return {claim.stage: claim for claim in claims if isinstance(claim, AgreementClaim)}


def test_a_signed_text_is_a_claim_of_the_agreement_and_of_its_signature(extractor: RulesExtractor) -> None:
    title = "Agreement on training between Norway and Ukraine"
    end = "Signed in Lviv, Ukraine, on 3 May 2024, in duplicate.\n"
    end += "For Norway:\nAda Field\nPrime Minister\nFor Ukraine: Bo Hill"
    claims = claims_of(extractor, f"{title}\n{ARTICLES}{end}")
    signed, since = stages(claims)["signed"], stages(claims)["in_force"]
    assert (signed.title, signed.parties, signed.form) == (title, ("NOR", "UKR"), "agreement")
    assert (signed.date, signed.place) == ("2024-05-03", "Lviv, Ukraine")
    assert (since.date, since.quote[:27]) == ("2024-05-03", "This Agreement will come in")
    (signature,) = (c for c in claims if isinstance(c, ProvisionClaim) and c.provision == "signature")
    assert (signature.value, signature.signatories) == ("2024-05-03", ("NOR", "UKR"))
    assert [(one.name, one.role, one.party, one.actor) for one in signature.signed_by] == [
        ("Ada Field", "Prime Minister", "Norway", "NOR"),
        ("Bo Hill", None, "Ukraine", "UKR"),
    ]


def test_orders_to_cease_fire_are_terms_whatever_their_title(extractor: RulesExtractor) -> None:
    text = """Memorandum of 19 September 2014
To carry out the plan, the Contact Group made up of representatives of Ukraine, the Russian Federation and the OSCE agreed:
1. The ceasefire is to be considered mutual, and no weapon of whatever kind is to be used by either of the sides.
2. Release all hostages and all persons that either of the sides holds against the law, without any delay.
3. Remove all heavy weapons from the line of contact by at least fifteen kilometres, with the crews that serve them.
4. Ensure that the OSCE monitors the border from the first day on, with whatever equipment it needs to do so.
Participants of the Contact Group:
Ambassador Heidi Tagliavini (signed)
Second President of Ukraine, L.D. Kuchma (signed)
"""
    signed = stages(claims_of(extractor, text))["signed"]
    assert (signed.form, signed.date) == ("terms of ceasefire", "2014-09-19")
    assert signed.parties == ("UKR", "RUS", "OSCE")


def test_sides_that_recommit_to_a_ceasefire_agree_to_its_terms(extractor: RulesExtractor) -> None:
    text = """Statement by the Trilateral Contact Group on the truce
MINSK, 2 March 2018 - The Trilateral Contact Group today issued this statement.
The participants re-affirm their full commitment to a comprehensive ceasefire, starting from 5 March 2018."""
    agreed = stages(claims_of(extractor, text))["agreed"]
    assert (agreed.form, agreed.date, agreed.parties) == ("terms of ceasefire", "2018-03-02", ("UKR", "RUS", "OSCE"))


def test_a_report_on_an_agreement_is_no_instrument(extractor: RulesExtractor) -> None:
    text = f"Report on the agreement between Norway and Ukraine\n{ARTICLES}Signed in Lviv on 3 May 2024.\n"
    assert not [claim for claim in claims_of(extractor, text) if claim.kind == "provision"]
