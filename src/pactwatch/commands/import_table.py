"""`pactwatch import` and `pactwatch changes`: tables by their mappings, into the ledger or against each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext
from importlib.resources import as_file
from importlib.resources import files as resources
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.extracting import CodebookOption
from pactwatch.commands.import_rows import import_rows
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.reporting import Report, print_line
from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import Mapping, find_mapping
from pactwatch.extract.mapping_cells import MissingColumnError
from pactwatch.extract.mapping_changes import RowChange, table_changes
from pactwatch.extract.mapping_claims import MappedTable, map_table
from pactwatch.extract.yaml_file import CodebookError
from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.table import Table, read_table
from pactwatch.read.written_date import single_date

_MAPPING_HELP = (
    "A mapping that comes with Pactwatch (such as kiel-29, iati, ucdp-ged, acled, viina, incidents), or a YAML file."
)
MappingOption = Annotated[str, typer.Option("--mapping", metavar="NAME_OR_FILE", help=_MAPPING_HELP)]
_SHOWN_FAULTS = 20


def import_table(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Tables: CSV, TSV, IATI activity files; of incidents also GeoJSON and JSON submissions of forms.",
            show_default=False,
        ),
    ],
    mapping: MappingOption,
    published: Annotated[
        str | None, typer.Option(help="When this release was published, such as 2023-01-05; the file's name else.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the claims, one JSON object a line, and add nothing.")
    ] = False,
    codebook: CodebookOption = None,
) -> None:
    """Take claims from the rows of tables, each with its row as the quote, and add them to the ledger.

    Each file is one document, added whole or not at all; each release is a source of its own date. Where the rows are
    incidents, each row is a document, and the same command goes on after it was stopped. A cell that cannot be read is
    named on the error stream with its row and column, the rest is taken, and the exit code is then 1.
    """
    if published is not None and single_date(published) is None:
        raise typer.BadParameter(f"{published!r} is not a date; write it as 2023-01-05", param_hint="--published")
    date = single_date(published) if published else None
    report = Report()
    chosen, actors = _loaded(mapping, codebook)
    if chosen.file.rows_are_sources:
        unread = _import_rows(files, chosen, actors, date, None if dry_run else ledger, report)
        raise typer.Exit(1 if report.failures or unread else 0)
    unread = 0
    read: list[tuple[Table, MappedTable]] = []
    for path in files:
        try:
            table = read_table(path, chosen.file.layout)
            mapped = map_table(table, chosen, actors, date)
        except (MissingColumnError, UnreadableError) as error:
            report.fail(ReadError(path, str(error)))
            continue
        except ReadError as error:
            report.fail(error)
            continue
        faults = [*table.faults, *(str(fault) for fault in mapped.faults)]
        _tell(path, faults)
        unread += len(faults)
        read.append((table, mapped))
    if dry_run:
        for _, mapped in read:
            for claim in mapped.claims:
                print_line(json.dumps(claim.model_dump(mode="json"), ensure_ascii=False))
    elif read:
        with opened(ledger) as book:
            for table, mapped in read:
                added = book.add(mapped.document, mapped.claims, table.content)
                typer.echo(_sums(table, mapped, added.claims_added, is_new=added.is_new) + f" to {ledger}")
    raise typer.Exit(1 if report.failures or unread else 0)


def _import_rows(
    files: Iterable[Path], mapping: Mapping, actors: Actors, published: str | None, ledger: str | None, report: Report
) -> int:
    """Import tables row by row; the number of cells and rows that could not be read."""
    unread = 0
    with opened(ledger) if ledger is not None else nullcontext() as book:
        for path in files:
            try:
                file, sums = import_rows(path, mapping, actors, published, book)
            except (MissingColumnError, UnreadableError) as error:
                report.fail(ReadError(path, str(error)))
            except ReadError as error:
                report.fail(error)
            except KeyboardInterrupt as error:
                typer.echo(f"pactwatch: {path}: stopped; the same command goes on where it was", err=True)
                raise typer.Exit(130) from error
            else:
                unread += sums.faults
                if ledger is not None:
                    date = published or mapping.date_in(file.head.name)
                    typer.echo(f"{path.name}{f' ({date})' if date else ''}: {sums} to {ledger}")
    return unread


def changes(
    old: Annotated[Path, typer.Argument(help="The earlier release.")],
    new: Annotated[Path, typer.Argument(help="The later release.")],
    mapping: MappingOption,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a row.")] = False,
    codebook: CodebookOption = None,
) -> None:
    """List what changed between two releases of a table: rows added, rows that vanished, old and new values.

    Rows are told apart by the columns that the mapping names as `id`, and compared in the columns that it uses.
    """
    chosen, actors = _loaded(mapping, codebook)
    try:
        tables = [read_table(path, chosen.file.layout) for path in (old, new)]
        found = list(table_changes(tables[0], tables[1], chosen, actors))
    except (ReadError, MissingColumnError) as error:
        typer.echo(f"pactwatch: {error}", err=True)
        raise typer.Exit(1) from error
    for each in found:
        print_line(json.dumps(each.model_dump(mode="json"), ensure_ascii=False) if as_json else _line(each))
    if not as_json:
        sums = Counter((each.claim, each.change) for each in found)
        counted = "; ".join(f"{number} {claim} rows {change}" for (claim, change), number in sorted(sums.items()))
        typer.echo(f"{old.name} to {new.name}: {counted or 'nothing changed'}")


def _loaded(mapping: str, codebook: Path | None) -> tuple[Mapping, Actors]:
    try:
        chosen = find_mapping(mapping)
        if codebook is not None:
            return chosen, Actors.load(codebook / "actors.yaml")
        with as_file(resources("pactwatch") / "codebook" / "actors.yaml") as path:
            return chosen, Actors.load(path)
    except (CodebookError, OSError) as error:
        typer.echo(f"pactwatch: {error}", err=True)
        raise typer.Exit(1) from error


def _tell(path: Path, faults: Iterable[str]) -> None:
    every = list(faults)
    for fault in every[:_SHOWN_FAULTS]:
        typer.echo(f"pactwatch: {path}: {fault}", err=True)
    if len(every) > _SHOWN_FAULTS:
        typer.echo(f"pactwatch: {path}: and {len(every) - _SHOWN_FAULTS} cells more", err=True)


def _sums(table: Table, mapped: MappedTable, added: int, *, is_new: bool) -> str:
    kinds = Counter(claim.kind for claim in mapped.claims)
    made = ", ".join(f"{number} {kind}s" for kind, number in kinds.items()) or "no claims"
    known = "" if is_new else ", known already"
    dated = mapped.document.published or "without a date: give it with --published"
    return f"{table.name} ({dated}{known}): {len(table.rows)} rows, {made}; {added} claims added"


def _line(change: RowChange) -> str:
    cells = "; ".join(
        f"{cell.column}: {_short(cell.old)} -> {_short(cell.new)}"
        if change.change == "changed"
        else f"{cell.column}: {_short(cell.old or cell.new)}"
        for cell in change.cells
    )
    if change.change == "renamed":
        return f"renamed   {change.claim} {change.was} -> {change.row}"
    return f"{change.change:<9} {change.claim} {change.row}: {cells}"


def _short(cell: str) -> str:
    return "(nothing)" if not cell else cell if len(cell) <= 80 else f"{cell[:77]}..."
