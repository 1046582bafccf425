"""pactwatch history: what the ledger knows of one thing, in the order in which it learned it."""

from __future__ import annotations

from typing import Annotated

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened


def history(
    what: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM_OR_DOCUMENT",
            help="A claim, document or decision by the beginning of its identity, or a document by its file's name.",
        ),
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print what the ledger learned of a claim or a document: when (UTC), what kind of entry, and what it says."""
    with opened(ledger) as book:
        for line in book.history(what):
            words = " ".join(line.words.split())
            typer.echo(f"{line.learned_at:%Y-%m-%d %H:%M:%S}  {line.sequence:>6}  {line.kind:<10}  {words}")
