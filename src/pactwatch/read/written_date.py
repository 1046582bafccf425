"""Dates as people and machines write them, in several languages; only what is certain counts as a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

_LANGUAGES = ("en", "fr", "de", "es", "it", "pl", "uk", "ru")
_DATE = re.compile(
    r"""(?<![\w.,/-])(?:
      (?P<iso>\d{4}-\d{2}-\d{2})(?:(?=T\d)|(?![\w-]))
    | (?P<year_first>\d{4}/\d{1,2}/\d{1,2})(?![\w/])
    | (?P<dots>\d{1,2}\.\d{1,2}\.\d{4})(?!\w|\.\d)
    | (?P<slashes>\d{1,2}/\d{1,2}/\d{4})(?![\w/])
    | (?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ ](?:(?:of|de|day[ ]of)[ ])?
      (?P<month>[^\W\d_]{3,12})\.?,?(?:[ ]de)?[ ](?P<year>\d{4})(?!\w)
    | (?P<month_first>[^\W\d_]{3,12})\.?[ ](?P<day_second>\d{1,2})(?:st|nd|rd|th)?,?[ ](?P<year_last>\d{4})(?!\w)
    | (?P<month_alone>[^\W\d_]{3,12})\.?,?[ ](?P<its_year>\d{4})(?!\w)
    )""",
    re.VERBOSE,
)
_COARSE = re.compile(r"\d{4}(?:-\d{2})?")


@dataclass(frozen=True)
class WrittenDate:
    """A date found in a text, at `start` to `end`, as an ISO date (a day, or a month where no day is written)."""

    start: int
    end: int
    iso: str

    @property
    def is_day(self) -> bool:
        """Whether it names a day, not only a month."""
        return len(self.iso) == len("2024-02-16")


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates in the text that have a year, in their order.

    A number form that could be two days (05/06/2025) is no date here, since taking either would be a guess.
    """
    position = 0
    while match := _DATE.search(text, position):
        iso = _iso(match)
        if iso is None:
            # "Geneva 3" must not hide the date in "Geneva 3 May 2024"; 31 June is no date, and not June either.
            position = match.end() if _month(match["month"] or match["month_first"] or "") else match.start() + 1
            continue
        yield WrittenDate(match.start(), match.end(), iso)
        position = match.end()


def single_date(text: str) -> str | None:
    """The ISO date that the whole text means, whatever its form: "2025-05-26", "Sun, 25 May 2025 05:33:50 EDT".

    The date is the one that is written, without a shift of time zone. None where the text names none, or several.
    """
    text = " ".join(text.split())
    if _COARSE.fullmatch(text):
        return text if text[:4] > "1000" and (len(text) == 4 or "01" <= text[5:] <= "12") else None
    found = {written.iso for written in written_dates(text)}
    return found.pop() if len(found) == 1 else None


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iso"]:
        return _day(*(int(x) for x in part["iso"].split("-")))
    if part["year_first"]:
        return _day(*(int(x) for x in part["year_first"].split("/")))
    if part["dots"]:
        day, month, year = (int(x) for x in part["dots"].split("."))
        return _day(year, month, day)
    if part["slashes"]:
        first, second, year = (int(x) for x in part["slashes"].split("/"))
        if first == second or first > 12:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    if part["month_alone"]:
        number = _month(part["month_alone"])
        return f"{part['its_year']}-{number:02}" if number and part["its_year"] > "1000" else None
    name = part["month"] or part["month_first"]
    number = _month(name)
    if number is None:
        return None
    return _day(int(part["year"] or part["year_last"]), number, int(part["day"] or part["day_second"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year > 1000 else None
    except ValueError:
        return None


def _month(name: str) -> int | None:
    return _months().get(name.casefold().rstrip("."))


@cache
def _months() -> dict[str, int]:
    names = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context=context, locale=language).items():
                    names.setdefault(str(name).casefold().rstrip("."), int(number))
    return names
