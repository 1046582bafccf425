"""The command `pactwatch` with all its subcommands, each from a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.add import add
from pactwatch.commands.case import case
from pactwatch.commands.compare import compare
from pactwatch.commands.coordination import contribution, match, need, task
from pactwatch.commands.decide import decide, withdraw
from pactwatch.commands.demo import demo
from pactwatch.commands.export import export
from pactwatch.commands.extract import extract
from pactwatch.commands.find import find
from pactwatch.commands.gazetteer_option import SETTING, check_gazetteer
from pactwatch.commands.history import history
from pactwatch.commands.import_table import changes, import_table
from pactwatch.commands.init import init
from pactwatch.commands.judge import judge
from pactwatch.commands.layer import layer
from pactwatch.commands.notify import notify
from pactwatch.commands.obligation import obligation
from pactwatch.commands.read import read
from pactwatch.commands.reconcile import reconcile
from pactwatch.commands.report import report
from pactwatch.commands.serve import serve
from pactwatch.commands.simulate import simulate
from pactwatch.commands.state import state
from pactwatch.commands.status import status
from pactwatch.commands.terms import terms
from pactwatch.commands.verify import verify
from pactwatch.commands.whatif import whatif

app = typer.Typer(
    name="pactwatch",
    help="Keep the books of a security guarantee: who promised what, whether it was kept, and what falls due.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def settings(
    gazetteer: Annotated[
        Path | None,
        typer.Option(
            envvar=SETTING,
            metavar="FILE",
            help="Places of your own in place of GeoNames: CSV or GeoJSON, see docs/tables.md.",
        ),
    ] = None,
) -> None:
    """Keep the books of a security guarantee: who promised what, whether it was kept, and what falls due."""
    if gazetteer is not None:
        check_gazetteer(gazetteer)


for stage in (read, extract, reconcile, judge):
    app.command(rich_help_panel="Stages, each a filter from files or JSON Lines to JSON Lines")(stage)
app.add_typer(terms, name="terms", rich_help_panel="Stages, each a filter from files or JSON Lines to JSON Lines")
app.add_typer(
    simulate, name="simulate", rich_help_panel="Stages, each a filter from files or JSON Lines to JSON Lines"
)
for keeping in (init, add, layer, decide, withdraw, history, verify):
    app.command(rich_help_panel="The ledger")(keeping)
app.command("import", rich_help_panel="Tables")(import_table)
app.command(rich_help_panel="Tables")(changes)
app.add_typer(export, name="export", rich_help_panel="Tables")
for asking in (find, compare, status, state, whatif):
    app.command(rich_help_panel="Questions")(asking)
app.add_typer(obligation, name="obligation", rich_help_panel="Obligations and cases")
app.add_typer(case, name="case", rich_help_panel="Obligations and cases")
for name, lists in (("need", need), ("contribution", contribution), ("match", match), ("task", task)):
    app.add_typer(lists, name=name, rich_help_panel="The coordination cell")
for telling in (report, notify):
    app.command(rich_help_panel="The coordination cell")(telling)
for showing in (serve, demo):
    app.command(rich_help_panel="The site")(showing)
