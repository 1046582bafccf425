"""The report: a monitoring body's document cut into its sections, each sentence with the role of the one it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract.actors import Actors
from pactwatch.extract.monitoring.parties import Parties
from pactwatch.extract.monitoring.reflow import Block, reflow
from pactwatch.extract.monitoring.words import Mission, MonitoringWords, Role
from pactwatch.read.document import Document

_HEAD = 6000
_LEAST_ROLES = 3
_JUDGING: frozenset[Role] = frozenset({"findings", "assessment", "conclusion", "recommendations"})
_LETTERHEAD = re.compile(
    r"^(?:the\s+)?((?:[A-Z][\w’'-]+\s+(?:(?:and|of|for|on)\s+(?:the\s+)?)?){0,8}(?:Monitoring|Verification"
    r"|Observer)\s+(?:and\s+Verification\s+)?"
    r"(?:Mechanism|Mission|Commission|Team|Desk|Body))\s*(?:\((?P<short>[A-Z]{3,10})\))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_SALUTATION = re.compile(r"Please find (?:attached|enclosed)")


@dataclass(frozen=True)
class Passage:
    """One sentence of a report, with the role of its section; `paragraph` counts the blocks that sentences stand in."""

    role: Role
    block: Block
    paragraph: int

    @property
    def text(self) -> str:
        """The sentence as matched."""
        return self.block.text


@dataclass(frozen=True)
class Report:
    """A monitoring report: whose it is, whom that body watches, and its sentences in order."""

    mechanism: str
    mission: Mission | None
    parties: Parties
    passages: tuple[Passage, ...]

    def of(self, *roles: Role) -> list[Passage]:
        """The sentences of sections of these roles."""
        return [passage for passage in self.passages if passage.role in roles]


def report_of(document: Document, words: MonitoringWords, actors: Actors) -> Report | None:
    """The document as a monitoring report; None where it is none, for want of a body in its head or of sections."""
    head = document.text[:_HEAD]
    whose = _whose(head, words, actors)
    if whose is None:
        return None
    mechanism, mission = whose
    own = actors.resolve(mechanism, document.published) or (mechanism,)
    parties = Parties(mission, actors, own, document.published)
    names = [*parties.names, *(name for entry in words.instruments for name in (entry.name, *entry.also))]
    blocks = reflow(document.text, names, lambda line: words.role_of(line) is not None)
    passages = tuple(_passages(blocks, words))
    roles = {passage.role for passage in passages} - {"letter", "background", "remarks"}
    if len(roles) < _LEAST_ROLES or not roles & _JUDGING:
        return None
    return Report(mechanism, mission, parties, passages)


def _whose(head: str, words: MonitoringWords, actors: Actors) -> tuple[str, Mission | None] | None:
    for mission in words.missions:
        for mechanism in mission.mechanisms:
            if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", head) for name in mechanism.names):
                return mechanism.code, mission
    found = _LETTERHEAD.search(head)
    if found is None:
        return None
    name = re.sub(r"\s+", " ", found["short"] or found[1]).strip()
    return (name.title() if name.isupper() and not found["short"] else name), None


def _passages(blocks: list[Block], words: MonitoringWords) -> list[Passage]:
    role: Role = "letter"
    passages: list[Passage] = []
    for number, block in enumerate(blocks):
        new = words.role_of(block.text) if block.heading else None
        if new is None and role == "method" and block.marker and block.text.isupper() and " " in block.text:
            new = "findings"  # a numbered heading that names the matter itself: "2.0 FIGHTING IN THE NORTH"
        if new is not None:
            role = new
            continue
        passages.extend(Passage(role, sentence, number) for sentence in block.sentences())
    return passages
