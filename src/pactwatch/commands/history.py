"""pactwatch history: what the ledger knows of one thing, in the order in which it learned it."""

from __future__ import annotations

from typing import Annotated

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.row_history import row_history
from pactwatch.ledger.errors import LedgerError


def history(
    what: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM_OR_DOCUMENT_OR_ROW",
            help="A claim, document or decision by the beginning of its identity, a document by its file's name, or a "
            "row of an imported table by its identity, such as AUM10.",
        ),
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print what the ledger learned of a claim or a document: when (UTC), what kind of entry, and what it says.

    Of a row of an imported table: what each release says of it, by the dates of the releases.
    """
    with opened(ledger) as book:
        try:
            learned = book.history(what)
        except LedgerError:
            rows = row_history(book, what)
            if not rows:
                raise
            for row in rows:
                typer.echo(printable(row))
            return
        for line in learned:
            words = " ".join(line.words.split())
            typer.echo(f"{line.learned_at:%Y-%m-%d %H:%M:%S}  {line.sequence:>6}  {line.kind:<10}  {words}")
