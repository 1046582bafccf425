"""The context of a document: what earlier sentences leave behind for later ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pactwatch.extract.claim import Action, Firmness, IncidentType, ReadBy, Trigger


@dataclass
class Context:
    """What a reader of one story keeps in mind while reading on. Made anew for each item of a page.

    `anchor` is the ISO date that relative words count from, None where the item has none. `parties` are the actors
    that "the Participants" or "the Parties" stand for, in an instrument. `around` are the countries and regions that
    the whole document is about, `sides` the two that were last named side by side ("Kyiv and Moscow"). `lists` are the
    lists that are still open, the innermost last. `undated` says that the anchor is the page's date and the item has none
    of its own. The other fields are the latest of their kind.
    """

    doc: str
    anchor: str | None
    read_by: ReadBy | None = None
    instrument: bool = False
    parties: tuple[str, ...] = ()
    title: str | None = None
    speaker: str | None = None
    speaker_codes: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    persons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: str | None = None
    event_date: str | None = None
    perpetrator: str | None = None
    event_type: IncidentType | None = None
    action: Action | None = None
    mechanism: str | None = None
    ending_section: str | None = None
    quoting: bool = False
    group: tuple[str, ...] = ()
    around: frozenset[str] = frozenset()
    undated: bool = False
    lists: list[OpenList] = field(default_factory=list)
    measures_until: int = 0  # the offset up to which the instrument is a list of measures
    headings: tuple[str, ...] = ()
    trigger: Trigger = "none"
    promisors: tuple[str, ...] = ()
    said_on: dict[str, str] = field(default_factory=dict)

    def spoke_on(self, name: str | None) -> str | None:
        """The day on which someone was last said to speak, by surname; None where the story has not said."""
        return self.said_on.get(name.split()[-1]) if name else None

    def counterparts(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The parties to whom these parties promise: the others, or each other where all promise together."""
        others = tuple(code for code in self.parties if code not in codes)
        return others or tuple(code for code in self.parties if len(codes) > 1 or code not in codes)


@dataclass(frozen=True)
class LeadIn:
    """What a list's first line says for each of its items: who promises, how firmly, on what condition, until when."""

    promisors: tuple[str, ...]
    firmness: Firmness
    polarity: Literal["will", "will_not"]
    condition: str | None
    trigger: Trigger
    action: Action | None
    due: str | None


@dataclass
class OpenList:
    """A list that is being read: its lead-in, how its items are marked, and whether the last one ended with a semicolon."""

    lead_in: LeadIn
    style: str | None = None
    goes_on: bool = True
