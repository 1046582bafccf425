"""From the rows of a table to incidents: each row is a document of its own, named by what identifies it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pactwatch
from pactwatch.extract.actors import Actors
from pactwatch.extract.claim import IncidentClaim, ReadBy
from pactwatch.extract.mapping import IncidentMapping, Mapping
from pactwatch.extract.mapping_cells import CellError, Cells
from pactwatch.extract.mapping_places import read_cited, read_people, read_position
from pactwatch.extract.mapping_sources import ActorSource, FromColumn, named_columns
from pactwatch.read.document import Document, PublishedBasis
from pactwatch.read.metadata import Metadata
from pactwatch.read.row_document import RowDocument, row_content, row_document
from pactwatch.read.table import Row, Table

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class MappedRow:
    """A row's document and bytes, the incident that it tells of, and the cells that could not be read."""

    document: Document
    content: bytes
    claims: tuple[IncidentClaim, ...]
    faults: tuple[str, ...]


@dataclass
class RowReader:
    """Reads the rows of one table by a mapping of incidents.

    table: its columns and its name; its rows are not looked at. published: the ISO date of this release, where the user
    gives it; else the file's name may, and a row's own date goes before both.
    Making one raises MissingColumnError where the mapping names a column that the table lacks.
    """

    table: Table
    mapping: Mapping
    actors: Actors
    published: str | None = None
    _cells: Cells = field(init=False)
    _made_by: ReadBy = field(init=False)

    def __post_init__(self) -> None:
        self._cells = Cells(self.table, self.mapping.file, self.actors)
        self._made_by = ReadBy(
            extractor=f"table {pactwatch.__version__}",
            pipeline=f"mapping {self.mapping.name}",
            codebook=self.mapping.version,
        )
        self._shown = [self._cells.place(column) for column in self.mapping.file.shown] or None
        self._claims = tuple(c for c in self.mapping.file.completed if isinstance(c, IncidentMapping))
        date = self.mapping.date_in(self.table.name)
        self._release: tuple[str | None, PublishedBasis | None] = (
            (self.published, "user") if self.published else (date, "metadata" if date else None)
        )
        # A mapping that does not fit is told before a row is kept.
        said = self.mapping.file
        for part in (*self._claims, *said.skip, *([said.row] if said.row else [])):
            for columns in named_columns(part):
                self._cells.places(columns)
        self._cells.places(said.id)

    def read(self, row: Row) -> MappedRow | None:
        """The document of a row with its incident; None for a row that the mapping leaves out.

        The first of the mapping's claims whose `where` the row meets says how it is read. A cell that cannot be read is a
        fault: it gives no value, and no incident where there is none without it.
        """
        said, cells = self.mapping.file, self._cells
        if any(cells.holds(row, each) for each in said.skip):
            return None
        fits = (each for each in self._claims if all(cells.holds(row, condition) for condition in each.where))
        wanted = next(fits, None)
        if wanted is None:
            return None
        faults: list[str] = []
        made = self._document(row, faults)
        claim = self._claim(row, wanted, made, faults)
        return MappedRow(made.document, made.content, (claim,) if claim else (), tuple(dict.fromkeys(faults)))

    def _document(self, row: Row, faults: list[str]) -> RowDocument:
        said, cells = self.mapping.file, self._cells
        own = said.row
        key = ", ".join(found[1] for column in said.id if (found := cells.cell(row, (column,))))
        if own and own.id and (first := self._words(row, own.id)):
            key = first
        name = f"{self.mapping.name}/{key}" if key else f"{self.table.name}/row {row.number}"
        date, basis = self._release
        if own and own.published and (day := self._try(row, cells.date, own.published, faults)):
            date, basis = day, "metadata"
        url = self._words(row, own.url) if own else None
        return row_document(
            name,
            self.table.columns,
            row,
            row_content(self.table.columns, row),
            about=Metadata(
                title=f"{said.title}: {key or f'row {row.number}'}",
                outlet=said.outlet,
                url=url or said.url,
                published=date,
            ),
            basis=basis,
            language=said.language,
            shown=self._shown,
        )

    def _claim(
        self, row: Row, mapping: IncidentMapping, made: RowDocument, faults: list[str]
    ) -> IncidentClaim | None:
        cells = self._cells

        def tried(read: Callable[[Cells, Row, S], T], source: S | None) -> T | None:
            return self._try(row, lambda row, source: read(cells, row, source), source, faults) if source else None

        def actor(source: ActorSource | None) -> str | None:
            codes = self._try(row, cells.actors, source, faults) if source else None
            return codes[0] if codes else None

        start, end = self._quoted(row, mapping, made)
        if start == end:
            return None
        assert mapping.type is not None  # the mapping's file was checked
        type_ = self._try(row, cells.coded, mapping.type, faults)
        if type_ is None:
            return None
        sides = (actor(source) for source in mapping.sides)
        common: dict[str, Any] = {
            "speaker": self.mapping.file.speaker,
            "via": (self.mapping.file.via or "").replace("{published}", made.document.published or "undated") or None,
        }
        return IncidentClaim(
            **common,
            doc=made.document.doc,
            start=start,
            end=end,
            quote=made.document.text[start:end],
            read_by=self._made_by,
            type=type_,
            date=self._try(row, cells.date, mapping.date, faults) if mapping.date else None,
            place=self._words(row, mapping.place),
            admin1=self._words(row, mapping.admin1),
            position=tried(read_position, mapping.position),
            perpetrator=actor(mapping.perpetrator),
            attributed_by=self._words(row, mapping.attributed_by),
            sides=tuple(dict.fromkeys(side for side in sides if side)),
            target=self._words(row, mapping.target),
            killed=tried(read_people, mapping.killed),
            injured=tried(read_people, mapping.injured),
            cited=tried(read_cited, mapping.cited) or (),
        )

    def _quoted(self, row: Row, mapping: IncidentMapping, made: RowDocument) -> tuple[int, int]:
        """The stretch that the claim quotes: the cells it names, the running text, or the whole row."""
        text = self.mapping.file.text
        columns = mapping.quote or ((text,) if text else ())
        wanted = [
            made.cells[place]
            for column in columns
            for place in self._cells.places((column,))
            if place in made.cells and not self._cells.is_empty(row.cells[place])
        ]
        if not wanted:
            return 0, len(made.document.text)
        return min(cell[0 if mapping.quote else 1] for cell in wanted), max(cell[2] for cell in wanted)

    def _words(self, row: Row, source: FromColumn | None) -> str | None:
        found = self._cells.cell(row, source.column) if source else None
        return found[1] if found else None

    def _try(self, row: Row, read: Callable[[Row, S], T], source: S, faults: list[str]) -> T | None:
        try:
            return read(row, source)
        except CellError as error:
            faults.append(f"row {row.number}, {error}")
            return None
