"""The standard of evidence: how sources grade a fact, and which grades suffice."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.judge.finding import Grade
from pactwatch.reconcile import grade_table


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GradeRow(grade_table.GradeRow):
    """One row of the table that grades evidence: the first row whose every condition fits gives the grade."""

    grade: Grade
    sources: int = Field(0, ge=0, description="at least so many independent sources")
    neutral_sources: int = Field(0, ge=0, description="at least so many that do not speak for a party")
    admitted: bool | None = Field(None, description="the accused party says it itself")
    adversary_only: bool | None = Field(None, description="nobody but the adversary of the accused says it")
    alleged_only: bool | None = Field(None, description="every source only tells it as an allegation")


_TABLE = (
    GradeRow(grade="confirmed", admitted=True),
    GradeRow(grade="weak", adversary_only=True),
    GradeRow(grade="weak", alleged_only=True),
    GradeRow(grade="confirmed", sources=2, neutral_sources=1),
    GradeRow(grade="fair", sources=1),
    GradeRow(grade="weak"),
)
_STANDARDS: dict[str, tuple[tuple[Grade, ...], tuple[Grade, ...]]] = {
    "reasonable_grounds": (("confirmed", "fair"), ("weak",)),
    "clear_and_convincing": (("confirmed",), ()),
}


class Standard(_Part):
    """The standard of evidence: what the sources must reach for a fact to be taken as shown.

    `shown_by` are the grades that suffice. `sets_aside` are the grades of a rival value that need not be reckoned
    with once another value is shown. `table` grades by sources. What is left out is the usual reading of the name.
    """

    name: Literal["reasonable_grounds", "clear_and_convincing"] = "reasonable_grounds"
    shown_by: tuple[Grade, ...] = ()
    sets_aside: tuple[Grade, ...] | None = None
    table: tuple[GradeRow, ...] = _TABLE

    @property
    def suffices(self) -> tuple[Grade, ...]:
        """The grades by which a fact is shown."""
        return self.shown_by or _STANDARDS[self.name][0]

    @property
    def negligible(self) -> tuple[Grade, ...]:
        """The grades of rivals that are set aside."""
        return _STANDARDS[self.name][1] if self.sets_aside is None else self.sets_aside
