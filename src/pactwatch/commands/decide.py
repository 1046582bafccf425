"""pactwatch decide and withdraw: what a person decides about claims, and takes back."""

from __future__ import annotations

from typing import Annotated

import typer

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.lookup import Noun
from pactwatch.ledger.stored import DecisionKind

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence.")]


def decide(
    kind: Annotated[
        DecisionKind,
        typer.Argument(help="What is decided: the claims are the same fact, or not; a claim is wrong, or right."),
    ],
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="The claims, each by the beginning of its identity.")
    ],
    by: By,
    reason: Reason,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write down a decision on claims. The machine never overrides it; `withdraw` takes it back."""
    with opened(ledger) as book:
        decision = book.decide(kind, [_identity(book, "claim", text) for text in claims], by, reason)
    typer.echo(f"decision {decision.id}: {decision.kind}, by {decision.by}")


def withdraw(
    decision: Annotated[str, typer.Argument(help="The decision, by the beginning of its identity.")],
    by: By,
    reason: Reason,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take back a decision. It stays in the ledger, and is seen as withdrawn from now on."""
    with opened(ledger) as book:
        withdrawn = book.withdraw(_identity(book, "decision", decision), by, reason)
    typer.echo(f"decision {withdrawn.id} is withdrawn")


def _identity(ledger: Ledger, noun: Noun, text: str) -> str:
    found = ledger.find(text)
    if found.noun != noun:
        raise LedgerError(f"{text} is a {found.noun}, not a {noun}")
    return found.id
