"""From a table to claims by its mapping: every claim quotes its own row, and says which row that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pactwatch
from pactwatch.extract.actors import Actors
from pactwatch.extract.claim import (
    AgreementClaim,
    Amount,
    Claim,
    CommitmentClaim,
    FulfilmentClaim,
    Goods,
    ReadBy,
    State,
)
from pactwatch.extract.mapping import (
    AgreementMapping,
    ClaimMapping,
    CommitmentMapping,
    FulfilmentMapping,
    IncidentMapping,
    Mapping,
)
from pactwatch.extract.mapping_cells import CellError, Cells
from pactwatch.extract.mapping_sources import AmountSource, DateSource, FromColumn, GoodsSource, StateSource
from pactwatch.read.document import Document, PublishedBasis
from pactwatch.read.metadata import Metadata
from pactwatch.read.table import Row, Table
from pactwatch.read.table_document import RowText, TableText, table_document

T = TypeVar("T")


@dataclass(frozen=True)
class Fault:
    """A cell that could not be read: the row's number and name, and what is wrong, with the column."""

    row: int
    label: str
    message: str

    def __str__(self) -> str:
        named = "" if self.label == f"row {self.row}" else f" ({self.label})"
        return f"row {self.row}{named}, {self.message}"


@dataclass(frozen=True)
class MappedTable:
    """A table's document, the claims of its rows in the order of their quotes, and the cells that were not read."""

    document: Document
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]


def map_table(table: Table, mapping: Mapping, actors: Actors, published: str | None = None) -> MappedTable:
    """Make a document of a table, and claims of its rows.

    `published` is the ISO date of this release, where the user gives it; else the file's name may. A cell that cannot
    be read is a fault: it gives no value, and its row gives no claim where it could not be made without that value.
    Raises MissingColumnError where the mapping names a column that the table lacks, UnreadableError where the table is
    too long for a document.
    """
    cells = Cells(table, mapping.file, actors)
    table = _without_skipped(table, cells, mapping)
    cells.table = table
    date, basis = _publication(table, mapping, published)
    said = mapping.file
    about = Metadata(title=said.title, outlet=said.outlet, url=said.url, published=date)
    labels = row_labels(cells, table.rows, said.id)
    shown = [cells.place(column) for column in said.shown] or None
    text = table_document(table, labels, about=about, basis=basis, language=said.language, shown=shown)
    reading = _Reading(cells, mapping, text, labels)
    claims = [claim for each in said.completed for claim in reading.claims(each)]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    faults = sorted(set(reading.faults), key=lambda fault: (fault.row, fault.message))
    return MappedTable(text.document, tuple(claims), tuple(faults))


def row_labels(cells: Cells, rows: Iterable[Row], columns: tuple[str, ...]) -> list[str]:
    """A name for each row: its cells in the identifying columns; with the row's number where several share them."""
    named = [(row, row_key(cells, row, columns)) for row in rows]
    shared = Counter(label for _, label in named)
    return [
        label if label and shared[label] == 1 else f"{label}, row {row.number}".removeprefix(", ")
        for row, label in named
    ]


def row_key(cells: Cells, row: Row, columns: tuple[str, ...]) -> str:
    """What the identifying columns of a row say, empty cells left out."""
    return ", ".join(found[1] for column in columns if (found := cells.cell(row, (column,))))


def rows_for(cells: Cells, rows: Iterable[Row], mapping: ClaimMapping) -> Iterator[Row]:
    """The rows that give a claim by one of the mapping's claims: those that meet `where`, of those alike the first."""
    seen: set[tuple[str, ...]] = set()
    places = [cells.place(column) for column in mapping.once]
    for row in rows:
        if not all(cells.holds(row, condition) for condition in mapping.where):
            continue
        if places:
            alike = tuple(row.cells[place] for place in places)
            if alike in seen:
                continue
            seen.add(alike)
        yield row


def _without_skipped(table: Table, cells: Cells, mapping: Mapping) -> Table:
    kept = tuple(row for row in table.rows if not any(cells.holds(row, each) for each in mapping.file.skip))
    return Table(table.name, table.columns, kept, table.media_type, table.content, table.faults)


def _publication(table: Table, mapping: Mapping, published: str | None) -> tuple[str | None, PublishedBasis | None]:
    if published is not None:
        return published, "user"
    date = mapping.date_in(table.name)
    return date, "metadata" if date else None


