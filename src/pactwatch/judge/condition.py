"""The condition: what activates a commitment. A finding, a state of the ceasefire that is reached, or a day."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.judge.finding import Finding, Verdict
from pactwatch.judge.recurrence import Recurrence
from pactwatch.judge.state_rule import Named


class Condition(BaseModel):
    """One of three: findings (their verdict and, where named, their rules and violators), a state, or a day.

    A state is a word of the terms' rule (`state`) or a cessation that the rule defines (`cessation`), in a `zone`
    where one is named.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict = "violation"
    rules: tuple[str, ...] = ()
    violators: tuple[str, ...] = Field((), description="one of these must be responsible; empty: whoever it was")
    state: Named | None = Field(None, description="the ceasefire comes into this state, or a worse one")
    cessation: str | None = Field(None, description="this cessation of the terms' `state` is reached")
    zone: str | None = Field(None, description="the state in this zone; left out: everywhere")
    day: date | None = Field(None, description="this day has come")

    @model_validator(mode="after")
    def _is_of_one_form(self) -> Self:
        given = self.model_fields_set
        forms = [name for name in ("state", "cessation", "day") if getattr(self, name) is not None]
        if len(forms) > 1:
            raise ValueError(f"a condition names a state, a cessation or a day, not several ({', '.join(forms)})")
        if forms and (mixed := sorted(given & {"verdict", "rules", "violators"})):
            raise ValueError(f"`{forms[0]}` and `{mixed[0]}` do not go together; a finding is a condition of its own")
        if self.zone is not None and forms not in (["state"], ["cessation"]):
            raise ValueError("`zone` says where a `state` or a `cessation` is reached; name one")
        return self

    @property
    def on_finding(self) -> bool:
        """Whether a finding meets it, and not a state or a day."""
        return self.state is None and self.cessation is None and self.day is None

    def met_by(self, finding: Finding) -> bool:
        """Whether a finding meets it."""
        return (
            self.on_finding
            and finding.verdict == self.verdict
            and (not self.rules or finding.rule in self.rules)
            and (not self.violators or any(violator in self.violators for violator in finding.violators))
        )


class Sign(Condition):
    """What shows that a trigger of the coding manual has come; `ceasefire`, `peace_deal` and `attack` can be shown so."""

    trigger: Literal["ceasefire", "peace_deal", "attack"]
    recurrence: Recurrence | None = Field(None, description="what a further sign does; none: by the codebook's rule")
