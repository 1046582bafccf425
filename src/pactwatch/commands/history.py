"""pactwatch history: what the ledger knows of one thing, in the order in which it learned it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from pactwatch.commands.grading_options import GradesOption, LayerRulesOption, SourcesOption
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import tell
from pactwatch.commands.row_history import row_history
from pactwatch.extract.yaml_file import CodebookError
from pactwatch.ledger.errors import LedgerError
from pactwatch.reconcile.figure_history import Clock


def history(
    what: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM_OR_DOCUMENT_OR_ROW",
            help="A claim, document or decision by the beginning of its identity, a document by its file's name, an "
            "incident by its own (incident-...), or a row of an imported table by its identity, such as AUM10.",
        ),
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    clock: Annotated[
        Clock,
        typer.Option(help="Of an incident: by when reports were published, or by when the ledger learned them."),
    ] = "published",
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Of an incident: as known at the end of that day."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Of an incident: print one JSON object.")] = False,
    grades: GradesOption = None,
    sources: SourcesOption = None,
    layer_rules: LayerRulesOption = None,
) -> None:
    """Print what the ledger learned of a claim or a document: when (UTC), what kind of entry, and what it says.

    Of a row of an imported table: what each release says of it, by the dates of the releases. Of an incident: report by
    report, how many killed and injured were known when, who revised or withdrew what, and how well it is carried.
    """
    with opened(ledger) as book:
        if what.startswith("incident-"):
            # Loaded here, because the other histories should not wait for the map.
            from pactwatch.commands.incident_history import IncidentHistory  # noqa: PLC0415

            asked = IncidentHistory(clock, until.date() if until else None, grades, sources, layer_rules)
            try:
                told = list(asked.lines(book, what, as_json=as_json))
            except (CodebookError, OSError) as error:
                tell(error)
                raise typer.Exit(1) from error
            for text in told:
                typer.echo(text if as_json else printable(text))
            return
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
