from __future__ import annotations

from pactwatch.ledger.identity import LENGTH, claim_identity, decision_identity, document_identity


def test_a_document_is_its_name_and_its_bytes() -> None:
    one = document_identity("a.txt", "1f")
    assert one == document_identity("a.txt", "1f")
    assert len({one, document_identity("b.txt", "1f"), document_identity("a.txt", "2f")}) == 3
    assert len(one) == LENGTH
    assert set(one) <= set("0123456789abcdef")


def test_who_read_a_claim_does_not_matter_and_all_else_does() -> None:
    said = {"kind": "incident", "start": 0, "quote": "shells"}
    one = claim_identity("document", said)
    assert one == claim_identity("document", {**said, "read_by": {"codebook": "2"}, "place": None})
    others = [claim_identity("other", said), *(claim_identity("document", {**said, key: "x"}) for key in said)]
    assert len({one, *others}) == len(others) + 1


def test_the_same_decision_at_another_place_in_the_ledger_is_another() -> None:
    assert decision_identity(1, {"kind": "same"}) != decision_identity(2, {"kind": "same"})
