"""The Ukrainian codebook: the words of instruments in Ukrainian, kept by analysts in YAML files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import Action, Firmness, Form, Trigger
from pactwatch.extract.codebook import Actions, TriggerEntry
from pactwatch.extract.ukrainian.phrases import Phrases
from pactwatch.extract.yaml_file import load_yaml

FOLDER = "ukrainian"
"""Where the words stand inside a codebook's folder."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActorEntry(_Entry):
    """An actor: the forms in which its name is a subject, its other forms, and its adjectives."""

    code: str = Field(min_length=1)
    nominative: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


class Together(_Entry):
    """What the parties are called together."""

    nominative: tuple[str, ...]
    other: tuple[str, ...] = ()


class Pronouns(_Entry):
    """Pronouns for one party, and for several."""

    one: tuple[str, ...]
    several: tuple[str, ...]


class UkrainianActors(_Entry):
    """ukrainian/actors.yaml."""

    version: str
    actors: tuple[ActorEntry, ...]
    together: Together
    each: Together
    pronouns: Pronouns
    organs: tuple[str, ...]


class PerfectiveEntry(_Entry):
    """A perfective verb with the forms of its future."""

    verb: str
    forms: tuple[str, ...]


class PhraseEntry(_Entry):
    """Words that promise with what follows them, and how firmly."""

    words: tuple[str, ...]
    firmness: Firmness
    with_noun: bool = False


class Policy(_Entry):
    """How a policy is said to be something."""

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


class UkrainianPromises(_Entry):
    """ukrainian/promises.yaml."""

    version: str
    perfective: tuple[PerfectiveEntry, ...]
    phrases: tuple[PhraseEntry, ...]
    policy: Policy
    considering: tuple[str, ...]
    not_promises: tuple[str, ...]
    devoted: tuple[str, ...]
    not_passive: tuple[str, ...]
    not_infinitives: tuple[str, ...]
    goods: tuple[str, ...]
    help: tuple[str, ...]
    affirming: tuple[str, ...]
    fillers: tuple[str, ...]
    subordinate: tuple[str, ...]
    prepositions: tuple[str, ...]
    abbreviations: tuple[str, ...]


class UkrainianTriggers(_Entry):
    """ukrainian/triggers.yaml."""

    version: str
    openers: tuple[str, ...]
    temporal: tuple[str, ...]
    durative: tuple[str, ...]
    reservations: tuple[str, ...]
    within: tuple[str, ...]
    back_references: tuple[str, ...]
    triggers: tuple[TriggerEntry, ...]
    attack_headings: tuple[str, ...]


class FormEntry(_Entry):
    """A form of instrument with the nouns for it."""

    form: Form
    nouns: tuple[str, ...]


class UkrainianProvisions(_Entry):
    """ukrainian/provisions.yaml."""

    version: str
    instruments: tuple[str, ...]
    this: tuple[str, ...]
    signature: tuple[str, ...]
    entry_into_force: tuple[str, ...]
    rule: tuple[str, ...]
    term: tuple[str, ...]
    termination: tuple[str, ...]
    notice: tuple[str, ...]
    consultation: tuple[str, ...]
    attack: tuple[str, ...]
    legal_status: tuple[str, ...]
    not_: tuple[str, ...] = Field(alias="not")
    amendment: tuple[str, ...]
    amending: tuple[str, ...]
    agreed_by: tuple[str, ...]
    review: tuple[str, ...]
    each_year: tuple[str, ...]
    twice_a_year: tuple[str, ...]
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    forms: tuple[FormEntry, ...]
    signing: tuple[str, ...]


@dataclass(frozen=True)
class UkrainianCodebook:
    """All words for instruments in Ukrainian, checked. `version` changes with any of them."""

    actors: UkrainianActors
    promises: UkrainianPromises
    actions: Actions
    triggers: UkrainianTriggers
    provisions: UkrainianProvisions
    version: str

    @classmethod
    def load(cls, folder: Path) -> UkrainianCodebook:
        """Read the words from the folder `ukrainian` inside a codebook's folder.

        Raises CodebookError, which names the file, the line and the mend, where an entry does not fit, and OSError
        where a file is missing.
        """
        inside = folder / FOLDER
        return cls(
            actors=load_yaml(inside / "actors.yaml", UkrainianActors),
            promises=load_yaml(inside / "promises.yaml", UkrainianPromises),
            actions=load_yaml(inside / "actions.yaml", Actions),
            triggers=load_yaml(inside / "triggers.yaml", UkrainianTriggers),
            provisions=load_yaml(inside / "provisions.yaml", UkrainianProvisions),
            version=_fingerprint(inside),
        )

    @cached_property
    def action_cues(self) -> Phrases[Action]:
        """Actions by the words that name them."""
        return Phrases((cue, entry.action) for entry in self.actions.actions for cue in entry.cues)

    @cached_property
    def form_cues(self) -> Phrases[Form]:
        """Forms of instruments by the words of a title."""
        return Phrases((noun, entry.form) for entry in self.provisions.forms for noun in entry.nouns)

    @cached_property
    def trigger_cues(self) -> Phrases[Trigger]:
        """Triggers by the words of a condition."""
        return Phrases((cue, entry.trigger) for entry in self.triggers.triggers for cue in entry.cues)


def _fingerprint(folder: Path) -> str:
    """Ten hexadecimal digits over the names and bytes of the files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:10]
