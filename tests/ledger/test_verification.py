from __future__ import annotations

from typing import Any

import pytest

from pactwatch.ledger.canonical import canonical, digest
from pactwatch.ledger.chain import BEGINNING
from pactwatch.ledger.ledger import Ledger

from .examples import CONTENT, SECOND_CODEBOOK, at, forge, promise, report, shelling


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Entries: 1 document, 2 promise, 3 shelling, 4 reading, 5 decision, 6 withdrawal, 7 reading without shelling."""
    ledger.add(report(outlet="A paper"), [promise(), shelling()], CONTENT, at(0))
    decision = ledger.decide("wrong", [ledger.claims()[1].id], "Ada", "misread", at(1))
    ledger.withdraw(decision.id, "Ada", "read again", at(2))
    ledger.add(report(outlet="A paper"), [promise(read_by=SECOND_CODEBOOK)], CONTENT, at(3))
    return ledger


def test_an_empty_ledger_is_whole(ledger: Ledger) -> None:
    verification = ledger.verify()
    assert (verification.ok, verification.entries, verification.head) == (True, 0, BEGINNING)


def test_a_ledger_that_nobody_altered_is_whole(filled: Ledger) -> None:
    verification = filled.verify()
    assert (verification.ok, verification.entries, verification.problem) == (True, 7, None)


FORGERIES: list[tuple[str, dict[str, Any], int | None, str]] = [
    ("UPDATE documents SET payload = replace(payload, '4,500', '9,500')", {}, 1, "document was altered"),
    ("UPDATE documents SET public_on = '2020-01-01'", {}, 1, "columns of its document"),
    ("UPDATE documents SET outlet = 'Another'", {}, 1, "columns of its document"),
    ("UPDATE documents SET name = 'other.txt'", {}, 1, "columns of its document"),
    ("UPDATE blobs SET content = :content", {"content": b"other"}, 1, "columns of its document"),
    ("UPDATE claims SET payload = replace(payload, 'announced', 'binding')", {}, 2, "claim was altered"),
    ("UPDATE claims SET kind = 'finding' WHERE sequence = 3", {}, 3, "columns of its claim"),
    ("UPDATE claims SET document_id = 'x' WHERE sequence = 3", {}, 3, "columns of its claim"),
    ("UPDATE readings SET payload = '{}' WHERE sequence = 4", {}, 4, "reading was altered"),
    ("UPDATE reading_claims SET published = '2020-01-01' WHERE reading = 4", {}, 4, "columns of its reading"),
    ("UPDATE reading_claims SET public_on = '2020-01-01' WHERE reading = 7", {}, 7, "columns of its reading"),
    ("DELETE FROM reading_claims WHERE reading = 4 AND position = 1", {}, 4, "columns of its reading"),
    ("UPDATE decisions SET payload = replace(payload, 'wrong', 'right')", {}, 5, "decision was altered"),
    ("DELETE FROM decisions", {}, 5, "decision is missing"),
    ("UPDATE withdrawals SET payload = replace(payload, 'Ada', 'Eve')", {}, 6, "withdrawal was altered"),
    ("DELETE FROM withdrawals", {}, 6, "withdrawal is missing"),
    ("UPDATE entries SET learned_at = '2026-01-09T00:00:00.000000Z' WHERE sequence = 3", {}, 3, "its hash"),
    ("UPDATE entries SET payload_hash = :hash WHERE sequence = 6", {"hash": "0" * 64}, 6, "its hash"),
    ("UPDATE entries SET previous = :hash WHERE sequence = 2", {"hash": "0" * 64}, 2, "does not follow"),
    ("UPDATE entries SET hash = :hash WHERE sequence = 7", {"hash": "0" * 64}, 7, "its hash"),
    ("UPDATE entries SET subject = 'x' WHERE sequence = 4", {}, 4, "its hash"),
    ("DELETE FROM entries WHERE sequence = 1", {}, 2, "comes after entry 0"),
    ("DELETE FROM entries WHERE sequence = 3", {}, 4, "comes after entry 2"),
    ("DELETE FROM entries WHERE sequence = 7", {}, None, "1 rows of readings belong to no entry"),
    (
        "INSERT INTO claims SELECT 99, 'x', document_id, kind, payload FROM claims WHERE sequence = 2",
        {},
        None,
        "1 rows of claims belong to no entry",
    ),
    (
        "INSERT INTO reading_claims SELECT 99, 0, claim, published, public_on FROM reading_claims WHERE reading = 7",
        {},
        None,
        "1 rows of reading_claims belong to no reading",
    ),
    ("INSERT INTO blobs VALUES ('x', :content)", {"content": b"x"}, None, "1 files belong to no document"),
]


@pytest.mark.parametrize(("statement", "values", "sequence", "words"), FORGERIES)
def test_a_forgery_is_named_at_the_first_entry_that_does_not_fit(
    filled: Ledger, place: str, statement: str, values: dict[str, Any], sequence: int | None, words: str
) -> None:
    forge(place, statement, **values)
    verification = filled.verify()
    assert not verification.ok
    assert verification.sequence == sequence
    assert words in str(verification.problem)


def test_cutting_off_the_end_or_making_the_chain_anew_shows_against_a_noted_hash(
    filled: Ledger, place: str, new_place: Any
) -> None:
    noted = filled.verify().head
    assert filled.verify(noted).ok
    forge(place, "DELETE FROM reading_claims WHERE reading = 7")
    forge(place, "DELETE FROM readings WHERE sequence = 7")
    forge(place, "DELETE FROM entries WHERE sequence = 7")
    assert filled.verify().ok
    assert "noted" in str(filled.verify(noted).problem)

    with Ledger.create(new_place()) as anew:
        anew.add(report(), [promise()], CONTENT, at(0))
        assert "noted" in str(anew.verify(noted).problem)


def test_a_noted_hash_still_holds_when_the_ledger_has_grown(filled: Ledger) -> None:
    noted = filled.verify().head
    filled.add(report("other.txt"), [], CONTENT, at(4))
    assert filled.verify(noted).ok


def test_a_payload_with_its_hash_forged_breaks_the_entry(filled: Ledger, place: str) -> None:
    payload = canonical({"kind": "commitment"})
    forge(place, "UPDATE claims SET payload = :payload WHERE sequence = 2", payload=payload)
    forge(place, "UPDATE entries SET payload_hash = :hash WHERE sequence = 2", hash=digest(payload))
    verification = filled.verify()
    assert (verification.sequence, verification.problem) == (2, "its hash is not that of what it says")
