"""The setting that names a gazetteer of the user's own, for all commands that look up places."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from pactwatch.commands.reporting import tell

SETTING = "PACTWATCH_GAZETTEER"


def check_gazetteer(path: Path) -> None:
    """Use a gazetteer in this process. A file that is none ends the command with what to mend, before it begins."""
    # Imported only where the setting is used: most commands look up no place.
    from pactwatch.extract.gazetteer_file import own_gazetteer  # noqa: PLC0415
    from pactwatch.extract.yaml_file import CodebookError  # noqa: PLC0415

    try:
        own_gazetteer(path)
    except CodebookError as error:
        tell(error)
        raise typer.Exit(1) from error
    os.environ[SETTING] = str(path)
