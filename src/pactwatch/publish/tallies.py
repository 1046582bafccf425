"""What monitoring missions counted in a time, in their own figures: shown beside what is judged, and never added to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pactwatch.extract.claim import TallyClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.read.imprecise_date import ImpreciseDate


def tallies(claims: Iterable[StoredClaim], first: date, last: date) -> list[StoredClaim]:
    """The tallies whose own time overlaps with a time, both days in it, in order; those without a time are left out."""
    dated: list[tuple[date, StoredClaim]] = []
    for stored in claims:
        if isinstance(stored.claim, TallyClaim) and stored.claim.period is not None:
            over = ImpreciseDate.parse(stored.claim.period)
            if over.first <= last and over.after > first:
                dated.append((over.first, stored))
    return [stored for _, stored in sorted(dated, key=lambda each: (each[0], each[1].id))]


def tally_line(stored: StoredClaim) -> str:
    """A tally in one line: who counted, what, how many, where and when, and the count that it is compared with."""
    claim = stored.claim
    assert isinstance(claim, TallyClaim)
    told = f"{claim.monitor}: {words.counted(claim.count)} {words.label(claim.measure)}"
    told += f" in {claim.region}" if claim.region else ""
    told += f", {words.when(claim.period)}"
    return told + (f" (compared with {words.counted(claim.compared_with)} before)" if claim.compared_with else "")
