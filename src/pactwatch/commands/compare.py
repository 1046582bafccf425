"""`pactwatch compare`: agreements side by side, in the terminal or as a CSV or XLSX file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.publish.comparison import NONE_FOUND, Cell, Column, Comparison, columns
from pactwatch.publish.comparison_files import csv_text, xlsx_bytes
from pactwatch.publish.comparison_rows import Row, rows
from pactwatch.reconcile.instrument import instruments

_WIDEST = 4
"""How many agreements stand side by side in a terminal; more are listed below each other, row by row."""


def compare(
    agreements: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOC...",
            help="Agreements by their file's name (with or without its ending), by the short name in the table, or by the "
            "beginning of the document's identity; all where none is named.",
            show_default=False,
        ),
    ] = None,
    row: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY", help="A row to show, as `demining`; give it again for more. The usual ones else."
        ),
    ] = None,
    words: Annotated[
        str, typer.Option(metavar="TEXT", help="One more row: the promises that these words occur in.")
    ] = "",
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a line for each quote behind each cell, as CSV.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the table and the quotes behind it, as XLSX.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Compare what agreements provide and promise, from their own texts.

    "None found" is not "no": the words may be there and not have been read.
    """
    try:
        asked = rows(row or (), words)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--row") from error
    with opened(ledger) as book:
        everything = columns(instruments(book.documents(), book.claims(), book.decisions()))
    if not everything:
        typer.echo(
            f"pactwatch: {ledger} holds no agreement's own text; add one: pactwatch add agreement.docx", err=True
        )
        raise typer.Exit(1)
    table = Comparison.of(_chosen(everything, agreements or ()), asked)
    if csv is not None:
        # The byte order mark makes spreadsheets read the file as UTF-8.
        _write(csv, csv_text(table).encode("utf-8-sig"))
    if xlsx is not None:
        _write(xlsx, xlsx_bytes(table, datetime.now(UTC)))
    if csv is None and xlsx is None:
        _print(table)


def _chosen(everything: Sequence[Column], asked: Sequence[str]) -> list[Column]:
    """The columns asked for, in the order asked. Ends the command with one line for what names none, or several."""
    if not asked:
        return list(everything)
    found: dict[str, Column] = {}
    for text in asked:
        fitting = [column for column in everything if _is_called(column, text)]
        if len(fitting) != 1:
            names = ", ".join(column.instrument.doc for column in fitting or everything)
            reason = "may be any of" if fitting else "is no agreement in this ledger; it holds"
            typer.echo(f"pactwatch: {text} {reason} {names}", err=True)
            raise typer.Exit(1)
        found[fitting[0].instrument.document] = fitting[0]
    return list(found.values())


def _is_called(column: Column, text: str) -> bool:
    instrument = column.instrument
    wanted = text.casefold()
    names = {instrument.doc.casefold(), Path(instrument.doc).stem.casefold(), column.name.casefold()}
    return wanted in names or (len(text) >= 4 and instrument.document.startswith(wanted))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        typer.echo(f"pactwatch: {path}: it cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"wrote {path}", err=True)


def _print(table: Comparison) -> None:
    console = Console()
    if len(table.columns) <= _WIDEST:
        console.print(_side_by_side(table))
    else:
        for row, cells in table.rows:
            console.print(_below_each_other(row, cells))
    console.print(f"{table.filled} of {table.size} cells found; “{NONE_FOUND}” is not “no”", style="dim")


def _side_by_side(table: Comparison) -> Table:
    shown = Table(show_lines=True)
    shown.add_column("")
    for column in table.columns:
        shown.add_column(Text(printable(column.name)), overflow="fold", ratio=1)
    for row, cells in table.rows:
        shown.add_row(Text(printable(row.label), "bold"), *(_essence(cell) for cell in cells))
    return shown


def _below_each_other(row: Row, cells: Sequence[Cell]) -> Table:
    shown = Table(title=Text(printable(row.label), "bold"), title_justify="left", show_header=False, box=None)
    shown.add_column(width=24, overflow="fold")
    shown.add_column(overflow="fold")
    for cell in cells:
        shown.add_row(Text(printable(cell.column.name)), _essence(cell))
    return shown


def _essence(cell: Cell) -> Text:
    text = Text(printable(cell.essence), "" if cell.lines else "dim")
    sections = list(dict.fromkeys(evidence.section for evidence in cell.evidence if evidence.section))
    if sections:
        more = f", … ({len(sections)})" if len(sections) > 3 else ""
        text.append(f"  [{', '.join(sections[:3])}{more}]", "dim")
    return text
