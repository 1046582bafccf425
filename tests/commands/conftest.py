"""A ledger with one document and two claims, for the commands that work on one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.extract.claim import CommitmentClaim, IncidentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document

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
