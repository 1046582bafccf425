"""The codebook of monitoring reports: monitoring.yaml, checked, with what is worked out from it once."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.cues import CueIndex
from pactwatch.extract.yaml_file import load_yaml

Role = Literal[
    "letter",
    "summary",
    "background",
    "allegation",
    "method",
    "findings",
    "assessment",
    "conclusion",
    "recommendations",
    "remarks",
]
Verdict = Literal["violation", "no_violation", "inconclusive"]
_LONGEST_HEADING = 9
_NEARLY = 88
_DASH = re.compile(r"(?<=\w{3})\s+[—–]\s+(?=\d)")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Party(_Entry):
    """A party that a body watches, by its code in actors.yaml, and names that mean it in this body's reports alone."""

    code: str
    also: tuple[str, ...] = ()


class Mechanism(_Entry):
    """A monitoring body, by its code in actors.yaml, and its names."""

    code: str
    names: tuple[str, ...]


class Mission(_Entry):
    """Where bodies monitor, newest body first, whom they watch, their own organs, and who merely stands by."""

    country: str
    mechanisms: tuple[Mechanism, ...]
    parties: tuple[Party, ...]
    self: tuple[str, ...]
    bystanders: tuple[str, ...]


class SectionEntry(_Entry):
    """The words with which the headings of one role begin."""

    role: Role
    headings: tuple[str, ...]


class InstrumentEntry(_Entry):
    """An agreement under the short name that provisions are written with, and its other names."""

    name: str
    also: tuple[str, ...] = ()


class Verdicts(_Entry):
    """Words of judging; `remarks` are about intention and orders and give no verdict."""

    violation: tuple[str, ...]
    no_violation: tuple[str, ...]
    inconclusive: tuple[str, ...]
    remarks: tuple[str, ...]


class EventEntry(_Entry):
    """A type of incident and the words that tell it in such reports."""

    type: IncidentType
    cues: tuple[str, ...]


class MonitoringWords(_Entry):
    """monitoring.yaml."""

    version: str
    missions: tuple[Mission, ...]
    sections: tuple[SectionEntry, ...]
    instruments: tuple[InstrumentEntry, ...]
    verdicts: Verdicts
    recommending: tuple[str, ...]
    stating: tuple[str, ...]
    alleging: tuple[str, ...]
    investigating: tuple[str, ...]
    events: tuple[EventEntry, ...]
    military: tuple[str, ...]
    civilian: tuple[str, ...]
    culprits: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> MonitoringWords:
        """Read monitoring.yaml in a folder. Raises CodebookError with file, line and mend."""
        return load_yaml(folder / "monitoring.yaml", cls)

    def role_of(self, line: str) -> Role | None:
        """The role of a section by the line of its heading; None for a line that is no heading.

        One or two letters may be misread: "Methodoloay:" is a heading of method.
        """
        if line.rstrip().endswith((".", ",", ";")):
            return None
        # "Violations of the agreement — 29 October to 2 November in ...": what comes after the dash is of the matter.
        head = _DASH.split(line, maxsplit=1)[0]
        words = re.sub(r"[^a-z ]+", " ", head.lower()).split()
        if not 0 < len(words) <= _LONGEST_HEADING or not any(char.isupper() for char in line):
            return None
        found: tuple[int, Role] | None = None
        for entry in self.sections:
            for heading in entry.headings:
                cue = heading.split()
                begun = " ".join(words[: len(cue)])
                # A short word alone must be the whole heading: "Incident" heads a section, "Incidents of rape rose" none.
                fits = len(words) <= len(cue) + (4 if len(cue) > 1 or not line.rstrip().endswith(":") else 0)
                longer = found is None or len(heading) > found[0]
                if longer and fits and _alike(begun, heading) and self._whole(line, words, cue):
                    found = (len(heading), entry.role)
        return found[1] if found else None

    @staticmethod
    def _whole(line: str, words: list[str], cue: list[str]) -> bool:
        """Whether what goes on after the cue is still a heading: nothing, a dash, an "and", a name in capitals."""
        if len(words) == len(cue):
            return True
        return line.isupper() or len(cue) > 1 or re.search(r"[—–:(-]|\b(?:of|and|in)\b", line) is not None

    @cached_property
    def verdict_cues(self) -> CueIndex[Verdict]:
        """Verdicts by the words that give them."""
        words = self.verdicts
        return CueIndex(
            [
                *((cue, "no_violation") for cue in words.no_violation),
                *((cue, "inconclusive") for cue in words.inconclusive),
                *((cue, "violation") for cue in words.violation),
            ]
        )

    @cached_property
    def remark_cues(self) -> CueIndex[bool]:
        """Words about intention and orders."""
        return CueIndex((cue, True) for cue in self.verdicts.remarks)

    @cached_property
    def recommending_cues(self) -> CueIndex[bool]:
        """Words of recommending."""
        return CueIndex((cue, True) for cue in self.recommending)

    @cached_property
    def stating_cues(self) -> CueIndex[bool]:
        """Words of a statement that someone else makes."""
        return CueIndex((cue, True) for cue in self.stating)

    @cached_property
    def alleging_cues(self) -> CueIndex[bool]:
        """Words that make an event alleged."""
        return CueIndex((cue, True) for cue in self.alleging)

    @cached_property
    def investigating_cues(self) -> CueIndex[bool]:
        """Words of the investigation itself."""
        return CueIndex((cue, True) for cue in self.investigating)

    @cached_property
    def event_cues(self) -> CueIndex[IncidentType]:
        """Types of incident by the words that tell one."""
        return CueIndex((cue, entry.type) for entry in self.events for cue in entry.cues)

    @cached_property
    def side_cues(self) -> CueIndex[str]:
        """What is struck: "military" or "civilian"."""
        return CueIndex(
            [*((cue, "military") for cue in self.military), *((cue, "civilian") for cue in self.civilian)]
        )

    @cached_property
    def culprit_cues(self) -> CueIndex[bool]:
        """Those who are caught for what they did."""
        return CueIndex((cue, True) for cue in self.culprits)


def _alike(words: str, heading: str) -> bool:
    return words == heading or (len(heading) > 6 and fuzz.ratio(words, heading) >= _NEARLY)
