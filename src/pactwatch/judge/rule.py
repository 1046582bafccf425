"""The rule: what an article forbids to whom, against what, where and when, and what takes an incident out of it."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.extract.claim import IncidentType
from pactwatch.judge.period import Period


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Clause(_Part):
    """Conditions on an incident: each list is one, and all must be met. An empty list sets no condition."""

    types: tuple[IncidentType, ...] = Field((), description="in ACLED's words; empty: every type")
    by: tuple[str, ...] = Field((), description="parties that are bound; empty: every party")
    against: tuple[str, ...] = Field((), description="words that the target must have one of")
    unclear: tuple[str, ...] = Field((), description="words of a target that leave open whether it is one of these")
    using: tuple[str, ...] = Field((), description="words for the means (a weapon) that a source must name one of")
    where: tuple[str, ...] = Field((), description="zones")


class Prohibition(Clause):
    """What a rule forbids."""

    types: tuple[IncidentType, ...] = Field(min_length=1, description="in ACLED's words")


class Exemption(Clause):
    """What takes an incident out of a rule, when each condition that it names is met."""

    id: str
    words: str = Field(description="the exception in the words of the text, or why it is read into it")
    claimed: tuple[str, ...] = Field(
        (), description="words by which a source claims it; what no source claims does not apply"
    )

    @model_validator(mode="after")
    def _names_a_condition(self) -> Self:
        if not (self.types or self.by or self.against or self.using or self.where or self.claimed):
            raise ValueError(
                "an exception without a condition would undo the rule; give types, by, against, using, where or claimed"
            )
        return self


class Rule(_Part):
    """One prohibition, in the words of its article and as conditions."""

    id: str
    article: str
    quote: str = Field(min_length=1, description="the exact words of the text")
    in_force: tuple[Period, ...] = Field((), description="only then; empty: as long as the terms are")
    forbids: Prohibition
    # Six clauses are as many as the sets of ways of one field find room for in 64 bits.
    exceptions: tuple[Exemption, ...] = Field((), max_length=5)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The prohibition, and after it the exceptions."""
        return (self.forbids, *self.exceptions)
