"""`pactwatch terms`: the terms that come with Pactwatch, a draft of new ones, their check, and how duties stand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.extracting import CodebookOption, loaded_extractor, warn_of_language
from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.judge import claim_of
from pactwatch.commands.judging import loaded_terms
from pactwatch.commands.reporting import Report, print_line, read_or_report
from pactwatch.judge.check import check_terms
from pactwatch.judge.draft import draft_terms
from pactwatch.judge.duty import rate_duties
from pactwatch.judge.terms import Terms, load_terms, ready_terms
from pactwatch.read.document import Document

terms = typer.Typer(
    help="The terms by which incidents are judged: list, draft, check them, and rate their duties.",
    no_args_is_help=True,
)


@terms.command("list")
def list_terms() -> None:
    """Print the terms that come with Pactwatch: the name for `--terms`, how much is in them, and their title."""
    for name, path in ready_terms().items():
        each = load_terms(path)
        print_line(f"{name}\t{len(each.rules)} rules, {len(each.duties)} duties\t{each.source.title}")


@terms.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="TERMS.yaml", help="The terms, or the name of ready ones.")],
    text: Annotated[
        list[Path] | None,
        typer.Option(
            "--text", metavar="FILE", help="The agreement, to look for the quotes in it; once for each file."
        ),
    ] = None,
) -> None:
    """Print what is missing in terms, what overlaps, contradicts, or is not in the text that they quote.

    One remark a line, with file, line and its kind: an "error" makes findings wrong, a "gap" leaves something
    unjudged, a "note" is worth a look. The exit code is 1 where there is an error.
    """
    loaded = loaded_terms(file)
    path = file if file.exists() else ready_terms()[str(file)]
    remarks = check_terms(loaded, path, [_read(each) for each in text or ()])
    for remark in remarks:
        print_line(f"{path.name}, line {remark.line}: {remark.severity}: {remark.text}")
    raise typer.Exit(1 if any(remark.severity == "error" for remark in remarks) else 0)


@terms.command()
def draft(
    agreement: Annotated[Path, typer.Argument(metavar="FILE", help="The agreement: HTML, PDF, DOCX or text.")],
    codebook: CodebookOption = None,
) -> None:
    """Print terms proposed from an agreement's own commitments and provisions, for a person to finish.

    What could not be read is marked TODO; `pactwatch terms check` reports what is still marked.
    """
    document = _read(agreement)
    warn_of_language(document)
    print_line(draft_terms(document, list(loaded_extractor(codebook).extract(document))).rstrip("\n"))


@terms.command()
def duties(
    file: Annotated[Path, typer.Argument(metavar="TERMS", help="The terms, or the name of ready ones.")],
    reports: Annotated[
        Path, typer.Argument(metavar="CLAIMS.jsonl", help="Claims as `pactwatch extract` prints them.")
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day to rate them for; today without it.")
    ] = None,
) -> None:
    """Print how each party stands to each duty of the terms: one JSON object a line.

    Reports on promises kept or not (claims of the kind "fulfilment") decide; what no report tells cannot be rated.
    """
    try:
        day = date.fromisoformat(on) if on else datetime.now(UTC).date()
    except ValueError:
        raise typer.BadParameter(f"{on!r} is not a date; write it as 2025-05-26", param_hint="--on") from None
    loaded = loaded_terms(file)
    lines = JsonLines(reports)
    told = list(lines.each(claim_of))
    for standing in rate_duties(loaded, told, day):
        print_line(json.dumps(standing.model_dump(mode="json"), ensure_ascii=False))
    raise typer.Exit(1 if lines.failed else 0)


@terms.command()
def schema() -> None:
    """Print the JSON Schema of a file of terms."""
    print_line(json.dumps(Terms.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))


def _read(path: Path) -> Document:
    document = read_or_report(path, None, Report())
    if document is None:
        raise typer.Exit(1)
    return document
