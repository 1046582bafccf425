"""The codebook: the words by which each kind of fact is known, kept by analysts in YAML files.

An analyst adds a verb, an action or an incident type there without touching code. The engine knows nothing of the
words themselves; the codebook knows nothing of negation, reporting or conditions.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.claim import Action, Capacity, Firmness, Form, IncidentType, Stage, Stance, State, Trigger
from pactwatch.extract.cues import CueIndex
from pactwatch.extract.monitoring.words import MonitoringWords
from pactwatch.extract.tally_words import TallyWords
from pactwatch.extract.yaml_file import load_yaml


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActionEntry(_Entry):
    """An action and the words that say it."""

    action: Action
    cues: tuple[str, ...]
    weak: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class Actions(_Entry):
    """actions.yaml."""

    version: str
    actions: tuple[ActionEntry, ...]
    goods: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class ModalEntry(_Entry):
    """Modal verbs and how firmly they bind."""

    words: tuple[str, ...]
    firmness: Firmness
    in_instrument: Firmness | None = None


class PromiseEntry(_Entry):
    """Verbs, adjectives or nouns of promising and how firmly they bind; without `firmness` only in instruments."""

    lemmas: tuple[str, ...]
    firmness: Firmness | None = None
    in_instrument: Firmness | None = None


class Promises(_Entry):
    """promises.yaml."""

    version: str
    modals: tuple[ModalEntry, ...]
    verbs: tuple[PromiseEntry, ...]
    adjectives: tuple[PromiseEntry, ...]
    nouns: tuple[PromiseEntry, ...]
    not_promises: tuple[str, ...]
    continuing: tuple[str, ...]
    ending: tuple[str, ...]
    ruling_out: tuple[str, ...]
    taking_part: tuple[str, ...]
    affirming: tuple[str, ...]
    threatening: tuple[str, ...]
    stating: tuple[str, ...]
    preambular: tuple[str, ...]
    states_in_instrument: tuple[str, ...]
    of_the_instrument: tuple[str, ...]
    changing: tuple[str, ...]
    conduct: tuple[str, ...]
    founding: tuple[str, ...]
    bodies: tuple[str, ...]
    forbidding: tuple[str, ...]


class TriggerEntry(_Entry):
    """What sets a promise off, by the words of its condition."""

    trigger: Trigger
    cues: tuple[str, ...]


class Triggers(_Entry):
    """triggers.yaml."""

    version: str
    openers: tuple[str, ...]
    reservations: tuple[str, ...]
    triggers: tuple[TriggerEntry, ...]


class IncidentEntry(_Entry):
    """A type of incident and the words that tell it."""

    type: IncidentType
    weapons: tuple[str, ...]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


class Incidents(_Entry):
    """incidents.yaml."""

    version: str
    types: tuple[IncidentEntry, ...]
    with_weapon: tuple[str, ...]
    harm: tuple[str, ...]
    armed_actors: tuple[str, ...]
    not_events: tuple[str, ...]
    not_telling: tuple[str, ...]
    struck: tuple[str, ...]
    happening: tuple[str, ...]
    undergoing: tuple[str, ...]
    travelling: tuple[str, ...]
    alleging: tuple[str, ...]


class FormEntry(_Entry):
    """A form of instrument and the nouns that name it."""

    form: Form
    nouns: tuple[str, ...]


class StageEntry(_Entry):
    """A stage and the words that say an instrument has reached it."""

    stage: Stage
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class CapacityEntry(_Entry):
    """A capacity in which someone signs, and the words that head the names of those who do."""

    capacity: Capacity
    words: tuple[str, ...]


class Instruments(_Entry):
    """instruments.yaml."""

    version: str
    forms: tuple[FormEntry, ...]
    stages: tuple[StageEntry, ...]
    titles: tuple[FormEntry, ...]
    ceasefire: tuple[str, ...]
    roles: tuple[str, ...]
    capacities: tuple[CapacityEntry, ...]


class StanceEntry(_Entry):
    """A stance and the words that take it."""

    stance: Stance
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


class Positions(_Entry):
    """positions.yaml."""

    version: str
    stances: tuple[StanceEntry, ...]
    demanding_modals: tuple[str, ...]
    demanding_verbs: tuple[str, ...]
    accusing: tuple[str, ...]
    accusing_alone: tuple[str, ...]
    harming: tuple[str, ...]
    topics: tuple[str, ...]


class Meetings(_Entry):
    """meetings.yaml."""

    version: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    not_held: tuple[str, ...]


class StateEntry(_Entry):
    """A state of a promise and the words that tell it."""

    state: State
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    actions: tuple[Action, ...]


class Fulfilments(_Entry):
    """fulfilments.yaml."""

    version: str
    states: tuple[StateEntry, ...]
    promises: tuple[str, ...]


class Reporting(_Entry):
    """reporting.yaml."""

    version: str
    verbs: tuple[str, ...]
    outlets: tuple[str, ...]
    authorities: tuple[str, ...]


class Findings(_Entry):
    """findings.yaml."""

    version: str
    mechanisms: tuple[str, ...]
    judging: tuple[str, ...]
    violation: tuple[str, ...]
    negation: tuple[str, ...]
    inconclusive: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """All files of the codebook, checked."""

    actions: Actions
    promises: Promises
    triggers: Triggers
    incidents: Incidents
    instruments: Instruments
    positions: Positions
    meetings: Meetings
    fulfilments: Fulfilments
    reporting: Reporting
    findings: Findings
    monitoring: MonitoringWords
    tallies: TallyWords
    version: str

    @classmethod
    def load(cls, folder: Path | None = None) -> Codebook:
        """Read the codebook from a folder, or the one that comes with Pactwatch.

        Raises CodebookError, which names the file, the line and the mend, where an entry does not fit.
        """
        if folder is None:
            with as_file(files("pactwatch") / "codebook") as packaged:
                return cls.load(packaged)
        return cls(
            actions=load_yaml(folder / "actions.yaml", Actions),
            promises=load_yaml(folder / "promises.yaml", Promises),
            triggers=load_yaml(folder / "triggers.yaml", Triggers),
            incidents=load_yaml(folder / "incidents.yaml", Incidents),
            instruments=load_yaml(folder / "instruments.yaml", Instruments),
            positions=load_yaml(folder / "positions.yaml", Positions),
            meetings=load_yaml(folder / "meetings.yaml", Meetings),
            fulfilments=load_yaml(folder / "fulfilments.yaml", Fulfilments),
            reporting=load_yaml(folder / "reporting.yaml", Reporting),
            findings=load_yaml(folder / "findings.yaml", Findings),
            monitoring=MonitoringWords.load(folder),
            tallies=TallyWords.load(folder),
            version=_fingerprint(folder),
        )

    @cached_property
    def action_cues(self) -> CueIndex[Action]:
        """Actions by all their cues, those that say little by themselves included."""
        return CueIndex((cue, entry.action) for entry in self.actions.actions for cue in (*entry.cues, *entry.weak))

    @cached_property
    def strong_action_cues(self) -> CueIndex[Action]:
        """Actions by the cues that say enough by themselves."""
        return CueIndex((cue, entry.action) for entry in self.actions.actions for cue in entry.cues)

    @cached_property
    def heading_cues(self) -> tuple[tuple[str, Action], ...]:
        """Words of a section's heading with the action that the section is about."""
        return tuple((cue, entry.action) for entry in self.actions.actions for cue in entry.headings)

    @cached_property
    def goods_cues(self) -> CueIndex[bool]:
        """Nouns that name goods (True) or people (False) that can be handed over, sent or released."""
        people = [(word, False) for word in self.actions.people]
        return CueIndex([*((word, True) for word in self.actions.goods), *people])

    @cached_property
    def trigger_cues(self) -> CueIndex[Trigger]:
        """Triggers by the words of a condition."""
        return CueIndex((cue, entry.trigger) for entry in self.triggers.triggers for cue in entry.cues)

    @cached_property
    def opening_cues(self) -> CueIndex[str]:
        """The words that open a condition or a reservation, each standing for itself."""
        return CueIndex((words, words) for words in (*self.triggers.openers, *self.triggers.reservations))

    @cached_property
    def form_cues(self) -> CueIndex[Form]:
        """Forms of instruments by the nouns that name them."""
        return CueIndex((noun, entry.form) for entry in self.instruments.forms for noun in entry.nouns)

    @cached_property
    def event_cues(self) -> CueIndex[IncidentType]:
        """Types of incident by the nouns that name an event."""
        return CueIndex((noun, entry.type) for entry in self.incidents.types for noun in entry.nouns)

    @cached_property
    def weapon_cues(self) -> CueIndex[IncidentType]:
        """Types of incident by the weapons that decide them."""
        return CueIndex((noun, entry.type) for entry in self.incidents.types for noun in entry.weapons)

    @cached_property
    def event_verbs(self) -> dict[str, IncidentType]:
        """Types of incident by the verbs that tell one."""
        return {verb: entry.type for entry in self.incidents.types for verb in entry.verbs}

    @cached_property
    def not_event_cues(self) -> CueIndex[bool]:
        """Phrases that make an event general or hypothetical."""
        return CueIndex((phrase, True) for phrase in self.incidents.not_events)

    @cached_property
    def meeting_cues(self) -> CueIndex[bool]:
        """Nouns that name a meeting."""
        return CueIndex((noun, True) for noun in self.meetings.nouns)

    @cached_property
    def stances(self) -> dict[str, Stance]:
        """Stances by verb, with the preposition where the codebook writes one ("call for")."""
        return {verb: entry.stance for entry in self.positions.stances for verb in entry.verbs}

    @cached_property
    def stance_nouns(self) -> dict[str, Stance]:
        """Stances by noun."""
        return {noun: entry.stance for entry in self.positions.stances for noun in entry.nouns}

    @cached_property
    def stance_adjectives(self) -> dict[str, Stance]:
        """Stances by the adjective, or the noun after a preposition, that takes them after "be"."""
        return {word: entry.stance for entry in self.positions.stances for word in entry.adjectives}

    @cached_property
    def topic_cues(self) -> CueIndex[bool]:
        """What a position of this field is about."""
        return CueIndex((topic, True) for topic in self.positions.topics)

    @cached_property
    def accusing_cues(self) -> CueIndex[bool]:
        """Words that accuse: True for those that accuse by themselves, False for those that need someone accused."""
        strong = [(word, True) for word in self.positions.accusing_alone]
        return CueIndex([*strong, *((word, False) for word in self.positions.accusing)])

    @cached_property
    def promise_cues(self) -> CueIndex[bool]:
        """Nouns that name a promise already made."""
        return CueIndex((word, True) for word in self.fulfilments.promises)


def _fingerprint(folder: Path) -> str:
    """Ten hexadecimal digits that change with any word of the codebook, so that a claim says which one read it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:10]
