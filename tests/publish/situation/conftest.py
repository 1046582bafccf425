"""A ledger that grows day by day, and the report on any span of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pactwatch.extract.claim import Claim
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.paper.paper import Paper
from pactwatch.publish.phrases import PaperLanguage
from pactwatch.publish.situation.reporting_period import Clock, ReportingPeriod
from pactwatch.publish.situation.situation import Situation, situation
from pactwatch.publish.situation.situation_report import situation_report
from pactwatch.publish.snapshot import Snapshot
from pactwatch.read.document import Document

NOW = datetime(2025, 4, 6, 12, tzinfo=UTC)


class Book:
    """A ledger and its terms."""

    def __init__(self, ledger: Ledger, terms: Terms) -> None:
        self.ledger, self.terms = ledger, terms

    def add(self, entries: Sequence[tuple[Document, list[Claim], datetime]], learned: datetime | None = None) -> None:
        for document, claims, at in entries:
            self.ledger.add(document, claims, document.text.encode(), learned or at)

    def told(
        self, first: date, last: date, clock: Clock = "learned", now: datetime = NOW, known: date | None = None
    ) -> Situation:
        return situation(
            ReportingPeriod(first, last),
            clock,
            lambda point: Snapshot.build(self.ledger, [self.terms], point.as_of, point.moment(now)),
            now,
            known,
        )

    def report(self, language: PaperLanguage = "en", **asked: object) -> Paper:
        return situation_report(self.told(**asked), language)  # type: ignore[arg-type]


@pytest.fixture
def book(tmp_path: Path, terms_file: Path) -> Iterator[Book]:
    with Ledger.create(tmp_path / "ledger.sqlite") as ledger:
        yield Book(ledger, load_terms(terms_file))


@pytest.fixture
def another(tmp_path: Path, terms_file: Path) -> Iterator[Callable[[], Book]]:
    opened: list[Ledger] = []

    def make() -> Book:
        opened.append(Ledger.create(tmp_path / f"another-{len(opened)}.sqlite"))
        return Book(opened[-1], load_terms(terms_file))

    yield make
    for ledger in opened:
        ledger.close()
