"""The rules of status: the table that says what a promise's status is, what a rating needs, and what words are the same."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.extract.claim import Action, CommitmentClaim, Firmness, Stage, Trigger
from pactwatch.extract.yaml_file import MisfitError, load_yaml

StatusName = Literal[
    "considered",
    "announced",
    "pledged",
    "intended",
    "agreed",
    "signed",
    "in_force",
    "dormant",
    "allocated",
    "partly_met",
    "met",
    "overdue",
    "broken",
    "withdrawn",
    "lapsed",
    "disputed",
    "cannot_be_rated",
]
Test = Literal[
    "sources_contradict",
    "said_withdrawn",
    "said_broken",
    "met",
    "instrument_ended",
    "trigger_waits",
    "condition_open",
    "due_passed",
    "said_overdue",
    "partly_met",
    "allocated",
    "only_considered",
    "words_lack",
    "otherwise",
]
Need = Literal["date", "measure", "addressee"]
KindName = Literal["delivery", "act", "conduct"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatusRule(_Entry):
    """One line of the table: the status that holds where the test applies; "stage" stands for the promise's own."""

    status: StatusName | Literal["stage"]
    when: Test
    means: str


class Kind(_Entry):
    """What sort of promise some actions are: what the words must name, and how near in time a report tells which."""

    kind: KindName
    needs: tuple[Need, ...] = ()
    near: int = Field(0, ge=0)
    actions: tuple[Action, ...]


class TriggerSign(_Entry):
    """The sign that a trigger has come: an agreement with such a title at such a stage."""

    trigger: Trigger
    words: tuple[str, ...]
    stages: tuple[Stage, ...]


_CONDUCT = Kind(kind="conduct", actions=())


class StatusRules(_Entry):
    """The whole file. Misfits, such as a table whose last rule does not always apply, are told with their place."""

    version: str
    rules: tuple[StatusRule, ...]
    stages: dict[Firmness, StatusName]
    kinds: tuple[Kind, ...]
    names: dict[Action, tuple[str, ...]] = {}
    things: tuple[tuple[str, ...], ...] = ()
    triggers: tuple[TriggerSign, ...] = ()
    no_triggers: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    pledged: tuple[Firmness, ...]
    not_counted: tuple[StatusName, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> StatusRules:
        if not self.rules or self.rules[-1].when != "otherwise":
            raise MisfitError(
                (("rules",), "the last rule must be `when: otherwise`, so that every promise has a status")
            )
        seen: set[str] = set()
        for number, kind in enumerate(self.kinds):
            for action in kind.actions:
                if action in seen:
                    raise MisfitError((("kinds", number, "actions"), f"`{action}` stands in two kinds; keep one"))
                seen.add(action)
        return self

    def kind_of(self, claim: CommitmentClaim) -> Kind:
        """What sort of promise it is. One not to do something is conduct; so is an action that no kind names."""
        return _CONDUCT if claim.polarity == "will_not" else self.kind_of_action(claim.action)

    def kind_of_action(self, action: Action) -> Kind:
        """What sort of promise an action makes; conduct where no kind names it."""
        return next((kind for kind in self.kinds if action in kind.actions), _CONDUCT)

    @property
    def pledged_stages(self) -> frozenset[StatusName]:
        """What a promise is called that counts as pledged; one that is in force always does."""
        return frozenset({"in_force", *(self.stages[firmness] for firmness in self.pledged)})

    def named(self, text: str | None) -> Action | None:
        """The action that the name of a promise tells: "the pause" is a ceasefire; None where no word tells one."""
        for action, words in self.names.items():
            if text and re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", text, re.IGNORECASE):
                return action
        return None

    def thing(self, name: str) -> str:
        """The word under which goods or people of that name are counted."""
        # "Prisoners of war and civilians" are counted as prisoners: the first of what is named tells.
        plain = _singular(re.split(r"\s(?:of|and|or|with)\s|,", name.casefold(), maxsplit=1)[0])
        return self._things.get(plain) or self._things.get(plain.rsplit(" ", 1)[-1], plain)

    @cached_property
    def _things(self) -> dict[str, str]:
        return {_singular(word): group[0] for group in self.things for word in group}


def _singular(name: str) -> str:
    """The name without an article and in the singular, as far as English lets one tell."""
    plain = re.sub(r"\(.*?\)", "", name.casefold()).strip()
    plain = re.sub(r"^(?:the|a|an|more|other)\s+", "", plain)
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


@lru_cache(maxsize=1)
def status_rules() -> StatusRules:
    """The rules that come with Pactwatch. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "status.yaml") as path:
        return load_yaml(path, StatusRules)
