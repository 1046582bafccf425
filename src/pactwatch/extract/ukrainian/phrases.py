"""Phrases of the Ukrainian codebook, found in text: a star stands for any ending of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

_WORD = re.compile(r"[\w'’ʼ`-]+")
_ONE_APOSTROPHE = str.maketrans("’ʼ`", "'''")
Label = TypeVar("Label", bound=Hashable)

_APOSTROPHE = "['’ʼ`]"
_LETTER = r"[\w'’ʼ`]"
_WORD_END = r"(?!\w)(?!['’ʼ`-]\w)"


@dataclass(frozen=True)
class PhraseMatch(Generic[Label]):
    """A phrase found: what it stands for, the offsets of its words, and how many words it has."""

    label: Label
    start: int
    end: int
    words: int


class Phrases(Generic[Label]):
    """Finds the longest phrase at each place, whatever the case of its letters and the form of its apostrophes.

    Each word of a text is looked up by itself and by its beginnings, so that only few phrases are tried at a place.
    """

    def __init__(self, phrases: Iterable[tuple[str, Label]]) -> None:
        """Take pairs of a phrase and what it stands for. The first of two equal phrases holds."""
        known: dict[str, Label] = {}
        for phrase, label in phrases:
            known.setdefault(" ".join(phrase.split()).lower(), label)
        # A name in one form goes before the same beginning with any ending.
        ordered = sorted(
            known, key=lambda phrase: (-len(phrase.split()), -len(phrase.replace("*", "")), "*" in phrase)
        )
        self._phrases = [(known[phrase], len(phrase.split()), phrase) for phrase in ordered]
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._beginnings: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(ordered):
            first = _WORD.match(phrase)
            written = plain(first.group(0)) if first else ""
            starred = phrase[len(written) : len(written) + 1] == "*"
            (self._beginnings if starred else self._whole)[written].append(number)
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[PhraseMatch[Label]]:
        """All phrases between two offsets of the text, left to right, without overlaps."""
        return list(self._matches(text, start, len(text) if end is None else end))

    def first(self, text: str, start: int = 0, end: int | None = None) -> PhraseMatch[Label] | None:
        """The first phrase between two offsets; None where there is none."""
        return next(self._matches(text, start, len(text) if end is None else end), None)

    def _matches(self, text: str, start: int, end: int) -> Iterator[PhraseMatch[Label]]:
        after = start
        for word in _WORD.finditer(text, start, end):
            if word.start() < after:
                continue
            written = plain(word.group(0))
            numbers = list(self._whole.get(written, ()))
            for length in self._lengths:
                if length > len(written):
                    break
                numbers += self._beginnings.get(written[:length], ())
            # "SAMP/T" is one name, and "ЄС," is followed by a sign: the pattern tells where the phrase ends.
            for number in sorted(numbers):
                label, words, phrase = self._phrases[number]
                match = _pattern(phrase).match(text, word.start(), end)
                if match is not None:
                    after = match.end()
                    yield PhraseMatch(label, match.start(), after, words)
                    break


def plain(word: str) -> str:
    """A word in small letters and with one form of apostrophe."""
    return word.lower().translate(_ONE_APOSTROPHE)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    # Compiled when a text first has its first word: a start should not wait for a thousand of them.
    return re.compile(pattern_of(phrase), re.IGNORECASE)


@cache
def pattern_of(phrase: str) -> str:
    """The regular expression of one phrase, between the limits of words and without groups."""
    words = []
    for word in phrase.split():
        written = "".join(_sign(sign) for sign in word)
        words.append(written)
    return r"(?<![\w'’ʼ`-])" + r"\s+".join(words) + _WORD_END


def _sign(sign: str) -> str:
    if sign == "*":
        return f"{_LETTER}*"
    return _APOSTROPHE if sign in "'’ʼ`" else re.escape(sign)
