from __future__ import annotations

from datetime import date

import pytest

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.publication import claim_public_on, claim_published, document_public_on
from pactwatch.read.document import Item

from .examples import TEXT, promise, report

LEARNED = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-02-16", date(2024, 2, 16)),
        ("2024-02", date(2024, 2, 29)),
        ("2024", date(2024, 12, 31)),
        ("2023-12/2024-01", date(2024, 1, 31)),
        (None, LEARNED),
    ],
)
def test_a_document_is_surely_public_on_the_last_day_that_its_date_can_mean(published: str | None, day: date) -> None:
    assert document_public_on(report(published=published), LEARNED) == day


@pytest.mark.parametrize("published", ["2024-02-16T10:00", "9999", "16.2.2024", "2024-02-30", ""])
def test_what_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(LedgerError, match="write it as 2024-02-16"):
        document_public_on(report(published=published), LEARNED)


def test_the_innermost_dated_item_gives_the_date_of_a_claim() -> None:
    whole = Item(start=0, end=len(TEXT), published="2026-01-07")
    first = Item(start=0, end=40, published="2026-01-06", role="feed")
    undated = Item(start=0, end=35)
    other = Item(start=60, end=len(TEXT), published="2026-01-01")
    assert claim_published(report(items=(whole, first, undated, other)), promise()) == "2026-01-06"
    assert claim_published(report(items=(other, undated)), promise()) == "2026-01-08"


@pytest.mark.parametrize(
    ("page", "story", "day"),
    [
        ("2026-01-08", "2026-01-11", date(2026, 1, 11)),
        ("2026-01-08", "2026-01-02", date(2026, 1, 8)),
        (None, "2026-01-02", LEARNED),
        ("2026-01-08", None, date(2026, 1, 8)),
    ],
)
def test_a_claim_is_never_public_before_its_document(page: str | None, story: str | None, day: date) -> None:
    assert claim_public_on(report(published=page), story, LEARNED) == day
