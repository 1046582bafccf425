"""The outline of an instrument: its numbered parts, articles, paragraphs and list items, and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pactwatch.read.contents import without_contents
from pactwatch.read.document import Section
from pactwatch.read.markers import Marker, begins_item, is_label, markers
from pactwatch.read.signing import signing_of
from pactwatch.read.written_date import written_dates

_FEWEST = 3
_COVERED = 0.4
_LAST_TO_LONGEST = 3
_GAP = 3
_MOST_INTERRUPTED = 10
_LONGEST_HEADING = 110
_LONGEST_MARKED_HEADING = 250
_LONGEST_NUMBERED_HEADING = 90
_BY_ITS_LOOKS = 9
_MOST_WORDS_BEFORE_COLON = 6
_SHARE_OF_DATE = 0.6
_NO_HEADING = re.compile(r"[.,;:!?…]$|\b(?:and|or|as|of|the|to|for|in|by|with|including)$", re.IGNORECASE)


@dataclass(eq=False)
class _Part:
    """A section while the outline is being made. `marker` is None for a bare heading."""

    start: int
    marker: Marker | None
    parents: tuple[_Part, ...]
    heading: str | None = None
    heading_level: int = 0
    style: str = ""
    end: int = 0

    @property
    def is_list_item(self) -> bool:
        """Whether it is an item such as (a), 1) or iv., rather than a paragraph or a part."""
        return self.marker is not None and not self.marker.is_part and not self.style.startswith("arabic")


@dataclass
class _Line:
    start: int
    text: str
    looks_like_heading: bool = False
    heading_level: int | None = None


@dataclass
class _Outline:
    parts: list[_Part] = field(default_factory=list)
    open: list[_Part] = field(default_factory=list)
    # The last number of each style, and the numbers that an inner list of the same style interrupted.
    last: dict[str, int] = field(default_factory=dict)
    interrupted: dict[str, list[int]] = field(default_factory=dict)
    last_path: tuple[int, ...] = ()
    part_opened: bool = False
    runs_on: bool = False
    restarts: bool = False
    # How the line before ended: a colon leads into a list, a semicolon goes on with it.
    line_before: str = ""

    def add_heading(self, line: _Line, level: int) -> None:
        """A bare heading ends every paragraph, and every bare heading of its own level or below."""
        self._close(line.start, keep=lambda part: _is_part(part) or 0 < part.heading_level < level)
        self._open(_Part(line.start, None, tuple(self.open), line.text, level))

    def add_numbered(self, line: _Line) -> bool:
        """Take the line's number into the outline where it carries on what came before; False where it does not."""
        # What goes on with an open list goes before what takes up a closed one.
        for successor_of in (self._next_in_open, self._successor_of):
            for reading in markers(line.text):
                rest = line.text[reading.end :]
                as_heading = line.looks_like_heading and bool(rest)
                for style in self._styles(reading, as_heading):
                    place = successor_of(style, reading)
                    if place is not None:
                        self._add(line, reading, style, rest if as_heading else None, place)
                        return True
        for reading in markers(line.text):
            rest = line.text[reading.end :]
            as_heading = line.looks_like_heading and bool(rest)
            style = reading.style
            if style == "arabic" and len(reading.path) == 1 and as_heading:
                style = "arabic heading"
            if style == "arabic" and self._leads_into_list(reading):
                style = "arabic list"
            place = self._new_list(style, reading)
            if place is not None:
                self._add(line, reading, style, rest if as_heading else None, place)
                return True
        return False

    def _styles(self, reading: Marker, as_heading: bool) -> list[str]:
        if reading.style != "arabic" or len(reading.path) > 1:
            return [reading.style]
        # "6. Military aid" over "1. ...", "2. ...": the headings count for themselves, and so do lists in a paragraph.
        styles = ["arabic heading", "arabic"] if as_heading else ["arabic", "arabic heading"]
        return (
            ["arabic list", *styles]
            if self.line_before.endswith((";", ",", " and", " or"))
            else [*styles, "arabic list"]
        )

    def _leads_into_list(self, reading: Marker) -> bool:
        """Whether a "1." begins a list inside an open paragraph with a number of its own ("22. Cyber: / 1. ...")."""
        return (
            reading.value == 1
            and len(reading.path) == 1
            and self.line_before.endswith(":")
            and any(part.style == "arabic" for part in self.open)
        )

    def _next_in_open(self, style: str, reading: Marker) -> int | None:
        """How many open sections stay open around the very next number of a list that is open; None where none is."""
        if len(reading.path) > 1 or (style == "arabic" and len(self.last_path) > 1):
            return None
        for depth in range(len(self.open) - 1, -1, -1):
            part = self.open[depth]
            if part.style == style and part.marker is not None and reading.value == part.marker.value + 1:
                return depth
        return None

    def close(self, end: int) -> None:
        """End every open section there."""
        self._close(end, keep=lambda part: False)

    def drop_lists_of_one(self) -> None:
        """A lone "(1)" or "a)" is a number that a broken line put first, not a list."""
        alone = {id(items[0]) for items in self._lists() if len(items) == 1}
        self.parts = [part for part in self.parts if id(part) not in alone]
        for part in self.parts:
            part.parents = tuple(parent for parent in part.parents if id(parent) not in alone)

    def free_closing_words(self, text: str) -> None:
        """What stands below a list of one-line items belongs to the paragraph around it, not to its last item."""
        for items in self._lists():
            last = items[-1]
            if len(items) >= _FEWEST and all(
                len(text[item.start : item.end].strip().split("\n")) == 1 for item in items[:-1]
            ):
                last.end = last.start + len(text[last.start : last.end].split("\n", 1)[0])

    def _lists(self) -> list[list[_Part]]:
        """The list items, those of one style under one parent together."""
        lists: dict[tuple[str, int], list[_Part]] = {}
        for part in self.parts:
            if part.is_list_item:
                parent = id(part.parents[-1]) if part.parents else 0
                lists.setdefault((part.style, parent), []).append(part)
        return list(lists.values())

    def _successor_of(self, style: str, reading: Marker) -> int | None:
        """How many open sections stay open around the next number of a list that is open or was; None where none."""
        if len(reading.path) > 1 or (style == "arabic" and len(self.last_path) > 1):
            return self._decimal_place(reading)
        for depth in range(len(self.open) - 1, -1, -1):
            part = self.open[depth]
            if part.style != style or part.marker is None:
                continue
            if reading.value == part.marker.value + 1:
                return depth
            waiting = self.interrupted.get(style, [])
            if reading.value - 1 in waiting:
                del waiting[waiting.index(reading.value - 1) :]
                return depth
            if part.marker.value < reading.value <= part.marker.value + _GAP:
                return depth
        if style not in self._open_styles() and reading.value == self.last.get(style, 0) + 1 and reading.value > 1:
            return self._inner_depth(reading, style)
        return None

    def _new_list(self, style: str, reading: Marker) -> int | None:
        if len(reading.path) > 1:
            return self._decimal_place(reading)
        if reading.value == 1 and style in self._open_styles():
            depth = max(depth for depth, part in enumerate(self.open) if part.style == style)
            marker = self.open[depth].marker
            assert marker is not None
            waiting = self.interrupted.setdefault(style, [])
            waiting.append(marker.value)
            del waiting[:-_MOST_INTERRUPTED]
            return depth
        if reading.value == 1 or (reading.value == 2 and style not in self.last):
            return self._inner_depth(reading, style)
        return None

    def _decimal_place(self, reading: Marker) -> int | None:
        """Where 2.1.3 goes: under 2.1 or beside 2.1.2, where one of them is the last decimal number or its parent."""
        path, last = reading.path, self.last_path
        depths = [
            depth + 1
            for depth, part in enumerate(self.open)
            if part.marker is not None
            and part.marker.path == path[:-1]
            and (part.style.startswith("arabic") or part.marker.is_part)
        ]
        under = max(depths) if depths else None
        beside = any(
            last[:level] == path[:level] and level < len(path) and 0 < path[level] - last[level] <= _GAP
            for level in range(len(last))
        )
        # The first number of all may be 2.1, under "Chapter II" or under a number that was lost.
        if beside or under is not None or (not last and len(path) > 1 and path[-1] <= 1):
            if under is not None:
                return under
            return len([part for part in self.open if not _is_decimal_from(part, path)])
        return None

    def _inner_depth(self, reading: Marker, style: str) -> int:
        """A new list stands inside whatever is open; a part of the document only in the parts that are larger."""
        if not (reading.is_part or style == "arabic heading"):
            return len(self.open)
        return len([part for part in self.open if _is_part(part) and not _is_outside(reading, part)])

    def _open_styles(self) -> set[str]:
        return {part.style for part in self.open if part.marker is not None}

    def _add(self, line: _Line, marker: Marker, style: str, heading: str | None, depth: int) -> None:
        in_annex = marker.is_annex or any(
            part.marker is not None and part.marker.is_annex for part in self.open[:depth]
        )
        if style == "arabic" and self.part_opened and self.last.get(style) and not in_annex:
            self.runs_on |= marker.value == self.last[style] + 1
            self.restarts |= marker.value == 1
        self.part_opened = marker.is_part or (self.part_opened and style != "arabic")
        inner = self.open[depth:]
        self._close(line.start, keep=lambda part: part not in inner)
        self.last[style] = marker.value
        if style.startswith("arabic"):
            self.last_path = marker.path
        self._open(_Part(line.start, marker, tuple(self.open), heading, style=style))

    def _open(self, part: _Part) -> None:
        self.open.append(part)
        self.parts.append(part)

    def _close(self, end: int, keep: object) -> None:
        assert callable(keep)
        for part in self.open:
            if not keep(part):
                part.end = end
        self.open = [part for part in self.open if keep(part)]


