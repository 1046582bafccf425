"""Signatories: who signed an instrument, in what role and for whom, from the lines of its signatures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pactwatch.extract.actors import ActorMention, Actors
from pactwatch.extract.claim import Capacity, Signatory
from pactwatch.extract.codebook import Codebook

_FURNITURE = re.compile(
    r"^[\s•*–—-]+|_{2,}|\(\s*signed\s*\)|\bsigned\b\s*:?\s*$|^\W*\d{1,3}\W*$|\[see[^\]]*\]", re.IGNORECASE
)
_FOR = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:for|on\s+behalf\s+of|за)\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+(?=[a-z]))?",
    re.IGNORECASE,
)
# "Hon." and "Igor." stand on a line of their own where a page cuts lines at every full stop.
_WAITS = re.compile(r"(?:[\w.’'-]+\s)?[\w.’'-]{1,12}\.")
_TITLE_LEFT = re.compile(r"(?<=\s)Hon\.$")
_INITIALED = r"[A-ZÀ-ÞА-ЯІЇЄҐ][\w.’'-]*"
_NAME = re.compile(rf"{_INITIALED}(?:\s+(?:{_INITIALED}|de|da|di|van|von|der|den|dos|al|el|bin|ben|la|le)){{1,6}}")
_NUMBER = re.compile(r"^(?:[IVX]+\.|[A-H][.)])\s*")
_STATE_FORM = re.compile(
    r"^(?:the\s+)?(?:government\s+of\s+(?:the\s+)?)?(?:(?:[\w’'-]+\s+)?(?:republic|kingdom|federation|state|duchy)\s+of\s+(?:the\s+)?)?"
    r"|\s+(?:republic|government|federation)$",
    re.IGNORECASE,
)
_A_GROUP = re.compile(
    r"\b(?:party|parties|army|movement|alliance|front|congress|opposition|union|society)\b", re.IGNORECASE
)
_LONGEST = 12


@dataclass
class _Reading:
    """The signatories so far, and whoever was announced and has not yet been named."""

    found: list[Signatory] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    columns: int = 1
    capacity: Capacity = "party"

    def add(self, name: str | None, role: str | None, party: str | None, actor: str | None) -> None:
        self.found.append(Signatory(name=name, role=role, party=party, actor=actor, capacity=self.capacity))


class SignatoryReader:
    """Reads signatures with a codebook's words for roles and capacities, and its actors."""

    def __init__(self, codebook: Codebook, actors: Actors) -> None:
        words = "|".join(sorted(map(re.escape, codebook.instruments.roles), key=len, reverse=True))
        self._role = re.compile(rf"\b(?:{words})(?![\w’'])", re.IGNORECASE)
        self._capacities = [
            (entry.capacity, re.compile(rf"\b(?:{'|'.join(entry.words)})\b", re.IGNORECASE))
            for entry in codebook.instruments.capacities
        ]
        self._actors = actors

    def read(self, lines: Iterable[str], on: str | None) -> tuple[Signatory, ...]:
        """The signatories in the order of their signatures; `on` is the day of signing, which settles who held what office.

        A signature without a name (a line "For the Republic of Chad") is one too, with the name left open.
        """
        reading = _Reading()
        for line in _joined(lines):
            capacity = self._capacity(line)
            if capacity is not None:
                self._unnamed(reading)
                reading.capacity = capacity
            else:
                self._line(line, reading, on)
        self._unnamed(reading)
        return tuple(reading.found)

    def _capacity(self, line: str) -> Capacity | None:
        """The capacity that a heading gives to the names below it: "THE GUARANTORS:"."""
        words = _NUMBER.sub("", line).strip(" :")
        if len(words.split()) > _LONGEST or not (line.endswith(":") or words.isupper() or len(words.split()) == 1):
            return None
        return next((capacity for capacity, pattern in self._capacities if pattern.search(words)), None)

    def _line(self, line: str, reading: _Reading, on: str | None) -> None:
        announced = list(_FOR.finditer(line))
        if announced and not line[: announced[0].start()].strip(" ,"):
            ends = [*(match.start() for match in announced[1:]), len(line)]
            parts = [line[match.end() : end].strip(" ,") for match, end in zip(announced, ends, strict=True)]
            if len(parts) == 1 and ":" in parts[0].rstrip(":"):
                party, words = (piece.strip() for piece in parts[0].split(":", 1))
                self._sign(words, party, reading, on)
                return
            if len(parts) == 1 and not line.endswith(":") and self._is_of_last(reading):
                codes = self._codes_of(parts[0])
                update = {"party": parts[0], "actor": codes[0] if codes else reading.found[-1].actor}
                reading.found[-1] = reading.found[-1].model_copy(update=update)
                return
            if reading.columns > 1:
                self._unnamed(reading)
            reading.columns = len(parts)
            reading.waiting.extend(part.strip(" :") for part in parts)
            return
        for words in self._columns(line, reading.columns, on):
            self._sign(words, None, reading, on)

    def _sign(self, words: str, party: str | None, reading: _Reading, on: str | None) -> None:
        name, role, mention = self._parts(words, on)
        if name is None and role is not None and reading.found and party is None and not self._opens(words):
            # A line that is only a role belongs to the first name above that has none.
            place = next(
                (
                    number
                    for number, one in enumerate(reading.found)
                    if one.role is None
                    and one.capacity == reading.capacity
                    and number >= len(reading.found) - reading.columns
                ),
                None,
            )
            if place is not None:
                known = reading.found[place]
                actor = known.actor or (mention.codes[0] if mention and mention.codes else None)
                reading.found[place] = known.model_copy(update={"role": role, "actor": actor})
                return
        if name is None and role is None:
            if party is None:
                return
            # "For Ireland: Ada Field, TD": the party says that it is a name, whatever else stands there.
            name = words.split(",", maxsplit=1)[0].strip() or None
        if party is None and reading.waiting and name is not None:
            party = reading.waiting.pop(0)
        reading.add(name, role, party, self._actor(name, role, party, mention, on))

    def _unnamed(self, reading: _Reading) -> None:
        """Whoever was announced and not named signs without a name."""
        for party in reading.waiting:
            codes = self._codes_of(party)
            reading.add(None, None, party, codes[0] if codes else None)
        reading.waiting.clear()
        reading.columns = 1

    def _is_of_last(self, reading: _Reading) -> bool:
        """Whether "For X" stands below the name of who signs for it, rather than above."""
        if reading.waiting or not reading.found:
            return False
        last = reading.found[-1]
        return last.name is not None and last.party is None and last.capacity == reading.capacity

    def _codes_of(self, party: str) -> tuple[str, ...]:
        """Whom a party's name means: not Sudan for the "United Sudan African Party", which only contains its name."""
        whole_name = self._actors.find(party)
        if any(one.end - one.start == len(party) and one.kind != "adjective" for one in whole_name):
            return whole_name[0].codes
        bare = _STATE_FORM.sub("", party).strip()
        mentions = self._actors.find(bare)
        covered = max((one.end - one.start for one in mentions), default=0)
        opens = any(one.start == 0 and one.kind != "adjective" for one in mentions) and not _A_GROUP.search(bare)
        whole = covered * 2 >= len(bare) and not (
            mentions and mentions[0].kind == "adjective" and covered < len(bare)
        )
        return mentions[0].codes if whole or opens else ()

    def _opens(self, words: str) -> bool:
        return words.casefold().startswith(("representative", "представник"))

    def _actor(
        self, name: str | None, role: str | None, party: str | None, mention: ActorMention | None, on: str | None
    ) -> str | None:
        codes = self._codes_of(party) if party else ()
        if not codes and mention is not None:
            codes = mention.codes
        if not codes and name is not None:
            codes = next((found.codes for found in self._actors.find(name, on) if found.kind == "person"), ())
        return codes[0] if codes else None

    def _columns(self, line: str, columns: int, on: str | None) -> list[str]:
        """A line that two signatories share, cut between them: at the second role, or at a name that is known."""
        if columns == 1:
            return [line]
        roles = [match.start() for match in self._role.finditer(line)]
        starts = roles if roles and roles[0] == 0 else []
        if len(starts) == columns:
            return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]
        for person in (found for found in self._actors.find(line, on) if found.kind == "person"):
            rest = (line[: person.start].strip(), line[person.start : person.end], line[person.end :].strip())
            return [part for part in rest if part]
        words = line.split()
        half = len(words) // columns
        cuts = [*range(0, half * columns, half), len(words)] if half else [0, len(words)]
        return [" ".join(words[a:b]) for a, b in itertools.pairwise(cuts)]

    def _parts(self, words: str, on: str | None) -> tuple[str | None, str | None, ActorMention | None]:
        """The name, the role and the actor that the role names: "Second President of Ukraine, L.D. Kuchma"."""
        mentions = [found for found in self._actors.find(words, on) if found.kind not in {"person", "seat"}]
        role = self._role.search(words)
        if role is None:
            last = mentions[-1] if mentions else None
            name = (words[: last.start] if last else words).strip(" ,-–")
            if last is not None and not name:
                return None, None, last
            return (name if _NAME.fullmatch(name) else None), None, last
        of = next((found for found in mentions if found.start >= role.start()), mentions[0] if mentions else None)
        end = max([role.end(), *(found.end for found in mentions)])
        while (again := self._role.search(words, end)) is not None:
            end = again.end()
        before, after = words[: role.start()].strip(" ,-–"), words[end:].strip(" ,-–")
        if _NAME.fullmatch(after):
            return after, words[:end].strip(" ,-–"), of
        person = before
        for found in mentions:
            if found.end <= role.start():
                person = words[: found.start].strip(" ,-–")
        if _NAME.fullmatch(person):
            return person, words[len(person) :].strip(" ,-–"), of
        return None, words.strip(" ,-–"), of


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines without their furniture, a title or an initial together with the name that it waits for."""
    waiting = ""
    for raw in lines:
        line = " ".join(_FURNITURE.sub(" ", f"{waiting} {raw}".strip() if waiting else raw).split())
        waiting = ""
        if left := _TITLE_LEFT.search(line):
            line, waiting = line[: left.start()].strip(), left[0]
        if _WAITS.fullmatch(line):
            waiting = line
        elif any(letter.isalpha() for letter in line):
            yield line
    if waiting:
        yield waiting
