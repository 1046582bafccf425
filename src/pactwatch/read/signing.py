"""Where an instrument is signed: the words that say so, with date and place, and the lines of the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pactwatch.read.written_date import written_dates

_BULLET = re.compile(r"^[•*–—-]\s*")
_STATEMENT = re.compile(r"(?:signed|done)\b", re.IGNORECASE)
_WITNESS = re.compile(r"in\s+(?:witness|faith|testimony)\b", re.IGNORECASE)
_UKRAINIAN = re.compile(r"(?:підписано|вчинено|учинено)\b", re.IGNORECASE)
# "in Kyiv", "at Puglia, Italy," before the date; "in duplicate" and "in two originals" are no places.
_BEFORE_DATE = re.compile(
    r"\b(?:in|at)\s+(?!(?:duplicate|triplicate|\w+\s+(?:originals?|copies|counterparts?))\b)"
    r"(?P<place>(?:the\s+)?[A-ZÀ-ÞА-ЯІЇЄҐ][^\d:;]*?)[\s,]*(?:\b(?i:on|this|the|day|dated)\b[\s,]*)*$"
)
_AFTER_DATE = re.compile(
    r"^[\s,]*(?:in|at)\s+(?P<place>(?:the\s+)?[A-ZÀ-Þ][^\d:;]*?)(?=\s*[.;]|,?\s+in\s+\w+\s+\w+|$)"
)
_IN_UKRAINIAN = re.compile(r"\b(?:в|у)\s+(?:м\.\s*|місті\s+)?(?P<place>[А-ЯІЇЄҐ][\w’'-]+(?:\s[А-ЯІЇЄҐ][\w’'-]+)*)")
_PLACE_AND_DATE = re.compile(r"(?P<place>[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’ -]{1,40}?),?\s+(?:on\s+)?(?=\d|[A-Z][a-z]+\s\d)")
# "Participants of the Trilateral Contact Group:" over a list of names.
_HEADED = re.compile(
    r"(?:the\s+)?(?:participants|signatories|signatures|parties|signed(?:\s+by)?)\b[^.;]{0,90}:?", re.IGNORECASE
)
_AFTER = re.compile(
    r"\[\d+\]\s|(?:annex|appendix|schedule|attachment|додаток|annexe|anhang)(?:ure)?s?\b(?!\s+(?:of|to)\s+(?:the|this)\b)",
    re.IGNORECASE,
)
_LONGEST_LINE = 160
_LONGEST_STATEMENT = 700
_MOST_LINES = 400
_FEWEST_NAMES = 2
_NAME = re.compile(r"(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’-]*\s*){2,}")


@dataclass(frozen=True)
class Signing:
    """The end of an instrument. `start` and `end` are offsets of the whole of it in the text.

    `statement` is where the words stand that say when and where it was signed, None where there are none. `date` is an
    ISO day, `place` as written. `lines` are the lines of the signatures with their offsets, without the statement.
    """

    start: int
    end: int
    statement: tuple[int, int] | None
    date: str | None
    place: str | None
    lines: tuple[tuple[int, str], ...]


def signing_of(text: str) -> Signing | None:
    """Where the instrument is signed; None where the text has neither the words for it nor a list of signatories."""
    lines = list(_lines(text))
    for place, (start, line) in enumerate(lines):
        statement = _statement(line)
        if statement is not None:
            date, where = statement
            return _signing(text, lines[place + 1 :], start, (start, start + len(line)), date, where)
    return _headed(text, lines)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for raw in text.split("\n"):
        if line := raw.strip():
            yield start + raw.index(line[0]), line
        start += len(raw) + 1


def _statement(line: str) -> tuple[str, str | None] | None:
    """The day and the place of signing, where the line says that the instrument is signed on a day."""
    words = _BULLET.sub("", line)
    if len(words) > _LONGEST_STATEMENT:
        return None
    opens = _STATEMENT.match(words) or _UKRAINIAN.match(words)
    if not opens and not (_WITNESS.match(words) and re.search(r"\bsigned\b", words)):
        return None
    found = next((date for date in written_dates(words) if date.is_day), None)
    if found is None:
        return None
    before, after = words[: found.start], words[found.end :]
    place = _BEFORE_DATE.search(before) or _IN_UKRAINIAN.search(before) or _AFTER_DATE.match(after)
    # "Signed in 2014 on ...", "Done by the two leaders last year, on ..." tell of another instrument.
    if opens and place is None and not re.search(r"\bon\b|\bthis\b", before):
        return None
    return found.iso, place["place"].strip(" ,") if place else None


def _signing(
    text: str,
    following: list[tuple[int, str]],
    start: int,
    statement: tuple[int, int] | None,
    date: str | None,
    place: str | None,
) -> Signing:
    signatures: list[tuple[int, str]] = []
    end = len(text)
    for offset, line in following[:_MOST_LINES]:
        if _AFTER.match(line) or len(line) > _LONGEST_LINE:
            end = offset
            break
        signatures.append((offset, line))
    return Signing(start, end, statement, date, place, tuple(signatures))


def _headed(text: str, lines: list[tuple[int, str]]) -> Signing | None:
    """A list of names under "Participants of ...:", with the place and the day below it, if they are there."""
    for number, (start, line) in enumerate(lines):
        if start < len(text) // 3 or not _HEADED.fullmatch(line):
            continue
        signing = _signing(text, lines[number + 1 :], start, None, None, None)
        names: list[tuple[int, str]] = []
        date, place, end = None, None, signing.end
        statement = None
        for offset, words in signing.lines:
            found = next((date for date in written_dates(words) if date.is_day), None)
            if found is not None:
                where = _PLACE_AND_DATE.match(words)
                date, place = found.iso, where["place"].strip(" ,") if where else None
                end = offset + len(words)
                statement = (offset, end)
                break
            names.append((offset, words))
        if sum(_NAME.search(words) is not None for _, words in names) >= _FEWEST_NAMES:
            return Signing(start, end, statement, date, place, tuple(names))
    return None
