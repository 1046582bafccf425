"""The numbers at the beginning of the lines of an instrument: "Article 4", "II.", "2.1.10", "14.", "(a)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_LABELS = (
    "part|chapter|title|section|article|annexure|annex|appendix|schedule|pillar|paragraph|"
    "partie|chapitre|titre|annexe|teil|kapitel|artikel|abschnitt|anhang|"
    "частина|розділ|стаття|додаток|часть|раздел|глава|статья|приложение"
)
# How far out a labelled part stands: an annex outside of all else, a paragraph inside of all.
_RANKS = (
    ("annex", "annexure", "appendix", "schedule", "annexe", "anhang", "додаток", "приложение"),
    ("part", "pillar", "partie", "teil", "частина", "часть"),
    ("title", "titre"),
    ("chapter", "chapitre", "kapitel", "розділ", "раздел", "глава"),
    ("section", "abschnitt"),
    ("article", "artikel", "стаття", "статья"),
    ("paragraph",),
)
# Typed on a Cyrillic keyboard, "ІV." and "а)" look as they should.
_LOOKALIKES = str.maketrans("ІіХхСсАаЕеВМ", "IiXxCcAaEeBM")
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
_LETTERS = "a-zабвгґдеєжзиіїйклмнопрстуфхцчшщюя"
_CAPITALS = "A-ZАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ"
_BULLET = re.compile(r"[•●▪■◦‣⁃·*–—-]\s")
# A label heads a section only where a title follows, or nothing: "Article 5 of the Treaty applies" is running text.
_LABELLED = re.compile(
    rf"(?P<label>{_LABELS})\s+(?P<number>[ivxlcіхс]+|\d{{1,3}}|[a-z]|{'|'.join(_ORDINALS)})"
    r"(?:\s*[.:)–—-]+(?=\s|$)|(?=\s+(?-i:[^\Wa-zа-яіїєґ\d_]))|(?=\s*$))",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?P<path>\d{1,3}(?:\.\d{1,3})+)[.)]?(?=\s|$)")
_ARABIC = re.compile(r"(?:§\s*)?(?P<number>\d{1,3})(?:\.(?!\d)|(?=\)))")
_ENCLOSED = re.compile(rf"\(?(?P<value>[1-9]\d{{0,2}}|[{_LETTERS}]|[{_CAPITALS}]|[ivxl]+|[IVXL]+)\)(?![;,.:])")
_DOTTED = re.compile(rf"(?P<value>[{_LETTERS}]|[{_CAPITALS}]|[ivxl]+|[IVXL]+)\.(?=\s|$)")


@dataclass(frozen=True)
class Marker:
    """One reading of the number that a line begins with.

    `style` tells numbers apart that count separately; `path` is the number, as a path where it has dots (2.1.10);
    `own` is how it stands in a citation after its parents; `printed` is how it stands alone; `end` is where the
    line's text begins. `is_part` is true for what heads a part of the document rather than a paragraph of it.
    """

    style: str
    path: tuple[int, ...]
    own: str
    printed: str
    end: int
    is_part: bool = False

    @property
    def value(self) -> int:
        """The last number of the path."""
        return self.path[-1]

    @property
    def rank(self) -> int | None:
        """How far out a labelled part stands, 0 for an annex; None for what has no label."""
        return next((rank for rank, labels in enumerate(_RANKS) if self.style in labels), None)

    @property
    def is_annex(self) -> bool:
        """Whether it heads an annex, which counts for itself."""
        return self.rank == 0


@lru_cache(maxsize=4096)
def markers(line: str) -> tuple[Marker, ...]:
    """Every reading of the number that begins the line: "(i)" is a letter, or a Roman one. Empty for none."""
    if match := _LABELLED.match(line):
        return _labelled(match)
    typed = line
    line = line[:12].translate(_LOOKALIKES) + line[12:]
    if match := _DECIMAL.match(line):
        path = tuple(int(number) for number in match["path"].split("."))
        if path[-1] == 0:
            path = path[:-1]
        return (Marker("arabic", path, match["path"], match["path"], _text_at(line, match.end())),)
    if (match := _ARABIC.match(line)) and line[match.end() : match.end() + 1] != ")":
        number = match["number"]
        return (Marker("arabic", (int(number),), number, number, _text_at(line, match.end())),)
    if match := _ENCLOSED.match(line):
        shape = "({})" if line[0] == "(" else "{})"
        return _readings(match["value"], typed[match.start("value")], shape, _text_at(line, match.end()))
    if match := _DOTTED.match(line):
        return _readings(match["value"], typed[match.start("value")], "{}.", _text_at(line, match.end()))
    return ()


_LABEL_ALONE = re.compile(rf"(?:{_LABELS})", re.IGNORECASE)


def is_label(line: str) -> bool:
    """Whether the line is a label that waits for its number: "PART"."""
    return bool(_LABEL_ALONE.fullmatch(line))


def begins_item(line: str) -> bool:
    """Whether the line begins an item of its own: with a number or a bullet."""
    return bool(_BULLET.match(line) or markers(line))


def _labelled(match: re.Match[str]) -> tuple[Marker, ...]:
    label, written = match["label"], match["number"]
    folded = written.translate(_LOOKALIKES).casefold()
    if folded.isdigit():
        value = int(folded)
    elif folded in _ORDINALS:
        value, written = _ORDINALS.index(folded) + 1, str(_ORDINALS.index(folded) + 1)
    else:
        value = _roman(folded) or ord(folded[0]) - ord("a") + 1
    printed = f"{label} {match['number'].translate(_LOOKALIKES)}"
    end = _text_at(match.string, match.end())
    return (Marker(label.casefold(), (value,), written, printed, end, is_part=True),)


def _readings(value: str, typed: str, shape: str, end: int) -> tuple[Marker, ...]:
    bracketed = shape != "{}."
    written = typed if len(value) == 1 else value
    own = f"({written})" if bracketed or value.islower() else written
    if value.isdigit():
        return (Marker(shape.format("1"), (int(value),), own, own, end),)
    readings = []
    if len(value) == 1:
        style = shape.format("a" if value.islower() else "A")
        if value.isascii():
            letter = ord(value.casefold()) - ord("a") + 1
            readings.append(Marker(style, (letter,), own, own, end))
        # "е)" after "д)" is the seventh letter, and after "d)" the fifth: what came before tells.
        if (place := _CYRILLIC.find(typed.casefold())) >= 0:
            readings.append(Marker(style, (place + 1,), own, own, end))
    if roman := _roman(value.casefold()):
        style = shape.format("i" if value.islower() else "I")
        readings.append(Marker(style, (roman,), own, own, end, is_part=value.isupper() and not bracketed))
    return tuple(readings)


def _roman(text: str) -> int | None:
    if not text or any(letter not in _ROMAN for letter in text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _text_at(line: str, end: int) -> int:
    return end + len(line[end:]) - len(line[end:].lstrip(" )–—-\t"))
