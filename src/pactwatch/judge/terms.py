"""Terms: a ceasefire or guarantee in a form that can be judged, written beside the text and quoting it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.yaml_file import load_yaml
from pactwatch.judge.duration import Duration
from pactwatch.judge.finding import Grade, Verdict
from pactwatch.judge.procedure import Procedure


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(_Part):
    """The instrument that the terms put into a judgeable form."""

    title: str
    url: str | None = None


class Party(_Part):
    """A party: who acts for it, and the names by which reports call those who speak for it."""

    actor: str
    agents: tuple[str, ...] = Field((), description="actors whose conduct is the party's own")
    known_as: tuple[str, ...] = Field((), description="words in a speaker's name that show they speak for the party")
    adverse_to: tuple[str, ...] | None = Field(None, description="None: to every other party")

    def acts_as(self, actor: str) -> bool:
        """Whether the conduct of that actor is the party's."""
        return actor == self.actor or actor in self.agents

    def speaks_as(self, name: str) -> bool:
        """Whether a source of that name speaks for the party."""
        return _any_word((self.actor, *self.agents, *self.known_as)).search(name) is not None


@lru_cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


class Period(_Part):
    """A time in which the terms are in force: from a day on, up to but without the other; None is open."""

    first: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until <= self.first:
            raise ValueError(
                f"`until` ({self.until}) is not after `from` ({self.first}); it is the first day without"
            )
        return self


class Zone(_Part):
    """A part of the ground, as the names of the areas and places in it."""

    name: str
    areas: tuple[str, ...] = Field(min_length=1)


class Prohibition(_Part):
    """What a rule forbids: each list is one condition, and all must be met. An empty list sets no condition."""

    types: tuple[IncidentType, ...] = Field(min_length=1, description="in ACLED's words")
    by: tuple[str, ...] = Field((), description="parties that are bound; empty: every party")
    against: tuple[str, ...] = Field((), description="words that the target must have one of")
    unclear: tuple[str, ...] = Field((), description="words of a target that leave open whether it is one of these")
    where: tuple[str, ...] = Field((), description="zones")


class Exemption(_Part):
    """What takes an incident out of a rule, when each condition that it names is met."""

    id: str
    words: str = Field(description="the exception in the words of the text, or why it is read into it")
    types: tuple[IncidentType, ...] = ()
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_a_condition(self) -> Self:
        if not (self.types or self.by or self.against or self.where):
            raise ValueError("an exception without a condition would undo the rule; give types, by, against or where")
        return self


class Rule(_Part):
    """One prohibition, in the words of its article and as conditions."""

    id: str
    article: str
    quote: str = Field(min_length=1, description="the exact words of the text")
    forbids: Prohibition
    exceptions: tuple[Exemption, ...] = ()


class Duty(_Part):
    """What a party must do by a day. Kept beside the rules; incidents do not decide it."""

    id: str
    article: str
    quote: str
    owed_by: tuple[str, ...]
    action: str
    by: date | None = None


class GradeRow(_Part):
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


class Condition(_Part):
    """Which findings activate: their verdict and, where named, their rules and who is responsible."""

    verdict: Verdict = "violation"
    rules: tuple[str, ...] = ()
    violators: tuple[str, ...] = Field((), description="one of these must be responsible; empty: whoever it was")


class Activation(_Part):
    """A conditional commitment and what activates it: who then owes what to whom, within what time."""

    id: str
    when: Condition
    owed_by: tuple[str, ...] = Field(min_length=1)
    owed_to: tuple[str, ...] = Field(min_length=1)
    action: str
    within: Duration | None = None
    on_request_of: tuple[str, ...] = Field((), description="the clock waits for a request of one of these")
    article: str
    quote: str = Field(min_length=1)
    source: Text


class Terms(_Part):
    """A ceasefire or guarantee: parties, periods, zones, what is forbidden, and what a breach activates."""

    name: str
    source: Text
    parties: tuple[Party, ...] = Field(min_length=1)
    in_force: tuple[Period, ...] = Field((), description="none: dormant, no incident is judged")
    zones: tuple[Zone, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    duties: tuple[Duty, ...] = ()
    standard_of_evidence: Standard = Standard()
    activates: tuple[Activation, ...] = ()
    procedure: Procedure = Procedure()

    @field_validator("parties", "zones", "rules", "duties", "activates")
    @classmethod
    def _names_are_given_once(cls, parts: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
        seen: set[str] = set()
        for part in parts:
            name = str(getattr(part, "id", None) or getattr(part, "actor", None) or getattr(part, "name", None))
            if name in seen:
                raise ValueError(f"`{name}` is given twice; give each its own name")
            seen.add(name)
        return parts

    @model_validator(mode="after")
    def _names_refer(self) -> Self:
        parties, zones = [party.actor for party in self.parties], [zone.name for zone in self.zones]
        rules = [rule.id for rule in self.rules]
        for rule in self.rules:
            parts: tuple[Prohibition | Exemption, ...] = (rule.forbids, *rule.exceptions)
            for part in parts:
                _known(f"rule {rule.id}, by", part.by, parties, "parties")
                _known(f"rule {rule.id}, where", part.where, zones, "zones")
        for activation in self.activates:
            _known(f"activation {activation.id}, rules", activation.when.rules, rules, "rules")
            _known(f"activation {activation.id}, violators", activation.when.violators, parties, "parties")
        for party in self.parties:
            _known(f"party {party.actor}, adverse_to", party.adverse_to or (), parties, "parties")
        return self

    def party_of(self, actor: str) -> str | None:
        """The party whose conduct that actor's is; None where it is no party's."""
        return next((party.actor for party in self.parties if party.acts_as(actor)), None)


def _known(where: str, names: Iterable[str], known: list[str], list_name: str) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{where}: `{name}` is not among the {list_name} ({', '.join(known) or 'none given'})")


def load_terms(path: Path) -> Terms:
    """Read terms from their YAML file.

    Raises CodebookError with every fault, its line and the mend; OSError where the file cannot be opened.
    """
    return load_yaml(path, Terms)
