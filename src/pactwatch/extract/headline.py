"""The headline: what a title of a few words tells of an incident, read without a parse, for many thousands of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.claim import Count
from pactwatch.extract.numbers import find_numbers
from pactwatch.extract.yaml_file import load_yaml

FILE = Path(__file__).parents[1] / "codebook" / "headlines.yaml"
# A number further from the word for the harm than so many words belongs to something else.
REACH = 5
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,:;–—]|(?<=\s)-(?=\s)")
_BREAKS = frozenset(",:;–—-")
_YEARS = range(1900, 2100)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HarmWords(_Entry):
    """The words for one harm: told of its victims, told of who did it, as a noun, and as a toll."""

    passive: frozenset[str]
    active: frozenset[str]
    nouns: frozenset[str] = frozenset()
    toll: frozenset[str] = frozenset()


class VictimWords(_Entry):
    """One part in the fighting, with the words for its people: single persons, and several."""

    part: str
    one: frozenset[str]
    many: frozenset[str]


class PeriodWords(_Entry):
    """Words that say over how many days a headline counts."""

    days: int
    words: tuple[str, ...]


class Topic(_Entry):
    """Something that a headline may be about, with whole words for it and with how such words begin."""

    name: str
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def told_by(self, words: Iterable[str]) -> bool:
        """Whether any of the words, in small letters, is one for it."""
        return any(word in self.words or word.startswith(self.stems) for word in words)


class HeadlineWords(_Entry):
    """The file of words by which headlines are read."""

    version: str
    killed: HarmWords
    injured: HarmWords
    boundaries: frozenset[str]
    victims: tuple[VictimWords, ...]
    means: tuple[Topic, ...]
    people: tuple[Topic, ...]
    periods: tuple[PeriodWords, ...]
    marks: tuple[str, ...]
    plain: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> HeadlineWords:
        """Read the file. Raises CodebookError with the lines to mend, OSError where it cannot be opened."""
        return load_yaml(path, cls)

    @cached_property
    def victim_words(self) -> dict[str, tuple[str, bool]]:
        """Each word for victims, with the part that they have and whether it is a single person."""
        return {
            word: (entry.part, one) for entry in self.victims for one in (False, True) for word in _of(entry, one)
        }


def _of(entry: VictimWords, one: bool) -> frozenset[str]:
    return entry.one if one else entry.many


@dataclass(frozen=True)
class Headline:
    """What one title tells: the counts, who came to harm, the names in it, its telling words, and over how many days.

    `victims` are the parts in the fighting that those harmed have, `sides` the names that stand with them ("Ukrainian").
    `means` is by what they came to harm, `people` who is told of by more than a part in the fighting ("journalists").
    `names` are the words written as names, or all words of a title that is nothing but names (`only_names`), as where
    a register of the dead is headed by the place. `days` is 1 unless it counts over longer.
    """

    killed: Count | None
    injured: Count | None
    victims: frozenset[str]
    sides: frozenset[str]
    means: frozenset[str]
    people: frozenset[str]
    names: tuple[str, ...]
    words: tuple[str, ...]
    days: int
    only_names: bool


@dataclass(frozen=True)
class _Told:
    count: Count | None
    parts: frozenset[str]
    sides: frozenset[str]
    near: int


class HeadlineReader:
    """Reads headlines by a file of words."""

    def __init__(self, words: HeadlineWords) -> None:
        self._words = words
        self._mark = re.compile(rf"^\s*(?:{'|'.join(words.marks)})\b[\s\d]*[-:–]\s*", re.IGNORECASE)
        self._harm_words = frozenset(
            chain.from_iterable(chain(h.passive, h.active, h.nouns, h.toll) for h in (words.killed, words.injured))
        )

    def read(self, text: str) -> Headline:
        """What a title tells. Any text can be given; only its first line is read."""
        line = self._mark.sub("", next(iter(text.strip().splitlines()), ""))
        found = list(_WORD.finditer(line))
        words = [match.group() for match in found]
        low = [_plain(word) for word in words]
        numbers = self._numbers(line, found)
        killed, injured = (
            self._told(words, low, numbers, harm) for harm in (self._words.killed, self._words.injured)
        )
        whom = killed if killed.parts or killed.sides else injured
        only_names = self._only_names(words, low)
        return Headline(
            killed=killed.count,
            injured=injured.count,
            victims=whom.parts,
            sides=whom.sides,
            means=frozenset(topic.name for topic in self._words.means if topic.told_by(low)),
            people=frozenset(topic.name for topic in self._words.people if topic.told_by(low)),
            names=tuple(self._names(words, low, only_names)),
            words=tuple(dict.fromkeys(w for w in low if self._telling(w))),
            days=max((p.days for p in self._words.periods if any(w in line.casefold() for w in p.words)), default=1),
            only_names=only_names,
        )

    def _telling(self, word: str) -> bool:
        return len(word) > 1 and word not in self._words.plain and word not in _BREAKS and not word.isdigit()

    @staticmethod
    def _numbers(line: str, found: Sequence[re.Match[str]]) -> dict[int, Count]:
        """The number at each word's place; years and times of day are none."""
        at = {match.start(): place for place, match in enumerate(found)}
        result = {}
        for number in find_numbers(line):
            value = int(number.value)
            if number.start in at and number.value == value and value not in _YEARS:
                result[at[number.start]] = Count(low=value, high=None if number.is_open else value)
        return result

    def _told(self, words: Sequence[str], low: Sequence[str], numbers: Mapping[int, Count], harm: HarmWords) -> _Told:
        """What the phrases beside the words for a harm say; the number nearest to such a word counts."""
        phrases = [told for place in range(len(low)) for told in self._phrases(place, words, low, numbers, harm)]
        counted = sorted((told for told in phrases if told.count is not None), key=lambda told: told.near)
        telling = [told for told in counted[:1] if told.parts or told.sides] or phrases
        return _Told(
            counted[0].count if counted else None,
            frozenset(chain.from_iterable(told.parts for told in telling)),
            frozenset(chain.from_iterable(told.sides for told in telling)),
            0,
        )

    def _phrases(
        self, place: int, words: Sequence[str], low: Sequence[str], numbers: Mapping[int, Count], harm: HarmWords
    ) -> Iterator[_Told]:
        word = low[place]
        if word in harm.toll:
            ahead = [n for n in range(place + 1, min(len(low), place + 2 * REACH)) if n in numbers]
            if ahead:
                yield _Told(numbers[ahead[-1]], frozenset(), frozenset(), 0)
            return
        if word in harm.passive or word in harm.nouns:
            yield self._phrase(range(place - 1, max(-1, place - 1 - REACH), -1), words, low, numbers)
        if word in harm.active or word in harm.passive:
            yield self._phrase(range(place + 1, min(len(low), place + 1 + REACH)), words, low, numbers)

    def _phrase(self, places: range, words: Sequence[str], low: Sequence[str], numbers: Mapping[int, Count]) -> _Told:
        """The victims along some words, up to where another phrase begins."""
        count: Count | None = None
        parts: set[str] = set()
        sides: set[str] = set()
        single = False
        near = REACH
        for step, place in enumerate(places):
            word = low[place]
            if (
                word in _BREAKS
                or word in self._words.boundaries
                or (word in self._harm_words and place not in numbers)
            ):
                break
            victim = self._words.victim_words.get(word)
            if place in numbers:
                if count is None:
                    count, near = numbers[place], step
            elif victim is not None:
                parts.add(victim[0])
                single = single or victim[1]
            elif words[place][0].isupper() and self._telling(word):
                sides.add(word)
        if count is None and single:
            count = Count(low=1, high=1)
        return _Told(count, frozenset(parts), frozenset(sides) if parts else frozenset(), near)

    def _only_names(self, words: Sequence[str], low: Sequence[str]) -> bool:
        plain = [w for w in words if w not in _BREAKS]
        telling = [w for w in plain if _plain(w) not in self._words.plain]
        return (
            0 < len(plain) <= 5
            and sum(w[0].isupper() for w in telling) * 2 >= len(telling)
            and not self._harm_words.intersection(low)
            and not any(word in self._words.victim_words for word in low)
        )

    def _names(self, words: Sequence[str], low: Sequence[str], only_names: bool) -> Iterator[str]:
        upper = sum(w[0].isupper() for w in words)
        title_case = upper > 0.8 * sum(w not in _BREAKS for w in words)
        for place, word in enumerate(words):
            # A title that is all in capitals, and the first word of any, may have its capital for the look of it.
            marked = word[0].isupper() and (only_names or (place > 0 and not title_case))
            if marked and len(word) > 2 and self._telling(low[place]) and low[place] not in self._words.victim_words:
                yield word.removesuffix("'s").removesuffix("’s")


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")
