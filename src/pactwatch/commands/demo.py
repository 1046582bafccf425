"""`pactwatch demo`: the whole way once, from the example documents to the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.add import add_files
from pactwatch.commands.demonstration import play
from pactwatch.commands.extracting import loaded_extractor
from pactwatch.commands.judging import loaded
from pactwatch.commands.ledger_option import one_line_errors
from pactwatch.commands.reporting import Report, faults_told
from pactwatch.commands.serve import serve
from pactwatch.ledger.ledger import Ledger


def demo(
    examples: Annotated[Path, typer.Option(metavar="FOLDER", help="The example documents and terms.")] = Path(
        "examples"
    ),
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the demonstration's ledger is made.")] = Path(
        "demo"
    ),
    port: Annotated[int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port of the site.")] = 8000,
    only_build: Annotated[
        bool, typer.Option("--only-build", help="Fill the ledger and stop, without serving.")
    ] = False,
) -> None:
    """Read the example documents into a ledger of their own and serve the site that shows them."""
    terms = sorted((examples / "terms").glob("*.yaml"))
    if not terms:
        typer.echo(f"pactwatch: {examples}: no terms/*.yaml there; run this in Pactwatch's own folder", err=True)
        raise typer.Exit(1)
    place = folder / "pactwatch.sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    typer.echo("loading the language pipeline and the codebook ...")
    extractor = loaded_extractor(None)
    report = Report()
    with one_line_errors(), Ledger.open(place) if place.exists() else Ledger.create(place) as book:
        sums = add_files(book, [examples / "documents"], extractor, None, report)
        typer.echo(
            f"{sums.documents} documents with {sums.claims} facts added to {place}; {sums.known} known already"
        )
        script = examples / "coordination.yaml"
        with faults_told(script):
            acts = play(book, loaded(terms), script) if script.is_file() else 0
    if acts:
        typer.echo(f"{acts} acts of people who are made up ({script}): a case, needs, offers, tasks")
    if report.failures:
        raise typer.Exit(report.exit_code)
    if not only_build:
        serve(str(place), terms, host="127.0.0.1", port=port)
