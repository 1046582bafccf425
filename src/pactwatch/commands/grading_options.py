"""The options that say by which rules incidents are graded, shared by the commands that grade."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

GradesOption = Annotated[
    Path | None,
    typer.Option("--grades", metavar="FILE", envvar="PACTWATCH_GRADES", help="Tables of grades of your own (YAML)."),
]
SourcesOption = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        metavar="FILE",
        envvar="PACTWATCH_SOURCES",
        help="Your list of how reliable which source is (YAML).",
    ),
]
LayerRulesOption = Annotated[
    Path | None,
    typer.Option(
        "--layer-rules",
        metavar="FILE",
        envvar="PACTWATCH_LAYER_RULES",
        help="Rules of context layers of your own (YAML).",
    ),
]
