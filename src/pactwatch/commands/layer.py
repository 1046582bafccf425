"""`pactwatch layer`: put context layers into the ledger, so that they support or weaken what sources report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.reporting import Report, check_date
from pactwatch.publish.words import number
from pactwatch.read.context_layer import LAYER_KINDS, ContextLayer, LayerKind, layer_document, read_layer
from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.written_date import single_date

_SHOWN_FAULTS = 20


def layer(
    files: Annotated[list[Path], typer.Argument(help="Files: GeoJSON or CSV.", show_default=False)],
    kind: Annotated[
        LayerKind,
        typer.Option(metavar="KIND", help=f"What the files hold: {', '.join(LAYER_KINDS)}."),
    ],
    title: Annotated[str | None, typer.Option(help="What readers are to call it.")] = None,
    published: Annotated[
        str | None, typer.Option(help="When it was published, such as 2025-05-26; else the day on which it is added.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Add context layers: each file is kept whole under its hash, and makes no incident.

    A later file of the same name and kind replaces the earlier one. An entry that cannot be read is named on the error
    stream and left out, and the exit code is then 1.
    """
    check_date(published)
    report = Report()
    unread = 0
    with opened(ledger) as book:
        for path in files:
            try:
                content = path.read_bytes()
                read = read_layer(content, kind)
            except (OSError, UnreadableError) as error:
                report.fail(ReadError(path, _reason(error)))
                continue
            unread += len(read.faults)
            _tell(path, read)
            document = layer_document(
                path.name,
                content,
                read,
                title=title,
                published=single_date(published) if published else None,
                basis="user",
            )
            added = book.add(document, [], content)
            known = "" if added.is_new else ", known already"
            typer.echo(f"{path.name}: {number(read.entries)} entries of {kind.replace('_', ' ')}, to {ledger}{known}")
    raise typer.Exit(1 if report.failures or unread else 0)


def _reason(error: OSError | UnreadableError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _tell(path: Path, read: ContextLayer) -> None:
    for fault in read.faults[:_SHOWN_FAULTS]:
        typer.echo(f"pactwatch: {path}: {fault}", err=True)
    if len(read.faults) > _SHOWN_FAULTS:
        typer.echo(f"pactwatch: {path}: and {len(read.faults) - _SHOWN_FAULTS} entries more", err=True)
