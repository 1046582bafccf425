"""The grade table: rows of conditions in a file that its owner can change; the first row that fits gives the grade.

The terms of a ceasefire grade evidence by the same mechanism (`judge/terms.py`), with conditions of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

R = TypeVar("R", bound="GradeRow")


class GradeRow(BaseModel):
    """One row. Its fields are a grade, perhaps what it `means`, and conditions: numbers and truth values, or None.

    A number asks for at least so many, a truth value for exactly that, None for nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def conditions(self) -> dict[str, int | bool]:
        """The conditions that the row sets, by name."""
        return self.model_dump(exclude={"grade", "means"}, exclude_none=True)

    def fits(self, facts: Mapping[str, int | bool]) -> bool:
        """Whether the facts meet every condition. A condition without its fact is a programming error: KeyError."""
        for name, asked in self.conditions.items():
            if facts[name] != asked if isinstance(asked, bool) else facts[name] < asked:
                return False
        return True


def first_fitting(rows: Sequence[R], facts: Mapping[str, int | bool]) -> R | None:
    """The first row that fits the facts; None where none does."""
    return next((row for row in rows if row.fits(facts)), None)
