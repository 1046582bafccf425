"""Judging a ledger under terms, for the commands that work on what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.reporting import faults_told
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record

TermsOption = Annotated[
    list[Path],
    typer.Option("--terms", metavar="FILE", help="The terms (YAML) to judge by; give it again for more."),
]


def loaded(paths: list[Path]) -> list[Terms]:
    """The terms in the files. Ends the command with one line a fault where they cannot be read."""
    return [loaded_terms(path) for path in paths]


def loaded_terms(path: Path) -> Terms:
    """The terms of a file, or the ready ones of that name. Ends the command with a clear line where there are none."""
    with faults_told(path):
        return load_terms(path)


def findings(book: Ledger, judged_by: list[Terms]) -> list[Finding]:
    """What the ledger's incidents are found to be under the terms."""
    return judged(book, judged_by)[0]


def judged(book: Ledger, judged_by: list[Terms], as_of: AsOf | None = None) -> tuple[list[Finding], list[Record]]:
    """The findings under the terms, and the records of the ledger, as known at a point of view."""
    # Loaded here: it takes numpy with it, and most commands should not wait for that.
    from pactwatch.judge.judgement import judge  # noqa: PLC0415

    records = reconcile(book.claims(as_of=as_of), book.decisions(as_of=as_of))
    return [finding for terms in judged_by for finding in judge(terms, records)], records
