"""Reflow: the paragraphs of a scanned report made whole again, each character still knowing where it stands.

Scans break sentences at the edge of the page, put stamps and margins between their words, and misread names. Sentences
are matched in a cleaned text; quotes are cut from the document's own, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pactwatch.extract.written_date import MONTH_WORD

_LINE = re.compile(r"[^\n]+")
# Numbers and signs at the head of a line: "3.1‘", "2.6|", "10.", "a.", "iv.", "•", "- ". "52 civilians" is no list's 52nd,
# and "1.0, 1.1, 1.3" is a list itself.
_MARKER = re.compile(
    r"[\s|~«»¥_=“\"‘’'`.,:;*°^]*(?:(?P<bullet>[•●▪–—-])(?=\s|$)"
    rf"|(?P<number>\d{{1,2}}(?!\s[a-z]{{2}})(?:\.\d{{1,2}}){{0,2}}(?!\d|,\s*\d|\.\d)(?!\s{MONTH_WORD}\b)(?:\s?[.)|:])?(?=[\s|‘'A-Z•]|$)(?!\s{MONTH_WORD}\b)"
    r"|(?P<letter>\(?(?:[a-hj-z]|[ivx]{1,4})[.)](?=\s|$)))[\s|‘'`~_,.]*)?[\s|~«»¥_]*"
)
_NUMBER_ALONE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[\s.:–—-]+")
_BULLETS = frozenset("•●▪–—-")
_NOISE = re.compile(r"[|~«»¥^\\{}<>@#$=*_©®§]+")
_END = re.compile(r"[.!?:;][”\"’')\]]*$")
_WORDLIKE = re.compile(r"[A-Za-z][a-z]*[aeiouy][a-z]*(?:['’-][a-z]+)?,?\.?$|\d+(?:[.,/]\d+)*[.,]?$|[AaI]$")
_ACRONYM = re.compile(r"[A-Z][A-Z/.\-()]*[A-Z)]")
_STRANGE = re.compile(r"[|~«»¥^\\{}<>@#$=*_©®]")
_TOKEN = re.compile(r"[A-Za-z0-9][\w/|.\-!]*(?:\s?\((?:IO|1O|I0|RM)\))?[\w/|]*")
_SPACE = re.compile(r"\s+")
_CONFUSED = str.maketrans({"1": "I", "l": "I", "|": "I", "!": "I", "0": "O", "Q": "O"})
_LEAST_OF_NAME = 5
_SMALL = re.compile(
    r"(?:the|of|and|in|to|was|on|by|at|an?|is|are|for|its|not|but|had|has|as|from|with|were|that|this|who|all"
    r"|any|one|two|six"
    r"|men|aim|no|it|he|she|they|be|or)$",
    re.IGNORECASE,
)
# Lines of a heading or an address are no part of the paragraph that follows.
_SHORT = 45
# What begins like a sentence ends somewhere: "The owner of the lorry", "He and the".
_PHRASE = re.compile(r"(?:The|Two|Three|An?|On|In|He|She|They|It|These|Those|This|That)\s+[a-z]+\s+[a-z]+")
_BEGUN = re.compile(
    r"(?:The|An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Several|Many|Both|All|In|On|At|When|After|He|She|They)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Lt|Gen|Maj|Brig|Col|Capt|Cpl|Sgt|Pte|Cdr|Hon|Mr|Mrs|Ms|Dr|St|No|Nos|Art|Arts|vs|approx|e\.g|i\.e"
    r"|cf|Rev|Bde|Div|Para|para)"
    r"|\b[A-Z]|\d)$"
)
# A scan may lose the blank after it: "in November 2022.The Board".
_STOP = re.compile(
    r"[.!?][”\"’')\]]*(?=\s+(?:[\"“‘(]?[A-Z0-9]|[ivx]{1,4}[.,)]\s+[A-Z]))|(?<=[a-z\d]{3})\.(?=[A-Z][a-z]+\s)"
)
# A number of a list that the scan has run on into the paragraph: "... soldiers. ii, On 17 May ..."
_RUN_ON = re.compile(r"\s*[ivx]{1,4}[.,)]\s+(?=[A-Z])")


@dataclass(frozen=True)
class Block:
    """A paragraph, list item or heading as matched, and for each of its characters the offset in the document's text.

    `marker` is the number, letter or bullet that stood before it, "" where none did; `heading` says that it is the heading
    of a section.
    """

    text: str
    origin: tuple[int, ...]
    marker: str = ""
    heading: bool = False

    @property
    def start(self) -> int:
        """Where the block begins in the document's text."""
        return self.origin[0]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document's text of the characters between two offsets in the block's."""
        return self.origin[start], self.origin[end - 1] + 1

    def cut(self, start: int, end: int) -> Block:
        """The part of the block between two offsets, without blanks at its ends."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        return Block(self.text[start:end], self.origin[start:end], self.marker)

    def sentences(self) -> Iterator[Block]:
        """The block's sentences. A full stop after a rank, an initial or a number ends none."""
        start = 0
        for stop in _STOP.finditer(self.text):
            if stop.group().startswith(".") and _ABBREVIATED.search(self.text, start, stop.start()):
                after = self.text[stop.end() :].lstrip()
                begins = after[:1].isupper() or _RUN_ON.match(after) is not None
                if not (self.text[stop.start() - 1].isdigit() and begins):
                    continue
            if stop.end() > start:
                yield self.cut(start, stop.end())
            number = _RUN_ON.match(self.text, stop.end())
            start = number.end() if number else stop.end()
        if self.text[start:].strip():
            yield self.cut(start, len(self.text))


