"""The rules of recurrence for the ledger's own promises: which oblige once for each trigger, and which once while open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import Action
from pactwatch.extract.yaml_file import load_yaml
from pactwatch.judge.recurrence import Recurrence


class RecurrenceRules(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    each_words: tuple[str, ...] = ()
    each_actions: tuple[Action, ...] = ()
    anew_after_days: int | None = Field(None, ge=1)

    def of(self, action: str, quotes: Iterable[str]) -> Recurrence:
        """What holds for a promise of an action in these words."""
        said = " ".join(" ".join(quotes).casefold().split())
        each = action in self.each_actions or any(word.casefold() in said for word in self.each_words)
        return Recurrence(each=each, anew_after_days=self.anew_after_days)


@lru_cache(maxsize=1)
def recurrence_rules() -> RecurrenceRules:
    """The rules that come with Pactwatch. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "recurrence.yaml") as path:
        return load_yaml(path, RecurrenceRules)
