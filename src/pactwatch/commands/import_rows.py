"""Importing tables whose rows are sources of their own: batch by batch, so that a stopped import can go on."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pactwatch.commands.reporting import print_line
from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import Mapping
from pactwatch.extract.mapping_rows import MappedRow, RowReader
from pactwatch.ledger.identity import document_identity
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document
from pactwatch.read.table import Row, TableFile, open_table

_BATCH = 500
_SHOWN_FAULTS = 20


@dataclass
class Sums:
    """What an import came to, counted as it goes."""

    rows: int = 0
    left_out: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    known: int = 0
    claims_added: int = 0
    faults: int = 0

    def __str__(self) -> str:
        types = ", ".join(f"{number} {name}" for name, number in self.kinds.most_common())
        parts = [f"{self.rows} rows, {sum(self.kinds.values())} incidents" + (f" ({types})" if types else "")]
        parts += [f"{self.left_out} rows left out by the mapping"] if self.left_out else []
        return "; ".join((*parts, f"{self.known} rows known already, {self.claims_added} claims added"))


def import_rows(
    path: Path, mapping: Mapping, actors: Actors, published: str | None, book: Ledger | None
) -> tuple[TableFile, Sums]:
    """Add the rows of a file to a ledger, 500 in one transaction, after the file itself; print them where it is None.

    What is held already is not added again, so that the same command goes on after it was stopped. Cells that cannot be
    read are told on the error stream as they are met.
    Raises ReadError and UnreadableError for a file that cannot be read, MissingColumnError for one that lacks a column
    that the mapping names, and LedgerError where the ledger cannot be written.
    """
    file = open_table(path, mapping.file.layout)
    reader = RowReader(file.head, mapping, actors, published)
    sums = Sums()
    for fault in file.faults:
        _tell(path, fault, sums)
    if book is not None:
        book.add(release_document(file, mapping, published), [], file.head.content)
    with _progress() as bar:
        total = file.head.content.count(b"\n")
        task = bar.add_task(path.name, total=total)
        rows = _mapped(file, reader, path, sums)
        while batch := list(islice(rows, _BATCH)):
            if book is None:
                for row in batch:
                    for claim in row.claims:
                        print_line(json.dumps(claim.model_dump(mode="json"), ensure_ascii=False))
            else:
                _add(book, batch, sums)
            bar.update(task, completed=min(sums.rows, total))
    if sums.faults > _SHOWN_FAULTS:
        typer.echo(f"pactwatch: {path}: and {sums.faults - _SHOWN_FAULTS} cells or rows more", err=True)
    return file, sums


def release_document(file: TableFile, mapping: Mapping, published: str | None) -> Document:
    """The file as a document, without its rows: they are documents of their own."""
    said, head = mapping.file, file.head
    date = published or mapping.date_in(head.name)
    return Document(
        doc=head.name,
        text=f"{said.title}\nColumns: {', '.join(head.columns)}",
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=date,
        published_basis=("user" if published else "metadata") if date else None,
        language=said.language,
        media_type=head.media_type,
        sha256=hashlib.sha256(head.content).hexdigest(),
    )


def _mapped(file: TableFile, reader: RowReader, path: Path, sums: Sums) -> Iterator[MappedRow]:
    for row in file.rows():
        sums.rows += 1
        if not isinstance(row, Row):
            _tell(path, row, sums)
            continue
        mapped = reader.read(row)
        if mapped is None:
            sums.left_out += 1
            continue
        for fault in mapped.faults:
            _tell(path, fault, sums)
        sums.kinds.update(claim.type for claim in mapped.claims)
        yield mapped


def _add(book: Ledger, batch: list[MappedRow], sums: Sums) -> None:
    ids = [document_identity(row.document.doc, row.document.sha256) for row in batch]
    known = book.published(ids)
    sums.known += sum(each in known for each in ids)
    added = book.add_all(
        (_first_published(row.document, *known.get(each, (None, None))), row.claims, row.content)
        for each, row in zip(ids, batch, strict=True)
    )
    sums.claims_added += sum(each.claims_added for each in added)


def _first_published(document: Document, date: str | None, basis: object) -> Document:
    """A row that a later release repeats word for word was published with the first that had it."""
    if date is None or (document.published is not None and document.published <= date):
        return document
    return document.model_copy(update={"published": date, "published_basis": basis})


def _tell(path: Path, fault: str, sums: Sums) -> None:
    sums.faults += 1
    if sums.faults <= _SHOWN_FAULTS:
        typer.echo(f"pactwatch: {path}: {fault}", err=True)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