def reflow(text: str, names: Iterable[str], is_heading: Callable[[str], bool]) -> list[Block]:
    """The paragraphs of a text, whole again and without the noise of the scan.

    `names` are the names in capitals that the report must mean by a word that differs in one letter ("SPLMW/A-IO");
    `is_heading` tells the line of a heading, which no paragraph runs on into.
    """
    known = _Names(names)
    blocks: list[_Growing] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group().rstrip()
        marker = _MARKER.match(line)
        assert marker is not None  # the pattern matches nothing at all
        sign = marker["bullet"] or marker["number"] or marker["letter"] or ""
        rest = line[marker.end() :]
        if not rest:
            if sign and blocks:
                # A bullet before a number adds nothing to it: "•", "Article 1.1".
                waiting = not blocks[-1].chars
                if waiting and len(blocks[-1].marker) > 1 and sign in _BULLETS:
                    continue
                if waiting:
                    blocks[-1].marker = sign
                else:
                    blocks.append(_Growing(marker=sign))
            continue
        alone = _NUMBER_ALONE.fullmatch(rest)
        if alone is not None and blocks:
            blocks.append(_Growing(marker=alone[1]))  # "— 3.1-" above the words of the article
            continue
        if _is_junk(rest, known):
            if rest.rstrip()[-1] in _BULLETS and blocks and blocks[-1].chars:
                blocks.append(_Growing(marker=rest.rstrip()[-1]))  # a scribble before a bullet: "ae •"
            continue
        if blocks and not blocks[-1].chars:
            blocks[-1].heading = is_heading(rest)
            blocks[-1].add(rest, match.start() + marker.end())
            continue
        heading = is_heading(rest)
        beside = text.count("\n", end, match.start()) == 1
        end = match.end()
        if not blocks or blocks[-1].heading or heading or not _goes_on(blocks[-1], rest, bool(sign), beside=beside):
            blocks.append(_Growing(marker=sign, heading=heading))
        blocks[-1].add(rest, match.start() + marker.end())
    return [block for block in (known.repaired(growing) for growing in blocks if growing.chars) if block.text.strip()]


