"""From the lines of a page to the lines of a text: what was only broken to fit the page is joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pactwatch.read.markers import begins_item, markers

_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_HYPHENED = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_LIST = re.compile(r"[.:;,!?]$|\b(?:and|or)$")
# "short- and long-term": the hyphen waits for the second word.
_SUSPENDING = frozenset({"and", "or", "to", "und", "oder", "et", "ou"})
_NARROWEST = 40
_FILLED = 0.88


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Join the lines inside each paragraph, and the words that were broken at a line's end.

    An empty line ends a paragraph, and so does a line that had room for the next one's first word. Returns the
    paragraphs, with an empty one where lines were left empty.
    """
    stripped = [" ".join(line.split()) for line in lines]
    width = _width(stripped)
    words = _vocabulary(stripped)
    # A paragraph as its pieces, so that a very long one is put together once.
    paragraphs: list[list[str]] = []
    last = ""
    for line in stripped:
        if line and _goes_on(last, line, width, after_gap=bool(paragraphs) and not paragraphs[-1][0]):
            while not paragraphs[-1][0]:
                paragraphs.pop()
            paragraphs[-1][-1] = _before(paragraphs[-1][-1], line, words)
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        last = line or last
    return ["".join(pieces) for pieces in paragraphs]


def _goes_on(last: str, line: str, width: int, *, after_gap: bool) -> bool:
    if not last or (begins_item(line) and not _only_mentions(last, line, width)):
        return False
    if after_gap:
        # After an empty line only a sentence that is plainly unfinished goes on (a page or a picture stood between).
        return line[0].islower() and len(last) >= 0.7 * width and (last[-1].isalpha() or last[-1] in ",-")
    if last[-1] in ":;":
        return False
    if last.isupper() != line.isupper() and len(last) < width:
        return False
    if line[0].islower():
        return True
    first = line.split(maxsplit=1)[0]
    return len(last) + 1 + len(first) > _FILLED * width


def _only_mentions(last: str, line: str, width: int) -> bool:
    """Whether a number begins the line by chance ("as set out in / (1) and (2)"), in the middle of a sentence."""
    found = markers(line)
    if not found or len(last) < _FILLED * width or _BEFORE_LIST.search(last):
        return False
    return line[found[0].end :][:1].islower()


def _width(lines: list[str]) -> int:
    """How long a full line is: few lines are longer."""
    lengths = sorted(len(line) for line in lines if line)
    return max(_NARROWEST, lengths[int(0.9 * (len(lengths) - 1))]) if lengths else _NARROWEST


def _vocabulary(lines: list[str]) -> set[str]:
    """The words of the text that stand whole inside a line."""
    words: set[str] = set()
    for line in lines:
        found = [word.casefold() for word in _WORD.findall(line)]
        words.update(found[1:-1])
    return words


def _before(before: str, line: str, words: set[str]) -> str:
    """What stands before the line once it is joined on: with a space, or without the hyphen of a broken word."""
    broken, first = _HYPHENED.search(before), _FIRST_WORD.match(line)
    if broken is None:
        return f"{before} "
    if first is None:
        return before
    head, tail = broken.group(1).casefold(), first.group().casefold()
    if tail in _SUSPENDING:
        return f"{before} "
    # Whether the hyphen belongs to the word: the rest of the text knows best, then whether both halves are words.
    if head + tail in words or before.endswith("\u00ad"):
        return before[:-1]
    if f"{head}-{tail}" in words or not line[0].islower() or (head in words and tail in words):
        return before
    return before[:-1]
