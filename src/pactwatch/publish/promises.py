"""Who promised what, in what words, since when: commitments found by who, what, how firmly, on what condition, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pactwatch.extract.claim import CommitmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.firmness import FIRMNESS
from pactwatch.publish.snapshot import in_order
from pactwatch.publish.summary import summary
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.instrument import Instrument
from pactwatch.reconcile.record import Record

Basis = Literal["said", "signed", "published"]


@dataclass(frozen=True)
class Since:
    """The earliest day from which a promise is known to stand, and by what: when it was said, signed or published."""

    date: str
    basis: Basis


@dataclass(frozen=True)
class Promise:
    """One promise with its sources, those first that were first. `since` is None where no source gives a day."""

    record: Record
    sources: tuple[StoredClaim, ...]
    since: Since | None

    @property
    def line(self) -> str:
        """The promise in one line, as its firmest source has it."""
        claims = [stored.claim for stored in self.sources if isinstance(stored.claim, CommitmentClaim)]
        if not claims:
            return self.record.id
        return summary(max(claims, key=lambda claim: FIRMNESS.index(claim.firmness)))

    def in_words(self, text: str) -> bool:
        """Whether a text occurs in its line or in a source's words, whatever the case and the line breaks."""
        wanted = " ".join(text.split()).casefold()
        told = [self.line, *(stored.claim.quote for stored in self.sources)]
        return any(wanted in " ".join(words.split()).casefold() for words in told)


@dataclass(frozen=True)
class Question:
    """What is asked for; what is empty is not asked. `since` leaves out what stood before that day or has no day."""

    promisor: str = ""
    action: str = ""
    firmness: str = ""
    trigger: str = ""
    words: str = ""
    since: date | None = None

    def fits(self, promise: Promise) -> bool:
        """Whether a promise is asked for."""
        record = promise.record
        return (
            (not self.promisor or self.promisor in (record.held("promisors") or ()))
            and (not self.action or record.held("action") == self.action)
            and (not self.firmness or record.held("firmness") == self.firmness)
            and (not self.trigger or record.held("trigger") == self.trigger)
            and (not self.words or promise.in_words(self.words))
            and (
                self.since is None
                or (promise.since is not None and ImpreciseDate.parse(promise.since.date).first >= self.since)
            )
        )


def promises(
    records: Iterable[Record], claims: Mapping[str, StoredClaim], instruments: Iterable[Instrument]
) -> list[Promise]:
    """The commitments among the records, each with its sources and since when it stands; those of late first."""
    signed = {each.document: each.signed for each in instruments}
    found = []
    for record in records:
        if record.kind == "commitment":
            sources = in_order(claims[claim] for claim in record.claims if claim in claims)
            wrong = {source.claim for source in record.sources if source.wrong}
            standing = [stored for stored in sources if stored.id not in wrong]
            days = [day for stored in standing if (day := _since(stored, signed.get(stored.document_id)))]
            found.append(Promise(record, tuple(sources), min(days, key=_first, default=None)))
    return sorted(found, key=lambda promise: promise.since.date if promise.since else "", reverse=True)


def _since(stored: StoredClaim, signed: str | None) -> Since | None:
    """A promise in an instrument stands since its signature; another since it was said, or else published."""
    if signed:
        return Since(signed, "signed")
    if stored.claim.date:
        return Since(stored.claim.date, "said")
    return Since(stored.published, "published") if stored.published else None


def _first(since: Since) -> tuple[date, str]:
    return ImpreciseDate.parse(since.date).first, since.basis
