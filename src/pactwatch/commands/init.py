"""pactwatch init: make a new, empty ledger."""

from __future__ import annotations

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, one_line_errors
from pactwatch.ledger.ledger import Ledger


def init(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Make a new, empty ledger. What is there already is left as it is."""
    with one_line_errors():
        Ledger.create(ledger).close()
    typer.echo(f"made the ledger {ledger}")
