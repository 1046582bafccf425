"""`pactwatch read`: from files to documents, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.reporting import Report, check_date, each_document, print_line
from pactwatch.read.document import Document


def read(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Text, HTML, DOCX and PDF files, or folders of them.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="When they were published, such as 2025-05-26; goes before what the files say."),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a document, and stop.")] = False,
) -> None:
    """Read files and print what they say: one JSON object a document, on one line.

    NAME.json beside NAME.txt (or .html, .docx, .pdf) gives title, outlet, byline, url and published. A file that
    cannot be read is named on the error stream with the reason; the others are read, and the exit code is then 1.
    """
    if schema:
        print_line(json.dumps(Document.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))
        return
    if not files:
        raise typer.BadParameter("name at least one file or folder", param_hint="FILES")
    check_date(published)
    report = Report()
    for document in each_document(files, published, report=report):
        print_line(json.dumps(document.model_dump(mode="json"), ensure_ascii=False))
    raise typer.Exit(report.exit_code)
