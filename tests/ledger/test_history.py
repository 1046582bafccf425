from __future__ import annotations

import pytest

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger

from .examples import CONTENT, SECOND_CODEBOOK, at, promise, report, shelling


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(report(published=None), [promise(), shelling()], CONTENT, at(0))
    ledger.add(report("other.txt"), [promise(doc="other.txt")], CONTENT, at(1))
    decision = ledger.decide("wrong", [ledger.claims("incident")[0].id], "Ada", "a rumour", at(2))
    ledger.add(report(title="Talks"), [promise(read_by=SECOND_CODEBOOK)], CONTENT, at(3))
    ledger.withdraw(decision.id, "Ben", "no rumour", at(4))
    return ledger


def test_the_history_of_a_document_in_the_order_of_learning(filled: Ledger) -> None:
    lines = filled.history("report.txt")
    assert [line.kind for line in lines] == [
        *("document", "claim", "claim", "reading", "decision", "document", "reading", "withdrawal")
    ]
    assert [line.learned_at for line in lines] == [at(day) for day in (0, 0, 0, 0, 2, 3, 3, 4)]
    assert [line.sequence for line in lines] == sorted(line.sequence for line in lines)
    assert "on an unknown date" in lines[0].words
    assert "codebook 1 finds 2 claims: 2 new, 0 no longer found" in lines[3].words
    assert lines[5].words == "read anew to other text or metadata: report.txt, published 2026-01-08, Talks"
    assert "codebook 2 finds 1 claim: 0 new, 1 no longer found" in lines[6].words
    assert lines[7].words.endswith("withdrawn by Ben: no rumour")


def test_the_history_of_a_claim_says_when_it_stopped_standing(filled: Ledger) -> None:
    claim_id = filled.decisions()[0].claims[0]
    lines = filled.history(claim_id[:10])
    assert [line.kind for line in lines] == [
        *("document", "claim", "reading", "decision", "document", "reading", "withdrawal")
    ]
    assert lines[1].words == f"incident {claim_id}: shells hit the town"
    assert lines[2].words.endswith("codebook 1 finds the claim")
    assert lines[5].words.endswith("codebook 2 does not find the claim")


def test_the_history_of_a_decision(filled: Ledger) -> None:
    decision = filled.decisions()[0]
    taken, withdrawn = filled.history(decision.id)
    assert taken.words == f"{decision.id}: wrong ({decision.claims[0]}), by Ada: a rumour"
    assert withdrawn.words == f"{decision.id} withdrawn by Ben: no rumour"


def test_finding_by_the_beginning_of_an_identity_or_by_a_name(filled: Ledger) -> None:
    document = filled.documents()[1]
    assert filled.find("other.txt").id == filled.find(document.id[:8]).id == document.id
    assert filled.find(document.id).noun == "document"
    with pytest.raises(LedgerError, match="knows no claim, document, decision or act"):
        filled.find(document.id[:3])
    with pytest.raises(LedgerError, match="knows no claim"):
        filled.find("%")


def test_a_name_of_two_documents_asks_for_more(filled: Ledger) -> None:
    filled.add(report(), [], b"other bytes", at(5))
    with pytest.raises(LedgerError, match=r"report\.txt can mean document .*, document .*; write more"):
        filled.find("report.txt")
