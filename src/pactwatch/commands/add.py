"""`pactwatch add`: read files, take the facts from them, and keep both in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pactwatch.commands.extracting import CodebookOption, loaded_extractor, warn_of_language
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.reporting import Report, check_date, read_or_report
from pactwatch.extract.extractor import Extractor
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.words import number, plural
from pactwatch.read.errors import ReadError
from pactwatch.read.reader import files_under


@dataclass
class Sums:
    """What an addition did: documents and claims that are new, and documents that were there already."""

    documents: int = 0
    claims: int = 0
    known: int = 0


def add(
    files: Annotated[list[Path], typer.Argument(help="Files, or folders of them.", show_default=False)],
    published: Annotated[
        str | None, typer.Option(help="When they were published, such as 2025-05-26; goes before what the files say.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    codebook: CodebookOption = None,
) -> None:
    """Read files into the ledger: each document with all its claims, or nothing of it.

    Adding a file again changes nothing. What could not be read is listed with its reason, and the exit code is then 1.
    """
    check_date(published)
    report = Report()
    with opened(ledger) as book:
        sums = add_files(book, files, loaded_extractor(codebook), published, report)
    typer.echo(
        f"{plural(sums.documents, 'document')} and {plural(sums.claims, 'claim')} added to {ledger}; "
        f"{number(sums.known)} known already"
    )
    if report.failures:
        typer.echo(f"{len(report.failures)} could not be read:")
        for failure in report.failures:
            typer.echo(f"  {failure}")
    raise typer.Exit(report.exit_code)


def add_files(
    book: Ledger, files: Sequence[Path], extractor: Extractor, published: str | None, report: Report
) -> Sums:
    """Add files to an open ledger, showing the progress on the error stream. Gives the sums of what is new."""
    sums = Sums()
    paths = files_under(files)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=len(paths))
        for path in paths:
            progress.update(task, description=f"reading {path.name[:40]:<40}")
            _add_file(book, path, extractor, published, report, sums)
            progress.advance(task)
    return sums


def _add_file(
    book: Ledger, path: Path, extractor: Extractor, published: str | None, report: Report, sums: Sums
) -> None:
    document = read_or_report(path, published, report)
    if document is None:
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        report.fail(ReadError(path, f"it could be read once, and then no more: {error.strerror}"))
        return
    if hashlib.sha256(content).hexdigest() != document.sha256:
        report.fail(ReadError(path, "it was changed while it was read; add it again"))
        return
    warn_of_language(document)
    claims = extractor.extract(document)
    try:
        added = book.add(document, claims, content)
    except LedgerError as error:
        raise LedgerError(f"{path} was not added, what came before it was; {error}") from error
    sums.documents += added.is_new
    sums.known += not added.is_new
    sums.claims += added.claims_added
