"""Parties: whom a report names, under all the names that mean them in it, and who of them is named as doing something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pactwatch.extract.actors import Actors
from pactwatch.extract.monitoring.words import Mission

# What stands before one to whom something is done, or who is merely near: "against the SSPDF", "attacked SPLM/A-IO".
_DETERMINED = r"(?:(?:the|a|an|its|their|some|several|\d+|two|three|local)\s+)*"
_PATIENT = re.compile(
    r"\b(?:against|on|upon|at|towards?|into|near|between|other than|clear|chase|eject|including|assisting"
    r"|notify|supporting|by informing"
    r"|(?:attack|kill|arrest|detain|inform|detaining|deny|dislodg)(?:ed|ing)|(?:killing|death|murder|shooting"
    r"|rape)\s+of|of|to|with|from)\s+" + _DETERMINED + "$"
)
_MEMBERS = re.compile(
    r"\b(?:soldiers?|forces?|members?|personnel|elements?|troops?|those|units?|officers?|groups?|both|fighters?"
    r"|allied|aligned|affiliated|loyal"
    r"|belonging|responsibility|part|failure)\s+(?:of|from|to|with)\s+(?:both\s+)?" + _DETERMINED + "$"
)
_DEED = re.compile(r"^(?:['’]s?)?\s+(?:attacks?|offensive|shelling|raid|ambush|assault|bombardment)\b")
_BELONGING = re.compile(
    r"^(?:['’]s)?\s+(?:(?:positions?|bases?|barracks|check\s?points?|controlled|garrison|[Cc]antonment|HQ"
    r"|[Pp]olice|territory|areas?"
    r"|locations?|vehicles?|convoy|officer(?!s? (?:of|who))|camp|[Mm]inister|[Dd]ivision|[Bb]rigade|base"
    r"|defectors|fatality|SNLO|Senior)\b)"
)
_TOGETHER = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:(?:forces|soldiers|troops)\s*)?(?:,|\band\b|&|\bas well as\b|\bbut also\b"
    r"|\btogether with\b)\s*(?:(?:,|and|but also|both|those of"
    r"|also|the|forces|soldiers|of|from|those|by)\s*){0,6}"
)


@dataclass(frozen=True)
class Named:
    """A party named between two offsets of a sentence."""

    start: int
    end: int
    code: str


class Parties:
    """Finds the parties of one mission in its report's sentences; without a mission, the states and groups named."""

    def __init__(self, mission: Mission | None, actors: Actors, own: tuple[str, ...], on: str | None) -> None:
        """`own` are the codes of the body itself, `on` the day of the report."""
        self._actors = actors
        self._own = own
        self._on = on
        self._codes: dict[str, str] = {}
        if mission is not None:
            for party in mission.parties:
                known = actors[party.code].names if party.code in actors else ()
                for name in (*known, *party.also):
                    self._codes.setdefault(name, party.code)
            others = (*mission.self, *mission.bystanders)
            self._codes.update((name, "") for name in others)
        names = sorted(self._codes, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, names))})(?:\s?\(RM\))?(?![\w/])") if names else None
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is known, those of the body's own organs included."""
        return tuple(self._codes)

    def knows(self, codes: Iterable[str]) -> bool:
        """Whether any of some codes is of a party that the mission watches, or of a state or group where there is none."""
        return self._pattern is None or any(code in self._codes.values() for code in codes)

    def find(self, text: str) -> list[Named]:
        """The parties named in a sentence, from left to right."""
        if self._pattern is None:
            return [
                Named(mention.start, mention.end, code)
                for mention in self._actors.find(text, self._on)
                for code in mention.codes
                if mention.kind != "person" and code not in self._own
            ]
        found = []
        for match in self._pattern.finditer(text):
            code = self._codes.get(
                match.group(), self._codes.get(match.group().split(" (RM)")[0].split("(RM)")[0], "")
            )
            if code:
                found.append(Named(match.start(), match.end(), code))
        return found

    def all_in(self, text: str) -> tuple[str, ...]:
        """The codes named in a sentence, each once."""
        return tuple(dict.fromkeys(named.code for named in self.find(text)))

    def doing(self, text: str, at: int) -> tuple[str, ...]:
        """Who is named before an offset as the one who does what stands there, with those named beside them.

        A name after "against", or before "positions", is of one to whom it is done. Empty where nobody is named so.
        """
        before = [named for named in self.find(text) if named.end <= at]
        acting = [named for named in before if _acts(text, named)]
        if not acting:
            return ()
        last = acting[-1]
        codes = [last.code]
        for named in reversed([each for each in before if each.end <= last.start]):
            if not _TOGETHER.fullmatch(text[named.end : last.start]):
                break
            codes.insert(0, named.code)
            last = named
        return tuple(dict.fromkeys(codes))

    def by(self, text: str, at: int) -> tuple[str, ...]:
        """Who is named after "by" or "between" behind an offset: "attacked by a group of SPLM/A-IO soldiers"."""
        after = re.compile(r"\bby\s").search(text, at)
        if after is None:
            return ()
        named = [each for each in self.find(text) if 0 <= each.start - after.end() <= 70]
        stretch = text[after.end() : named[0].start] if named else ""
        if not named or re.search(r"[.;:]|\b(?:against|on|against|were|was|that|at|in)\b", stretch):
            return ()
        codes = [named[0].code]
        for previous, following in pairwise(named):
            if not _TOGETHER.fullmatch(text[previous.end : following.start]):
                break
            codes.append(following.code)
        return tuple(dict.fromkeys(codes))


def _acts(text: str, named: Named) -> bool:
    if _DEED.match(text[named.end :]):
        return True
    if _BELONGING.match(text[named.end :]):
        return False
    before = text[: named.start]
    return _MEMBERS.search(before) is not None or _PATIENT.search(before) is None
