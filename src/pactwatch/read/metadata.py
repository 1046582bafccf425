"""What a file says of itself, or what NAME.json beside NAME.txt says of it."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pactwatch.read.characters import normalised
from pactwatch.read.errors import ReadError


class Metadata(BaseModel):
    """Title, outlet, byline, address and date of publication; None where nothing gives them.

    `published` is kept as it was written; `pactwatch.read.written_date.single_date` reads it.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None


def sidecar_path(path: Path) -> Path:
    """Where the metadata of a file stands: NAME.json beside NAME.txt."""
    return path.with_suffix(".json")


def read_sidecar(path: Path) -> Metadata | None:
    """The metadata beside the file at `path`; None where there is no NAME.json.

    Raises ReadError where NAME.json is not a JSON object of texts: going on would keep the document without its date.
    """
    beside = sidecar_path(path)
    if not beside.is_file():
        return None
    try:
        said = json.loads(beside.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ReadError(path, f"its metadata {beside.name} is not readable JSON: {error}") from error
    if not isinstance(said, dict):
        raise ReadError(path, f"its metadata {beside.name} is not a JSON object")
    try:
        return Metadata.model_validate({key: _clean(value) for key, value in said.items()})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ReadError(path, f"its metadata {beside.name} has a {name!r} that is not a text") from error


def _clean(value: object) -> object:
    return (" ".join(normalised(value).split()) or None) if isinstance(value, str) else value
