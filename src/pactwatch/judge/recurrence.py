"""The recurrence: what a further trigger does to a duty that an earlier one has activated and that is still open."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Recurrence(BaseModel):
    """Whether a further trigger makes an obligation of its own, or feeds the one that is still open.

    An obligation is open until it is met, waived or falls away. What comes after that obliges anew in any case.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    each: bool = Field(
        False, description="each trigger obliges of its own, as where each incident has to be answered"
    )
    anew_after_days: int | None = Field(
        None, ge=1, description="so many days without a trigger, and the next one obliges anew; none: never of itself"
    )