class _Reading:
    """One reading of a table: what all its claims share, and the faults met on the way."""

    def __init__(self, cells: Cells, mapping: Mapping, text: TableText, labels: list[str]) -> None:
        self._cells = cells
        self._mapping = mapping
        self._text = text
        self._where = {
            row.number: (place, label) for row, place, label in zip(cells.table.rows, text.rows, labels, strict=True)
        }
        via = mapping.file.via
        self._said_by = {
            "speaker": mapping.file.speaker,
            "via": via.replace("{published}", text.document.published or "an unknown date") if via else None,
            "read_by": ReadBy(
                extractor=f"table {pactwatch.__version__}",
                pipeline=f"mapping {mapping.name}",
                codebook=mapping.version,
            ),
        }
        self.faults: list[Fault] = []

    def claims(self, mapping: ClaimMapping) -> Iterator[Claim]:
        rows = list(rows_for(self._cells, self._cells.table.rows, mapping))
        labels = row_labels(self._cells, rows, mapping.id) if mapping.id else [self._where[r.number][1] for r in rows]
        for row, label in zip(rows, labels, strict=True):
            place = self._where[row.number][0]
            if not place.cells:
                continue
            start, end = self._quoted(row, place, mapping)
            shared: dict[str, Any] = {
                "doc": self._text.document.doc,
                "start": start,
                "end": end,
                "quote": self._text.document.text[start:end],
                "date": self._try(row, self._date, mapping.date),
                **self._said_by,
            }
            try:
                yield self._claim(row, mapping, label, shared)
            except CellError as error:
                self._fault(row, error)

    def _claim(self, row: Row, mapping: ClaimMapping, label: str, shared: dict[str, Any]) -> Claim:
        """The claim of a row. Raises CellError where a value is missing that the claim cannot do without."""
        cells = self._cells
        if isinstance(mapping, AgreementMapping):
            title = cells.cell(row, mapping.title.column)
            return AgreementClaim(
                **shared,
                title=title[1] if title else None,
                parties=self._try(row, cells.actors, mapping.parties) or (),
                form=cells.coded(row, mapping.form),
                stage=cells.coded(row, mapping.stage),
            )
        assert not isinstance(mapping, IncidentMapping)  # rows of incidents are read by mapping_rows
        assert mapping.promisors is not None and mapping.action is not None  # the mapping's file was checked
        common: dict[str, Any] = {
            **shared,
            "promisors": cells.actors(row, mapping.promisors),
            "action": cells.coded(row, mapping.action),
            "amounts": self._amounts(row, mapping.amounts),
            "items": tuple(goods for source in mapping.items if (goods := self._goods(row, source))),
        }
        if isinstance(mapping, FulfilmentMapping):
            return FulfilmentClaim(**common, commitment=label, state=self._state(row, mapping.state))
        return self._commitment(row, mapping, label, common)

    def _commitment(
        self, row: Row, mapping: CommitmentMapping, label: str, common: dict[str, Any]
    ) -> CommitmentClaim:
        def words(source: FromColumn | None) -> str | None:
            found = self._cells.cell(row, source.column) if source else None
            return found[1] if found else None

        promisees = self._try(row, self._cells.actors, mapping.promisees) if mapping.promisees else ()
        return CommitmentClaim(
            **common,
            promisees=promisees or (),
            firmness=self._cells.coded(row, mapping.firmness),
            due=self._try(row, self._date, mapping.due),
            condition=words(mapping.condition),
            trigger="other" if words(mapping.condition) else "none",
            agreement=words(mapping.agreement),
            section=label,
        )

    def _quoted(self, row: Row, place: RowText, mapping: ClaimMapping) -> tuple[int, int]:
        """The stretch of the row that the claim quotes: the cells it names, the running text, or the whole row."""
        columns = mapping.quote or ((self._mapping.file.text,) if self._mapping.file.text else ())
        wanted = [
            place.cells[column]
            for column in map(self._cells.place, columns)
            if column in place.cells and not self._cells.is_empty(row.cells[column])
        ]
        if not wanted:
            return place.start, place.end
        # A cell that tells something by its column's name is quoted with it, running text speaks for itself.
        return min(cell[0 if mapping.quote else 1] for cell in wanted), max(cell[2] for cell in wanted)

    def _amounts(self, row: Row, sources: Iterable[AmountSource]) -> tuple[Amount, ...]:
        """The sums of a row; where two columns give one in the same currency, the first holds."""
        amounts: dict[str, Amount] = {}
        for source in sources:
            amount = self._try(row, self._amount, source)
            if amount is not None:
                amounts.setdefault(amount.currency, amount)
        return tuple(amounts.values())

    def _amount(self, row: Row, source: AmountSource) -> Amount | None:
        number = self._cells.number(row, source.column)
        if number is None or (number == 0 and not source.zero):
            return None
        currency = source.currency.fixed
        if currency is None:
            column, written = self._cells.cell(row, source.currency.column) or (source.currency.column[0], "")
            currency = source.currency.values.get(written, written)
            if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
                raise CellError(column, written, "is no currency; it should be an ISO 4217 code beside the sum")
        qualifier = self._cells.coded(row, source.qualifier)
        return Amount(value=float(number * source.scale), currency=currency, qualifier=qualifier)

    def _goods(self, row: Row, source: GoodsSource) -> Goods | None:
        name = self._cells.cell(row, source.column)
        if name is None:
            return None
        count = self._try(row, self._cells.number, (source.count,)) if source.count else None
        return Goods(name=name[1], count=int(count) if count is not None and count == int(count) else None)

    def _state(self, row: Row, source: StateSource) -> State:
        if source.fixed is not None:
            return source.fixed
        assert source.delivered is not None and source.of is not None
        delivered = self._cells.number(row, (source.delivered,))
        promised = self._cells.number(row, (source.of,))
        return "met" if delivered is not None and promised and delivered >= promised else "partly_met"

    def _date(self, row: Row, source: DateSource | None) -> str | None:
        return self._cells.date(row, source) if source else None

    def _try(self, row: Row, read: Any, source: Any) -> Any:
        """What a cell holds, None and a fault where it cannot be read: the claim can be made without it."""
        try:
            return read(row, source)
        except CellError as error:
            self._fault(row, error)
            return None

    def _fault(self, row: Row, error: CellError) -> None:
        self.faults.append(Fault(row.number, self._where[row.number][1], str(error)))
