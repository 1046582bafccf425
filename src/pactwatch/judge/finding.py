"""The finding: that a record breaks a rule, does not, or cannot be shown to, with the reasons and the evidence."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["violation", "no_violation", "inconclusive"]
Answer = Literal["established", "not_established", "refuted"]
Grade = Literal["confirmed", "fair", "weak", "contested"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ground(_Part):
    """One sentence of a finding's reasons, with the claims that carry it and their words."""

    text: str
    claims: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class Finding(_Part):
    """The judgement of one incident under one rule.

    Two questions have two answers: `breach`, whether the rule was broken, and `responsibility`, by whom. A breach can
    be established while responsibility is not: when each party accuses the other and the rule binds both.
    An inconclusive finding "cannot be shown"; `missing` then names what would settle it: fields of the record, or
    "corroboration" where what is said would do but the sources do not.
    """

    id: str
    terms: str = Field(description="the name of the terms")
    rule: str
    article: str
    words: str = Field(description="the rule in the words of its text")
    record: str = Field(description="the incident's record")
    verdict: Verdict
    breach: Answer
    responsibility: Answer
    violators: tuple[str, ...] = Field((), description="the parties whose responsibility is established")
    grade: Grade = Field(description="how well the sources carry what is found")
    fit: float = Field(0.0, description="how closely the rule is cut to what happened, from 0 to 1")
    reasons: tuple[Ground, ...]
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = Field(description="the claims judged, in order of publication")
    happened: str | None = Field(None, description="the date that the record holds for the incident")
    made_known: date | None = Field(
        None, description="of a violation: the day by whose end enough had been published to find it"
    )


class Development(_Part):
    """From a day on, what was found by what had been published by its end; `verdict` is None where the finding went."""

    finding: str = Field(description="the id of the finding")
    rule: str
    record: str
    known: date
    verdict: Verdict | None = None
    violators: tuple[str, ...] = ()
    grade: Grade | None = None
    missing: tuple[str, ...] = ()
