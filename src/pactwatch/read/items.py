"""The stories of a page: the main one, the feeds and teasers around it, and what is no story at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pactwatch.read.boilerplate import boilerplate_in, is_boilerplate
from pactwatch.read.document import Item
from pactwatch.read.written_date import single_date, written_dates

_Role = Literal["story", "feed", "teaser", "boilerplate"]

_FEED = re.compile(
    r"(?:live )?(?:news ?feed|latest(?: news)?|more news|news in brief|breaking news|live updates?|timeline)", re.I
)
_TEASERS = re.compile(
    r"(?:related|read (?:also|next|more)|see also|also read|more (?:on|from|in)|recommended|"
    r"you (?:may|might) also like|editors?['’]?s? picks?|most (?:read|popular|viewed)|popular|trending|top stories|"
    r"don['’]t miss|up next)"
    r"(?: (?:content|items?|stories|story|articles?|news|posts?|topics?|links?|now|reading|this topic))?:?",
    re.I,
)
_AUTHORS = re.compile(r"(?:authors?|about the authors?):? ?.*|.{2,60}\b(?:news ?desk|newsroom|team|staff)", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?", re.I)
_ENDS = (".", "!", "?", ":", '"', "”", "’", "'", ")", ";")
_CUT = ("…", "...")
_LONGEST_HEADING = 150
_SHORTEST_BLURB = 120
_SHORTEST_STORY = 300
_LONGEST_MARK = 80


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str


def items_of(text: str, *, title: str | None, published: str | None, from_site: bool) -> tuple[Item, ...]:
    """The items of a page, the main story first, then the others in their order.

    Items may lie inside one another (a teaser or a notice inside the story): the innermost counts. What stands
    beside the story never takes over its date. A document that is from no site is one story throughout.
    """
    lines = _lines(text)
    if not lines:
        return ()
    if not from_site:
        return (Item(start=lines[0].start, end=lines[-1].end, heading=title, published=published),)
    boilerplate = [
        (line.start + start, line.start + end) for line in lines for start, end in boilerplate_in(line.text)
    ]
    content = [line for line in lines if _mark(line.text) or not is_boilerplate(line.text)]
    story_end = _story_end(content)
    story, rest = content[:story_end], content[story_end:]
    others = [*_teasers(story), *_after_story(rest), *_boilerplate_items(text, boilerplate)]
    others.sort(key=lambda item: (item.start, -item.end))
    told = [line for line in story if not any(item.start <= line.start < item.end for item in others)]
    if not told:
        return tuple(others)
    return (Item(start=told[0].start, end=told[-1].end, heading=title, published=published), *others)


def item_at(items: Sequence[Item], offset: int) -> Item | None:
    """The innermost item around the offset."""
    around = [item for item in items if item.start <= offset < item.end]
    return min(around, key=lambda item: item.end - item.start, default=None)


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        if stripped := raw.strip():
            begin = start + raw.index(stripped[0])
            lines.append(_Line(begin, begin + len(stripped), stripped))
        start += len(raw) + 1
    return lines


def _story_end(content: list[_Line]) -> int:
    """The place of the first line after the main story."""
    told = 0
    for place, line in enumerate(content):
        if told >= _SHORTEST_STORY and _mark(line.text) is not None:
            return place
        told += len(line.text)
    return len(content)


def _mark(line: str) -> _Role | None:
    """What begins with a line such as "News Feed" or "Related content", or after the names of the authors."""
    if len(line) > _LONGEST_MARK:
        return None
    if _FEED.fullmatch(line):
        return "feed"
    if _TEASERS.fullmatch(line):
        return "teaser"
    return "feed" if _AUTHORS.fullmatch(line) and not line.endswith(_ENDS) else None


def _teasers(story: list[_Line]) -> Iterator[Item]:
    """Inside a story: a headline over the first words of another story, cut off where the box was full."""
    for place in range(2, len(story)):
        heading, blurb = story[place - 1], story[place]
        directly_below = blurb.start - heading.end == 1
        cut = blurb.text.endswith(_CUT) or (len(blurb.text) >= _SHORTEST_BLURB and not blurb.text.endswith(_ENDS))
        if directly_below and cut and len(heading.text) <= _LONGEST_HEADING and not heading.text.endswith((".", ":")):
            yield Item(start=heading.start, end=blurb.end, heading=heading.text, role="teaser")


def _after_story(rest: list[_Line]) -> Iterator[Item]:
    """What follows the story: items of a heading and its text, or headings alone."""
    role: _Role = "feed"
    published: str | None = None
    place = 0
    while place < len(rest):
        line = rest[place]
        place += 1
        if mark := _mark(line.text):
            role, published = mark, None
            if not is_boilerplate(line.text):
                yield Item(start=line.start, end=line.end, role="boilerplate")
            continue
        if _is_time(line.text):
            # A clock alone tells no day; a date holds for the items below it.
            published = _day(line.text) or published
            continue
        heading = line if _heads(line, rest[place : place + 1]) else None
        end = line.end
        while heading is not None and place < len(rest) and _is_body(rest[place], rest[place + 1 : place + 2]):
            end = rest[place].end
            place += 1
        alone, short = end == line.end, len(line.text) <= _LONGEST_HEADING
        yield Item(
            start=line.start,
            end=end,
            heading=line.text if heading is not None or (alone and short) else None,
            published=published,
            role="teaser" if alone and short else role,
        )


def _heads(line: _Line, following: list[_Line]) -> bool:
    return bool(following) and len(line.text) <= _LONGEST_HEADING and _is_longer(following[0], line)


def _is_body(line: _Line, following: list[_Line]) -> bool:
    """Whether a line belongs to the heading above it: no mark, no time, and no heading of the next item."""
    if _mark(line.text) or _is_time(line.text):
        return False
    return not _heads(line, following)


def _is_longer(body: _Line, heading: _Line) -> bool:
    return len(body.text) > max(len(heading.text), 80) and not _is_time(body.text) and not _mark(body.text)


def _is_time(line: str) -> bool:
    if _CLOCK.fullmatch(line):
        return True
    found = next(written_dates(line), None)
    return found is not None and len(line) - (found.end - found.start) <= 15


def _day(line: str) -> str | None:
    return None if _CLOCK.fullmatch(line) else single_date(line)


def _boilerplate_items(text: str, spans: list[tuple[int, int]]) -> Iterator[Item]:
    """One item for each run of boilerplate that only empty space interrupts."""
    run: tuple[int, int] | None = None
    for start, end in spans:
        if run is not None and not text[run[1] : start].strip():
            run = (run[0], end)
            continue
        if run is not None:
            yield Item(start=run[0], end=run[1], role="boilerplate")
        run = (start, end)
    if run is not None:
        yield Item(start=run[0], end=run[1], role="boilerplate")
