"""Tables: the rows of a CSV file, or of an IATI activity file, with the numbers that a spreadsheet gives them."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pactwatch.read.characters import normalised
from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.reader import LARGEST, MOST_CHARACTERS
from pactwatch.read.table_iati import iati_rows
from pactwatch.read.table_json import JSON_ENDINGS, json_rows
from pactwatch.read.text import decoded

CSV_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
"""Endings of the files that are read as separated values; .xml is read as an IATI activity file, .json as forms."""

LARGEST_BY_ROWS = 512 * 2**20
"""Bytes of the largest file that is read row by row."""

_DELIMITERS = ",;\t|"
_SEPARATORS = re.compile(r"[\W_]+")


class Layout(BaseModel):
    """How a file of separated values is laid out. What is not said is found out from the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    header: int = Field(
        1, ge=1, description="the row that has the names of the columns; what stands above is not read"
    )
    delimiter: str | None = Field(None, min_length=1, max_length=1)
    encoding: str | None = Field(None, description="the encoding where it is not UTF-8, such as cp1252")

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                codecs.lookup(value)
            except LookupError as error:
                raise ValueError(f"there is no encoding {value}; write one such as cp1252") from error
        return value


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

        Capitals, spaces and punctuation do not count, since releases of one table differ in them. A question of a form is
        also found without the groups that it stands in: "killed" for "casualties/killed", if only one is called so.
        """
        if name in self._exactly:
            return self._exactly[name]
        loose = _loose(name)
        return self._loosely.get(loose, self._without_group.get(loose))

    @cached_property
    def _exactly(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.columns)}

    @cached_property
    def _loosely(self) -> dict[str, int]:
        return {_loose(name): place for place, name in reversed(list(enumerate(self.columns)))}

    @cached_property
    def _without_group(self) -> dict[str, int]:
        last = [(_loose(name.rpartition("/")[2]), place) for place, name in enumerate(self.columns) if "/" in name]
        often = Counter(name for name, _ in last)
        return {name: place for name, place in last if often[name] == 1}


@dataclass(frozen=True)
class TableFile:
    """A table that is read row by row. `head` has its name, columns and bytes, and no rows.

    `faults` is what is wrong with the file as a whole.
    """

    head: Table
    faults: tuple[str, ...]
    _read: Callable[[], Iterator[Row | str]]

    def rows(self) -> Iterator[Row | str]:
        """The rows that are not blank, from the first one on; for a row that cannot be read, what is wrong with it."""
        return self._read()


def read_table(path: Path, layout: Layout | None = None) -> Table:
    """Read a table from a file. Raises ReadError, whose text is one line for the user, whatever is wrong with it."""
    content = _content(path, LARGEST)
    try:
        return table_of(path.name, content, layout or Layout())
    except UnreadableError as error:
        raise ReadError(path, str(error)) from error


def open_table(path: Path, layout: Layout | None = None) -> TableFile:
    """Open a table to read it row by row, as large as LARGEST_BY_ROWS bytes. Raises ReadError as `read_table` does."""
    content = _content(path, LARGEST_BY_ROWS)
    try:
        return _opened(path.name, content, layout or Layout())
    except UnreadableError as error:
        raise ReadError(path, str(error)) from error


def table_of(name: str, content: bytes, layout: Layout) -> Table:
    """The table in the bytes of a file called `name`, whose ending tells its format. Raises UnreadableError."""
    file = _opened(name, content, layout)
    rows: list[Row] = []
    faults = list(file.faults)
    for row in file.rows():
        if isinstance(row, Row):
            rows.append(row)
        else:
            faults.append(row)
    return replace(file.head, rows=tuple(rows), faults=tuple(faults))


def _content(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise ReadError(path, f"it has more than the {largest // 2**20} MB that are read; cut it into parts")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file") from error
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error


def _opened(name: str, content: bytes, layout: Layout) -> TableFile:
    ending = Path(name).suffix.lower()
    if not content:
        raise UnreadableError("the file is empty")
    if ending in (".xml", *JSON_ENDINGS):
        columns, cells = iati_rows(content) if ending == ".xml" else json_rows(content)
        # Read once: such a file is in memory as a whole anyway, and what is wrong with it is told at once.
        rows = tuple(Row(number, tuple(map(_clean, each))) for number, each in enumerate(cells, start=1))
        kind = {".xml": "application/xml", ".geojson": "application/geo+json"}.get(ending, "application/json")
        return TableFile(Table(name, columns, (), kind, content), (), lambda: iter(rows))
    if ending not in CSV_ENDINGS:
        kinds = ", ".join((*CSV_ENDINGS, ".xml", *JSON_ENDINGS))
        raise UnreadableError(
            f"this kind of file ({ending or 'without ending'}) is not read; save it as one of {kinds}"
        )
    text, warnings = decoded(content, layout.encoding)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    delimiter = layout.delimiter or _delimiter(text, layout.header)
    header = next((cells for number, cells in _records(text, delimiter) if number == layout.header), None)
    if header is None or not any(cell.strip() for cell in header):
        raise UnreadableError(f"row {layout.header} has no names of columns; set `layout: header` in the mapping")
    media_type = "text/tab-separated-values" if ending in (".tsv", ".tab") else "text/csv"
    head = Table(name, _names(header), (), media_type, content)
    return TableFile(head, warnings, lambda: _rows(_records(text, delimiter), len(head.columns), after=layout.header))


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MOST_CHARACTERS)
    try:
        yield from enumerate(_cut(text, delimiter), start=1)
    except csv.Error as error:
        raise UnreadableError(f"it is no table of separated values: {error}") from error


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterator[str]:
    """The lines one by one with their ends, since a copy of a large text would take four times its room."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


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


def _rows(lines: Iterable[tuple[int, list[str]]], width: int, after: int) -> Iterator[Row | str]:
    for number, cells in lines:
        if number <= after or not any(cell.strip() for cell in cells):
            continue
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            yield f"row {number} has {len(cells)} cells where the header has {width}; it was left out"
            continue
        yield Row(number, tuple(map(_clean, cells[:width])))


def _clean(cell: str) -> str:
    """The cell on one line. Nothing is changed in it but line breaks and characters that nobody sees."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return " ".join(line.strip() for line in normalised(cell).split("\n") if line.strip())


def _loose(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())
