"""`pactwatch export`: what the ledger holds, as an IATI activity file or as CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer
from pydantic import BaseModel

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.extract.claim import Claim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.iati import Publisher, iati_export
from pactwatch.publish.iati_check import iati_faults
from pactwatch.reconcile.reconciler import reconcile

PLACEHOLDER = "XX-EXAMPLE-PLACEHOLDER"
"""The reporting organisation's identifier where none is given: no registered one begins with XX."""

export = typer.Typer(help="Write what the ledger holds in formats that others read.", no_args_is_help=True)

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; the standard output else.")
]
_MODELS: dict[str, type[BaseModel]] = {
    model.model_fields["kind"].default: model for model in get_args(get_args(Claim)[0])
}
_FIRST = ("id", "kind", "document", "document_id", "outlet", "published", "learned_at", "start", "end", "quote")


@export.command()
def iati(
    ledger: LedgerOption = DEFAULT_LEDGER,
    output: OutputOption = None,
    reporting_org: Annotated[
        str, typer.Option("--reporting-org", metavar="IDENTIFIER", help="Your IATI organisation identifier.")
    ] = PLACEHOLDER,
    reporting_name: Annotated[str, typer.Option(metavar="NAME", help="Your organisation's name.")] = "Pactwatch user",
    reporting_type: Annotated[
        str, typer.Option(metavar="CODE", help="What it is, in the codes of the list OrganisationType.")
    ] = "80",
) -> None:
    """Write the commitments that have sums of money as IATI activities (standard 2.03).

    The file is checked for well-formedness and for what the standard requires; a fault is named, and the exit code is
    then 1. Commitments without a sum are not in it: IATI tells of money.
    """
    with opened(ledger) as book:
        claims = {stored.id: stored for stored in book.claims()}
        documents = {stored.id: stored for stored in book.documents()}
        decisions = book.decisions()
    money = [stored for stored in claims.values() if stored.claim.kind in ("commitment", "fulfilment")]
    publisher = Publisher(reporting_org, reporting_name, reporting_type)
    made = iati_export(reconcile(money, decisions), claims, documents, publisher, datetime.now(UTC))
    faults = iati_faults(made.content)
    if reporting_org == PLACEHOLDER:
        typer.echo("pactwatch: warning: a placeholder stands for your organisation; give --reporting-org", err=True)
    for line in made.left_out:
        typer.echo(f"pactwatch: left out: {line}", err=True)
    for fault in faults:
        typer.echo(f"pactwatch: not valid: {fault}", err=True)
    _write(made.content, output)
    typer.echo(f"{made.activities} activities with {made.transactions} transactions", err=True)
    raise typer.Exit(1 if faults else 0)


@export.command("csv")
def csv_(
    ledger: LedgerOption = DEFAULT_LEDGER,
    kind: Annotated[str | None, typer.Option(help=f"Only one kind of claim: {', '.join(_MODELS)}.")] = None,
    output: OutputOption = None,
) -> None:
    """Write the claims that stand, one a row, each with its quote, its document and the offsets in its text.

    Of all kinds, each has its fields in one column as JSON; of one kind, each field has a column of its own.
    """
    if kind is not None and kind not in _MODELS:
        raise typer.BadParameter(
            f"{kind!r} is no kind of claim; write one of {', '.join(_MODELS)}", param_hint="--kind"
        )
    with opened(ledger) as book:
        claims = book.claims(kind)
    _write(_csv(claims, kind).encode(), output)
    typer.echo(f"{len(claims)} claims", err=True)


def _csv(claims: Iterable[StoredClaim], kind: str | None) -> str:
    shared = {*_FIRST, "doc", "read_by"}
    own = [name for name in _MODELS[kind].model_fields if name not in shared] if kind else ["fields"]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_FIRST, *own])
    for stored in claims:
        said = stored.claim.model_dump(mode="json", exclude={*_FIRST, "doc", "read_by"})
        fields = [said[name] for name in own] if kind else [{k: v for k, v in said.items() if v not in (None, [])}]
        writer.writerow([_safe(cell) for cell in (*_first(stored), *map(_cell, fields))])
    return text.getvalue()


def _first(stored: StoredClaim) -> Iterator[str]:
    claim = stored.claim
    yield from (stored.id, claim.kind, claim.doc, stored.document_id, stored.outlet or "", stored.published or "")
    yield from (stored.learned_at.isoformat(), str(claim.start), str(claim.end), claim.quote)


def _cell(value: object) -> str:
    """One value as text; what has parts as JSON, except plain lists of names."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: the words are a stranger's."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _write(content: bytes, output: Path | None) -> None:
    try:
        if output is not None:
            output.write_bytes(content)
            return
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        typer.echo(f"pactwatch: {output or 'the output'} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
