"""Finding known names in text: the longest name at each place, by whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
# What may stand between the words of one name: white space, a hyphen, an apostrophe, a dot, a slash, a bracket.
_GAP = re.compile(r"[\s\-'./&,(+]{0,3}")
_CLOSING = (".", ")", "+")
_SPACE = re.compile(r"\s+")
# "RUSSIA" in a headline. Shorter words in capitals are abbreviations of something else.
_SHORTEST_IN_CAPITALS = 4
_CAPITALS = re.compile(r"[^\W_]{3,}")


def _folding() -> dict[int, str]:
    table = {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("`"): "'"}
    table |= {ord(dash): "-" for dash in "‐‑‒–"}
    table |= {ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d", ord("Đ"): "D", ord("ı"): "i"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if code not in table and base.isascii():
            table[code] = base
    return table


_FOLDING = _folding()


def folded(text: str) -> str:
    """The text without diacritics and with plain apostrophes and hyphens; as long as before, so that offsets hold."""
    return text.translate(_FOLDING)


def normal_name(name: str) -> str:
    """A name as the index keeps it: folded, with single spaces."""
    return _SPACE.sub(" ", folded(name)).strip()


class NameIndex(Generic[T]):
    """Names with what each stands for. Case counts, diacritics do not; a name also matches in capitals throughout."""

    def __init__(self, values: dict[str, list[T]] | None = None, longest: dict[str, int] | None = None) -> None:
        """An empty index, or one of the names and of the longest names by first word that another index gave."""
        self._values: dict[str, list[T]] = values or {}
        self.longest: dict[str, int] = longest or {}

    def add(self, name: str, value: T) -> None:
        """Add a name, as a text would write it; the same name may stand for several things.

        Raises ValueError where the name has no letter or digit.
        """
        name = normal_name(name)
        self.add_normal(name, value)
        if name.startswith("the "):
            self.add_normal("The " + name[4:], value)

    def items(self) -> Iterable[tuple[str, list[T]]]:
        """Every name, as the index keeps it, with what it stands for."""
        return self._values.items()

    def add_normal(self, name: str, value: T) -> None:
        """Add a name that `normal_name` gave, which saves its making. Raises ValueError as `add` does."""
        words = _WORD.findall(name)
        if not words:
            raise ValueError(f"a name without a letter or digit: {name!r}")
        values = self._values.get(name)
        if values is None:
            self._values[name] = [value]
        elif value not in values:
            values.append(value)
        if len(words) > self.longest.get(words[0], 0):
            self.longest[words[0]] = len(words)

    def get(self, name: str) -> list[T]:
        """What a whole name stands for; nothing where it is not known."""
        name = normal_name(name)
        return self._values.get(name) or self._values.get(name.removeprefix("the ").removeprefix("The "), [])

    def find(self, text: str) -> Iterator[tuple[int, int, list[T]]]:
        """Yield the names in a text as (start, end, what it stands for), from left to right, none inside another."""
        plain = folded(text)
        longest = self.longest
        after = 0
        for match in _WORD.finditer(plain):
            start = match.start()
            if start < after:
                continue
            word = match[0]
            count = longest.get(word)
            found = self._match(plain, match, count) if count else None
            if found is None and len(word) >= _SHORTEST_IN_CAPITALS and word.isupper():
                count = longest.get(word.capitalize())
                found = self._match(plain, match, count, capitals=True) if count else None
            if found is not None:
                after = found[0]
                yield start, *found

    def _match(
        self, plain: str, first: re.Match[str], count: int, capitals: bool = False
    ) -> tuple[int, list[T]] | None:
        for end in reversed(_ends(plain, first.end(), count)):
            form = _SPACE.sub(" ", plain[first.start() : end])
            if capitals:
                form = _CAPITALS.sub(lambda word: word[0].capitalize(), form)
            found = self._values.get(form)
            if found:
                return end, found
        return None


def _ends(text: str, end: int, count: int) -> list[int]:
    """The ends of the first, the first two, ... words that may belong to one name."""
    ends = []
    while True:
        ends.append(end)
        # A name may end in a sign that belongs to it: "U.S.", "SPLM/A (IO)", "OPEC+".
        if text[end : end + 1] in _CLOSING:
            ends.append(end + 1)
        count -= 1
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap and count else None
        if word is None:
            return ends
        end = word.end()
