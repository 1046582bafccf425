"""The period: a time in which something is in force, and the union of such times less its pauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Period(BaseModel):
    """A time from a day on, up to but without the other; None is open. `words` says by what it began or was ended."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    first: date = Field(alias="from")
    until: date | None = None
    words: str | None = Field(None, description="the decision that began it: an entry into force, a recommitment")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until <= self.first:
            raise ValueError(
                f"`until` ({self.until}) is not after `from` ({self.first}); it is the first day without"
            )
        return self


Days = tuple[int, int]
"""A first day and the first day after, as ordinals of the proleptic Gregorian calendar."""


def spans(periods: Sequence[Period], pauses: Sequence[Period] = ()) -> tuple[Days, ...]:
    """The days of the periods without those of the pauses, as disjoint spans in order."""
    joined: list[Days] = []
    for first, after in sorted(map(_days, periods)):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(after, joined[-1][1]))
        else:
            joined.append((first, after))
    for pause in map(_days, pauses):
        joined = [rest for span in joined for rest in _without(span, pause)]
    return tuple(joined)


def _days(period: Period) -> Days:
    return period.first.toordinal(), period.until.toordinal() if period.until else date.max.toordinal()


def _without(span: Days, pause: Days) -> list[Days]:
    parts = [(span[0], min(span[1], pause[0])), (max(span[0], pause[1]), span[1])]
    return [(first, after) for first, after in parts if first < after]
