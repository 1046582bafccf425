"""Tables: the rows of a CSV file, or of an IATI activity file, with the numbers that a spreadsheet gives them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.read.characters import normalised
from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.reader import LARGEST, MOST_CHARACTERS
from pactwatch.read.table_iati import iati_rows
from pactwatch.read.text import decoded

CSV_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
"""Endings of the files that are read as separated values; .xml is read as an IATI activity file."""

_DELIMITERS = ",;\t|"
_SEPARATORS = re.compile(r"[\W_]+")


class Layout(BaseModel):
    """How a file of separated values is laid out. What is not said is found out from the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    header: int = Field(
        1, ge=1, description="the row that has the names of the columns; what stands above is not read"
    )
    delimiter: str | None = Field(None, min_length=1, max_length=1)


@dataclass(frozen=True)
class Row:
    """A row of the table. `number` counts as a spreadsheet does, from 1, the header included."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The columns by name, the rows that are not blank, and in `faults` the rows that could not be read."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    media_type: str
    content: bytes
    faults: tuple[str, ...] = ()

    def column(self, name: str) -> int | None:
        """The place of a column, None where there is none of that name.

        Capitals, spaces and punctuation do not count, since releases of one table differ in them.
        """
        if name in self._exactly:
            return self._exactly[name]
        return self._loosely.get(_loose(name))

    @cached_property
    def _exactly(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.columns)}

    @cached_property
    def _loosely(self) -> dict[str, int]:
        return {_loose(name): place for place, name in reversed(list(enumerate(self.columns)))}


def read_table(path: Path, layout: Layout | None = None) -> Table:
    """Read a table from a file. Raises ReadError, whose text is one line for the user, whatever is wrong with it."""
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(path, f"it has more than the {LARGEST // 2**20} MB that are read; cut it into parts")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file") from error
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    try:
        return table_of(path.name, content, layout or Layout())
    except UnreadableError as error:
        raise ReadError(path, str(error)) from error


def table_of(name: str, content: bytes, layout: Layout) -> Table:
    """The table in the bytes of a file called `name`, whose ending tells its format. Raises UnreadableError."""
    ending = Path(name).suffix.lower()
    if not content:
        raise UnreadableError("the file is empty")
    if ending == ".xml":
        columns, cells = iati_rows(content)
        rows = tuple(Row(number, tuple(map(_clean, each))) for number, each in enumerate(cells, start=1))
        return Table(name, columns, rows, "application/xml", content)
    if ending not in CSV_ENDINGS:
        kinds = ", ".join((*CSV_ENDINGS, ".xml"))
        raise UnreadableError(
            f"this kind of file ({ending or 'without ending'}) is not read; save it as one of {kinds}"
        )
    text, warnings = decoded(content)
    lines = _records(text, layout)
    header = next((cells for number, cells in lines if number == layout.header), None)
    if header is None or not any(cell.strip() for cell in header):
        raise UnreadableError(f"row {layout.header} has no names of columns; set `layout: header` in the mapping")
    columns = _names(header)
    rows, faults = _rows(lines, len(columns))
    media_type = "text/tab-separated-values" if ending in (".tsv", ".tab") else "text/csv"
    return Table(name, columns, rows, media_type, content, (*warnings, *faults))


def _records(text: str, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MOST_CHARACTERS)
    delimiter = layout.delimiter or _delimiter(text, layout.header)
    try:
        yield from enumerate(_cut(text, delimiter), start=1)
    except csv.Error as error:
        raise UnreadableError(f"it is no table of separated values: {error}") from error


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str, header: int) -> str:
    """The sign that cuts the header into the most cells."""

    def cells(sign: str) -> int:
        return next((len(row) for number, row in enumerate(_cut(text, sign), start=1) if number == header), 0)

    return max(_DELIMITERS, key=cells)


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; one that has none, or has another's, is told apart by its place."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = _clean(cell) or f"column {place}"
        names.append(f"{name} (column {place})" if name in names else name)
    return tuple(names)


def _rows(lines: Iterable[tuple[int, list[str]]], width: int) -> tuple[tuple[Row, ...], list[str]]:
    rows: list[Row] = []
    faults: list[str] = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            faults.append(f"row {number} has {len(cells)} cells where the header has {width}; it was left out")
            continue
        rows.append(Row(number, tuple(map(_clean, cells[:width]))))
    return tuple(rows), faults


def _clean(cell: str) -> str:
    """The cell on one line. Nothing is changed in it but line breaks and characters that nobody sees."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return " ".join(line.strip() for line in normalised(cell).split("\n") if line.strip())


def _loose(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())
