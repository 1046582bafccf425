"""The difficulty: the rates by which events and reports are drawn, from a file that its owner can change."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.yaml_file import load_yaml

Rate = Annotated[float, Field(ge=0, le=1)]


class Difficulty(BaseModel):
    """The rates of one level; codebook/simulation.yaml says what each means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    near_edge: Rate
    near_deadline: Rate
    third_party: Rate
    proxy: Rate
    exercise: Rate
    monitor_sees: Rate
    wire_sees: Rate
    withheld: Rate
    vague: Rate
    unverified: Rate
    mistake: Rate
    corrected: Rate
    accuses: Rate
    admits: Rate
    lies: Rate
    fabricated: Rate
    copied: float = Field(ge=0, le=10)
    unattributed: Rate
    delay: float = Field(ge=0, le=60, description="mean, in days")


class Levels(BaseModel):
    """The levels of simulation.yaml, by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    levels: dict[str, Difficulty] = Field(min_length=1)


@lru_cache(maxsize=1)
def levels() -> dict[str, Difficulty]:
    """The levels of difficulty by name. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "simulation.yaml") as path:
        return load_yaml(path, Levels).levels