class _Growing:
    def __init__(self, *, marker: str, heading: bool = False) -> None:
        self.marker = marker
        self.heading = heading
        self.chars: list[str] = []
        self.origin: list[int] = []

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def add(self, text: str, at: int) -> None:
        """Add a line, its signs of noise left out and its blanks made one."""
        if self.chars:
            self.chars.append(" ")
            self.origin.append(at)
        spaced = True
        noise = {i for match in _NOISE.finditer(text) for i in range(match.start(), match.end())}
        for i, char in enumerate(text):
            blank = char.isspace() or (i in noise and not _inside_word(text, i))
            if blank and spaced:
                continue
            self.chars.append(" " if blank else char)
            self.origin.append(at + i)
            spaced = blank


def _inside_word(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isalnum() and text[i + 1].isalnum()


def _goes_on(block: _Growing, line: str, marked: bool, *, beside: bool) -> bool:
    """Whether a line belongs to the paragraph before it, which the scan has broken.

    `beside`: no blank line stands between them.
    """
    before = block.text.rstrip()
    if line[0].islower() and not marked:
        return True
    if marked or _END.search(before):
        return False
    if _BEGUN.fullmatch(before):
        return True
    last = before.split()[-1]
    if last.endswith((",", "-", "—")) or _SMALL.match(last):
        return True
    if beside and _PHRASE.match(before):
        return True
    return len(before) > _SHORT and not before.isupper()


def _is_junk(line: str, known: _Names) -> bool:
    """Whether a line is a stamp, a scribble or the edge of the page: hardly a word in it."""
    words = line.split()
    if len(words) > 12:
        return False
    letters = sum(len(word) for word in words)
    good = sum(len(word) for word in words if _good(word, known))
    return good < (0.6 if _STRANGE.search(line) else 0.4) * letters


def _good(word: str, known: _Names) -> bool:
    bare = word.strip("()[]“”\"'‘’.,;:")
    if len(bare) < 4:
        return _SMALL.match(bare) is not None or bare.replace(".", "").isdigit() or known.means(bare) is not None
    return bool(_WORDLIKE.match(bare)) or known.means(bare) is not None or (len(bare) > 4 and bare.isupper())


class _Names:
    """Names in capitals, found again where a scan has misread a letter."""

    def __init__(self, names: Iterable[str]) -> None:
        usable = sorted(name for name in names if _ACRONYM.fullmatch(name))
        self._known = set(usable)
        self._folded: dict[str, str] = {}
        for name in usable:
            self._folded.setdefault(_folded(name), name)

    def means(self, word: str) -> str | None:
        """The name that a word is or must be; None for any other word."""
        if word in self._known:
            return word
        if sum(char.isupper() for char in word) < 3 or not word[:1].isupper():
            return None
        folded = _folded(word)
        exact = self._folded.get(folded)
        if exact is not None:
            return exact
        if len(folded) < _LEAST_OF_NAME or not folded.isupper():
            return None
        near = [
            name
            for plain, name in self._folded.items()
            if len(plain) >= _LEAST_OF_NAME
            and plain[0] == folded[0]
            and Levenshtein.distance(plain, folded, score_cutoff=1) <= 1
        ]
        return near[0] if len(set(near)) == 1 else None

    def repaired(self, block: _Growing) -> Block:
        """The block with misread names put right."""
        text, origin = block.text, block.origin
        chars: list[str] = []
        at: list[int] = []
        done = 0
        for match in _TOKEN.finditer(text):
            word = match.group().rstrip(".")
            name = self.means(word)
            if name is None or name == word:
                continue
            start, end = match.start(), match.start() + len(word)
            chars.extend(text[done:start])
            at.extend(origin[done:start])
            chars.extend(name)
            # The last letter stands where the word ends, so that a quote that ends with the name is whole.
            at.extend([*([origin[start]] * (len(name) - 1)), origin[end - 1]])
            done = end
        chars.extend(text[done:])
        at.extend(origin[done:])
        kept = "".join(chars).rstrip()
        return Block(kept, tuple(at[: len(kept)]), block.marker, block.heading)


def _folded(word: str) -> str:
    return re.sub(r"[^A-Za-z]", "", word.translate(_CONFUSED))
