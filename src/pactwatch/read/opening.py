"""The first lines of a document, where it says what it is, who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pactwatch.read.boilerplate import is_boilerplate
from pactwatch.read.metadata import Metadata
from pactwatch.read.written_date import WrittenDate, written_dates

_FIRST_LINES = 40
_LONGEST_TITLE = 300
_LONGEST_TITLE_LINE = 260
_LONGEST_DATE_LINE = 160
_BYLINE = re.compile(r"by (?P<names>[A-Z].{2,120}?)\s+(?=\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2} \w{3,9}\.? \d{4})")
_NEWS_DESK = re.compile(r"(?:^|,|\band) (?P<outlet>(?:The )?[A-Z][\w' ]+?) news ?(?:desk|room)$")
_JOINTS = frozenset(("between", "and", "of", "the", "on", "for", "to", "with", "&"))
_AFTER_NAME = " .,;:)'\"’”>pdfhtmlocx"
_AFTER_TITLE = re.compile(r"(?:table of )?contents|preamble|introduction|acronyms|summary", re.I)
_GENERIC = re.compile(r"(?:latest|breaking|top)?\s*(?:news|stories|headlines|home(?:page)?|menu|search)", re.I)
_LABEL = re.compile(r"(?:date(?:d| of issue| of publication)?|published|posted|issued|released)\b(?: on)?\s*:?", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\bmin(?:ute)?s? read\b|\bupdated\b|\bpublished\b", re.I)
_BEFORE_DATELINE = re.compile(r"(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’-]*[ ,/]+){1,6}\(?")
# What a converter prints of itself as the first line: <_io.BufferedReader name='Status Report as of 7 May 2018.pdf'>.
_FILE_NAMED = re.compile(r"<[^<>]*['\"](?P<name>[^'\"<>]+)\.(?:pdf|docx?|html?|txt|rtf|odt)['\"]>", re.I)
_INSTRUMENT = (
    r"(?:memorandum|protocol|statement|declaration|agreement|accord|treaty|report|communiqué|conclusions|resolution|"
    r"letter|note|briefing)"
)
# "Memorandum of 19 September 2014" is the paper's own date; "lawmakers recall the Memorandum of ..." is not.
_DATED_TITLE = re.compile(
    rf"(?:[A-Z][\w-]* ){{0,3}}(?i:{_INSTRUMENT}) (?i:of|dated|from) |.*\b(?i:{_INSTRUMENT}) as of "
)
_INSTRUMENT_WORD = re.compile(_INSTRUMENT, re.I)
_INSTRUMENT_LINE = re.compile(rf"(?:[\w-]+ ){{0,2}}{_INSTRUMENT} (?:on|of|between|for|concerning)\b", re.I)
# "ADDIS ABABA, ETHIOPIA" over the date.
_PLACE_LINE = re.compile(r"[^\W\d_][\w.'’ -]{1,30}, [^\W\d_][\w.'’ -]{1,30}")
_AFTER_DATELINE = re.compile(r"[.)]?\s*(?:[-–—:/(]|$)")
_ONLY = re.compile(r"(?:[^\W\d_][\w.'’-]*[ ,]+){0,6}")


def described(text: str, headings: Mapping[int, int]) -> Metadata:
    """Title, byline, outlet and date as the document's own first lines give them; None for what they do not say.

    The date is that of a byline, a date line, a letterhead, or the title ("Memorandum of 19 September 2014"); a date
    that a sentence tells of something is not the document's.
    """
    lines = _first_lines(text)
    byline = next((match for _, line in lines if (match := _BYLINE.match(line))), None)
    desk = _NEWS_DESK.search(byline["names"]) if byline else None
    return Metadata(
        title=_title(lines, headings),
        byline=byline["names"].strip(" ,") if byline else None,
        outlet=desk["outlet"] if desk else None,
        published=_date(lines),
    )


def _first_lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    start = 0
    while start < len(text) and len(lines) < _FIRST_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if line := text[start:end].strip():
            lines.append((start, line))
        start = end + 1
    return lines


def _title(lines: list[tuple[int, str]], headings: Mapping[int, int]) -> str | None:
    """The first line that is no furniture, with what carries it on, where it is no sentence of running text."""
    content = [(start, line) for start, line in lines if not is_boilerplate(line) and not _GENERIC.fullmatch(line)]
    if not content:
        return None
    start, title = content[0]
    if named := _FILE_NAMED.fullmatch(title):
        return named["name"].strip()
    if len(title) > _LONGEST_TITLE_LINE or (title.endswith((".", ":", ";")) and start not in headings):
        return None
    following = [line for _, line in content[1:8]]
    if following and title != following[0] and title.endswith(following[0]):
        # The name of the page's section, glued to the headline, which stands again below.
        return following[0]
    parts = [title]
    for place, line in enumerate(following):
        below = following[place + 1] if place + 1 < len(following) else ""
        if not _carries_on(" ".join(parts), line) or (
            _PLACE_LINE.fullmatch(line) and next(written_dates(below), None)
        ):
            break
        parts.append(line)
    return " ".join(_without_letterhead(parts)).strip(" .") or None


def _without_letterhead(parts: list[str]) -> list[str]:
    """The lines of a title from the one that begins with the instrument's name: above it stands who issued it."""
    for place, line in enumerate(parts):
        if place and line.isupper() and _INSTRUMENT_LINE.match(line):
            before = [word.casefold() for part in parts[:place] for word in part.split()]
            if before[-1] not in _JOINTS and not any(_INSTRUMENT_WORD.fullmatch(word) for word in before):
                return parts[place:]
    return parts


def _carries_on(title: str, line: str) -> bool:
    """Whether a title set over several lines goes on: AGREEMENT / BETWEEN / ... / AND / ..."""
    if len(title) + len(line) > _LONGEST_TITLE or line.endswith((".", ":", ";")) or _AFTER_TITLE.match(line):
        return False
    if next(written_dates(line), None):
        return False
    last = title.rsplit(maxsplit=1)[-1].casefold()
    first = line.split(maxsplit=1)[0].casefold()
    return (
        last in _JOINTS or first in _JOINTS - {"the"} or title.endswith(",") or (title.isupper() and line.isupper())
    )


def _date(lines: list[tuple[int, str]]) -> str | None:
    for place, (_, line) in enumerate(lines):
        if label := _LABEL.match(line):
            rest = [line[label.end() :].strip(), *(following for _, following in lines[place + 1 : place + 3])]
            for candidate in rest:
                found = next(written_dates(candidate), None) if len(candidate) < 80 else None
                if found and _ONLY.fullmatch(candidate[: found.start]):
                    return found.iso
            continue
        for found in written_dates(line[: 2 * _LONGEST_DATE_LINE]):
            if found.is_day and _is_documents_own(line, found, is_first=place < 2):
                return found.iso
    return None


def _is_documents_own(line: str, found: WrittenDate, *, is_first: bool) -> bool:
    before, after = line[: found.start], line[found.end :]
    if len(line) <= 2 * _LONGEST_DATE_LINE and line.startswith(("by ", "By ")) and _CLOCK.search(line):
        return True
    short = len(line) <= _LONGEST_DATE_LINE
    if short and _CLOCK.search(after) and not re.search(r"[.!?]\s", line):
        return True
    if _BEFORE_DATELINE.fullmatch(before) and _AFTER_DATELINE.match(after):
        return True
    if short and _ONLY.fullmatch(before) and not after.strip(" .,") and len(before.split()) <= 4:
        return True
    return is_first and short and bool(_DATED_TITLE.fullmatch(before)) and not after.strip(_AFTER_NAME)
