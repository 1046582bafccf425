"""`pactwatch extract`: from files to claims, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.extracting import CodebookOption, loaded_extractor, warn_of_language
from pactwatch.commands.reporting import Report, check_date, each_document, print_line
from pactwatch.extract.claim import CLAIM


def extract(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Text, HTML, DOCX and PDF files, or folders of them.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="When they were published, such as 2025-05-26; goes before what the files say."),
    ] = None,
    codebook: CodebookOption = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a claim, and stop.")] = False,
) -> None:
    """Take the facts from files and print them: one claim a line, each with its exact quote.

    For every line, text[start:end] == quote holds against the text that `pactwatch read` prints. A file that cannot be
    read is named on the error stream with the reason; the others are read, and the exit code is then 1.
    """
    if schema:
        print_line(json.dumps(CLAIM.json_schema(mode="serialization"), ensure_ascii=False, indent=2))
        return
    if not files:
        raise typer.BadParameter("name at least one file or folder", param_hint="FILES")
    check_date(published)
    extractor = loaded_extractor(codebook)
    report = Report()
    for document in each_document(files, published, report=report):
        warn_of_language(document)
        for claim in extractor.extract(document):
            print_line(json.dumps(claim.model_dump(mode="json"), ensure_ascii=False))
    raise typer.Exit(report.exit_code)
