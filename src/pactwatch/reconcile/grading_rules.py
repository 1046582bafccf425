"""The rules of grading: the two tables of grades.yaml, and the user's own list of how reliable which source is."""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.reconcile.grade_table import GradeRow
from pactwatch.reconcile.voices import Name, voices

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]
IncidentGrade = Literal["confirmed", "fair", "weak", "contested", "discounted"]

RELIABILITY: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The letters of the Admiralty code (NATO AJP-2.1)."""
CREDIBILITY: dict[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The numbers of the Admiralty code (NATO AJP-2.1)."""


class CredibilityRow(GradeRow):
    """One row of the table for a report. The first row that fits gives its credibility."""

    grade: Literal["1", "2", "3", "4", "5", "6"]
    agreeing: int | None = Field(None, ge=0, description="at least so many other independent sources agree with it")
    contradicting: bool | None = Field(None, description="another independent source contradicts it")
    alleged: bool | None = Field(None, description="it is told as an allegation")
    corrected: bool | None = Field(None, description="its figure was replaced, or a person found it wrong")
    supported: bool | None = Field(None, description="a context layer supports the incident")
    weakened: bool | None = Field(None, description="a context layer weakens the incident")
    means: str = Field(min_length=1)


class IncidentRow(GradeRow):
    """One row of the table for an incident. The first row that fits gives its grade."""

    grade: IncidentGrade
    sources: int | None = Field(None, ge=0, description="at least so many independent sources")
    reliable_sources: int | None = Field(None, ge=0, description="at least so many of them are reliable")
    perpetrators: int | None = Field(None, ge=0, description="at least so many different perpetrators are named")
    admitted: bool | None = Field(None, description="who is named as the perpetrator says it")
    alleged_only: bool | None = Field(None, description="every source tells it as an allegation")
    stands: bool | None = Field(None, description="at least one claim was not found wrong by a person")
    supported: bool | None = Field(None, description="a context layer supports it")
    weakened: bool | None = Field(None, description="a context layer weakens it")
    means: str = Field(min_length=1)


class GradingRules(BaseModel):
    """What grades.yaml says. Misfits, such as a table whose last row does not always fit, are told with their place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    reliable: tuple[Reliability, ...]
    credibility: tuple[CredibilityRow, ...]
    incident: tuple[IncidentRow, ...]

    @model_validator(mode="after")
    def _always_grades(self) -> GradingRules:
        tables: dict[str, tuple[GradeRow, ...]] = {"credibility": self.credibility, "incident": self.incident}
        for name, rows in tables.items():
            if not rows:
                raise MisfitError(((name,), f"`{name}` has no rows; write at least `- {{grade: ..., means: ...}}`"))
            for number, row in enumerate(rows):
                last = number == len(rows) - 1
                if last and row.conditions:
                    message = "the last row must have no condition, so that everything has a grade"
                    raise MisfitError(((name, number), message))
                if not last and not row.conditions:
                    raise MisfitError(
                        ((name, number), "a row without a condition must be the last; those after it never hold")
                    )
        return self


class RatedSource(BaseModel):
    """One entry of the user's list: a source, its other names, how reliable it is, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    reliability: Reliability
    because: str | None = None


class SourceList(BaseModel):
    """The user's list of sources. Who is not in it is F: reliability cannot be judged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[RatedSource, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> SourceList:
        seen: dict[Name, str] = {}
        for number, source in enumerate(self.sources):
            for name in (source.name, *source.names):
                if voices().voice(name) in seen:
                    message = f"`{name}` is rated already, as `{seen[voices().voice(name)]}`; keep one"
                    raise MisfitError((("sources", number), message))
            seen.update({voices().voice(name): source.name for name in (source.name, *source.names)})
        return self

    def rated(self, name: str | None) -> RatedSource | None:
        """The entry for a source of that name; None where the list has none."""
        return self._by_voice.get(voices().voice(name)) if name else None

    @cached_property
    def _by_voice(self) -> dict[Name, RatedSource]:
        return {voices().voice(name): source for source in self.sources for name in (source.name, *source.names)}


def load_grading_rules(path: Path) -> GradingRules:
    """Read the tables of grades from a file. Raises CodebookError with every fault and its line; OSError."""
    return load_yaml(path, GradingRules)


def load_source_list(path: Path) -> SourceList:
    """Read a list of sources. Raises CodebookError with every fault and its line; OSError."""
    return load_yaml(path, SourceList)


@lru_cache(maxsize=1)
def grading_rules() -> GradingRules:
    """The tables that come with Pactwatch. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "grades.yaml") as path:
        return load_grading_rules(path)
