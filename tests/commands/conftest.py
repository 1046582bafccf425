"""Ledgers for the commands that work on one: of two claims, and of one report of a breach."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.extract.claim import CommitmentClaim, IncidentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document

BREACH = "Russian artillery shelled an energy facility in Kherson on 27 March 2025."
TEXT = "France will train 4,500 soldiers. Shells hit the town."


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    place = tmp_path / "ledger.sqlite"
    promise = CommitmentClaim(
        doc="report.txt", start=0, end=32, quote=TEXT[:32], action="training", firmness="announced"
    )
    shelling = IncidentClaim(doc="report.txt", start=34, end=53, quote=TEXT[34:53], type="shelling")
    with Ledger.create(place) as ledger:
        ledger.add(Document(doc="report.txt", text=TEXT, published="2026-01-08"), [promise, shelling], TEXT.encode())
    return place


@pytest.fixture
def breach(tmp_path: Path) -> Path:
    """A folder with ledger.sqlite in it: one report, in the words of BREACH, of what the terms of a pause forbid."""
    report = IncidentClaim(
        doc="report.txt",
        start=0,
        end=len(BREACH),
        quote=BREACH,
        type="shelling",
        date="2025-03-27",
        place="Kherson",
        perpetrator="RUS",
        target="an energy facility",
    )
    document = Document(
        doc="report.txt", text=BREACH, published="2025-03-28", title="Shelling", outlet="Example Wire"
    )
    with Ledger.create(tmp_path / "ledger.sqlite") as book:
        book.add(document, [report], BREACH.encode())
    return tmp_path
