"""The page of tallies: the mission's figures with the period before, filtered by what is counted."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from pactwatch.extract.claim import TallyClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.site import create_app
from pactwatch.read.document import Document

from .examples import NOW

TEXT = (
    "The Mission recorded 1,120 ceasefire violations in Donetsk region, compared with about 800 in the week before."
)


def test_a_tally_is_shown_with_the_period_before_and_found_by_region(tmp_path: Path) -> None:
    tally = TallyClaim(
        doc="brief.txt",
        start=0,
        end=len(TEXT),
        quote=TEXT,
        monitor="OSCE SMM",
        measure="ceasefire violations",
        region="Donetsk",
        period="2020-06-01/2020-06-07",
        count={"value": 1120},
        compared_with={"value": 800, "qualifier": "about"},
    )
    with Ledger.create(tmp_path / "ledger.sqlite") as ledger:
        ledger.add(Document(doc="brief.txt", text=TEXT, published="2020-06-08"), [tally], TEXT.encode())
    with TestClient(create_app(tmp_path / "ledger.sqlite", now=lambda: NOW)) as site:
        page = site.get("/tallies?region=donetsk").text
        for told in ("1,120", "about 800", "1–7 June 2020", "OSCE SMM"):
            assert told in page
        assert "No tally matches" in site.get("/tallies?measure=explosions").text
        assert "/tallies" in site.get("/").text
