"""What the commands that extract share: loading the extractor once, and saying what it cannot read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactwatch.commands.reporting import tell
from pactwatch.extract.yaml_file import CodebookError
from pactwatch.read.document import Document

if TYPE_CHECKING:
    from pactwatch.extract.rules import RulesExtractor

CodebookOption = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="FOLDER",
        envvar="PACTWATCH_CODEBOOK",
        help="A folder with a codebook of your own; the one that comes with Pactwatch else.",
    ),
]


def loaded_extractor(codebook: Path | None) -> RulesExtractor:
    """The extractor, loaded once. Ends the command with a clear line where the codebook or the pipeline does not fit."""
    # Loaded here, because the commands that extract nothing, and --help, should not wait some seconds for it.
    from pactwatch.extract.pipeline import PipelineError  # noqa: PLC0415
    from pactwatch.extract.rules import load_extractor  # noqa: PLC0415

    try:
        return load_extractor(codebook)
    except (CodebookError, PipelineError, OSError) as error:
        tell(error)
        raise typer.Exit(1) from error


def warn_of_language(document: Document) -> None:
    """Say so where a document's language gives no facts: it is read and kept. In some, instruments alone give any."""
    from pactwatch.extract.rules import INSTRUMENT_LANGUAGES, LANGUAGES  # noqa: PLC0415
    from pactwatch.extract.ukrainian.instrument import is_instrument  # noqa: PLC0415

    language = document.language
    if language is None or language in LANGUAGES or (language in INSTRUMENT_LANGUAGES and is_instrument(document)):
        return
    if language in INSTRUMENT_LANGUAGES:
        reason = f"in its language ({language}) only the texts of agreements are read, and it was not taken for one"
    else:
        reason = (
            f"its language ({language}) cannot be extracted yet; English can, and agreements in "
            f"{', '.join(sorted(INSTRUMENT_LANGUAGES))}"
        )
    typer.echo(f"pactwatch: {document.doc}: warning: no facts were taken from it: {reason}", err=True)
