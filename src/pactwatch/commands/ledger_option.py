"""The option that says which ledger a command works on, shared by all of them, and how its errors are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger

DEFAULT_LEDGER = "pactwatch.sqlite"
LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="PACTWATCH_LEDGER",
        metavar="PATH",
        help="The ledger: a path, or postgresql://USER@HOST/DATABASE.",
    ),
]


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Show what is wrong with a ledger as one line on standard error, and end the command with exit code 1."""
    try:
        yield
    except LedgerError as error:
        typer.echo(f"pactwatch: {error}", err=True)
        raise typer.Exit(1) from error


@contextmanager
def opened(place: str) -> Iterator[Ledger]:
    """The ledger at a place, closed afterwards. Ends the command with one line where it cannot be used."""
    with one_line_errors(), Ledger.open(place) as ledger:
        yield ledger
