"""The numbers that Word prints before paragraphs but does not keep in their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_BULLET = "•"
_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"


@dataclass
class _Level:
    start: int
    style: str
    text: str
    legal: bool
    restarts: bool


@dataclass
class _Definition:
    """An abstract numbering with its counters, which all lists that use it share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, in their order, as Word does when it prints them."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Takes the roots of numbering.xml and styles.xml; None where the document has none."""
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        self._styles: dict[str, Any] = {}
        if styles is not None:
            self._styles = {_attribute(style, "styleId"): style for style in styles.iterfind(qn("w:style"))}
        if numbering is not None:
            for abstract in numbering.iterfind(qn("w:abstractNum")):
                self._definitions[_attribute(abstract, "abstractNumId")] = _Definition(_levels(abstract))
            for number in numbering.iterfind(qn("w:num")):
                self._add_list(number)

    def label(self, paragraph: Any) -> str | None:
        """The number that Word prints before this paragraph ("1.", "(a)", "•"), counting on; None without one."""
        list_id, depth = self._list_of(paragraph)
        if list_id not in self._lists:
            return None
        definition_id, starts = self._lists[list_id]
        definition = self._definitions.get(definition_id)
        level = definition.levels.get(depth) if definition else None
        if definition is None or level is None:
            return None
        if list_id not in self._begun:
            self._begun.add(list_id)
            for overridden, start in starts.items():
                definition.counters[overridden] = start - 1
        definition.counters[depth] = definition.counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in definition.counters if other > depth]:
            if deeper not in definition.levels or definition.levels[deeper].restarts:
                del definition.counters[deeper]
        return _printed(definition, depth) or None

    def _add_list(self, number: Any) -> None:
        list_id = _attribute(number, "numId")
        definition_id = _value(number, "w:abstractNumId")
        starts = {}
        for override in number.iterfind(qn("w:lvlOverride")):
            depth = int(_attribute(override, "ilvl") or 0)
            if start := _value(override, "w:startOverride"):
                starts[depth] = int(start)
            for level in override.iterfind(qn("w:lvl")):
                # A list that redefines a level counts for itself.
                own = f"{definition_id} of {list_id}"
                shared = self._definitions.get(definition_id, _Definition())
                self._definitions.setdefault(own, _Definition(dict(shared.levels)))
                self._definitions[own].levels[depth] = _level(level)
                definition_id = own
        self._lists[list_id] = (definition_id, starts)

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list and the depth that the paragraph names, or its style, or the style that this one is based on."""
        list_id = _value(paragraph, "w:pPr/w:numPr/w:numId")
        depth = _value(paragraph, "w:pPr/w:numPr/w:ilvl")
        style = self._styles.get(_value(paragraph, "w:pPr/w:pStyle"))
        seen = 0
        while style is not None and not list_id and seen < 20:
            list_id = _value(style, "w:pPr/w:numPr/w:numId")
            depth = depth or _value(style, "w:pPr/w:numPr/w:ilvl")
            style = self._styles.get(_value(style, "w:basedOn"))
            seen += 1
        return list_id, int(depth or 0)


def _levels(abstract: Any) -> dict[int, _Level]:
    return {int(_attribute(level, "ilvl") or 0): _level(level) for level in abstract.iterfind(qn("w:lvl"))}


def _level(level: Any) -> _Level:
    return _Level(
        start=int(_value(level, "w:start") or 1),
        style=_value(level, "w:numFmt") or "decimal",
        text=_value(level, "w:lvlText"),
        legal=level.find(qn("w:isLgl")) is not None,
        restarts=_value(level, "w:lvlRestart") != "0",
    )


def _printed(definition: _Definition, depth: int) -> str:
    level = definition.levels[depth]
    if level.style == "bullet":
        # The sign stands in a symbol font, where its code means nothing.
        return level.text if level.text in ("-", "–", "—", "*") else _BULLET
    if level.style == "none":
        return ""

    def number(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        other = definition.levels.get(named, level)
        count = definition.counters.get(named, other.start)
        return counted(count, "decimal" if level.legal else other.style)

    return _PLACE.sub(number, level.text).strip()


def counted(count: int, style: str) -> str:
    """A number as Word's numFmt writes it: decimal, lowerLetter, upperRoman and so on."""
    return _STYLES.get(style, str)(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written


def _letter(alphabet: str) -> Callable[[int], str]:
    """Letters as Word counts them: a to z, then aa, bb, cc."""
    return lambda count: alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1) if count else ""


_LATIN = _letter("abcdefghijklmnopqrstuvwxyz")
_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerLetter": _LATIN,
    "upperLetter": lambda count: _LATIN(count).upper(),
    "russianLower": _letter(_RUSSIAN),
    "russianUpper": lambda count: _letter(_RUSSIAN)(count).upper(),
    "ukrainianLower": _letter(_UKRAINIAN),
}


def _attribute(element: Any, name: str) -> str:
    return str(element.get(qn(f"w:{name}")) or "")


def _value(element: Any, path: str) -> str:
    """The w:val of the element at the path, where each step is a child; empty where there is none."""
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return _attribute(found, "val") if found is not None else ""
