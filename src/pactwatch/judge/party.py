"""The party: who acts for it, who speaks for it, and how an actor's name is read for the parties in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

# "SSPDF defectors" are no longer the SSPDF: whoever broke away does not act for whom he left.
_BROKEN_AWAY = r"(?!\W+(?:defector|deserter|dissident|splinter|breakaway|ex-|former))"


class Party(BaseModel):
    """A party: who acts for it, and the names by which reports call those who speak for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: str
    agents: tuple[str, ...] = Field((), description="actors whose conduct is the party's own")
    known_as: tuple[str, ...] = Field((), description="words in a speaker's name that show they speak for the party")
    adverse_to: tuple[str, ...] | None = Field(None, description="None: to every other party")


def parties_speaking(name: str, parties: Sequence[Party]) -> tuple[str, ...]:
    """The parties for which a source of that name speaks, in the order of the terms; () where it speaks for none."""
    return _named(name, tuple((party.actor, (*party.agents, *party.known_as)) for party in parties))


def parties_named(name: str, parties: Sequence[Party]) -> tuple[str, ...]:
    """The parties for which an actor of that name acts, in the order of the terms; () where it acts for none.

    An actor's name may hold more words than the party's ("SSPDF soldiers") and more than one party. Where one party's
    name stands inside another's ("SPLA" in "SPLA-IO"), the longer is meant.
    """
    return _named(name, tuple((party.actor, party.agents) for party in parties))


@lru_cache(maxsize=16384)
def _named(name: str, parties: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    owners = {word.casefold(): actor for actor, agents in parties for word in (actor, *agents)}
    found = {owners[match.group().casefold()] for match in _phrases(tuple(owners)).finditer(name)}
    return tuple(actor for actor, _ in parties if actor in found)


@lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    # A code of a state is one only in capitals: "can" is not Canada.
    options = "|".join(
        re.escape(word.upper()) if re.fullmatch("[a-z]{3}", word) else f"(?i:{re.escape(word)})"
        for word in longest_first
    )
    return re.compile(rf"(?<!\w)(?<!ex-)(?<!former )(?:{options})(?!\w){_BROKEN_AWAY}")
