"""A sentence of an instrument in Ukrainian with what its place in the text says, and the way to a claim's common fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pactwatch.extract.claim import Action, Firmness, ReadBy, Trigger
from pactwatch.extract.ukrainian.actors import Naming


@dataclass
class Reading:
    """What a reader keeps in mind from sentence to sentence of one instrument.

    `promisors` promised last in the paragraph; `trigger` is the last condition's; `lead_in` is what the line before said
    for each item of the list below it. `ending_section` allowed to terminate, `itself_section` spoke of the instrument.
    """

    doc: str
    text: str
    title: str | None
    naming: Naming
    read_by: ReadBy
    promisors: tuple[str, ...] = ()
    trigger: Trigger = "none"
    lead_in: LeadIn | None = None
    ending_section: str | None = None
    itself_section: str | None = None


@dataclass(frozen=True)
class LeadIn:
    """What a line that ends in a colon says for the items below it; without firmness it only names who acts."""

    promisors: tuple[str, ...]
    firmness: Firmness | None
    negated: bool
    condition: str | None
    trigger: Trigger
    action: Action | None


@dataclass(frozen=True)
class Sentence:
    """A sentence at its offsets, with the section it stands in and the headings around it, outermost first."""

    reading: Reading
    start: int
    end: int
    section: str | None
    headings: tuple[str, ...]

    @property
    def words(self) -> str:
        """The sentence as it stands in the text."""
        return self.reading.text[self.start : self.end]

    def base(self, start: int, end: int) -> dict[str, Any]:
        """The fields that every claim has, for a quote between two offsets."""
        return {
            "doc": self.reading.doc,
            "start": start,
            "end": end,
            "quote": self.reading.text[start:end],
            "agreement": self.reading.title,
            "section": self.section,
            "read_by": self.reading.read_by,
        }