def sections_of(text: str, headings: Mapping[int, int] | None = None) -> tuple[Section, ...]:
    """The sections of an instrument in the order in which they begin; empty where the text is none.

    `headings` are the offsets of lines that the file's layout marks as headings, with their levels. A text is an
    instrument where numbers that follow one another head most of it. A section ends where the next one of its level
    begins, or the signatures; sections nest, and the innermost is the one to cite.
    """
    outline = _Outline()
    signing = signing_of(text)
    for line in _lines(text, headings or {}):
        if signing is not None and signing.start <= line.start < signing.end:
            outline.close(line.start)
            continue
        if not outline.add_numbered(line) and line.looks_like_heading and not begins_item(line.text):
            outline.add_heading(line, line.heading_level or _BY_ITS_LOOKS)
        outline.line_before = line.text
    outline.close(len(text))
    outline.drop_lists_of_one()
    outline.free_closing_words(text)
    numbered = sum(part.marker is not None for part in outline.parts)
    if numbered < _FEWEST or _share_numbered(outline.parts, text) < _COVERED:
        return ()
    runs_on = outline.runs_on and not outline.restarts
    return tuple(
        Section(
            number=_number(part, runs_on),
            heading=part.heading,
            level=len(part.parents) + 1,
            start=part.start,
            end=part.start + len(text[part.start : part.end].rstrip()),
        )
        for part in outline.parts
        if part.marker is not None or text[part.start : part.end].strip() != part.heading
    )


