"""Sentences of a line in Ukrainian, cut at full stops that end no abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STOP = re.compile(r"[.!?…]+[»”\"’)]*(?=\s+[«“\"(]?[А-ЯІЇЄҐA-Z\d•])|[.!?…]+[»”\"’)]*\s*$|;\s*$")
_LAST_WORD = re.compile(r"[\w.]+$")
# The number or the bullet that a line begins with belongs to no sentence.
_MARKER = re.compile(r"\s*(?:(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zа-яіїєґ]|[ivxlIVXLІХ]{1,5})[.)]|[•●▪■◦‣⁃·*–—-])\s+)*")


class SentenceCutter:
    """Cuts lines into sentences."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        """Take the words, without their point, after which a point ends no sentence."""
        self._abbreviations = {word.casefold() for word in abbreviations}

    def cut(self, line: str) -> list[tuple[int, int]]:
        """The offsets of the sentences of a line, without the number before the first and without white space."""
        begin = _MARKER.match(line)
        start = begin.end() if begin else 0
        spans = []
        for stop in _STOP.finditer(line, start):
            if stop.end() < len(line.rstrip()) and self._abbreviated(line, start, stop):
                continue
            if line[start : stop.end()].strip():
                spans.append(_trimmed(line, start, stop.end()))
            start = stop.end()
        if line[start:].strip():
            spans.append(_trimmed(line, start, len(line)))
        return spans

    def _abbreviated(self, line: str, start: int, stop: re.Match[str]) -> bool:
        if stop.group(0) != ".":
            return False
        word = _LAST_WORD.search(line, start, stop.start())
        if word is None:
            return False
        last = word.group(0)
        # An initial ("В. Зеленський") is one letter in capitals.
        return last.casefold() in self._abbreviations or (len(last) == 1 and last.isupper())


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    words = line[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
