"""Legal force: what an instrument says of itself makes its promises binding, or leaves them signed."""

from __future__ import annotations

from pactwatch.extract.claim import CommitmentClaim, ProvisionClaim
from pactwatch.extract.legal_force import with_legal_force


def promise(quote: str, section: str | None = None) -> CommitmentClaim:
    return CommitmentClaim(
        doc="a", start=0, end=len(quote), quote=quote, action="training", firmness="signed", section=section
    )


def status(value: str) -> ProvisionClaim:
    return ProvisionClaim(doc="a", start=0, end=4, quote="text", provision="legal_status", value=value)


def firmness(*claims) -> list[str]:
    return [claim.firmness for claim in with_legal_force(claims) if claim.kind == "commitment"]


def test_a_binding_instrument_binds_what_shall_be_done():
    assert firmness(promise("Denmark shall train"), promise("Denmark will train"), status("binding")) == [
        "binding",
        "signed",
    ]


def test_otherwise_a_promise_is_signed_at_most():
    assert firmness(promise("Denmark shall train"), status("non_binding")) == ["signed"]
    assert firmness(promise("Denmark shall train")) == ["signed"]


def test_an_annex_is_left_as_it_is():
    assert firmness(promise("Denmark shall train", "Annex.2"), status("binding")) == ["signed"]