def section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section around the offset, numbered or a bare heading; None where there is none."""
    around = (section for section in sections if section.start <= offset < section.end)
    return max(around, key=lambda section: section.level, default=None)


def citation_at(sections: Sequence[Section], offset: int) -> str | None:
    """How the place is cited: "II.3", "18(a)"; under a bare heading the number above it and the heading."""
    around = [section for section in sections if section.start <= offset < section.end]
    number = next((section.number for section in reversed(around) if section.number is not None), None)
    if around and around[-1].number is None:
        return f"{number}, {around[-1].heading}" if number else around[-1].heading
    return number


def _lines(text: str, headings: Mapping[int, int]) -> Iterator[_Line]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        if stripped := raw.strip():
            offset = start + raw.index(stripped[0])
            lines.append(_Line(offset, stripped, heading_level=headings.get(start)))
        start += len(raw) + 1
    lines = _with_lone_numbers_joined(without_contents(lines, lambda line: line.text))
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        # The first line is the title of the whole, and heads no part of it.
        line.looks_like_heading = place > 0 and _looks_like_heading(line, following)
    yield from lines


def _with_lone_numbers_joined(lines: list[_Line]) -> list[_Line]:
    """A number or a label that stands on a line of its own belongs to the line below it."""
    joined: list[_Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        found = markers(above.text) if above is not None else ()
        waits = above is not None and is_label(above.text) and markers(f"{above.text} {line.text}")
        alone = above is not None and found and found[0].end >= len(above.text) and not markers(line.text)
        if above is not None and (waits or alone):
            above.text = f"{above.text} {line.text}"
            above.heading_level = above.heading_level or line.heading_level
        else:
            joined.append(line)
    return joined


def _looks_like_heading(line: _Line, following: _Line | None) -> bool:
    """A short line that is no sentence, over a longer one or a numbered one."""
    found = markers(line.text)
    words = line.text[found[0].end :] if found else line.text
    if not words:
        return False
    if _is_date(words) or (words.endswith(":") and len(words.split()) > _MOST_WORDS_BEFORE_COLON):
        return False
    if line.heading_level is not None:
        return len(words) <= _LONGEST_MARKED_HEADING
    if len(words) > _LONGEST_HEADING or _NO_HEADING.search(words):
        return False
    if not (words[0].isupper() or words[0] in "“‘\"'«"):
        return False
    if found:
        return found[0].is_part or len(words) <= _LONGEST_NUMBERED_HEADING
    if following is None:
        return False
    return bool(markers(following.text)) or len(following.text) > _LONGEST_HEADING


def _is_date(words: str) -> bool:
    found = next(written_dates(words), None)
    return found is not None and found.end - found.start >= _SHARE_OF_DATE * len(words)


def _is_outside(reading: Marker, part: _Part) -> bool:
    """Whether a labelled part cannot stand inside another: a chapter in an article, an annex in anything."""
    if reading.is_annex:
        return True
    rank = part.marker.rank if part.marker is not None else None
    return reading.rank is not None and rank is not None and rank >= reading.rank


def _is_part(part: _Part) -> bool:
    return part.marker is not None and (part.marker.is_part or part.style == "arabic heading")


def _is_decimal_from(part: _Part, path: tuple[int, ...]) -> bool:
    """Whether the open section is not around the number: a list item, or a number it does not begin with."""
    if part.marker is None or part.marker.is_part:
        return False
    return not part.style.startswith("arabic") or part.marker.path != path[: len(part.marker.path)]


def _number(part: _Part, runs_on: bool) -> str | None:
    """The number as a lawyer cites it: with its parents', where it does not count through the whole document."""
    marker = part.marker
    if marker is None:
        return None
    if marker.is_part and part.style not in ("I.",):
        return marker.printed
    annex = next((above for above in part.parents if above.marker is not None and above.marker.is_annex), None)
    if len(marker.path) > 1 or (part.style == "arabic" and runs_on and annex is None):
        return marker.own
    parent = next((above for above in reversed(part.parents) if above.marker is not None), None)
    if parent is None:
        return marker.printed
    assert parent.marker is not None
    above = parent.marker.own if parent.marker.is_part and parent is not annex else _number(parent, runs_on)
    joint = "" if marker.own.startswith("(") else "."
    return f"{above}{joint}{marker.own}"


def _share_numbered(parts: list[_Part], text: str) -> float:
    """How much of the text stands in numbered sections."""
    numbered = [part for part in parts if part.marker is not None]
    starts = [*(part.start for part in numbered), len(text)]
    lengths = [min(part.end, following) - part.start for part, following in zip(numbered, starts[1:], strict=True)]
    # The last one reaches to the end of the text, also where the text goes on after a short list.
    lengths[-1:] = [min(length, _LAST_TO_LONGEST * max(lengths[:-1], default=0)) for length in lengths[-1:]]
    return sum(lengths) / max(len(text), 1)
