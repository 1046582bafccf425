"""Numbers as news and treaties write them: digits, words, both at once, in English, French and Ukrainian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text. `is_open` says that the words give only a lower bound ("dozens": 24 or more)."""

    start: int
    end: int
    value: float
    is_open: bool = False


def _table(lines: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in lines.items() for word in words.split()}


_UNITS = _table(
    {
        1: "one один одна одне одного однієї одному одній",
        2: "two два дві двох двом двома",
        3: "three три трьох трьом трьома",
        4: "four чотири чотирьох чотирьом чотирма",
        5: "five п'ять п'яти п'ятьох",
        6: "six шість шести шістьох",
        7: "seven сім семи сімох",
        8: "eight вісім восьми вісьмох",
        9: "nine дев'ять дев'яти дев'ятьох",
    }
)
_TEENS = _table(
    {
        10: "ten десять десяти десятьох",
        11: "eleven одинадцять одинадцяти",
        12: "twelve дванадцять дванадцяти",
        13: "thirteen тринадцять тринадцяти",
        14: "fourteen чотирнадцять чотирнадцяти",
        15: "fifteen п'ятнадцять п'ятнадцяти",
        16: "sixteen шістнадцять шістнадцяти",
        17: "seventeen сімнадцять сімнадцяти",
        18: "eighteen вісімнадцять вісімнадцяти",
        19: "nineteen дев'ятнадцять дев'ятнадцяти",
    }
)
_TENS = _table(
    {
        20: "twenty двадцять двадцяти",
        30: "thirty тридцять тридцяти",
        40: "forty сорок сорока",
        50: "fifty п'ятдесят п'ятдесяти",
        60: "sixty шістдесят шістдесяти",
        70: "seventy сімдесят сімдесяти",
        80: "eighty вісімдесят вісімдесяти",
        90: "ninety дев'яносто дев'яноста",
    }
)
# French is read in small letters only, and without "un" and "cent": "UN", "Sept. 5" and "per cent" are no numbers.
_FRENCH_UNITS = _table({2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 7: "sept", 8: "huit", 9: "neuf"})
_FRENCH_TEENS = _table({10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize"})
_FRENCH_TENS = _table({20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"})
_SMALL = {**_UNITS, **_TEENS, **_TENS, **_FRENCH_UNITS, **_FRENCH_TEENS, **_FRENCH_TENS}
_THOUSAND, _MILLION, _MILLIARD, _BILLION = (Decimal(10) ** power for power in (3, 6, 9, 12))
_SCALES: tuple[tuple[str, Decimal], ...] = (
    (r"thousand|тис(?:\.|яч\w{0,3})?|mille", _THOUSAND),
    (r"millions?|mln|mn|mio|млн\.?|мільйон\w{0,3}", _MILLION),
    (r"billion|bln|bn|milliards?|mrd|млрд\.?|мільярд\w{0,3}", _MILLIARD),
    (r"trillion|trn|tn|трлн\.?|трильйон\w{0,3}", _BILLION),
)
_OPEN = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
_SEVERAL = 2
_COLLECTIVE = {"hundred": 100, "hundreds": 100, "dozen": 12}


def _any(words: dict[str, int]) -> str:
    return "|".join(word.replace("'", "['’ʼ]") for word in sorted(words, key=len, reverse=True))


def _english(words: dict[str, int]) -> dict[str, int]:
    return {word: value for word, value in words.items() if word.isascii()}


SCALE = "(?i:" + "|".join(pattern for pattern, _ in _SCALES) + ")"
"""The pattern of a word that multiplies: thousand, million, bn, млрд."""

DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,15})?|\d{1,3}(?:\.\d{3}){1,5},\d{1,2}|\d{1,3}(?:\.\d{3}){2,5}"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?:[.,]\d{1,2})?"
    r"|\d{1,15}\.\d{1,15}|\d{1,15},\d{1,2}|\d{1,15})(?!\d|[.,/]\d)"
)
"""The pattern of a number in digits, with either notation of thousands and decimals."""

# Each word stands in the pattern as seldom as can be: it goes into dozens of others, and compiling them is what a start
# of the program waits for.
_GAP = r"[-‑\s]{0,2}"


def _words(units: str, teens: str, tens: str) -> str:
    below_100 = rf"(?:{tens}(?:[-‑\s]{units}\b)?|{teens}|{units})\b"
    times = rf"(?:\s+(?i:dozen)|[-\s](?i:hundred)|{_GAP}{SCALE})\b"
    return (
        rf"\b(?:(?i:half\s+)?(?i:an?|one)\s+(?:(?i:dozen)\b|{SCALE}\b)"
        rf"|(?:{below_100}|(?i:an?)(?=[-\s](?i:hundred)\b))(?:{times}(?:(?:(?i:\s+and)?\s+{below_100})?))"
        r"{0,6})"
    )


WORDS = _words(
    rf"(?:(?i:{_any(_UNITS)})|{_any(_FRENCH_UNITS)})",
    rf"(?:(?i:{_any(_TEENS)})|{_any(_FRENCH_TEENS)})",
    rf"(?:(?i:{_any(_TENS)})|{_any(_FRENCH_TENS)})",
)
"""The pattern of a number in words."""

OPEN_WORDS = (
    r"\b(?i:(?:(?:several|many|tens\s+of|hundreds\s+of|a\s+few)\s+(?:dozens?|hundreds?|thousands?|millions?)"
    r"|dozens|scores|hundreds|thousands|millions|several|a\s+few)\b)"
)
"""The pattern of words that give a lower bound only: dozens, several hundred."""

_NOT_INSIDE = r"(?<![^\W_])(?<![^\W\d_][-‑])(?<!\d[.,:/])"
IN_DIGITS = rf"{_NOT_INSIDE}{DIGITS}(?:{_GAP}{SCALE}\b|\s+(?i:dozen)\b|(?![^\W\d_]))"
"""The pattern of a number in digits with the word that multiplies it, not part of a longer name (F-16)."""

NUMBER = rf"(?:{IN_DIGITS}|{WORDS})"
"""The pattern of an exact number, in digits or in words."""

ENGLISH_NUMBER = rf"(?:{IN_DIGITS}|{_words(*(f'(?i:{_any(_english(words))})' for words in (_UNITS, _TEENS, _TENS)))})"
"""The same for English words only, for patterns whose other words are English."""

_FIRST_LETTERS = {word[:2].rstrip("'") for word in (*_SMALL, *_OPEN, "several", "many", "half")} | {r"an?\s"}
NUMBER_AHEAD = rf"(?<![^\W_])(?=\d|(?i:{'|'.join(sorted(_FIRST_LETTERS))}))"
"""A cheap look at the first letters, to stand before NUMBER: it makes a search four times as fast."""

_FIND = re.compile(rf"{NUMBER_AHEAD}(?:(?P<open>{OPEN_WORDS})|(?P<exact>{NUMBER}))(?:\s?\((?P<again>{NUMBER})\))?")
_TOKEN = re.compile(r"\d[\d.,\s\u00a0\u2009\u202f]*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\.?")
_WHOLE = re.compile(NUMBER)
_SCALE_WORDS = tuple((re.compile(pattern, re.IGNORECASE), value) for pattern, value in _SCALES)


def _digits(text: str) -> Decimal:
    text = re.sub(r"[\s\u00a0\u2009\u202f]", "", text)
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        thousands = "," if text.rindex(",") < text.rindex(".") else "."
    elif dots > 1:
        thousands = "."
    else:
        thousands = "," if re.fullmatch(r"\d{1,3}(,\d{3})+", text) else ""
    if thousands:
        text = text.replace(thousands, "")
    return Decimal(text.replace(",", "."))


def _scale(word: str) -> Decimal | None:
    return next((value for pattern, value in _SCALE_WORDS if pattern.fullmatch(word)), None)


def read_number(text: str) -> Decimal | None:
    """The exact value of a text that is one number ("3 billion", "twenty-four"); None for anything else."""
    text = text.strip()
    if _WHOLE.fullmatch(text) is None:
        twice = re.fullmatch(rf"({NUMBER})\s?\(({NUMBER})\)", text)
        if twice is None:
            return None
        first, second = read_number(twice.group(1)), read_number(twice.group(2))
        return first if first == second else None
    total = current = Decimal(0)
    for token in _TOKEN.findall(text):
        word = token.lower().replace("’", "'").replace("ʼ", "'")
        if token[0].isdigit():
            current += _digits(token.strip().rstrip(".,"))
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _COLLECTIVE:
            current = (current or Decimal(1)) * _COLLECTIVE[word]
        elif word == "half":
            current += Decimal("0.5")
        elif (scale := _scale(word)) is not None:
            total += (current or Decimal(1)) * scale
            current = Decimal(0)
    return total + current


def parse_number(text: str) -> float | None:
    """The value of a text that is one number, exact or open ("dozens": 24); None for anything else."""
    exact = read_number(text)
    if exact is not None:
        return float(exact)
    opened = re.fullmatch(OPEN_WORDS, text.strip())
    return None if opened is None else float(_open_value(opened.group()))


def _open_value(text: str) -> int:
    """The least that the words can mean: two of the plural, so that no figure is put too high."""
    words = text.lower().split()
    last = words[-1] if words[-1].endswith("s") else words[-1] + "s"
    if words[0] in ("several", "a"):
        return _SEVERAL * (_OPEN[last] // 2 if last in _OPEN else 1)
    if len(words) == 1 or words[0] == "many":
        return _OPEN[last]
    return {"tens": 10, "hundreds": 100}[words[0]] * _OPEN[last]


def find_numbers(text: str) -> list[NumberMention]:
    """Every number in the text, in order and without overlaps; "24 (twenty-four)" is one."""
    found: list[NumberMention] = []
    position = 0
    while (match := _FIND.search(text, position)) is not None:
        position = match.end("open" if match["open"] else "exact")
        if match["open"]:
            found.append(NumberMention(match.start(), position, float(_open_value(match["open"])), True))
            continue
        value = read_number(match["exact"])
        if value is None:
            continue
        again = match["again"]
        position = match.end() if again and read_number(again) == value else position
        found.append(NumberMention(match.start(), position, float(value)))
    return found
