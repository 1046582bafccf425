"""The rule of the state: by which findings a ceasefire counts as strained or broken, and what a credible cessation is."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pactwatch.judge.finding import Grade, Verdict

StateName = Literal["not judged", "holding", "strained", "broken"]
STATES: tuple[StateName, ...] = get_args(StateName)
"""The states, from the best to the worst; that nothing was judged shows nothing."""
Named = Literal["holding", "strained", "broken"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Part):
    """A state and the incidents that make it so: at least so many, with findings that meet every condition given."""

    state: Named
    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    at_least: int = Field(1, ge=1, description="so many incidents; several findings on one incident count once")
    within_days: int | None = Field(None, ge=1, description="counted over so many days; none: since the beginning")
    rules: tuple[str, ...] = ()
    violators: tuple[str, ...] = Field((), description="one of these is responsible; empty: whoever it was")
    grades: tuple[Grade, ...] = Field((), description="findings of these grades only; empty: of any")
    zones: tuple[str, ...] = Field((), description="in one of these zones; empty: anywhere")


class Cessation(_Part):
    """A credible cessation: so many days in a row on each of which the state is at least this."""

    id: str
    days: int = Field(ge=1)
    at_least: Literal["holding", "strained"] = "holding"
    within_days: int = Field(1, ge=1, description="the state of a day is read over so many days that end with it")
    silence_counts: bool = Field(True, description="whether a day counts for which nothing was judged")
    article: str | None = None
    quote: str | None = Field(None, description="the words that ask for it")


_TODAY = (
    Level(state="broken", verdicts=("violation",)),
    Level(state="strained", verdicts=("inconclusive",)),
    Level(state="holding", verdicts=("no_violation",)),
)


class StateRule(_Part):
    """The table of the state: the first level that is reached names it, and none reached is "not judged".

    Left out: broken by one violation, strained by one incident that cannot be decided, since the beginning.
    """

    levels: tuple[Level, ...] = Field(_TODAY, min_length=1)
    cessations: tuple[Cessation, ...] = ()

    @field_validator("levels")
    @classmethod
    def _worst_first(cls, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        order = [STATES.index(level.state) for level in levels]
        if order != sorted(order, reverse=True):
            raise ValueError("the levels stand from the worst to the best (broken, strained, holding)")
        return levels
