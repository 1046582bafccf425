"""A small ledger of constructed documents and claims, and the site over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pactwatch.coordinate.case_file import CaseBook
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.site import create_app
from pactwatch.reconcile.reconciler import reconcile

from .examples import HOSTILE, NOW, TERMS, documents


@pytest.fixture(scope="session")
def terms_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("terms") / "terms.yaml"
    path.write_text(TERMS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory, terms_file: Path) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    with Ledger.create(path) as ledger:
        for document, claims, learned_at in documents():
            ledger.add(document, claims, document.text.encode(), learned_at)
        incidents = [stored.id for stored in ledger.claims("incident")]
        ledger.decide(
            "same", incidents[:2], "A. Analyst", f"One substation {HOSTILE}", datetime(2025, 4, 4, 21, tzinfo=UTC)
        )
        terms = load_terms(terms_file)
        finding = judge(terms, reconcile(ledger.claims(), ledger.decisions()))[0]
        book = CaseBook(ledger)
        case = book.open(finding, terms, "Commission", ["RUS"], datetime(2025, 4, 4, 22, tzinfo=UTC), HOSTILE)
        book.respond(case, "RUS", "denies", "Secretary", f"No. {HOSTILE}")
    return path


@pytest.fixture(scope="session")
def site(ledger_file: Path, terms_file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ledger_file, [terms_file], now=lambda: NOW)) as client:
        yield client


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[TestClient]:
    Ledger.create(tmp_path / "empty.sqlite").close()
    with TestClient(create_app(tmp_path / "empty.sqlite", now=lambda: NOW)) as client:
        yield client


@pytest.fixture(scope="session")
def ids(ledger_file: Path) -> Callable[[str], list[str]]:
    """The ids of the claims of a kind."""
    with Ledger.open(ledger_file) as ledger:
        found = {
            kind: [stored.id for stored in ledger.claims(kind)] for kind in ("incident", "position", "commitment")
        }
    return lambda kind: found[kind]
