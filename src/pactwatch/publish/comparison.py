"""The comparison: chosen agreements as columns against provisions and kinds of promise as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pactwatch.extract.claim import CommitmentClaim, ProvisionClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.comparison_rows import Found, Row
from pactwatch.reconcile.instrument import Instrument

NONE_FOUND = "none found"
"""What an empty cell says. Never "no": the words may be there, and whoever read the text may have missed them."""


@dataclass(frozen=True)
class Column:
    """One agreement, with the short name that tells it from the others."""

    instrument: Instrument
    name: str


@dataclass(frozen=True)
class Evidence:
    """The words behind a cell: one quote, with what it was coded as there (several claims may rest on one quote)."""

    claims: tuple[StoredClaim, ...]

    @property
    def first(self) -> StoredClaim:
        """The claim that a link leads to."""
        return self.claims[0]

    @property
    def section(self) -> str | None:
        """The number of the article or paragraph as the text prints it."""
        claim = self.first.claim
        return claim.section if isinstance(claim, ProvisionClaim | CommitmentClaim) else None

    @property
    def value(self) -> str:
        """What the quote was coded as: a provision's value, or a promise's firmness, "not to" where it forgoes."""
        return "; ".join(dict.fromkeys(_value(stored) for stored in self.claims))


@dataclass(frozen=True)
class Cell:
    """What one row finds in one agreement. `lines` is the essential, empty where nothing is found."""

    column: Column
    row: Row
    lines: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def essence(self) -> str:
        """The essential in one line."""
        return "; ".join(self.lines) or NONE_FOUND


@dataclass(frozen=True)
class Comparison:
    """The table: for each row its cells, one for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Row, tuple[Cell, ...]], ...]

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Iterable[Row]) -> Comparison:
        """Read every row in every agreement."""
        return cls(
            tuple(columns),
            tuple((row, tuple(_cell(column, row) for column in columns)) for row in rows),
        )

    @property
    def filled(self) -> int:
        """How many cells find something."""
        return sum(bool(cell.lines) for _, cells in self.rows for cell in cells)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.columns) * len(self.rows)


def columns(instruments: Sequence[Instrument]) -> tuple[Column, ...]:
    """All agreements as columns, in the order of their names.

    A name is made of the parties without those to more than three agreements in four; where none is left, of all.
    What would bear the same name gets its file's name behind it.
    """
    counted = Counter(party for each in instruments for party in set(each.parties))
    common = {party for party, count in counted.items() if count * 4 > len(instruments) * 3}
    named: list[tuple[Instrument, str]] = []
    for each in instruments:
        telling = [party for party in each.parties if party not in common] or list(each.parties)
        named.append((each, words.actors(telling) if telling else each.title))
    named = _told_apart(named, lambda each: each.doc)
    # Two readings of a file of one name are two documents.
    named = _told_apart(named, lambda each: each.document[:8])
    found = (Column(each, name) for each, name in named)
    return tuple(sorted(found, key=lambda column: (column.name.casefold(), column.instrument.document)))


def _told_apart(
    named: Sequence[tuple[Instrument, str]], mark: Callable[[Instrument], str]
) -> list[tuple[Instrument, str]]:
    """The same names, with the mark behind those that more than one bears."""
    counted = Counter(name for _, name in named)
    return [(each, f"{name} ({mark(each)})" if counted[name] > 1 else name) for each, name in named]


def _cell(column: Column, row: Row) -> Cell:
    found: Found = row.read(column.instrument)
    by_quote: dict[tuple[int, int], list[StoredClaim]] = {}
    for stored in found.claims:
        by_quote.setdefault((stored.claim.start, stored.claim.end), []).append(stored)
    return Cell(column, row, found.lines, tuple(Evidence(tuple(claims)) for claims in by_quote.values()))


def _value(stored: StoredClaim) -> str:
    claim = stored.claim
    if isinstance(claim, CommitmentClaim):
        return claim.firmness if claim.polarity == "will" else f"{claim.firmness}, not to"
    assert isinstance(claim, ProvisionClaim)
    return claim.value or ", ".join(f"{amount.currency} {amount.value:.0f}" for amount in claim.amounts) or "found"
