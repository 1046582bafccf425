"""When a document and each of its claims were public: the second clock."""

from __future__ import annotations

from datetime import date, timedelta

from pactwatch.extract.claim import Claim
from pactwatch.ledger.errors import LedgerError
from pactwatch.read.document import Document
from pactwatch.read.imprecise_date import ImpreciseDate


def document_public_on(document: Document, learned: date) -> date:
    """The first day on which the document was surely public: the last day that its date can mean.

    Without a date of publication it is the day on which the ledger learned the document. Raises LedgerError where the
    date is not one.
    """
    return _last_day(document.published, document.doc) or learned


def claim_published(document: Document, claim: Claim) -> str | None:
    """The date of the story that makes the claim: its item's own date where the page has several, else the page's."""
    around = [
        item
        for item in document.items
        if item.published is not None and item.start <= claim.start and claim.end <= item.end
    ]
    if around:
        return min(around, key=lambda item: item.end - item.start).published
    return document.published


def claim_public_on(document: Document, published: str | None, learned: date) -> date:
    """The first day on which the claim was surely public, which is never before its document was."""
    whole = document_public_on(document, learned)
    return max(whole, _last_day(published, document.doc) or whole)


def _last_day(published: str | None, name: str) -> date | None:
    if published is None:
        return None
    try:
        return ImpreciseDate.parse(published).after - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise LedgerError(
            f"{name}: its date of publication is {published!r}; write it as 2024-02-16, 2024-02 or 2024"
        ) from error
