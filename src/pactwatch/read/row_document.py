"""A row as a document: each filled cell is one line, so that a claim can quote its own cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from pactwatch.read.document import Document, PublishedBasis
from pactwatch.read.metadata import Metadata
from pactwatch.read.table import Row

MEDIA_TYPE = "application/json"
"""What the bytes of a row are: an object of its filled cells by column."""


@dataclass(frozen=True)
class RowDocument:
    """A row's document with the bytes that it was made of.

    `cells` gives by the column's place where "name: value" and the value begin, and where they end.
    """

    document: Document
    content: bytes
    cells: dict[int, tuple[int, int, int]]


def row_content(columns: Sequence[str], row: Row) -> bytes:
    """The bytes of a row. They depend on nothing but what it says: not on its place, nor on the order of the columns."""
    said = {name: value for name, value in zip(columns, row.cells, strict=True) if value}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def row_document(
    name: str,
    columns: Sequence[str],
    row: Row,
    content: bytes,
    *,
    about: Metadata,
    basis: PublishedBasis | None,
    language: str | None = None,
    shown: Sequence[int] | None = None,
) -> RowDocument:
    """The document called `name` that a row makes: a line "name: value" for each cell that says something.

    `about` gives title, outlet, address and date; `shown` are the columns that the text has, all where it is None.
    """
    lines: list[str] = []
    cells: dict[int, tuple[int, int, int]] = {}
    start = 0
    for place in range(len(columns)) if shown is None else shown:
        value = row.cells[place]
        if not value:
            continue
        begin = start + len(columns[place]) + 2
        cells[place] = (start, begin, begin + len(value))
        lines.append(f"{columns[place]}: {value}")
        start = begin + len(value) + 1
    document = Document(
        doc=name,
        text="\n".join(lines),
        title=about.title,
        outlet=about.outlet,
        url=about.url,
        published=about.published,
        published_basis=basis,
        language=language,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return RowDocument(document, content, cells)
