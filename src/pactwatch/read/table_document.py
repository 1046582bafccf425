"""A table as a document: each row is one line and one section, so that a claim can quote its own row."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pactwatch.read.document import Document, PublishedBasis, Section
from pactwatch.read.errors import UnreadableError
from pactwatch.read.metadata import Metadata
from pactwatch.read.reader import MOST_CHARACTERS
from pactwatch.read.table import Row, Table

_BETWEEN = " | "


@dataclass(frozen=True)
class RowText:
    """Where a row stands in the document's text. `cells` gives by column where "name: value" and the value begin, and
    where they end; a cell that is empty or not shown is not among them.
    """

    start: int
    end: int
    cells: dict[int, tuple[int, int, int]]


@dataclass(frozen=True)
class TableText:
    """A table's document with the places of its rows, in the table's order."""

    document: Document
    rows: tuple[RowText, ...]


def table_document(
    table: Table,
    labels: Sequence[str],
    *,
    about: Metadata,
    basis: PublishedBasis | None,
    language: str | None = None,
    shown: Sequence[int] | None = None,
) -> TableText:
    """The document that a table makes: a line for each row, "name: value | name: value", without its empty cells.

    `labels` names each row; it becomes the number of the row's section. `about` gives title, outlet, address and date.
    `shown` are the columns that the text has, all of them where it is None. Raises UnreadableError where the text would
    be longer than a document's may be.
    """
    places = range(len(table.columns)) if shown is None else shown
    lines: list[str] = []
    rows: list[RowText] = []
    length = 0
    for row in table.rows:
        line, cells = _line(table.columns, row, places, length)
        lines.append(line)
        rows.append(RowText(length, length + len(line), cells))
        length += len(line) + 1
    if length > MOST_CHARACTERS:
        raise UnreadableError(
            f"its text would have {length:,} characters, more than the {MOST_CHARACTERS:,} that are read; "
            f"name the columns that are needed with `shown` in the mapping"
        )
    document = Document(
        doc=table.name,
        text="\n".join(lines),
        title=about.title,
        outlet=about.outlet,
        url=about.url,
        published=about.published,
        published_basis=basis,
        language=language,
        media_type=table.media_type,
        sha256=hashlib.sha256(table.content).hexdigest(),
        sections=tuple(
            Section(number=label, level=1, start=row.start, end=row.end)
            for label, row in zip(labels, rows, strict=True)
        ),
        warnings=table.faults,
    )
    return TableText(document, tuple(rows))


def _line(
    columns: Sequence[str], row: Row, places: Sequence[int], start: int
) -> tuple[str, dict[int, tuple[int, int, int]]]:
    parts: list[str] = []
    cells: dict[int, tuple[int, int, int]] = {}
    length = 0
    for place in places:
        value = row.cells[place]
        if not value:
            continue
        label = f"{columns[place]}: "
        begin = start + length + (len(_BETWEEN) if parts else 0)
        cells[place] = (begin, begin + len(label), begin + len(label) + len(value))
        parts.append(label + value)
        length = cells[place][2] - start
    return _BETWEEN.join(parts), cells
