"""The constructed story in a ledger of its own, with a case, for what subscribers are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pactwatch.coordinate.case_file import CaseBook
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.reconcile.reconciler import reconcile

from ..examples import documents


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(place: Path, terms_file: Path) -> Iterator[Ledger]:
    with Ledger.create(place) as made:
        for document, claims, learned_at in documents():
            made.add(document, claims, document.text.encode(), learned_at)
        incidents = [stored.id for stored in made.claims("incident")]
        made.decide("same", incidents[:2], "A. Analyst", "One", datetime(2025, 4, 4, 21, tzinfo=UTC))
        terms = load_terms(terms_file)
        terms = terms.model_copy(
            update={"procedure": terms.procedure.model_copy(update={"determination": "P2D", "response": None})}
        )
        finding = judge(terms, reconcile(made.claims(), made.decisions()))[0]
        CaseBook(made).open(finding, terms, "Commission", ["RUS"], datetime(2025, 4, 4, 22, tzinfo=UTC))
        yield made
