"""pactwatch verify: prove that the ledger was not altered."""

from __future__ import annotations

from typing import Annotated

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened


def verify(
    ledger: LedgerOption = DEFAULT_LEDGER,
    noted: Annotated[
        str | None,
        typer.Option(
            metavar="HASH", help="A hash that an earlier verification printed: it must still be in the chain."
        ),
    ] = None,
) -> None:
    """Compute the whole ledger again and say whether it was altered; note the hash to prove it again later."""
    with opened(ledger) as book:
        verification = book.verify(noted)
    if verification.ok:
        typer.echo(f"{verification.entries} entries, all as they were written; the last one has the hash")
        typer.echo(verification.head)
        return
    place = ledger if verification.sequence is None else f"{ledger}, entry {verification.sequence}"
    typer.echo(f"pactwatch: {place}: {verification.problem}", err=True)
    typer.echo(f"{verification.entries} entries before it are as they were written.", err=True)
    raise typer.Exit(1)
