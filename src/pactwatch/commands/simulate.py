"""`pactwatch simulate`: made-up ceasefires with known truth, and how well findings meet it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.reporting import print_line
from pactwatch.simulate.benchmark import Benchmark
from pactwatch.simulate.difficulty import levels
from pactwatch.simulate.score import Found, Tally, Truth, shares
from pactwatch.simulate.score import score as score_findings

simulate = typer.Typer(
    help="Make up a ceasefire with known truth, to test judging against; `score` compares findings with it.",
    invoke_without_command=True,
)


@simulate.callback()
def draw(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to write into; it is made.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same bytes.")] = 1,
    events: Annotated[int, typer.Option("--events", min=1, max=100_000, metavar="N", help="How many events.")] = 200,
    level: Annotated[
        str, typer.Option("--level", metavar="NAME", help="How hard: easy, usual or hard; see docs/simulation.md.")
    ] = "usual",
) -> None:
    """Make up a ceasefire and write it: terms, zones, what was published, and the truth."""
    if context.invoked_subcommand is not None:
        return
    if out is None:
        raise typer.BadParameter("name the folder to write into", param_hint="--out")
    if level not in levels():
        raise typer.BadParameter(f"`{level}` is no level; use one of {', '.join(levels())}", param_hint="--level")
    benchmark = Benchmark.drawn(seed, level, levels()[level], events)
    try:
        benchmark.write(out)
    except OSError as error:
        typer.echo(f"pactwatch: {error.filename or out}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from error
    print_line(f"{out}: {events} events, {len(benchmark.claims())} reports, {len(benchmark.truth())} cases")


@simulate.command()
def score(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `pactwatch simulate` wrote.")],
    findings: Annotated[
        Path, typer.Argument(metavar="FINDINGS.jsonl", help="Findings, as `pactwatch judge` prints them.")
    ],
    wrong: Annotated[bool, typer.Option("--wrong", help="Also list each case that was got wrong.")] = False,
) -> None:
    """Compare findings with the truth: one row for all cases, and one for each kind of difficulty.

    Any tool can take part: a finding is a line with `rule`, `verdict`, `violators` and `evidence`, the ids of claims.
    """
    truths, given = JsonLines(folder / "truth.jsonl"), JsonLines(findings)
    truth = list(truths.each(_truth))
    known = {claim for row in truth for claim in row.claims}

    def found_of(line: dict[str, Any]) -> Found:
        found = Found.model_validate(line)
        if known.isdisjoint(found.evidence):
            raise ValueError(f"its evidence names no claim of {folder}; are these findings on another simulation?")
        return found

    found = list(given.each(found_of)) if truth else []
    if truths.failed or not truth:
        if not truths.failed:
            typer.echo(f"pactwatch: {folder / 'truth.jsonl'}: there are no cases in it", err=True)
        raise typer.Exit(1)
    result = score_findings(truth, found)
    print_line("\t".join(("cases", *shares(result.all), "kind")))
    print_line(_row(result.all, "all"))
    for kind, tally in sorted(result.kinds.items()):
        print_line(_row(tally, kind))
    if wrong:
        for row, verdict, violators in result.wrong:
            asked, given_as = _told(row.verdict, row.violators), _told(verdict, violators)
            print_line(f"{row.event} {row.rule}: {asked}, found {given_as} ({', '.join(row.difficulty)})")
    raise typer.Exit(1 if given.failed else 0)


def _truth(line: dict[str, Any]) -> Truth:
    return Truth.model_validate(line)


def _row(tally: Tally, kind: str) -> str:
    values = ("-" if share is None else f"{share:.3f}" for share in shares(tally).values())
    return "\t".join((str(tally.cases), *values, kind))


def _told(verdict: str, violators: tuple[str, ...]) -> str:
    return verdict + (f" by {' and '.join(violators)}" if violators else "")
