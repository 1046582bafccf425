"""A day as texts write it, in English, French and Ukrainian, and how it is read against an anchor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pactwatch.extract.anchor import Anchor, Direction, last_day, span

MONTH_WORD = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
"""The name of a month in English, whole or shortened, for patterns of other readers."""
Kind = Literal["date", "deadline", "period", "vague"]
Reading = tuple[str | None, Kind] | None
"""A value and its kind; None where the words turn out to be no time expression."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule knows besides the words: the anchor, which way to look, whether a "by" stands before them.

    `alone` is true where the expression was handed over by itself, so that "a day earlier" counts from the anchor.
    """

    anchor: Anchor | None
    direction: Direction
    deadline: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to speak of time: the pattern of its words and how they are read."""

    pattern: str
    read: Callable[[re.Match[str], Setting], Reading]


_MONTHS = (
    (r"January|JANUARY|(?:Jan|JAN)\b\.?", "janvier", "січ(?:ень|ня|ні)"),
    (r"February|FEBRUARY|(?:Feb|FEB)\b\.?", "février", "лют(?:ий|ого|ому)"),
    (r"March|MARCH|(?:Mar|MAR)\b\.?", "mars", "берез(?:ень|ня|ні)"),
    (r"April|APRIL|(?:Apr|APR)\b\.?", "avril", "квіт(?:ень|ня|ні)"),
    (r"May|MAY", "mai", "трав(?:ень|ня|ні)"),
    (r"June|JUNE|(?:Jun|JUN)\b\.?", "juin", "черв(?:ень|ня|ні)"),
    (r"July|JULY|(?:Jul|JUL)\b\.?", "juillet", "лип(?:ень|ня|ні)"),
    (r"August|AUGUST|(?:Aug|AUG)\b\.?", "août", "серп(?:ень|ня|ні)"),
    (r"September|SEPTEMBER|(?:Sept|SEPT|Sep|SEP)\b\.?", "septembre", "верес(?:ень|ня|ні)"),
    (r"October|OCTOBER|(?:Oct|OCT)\b\.?", "octobre", "жовт(?:ень|ня|ні)"),
    (r"November|NOVEMBER|(?:Nov|NOV)\b\.?", "novembre", "листопад[аі]?"),
    (r"December|DECEMBER|(?:Dec|DEC)\b\.?", "décembre", "груд(?:ень|ня|ні)"),
)
_WEEKDAYS = (
    (r"Monday", "lundi", "понеділ(?:ок|ка)"),
    (r"Tuesday|Tues\.", "mardi", "вівтор(?:ок|ка)"),
    (r"Wednesday|Weds\.", "mercredi", "серед[ауи]"),
    (r"Thursday|Thurs\.", "jeudi", "четвер(?:га)?"),
    (r"Friday", "vendredi", "п['’ʼ]ятниц[яюі]"),
    (r"Saturday", "samedi", "субот[ауи]"),
    (r"Sunday", "dimanche", "неділ[яюі]"),
)
_MONTH_FORMS = tuple(re.compile("|".join(forms)) for forms in _MONTHS)
_WEEKDAY_FORMS = tuple(re.compile("|".join(forms)) for forms in _WEEKDAYS)
MONTH = rf"(?:(?:{'|'.join('|'.join(forms) for forms in _MONTHS)})(?![^\W_]))"
WEEKDAY = rf"(?:(?:{'|'.join('|'.join(forms) for forms in _WEEKDAYS)})(?![^\W_]))"

_COUNTED = (
    r"(?!\s+(?:troops|soldiers|people|persons|prisoners|civilians|men|women|children|drones|missiles|shells|rounds|tanks"
    r"|vehicles|tons|tonnes|kilomet(?:er|re)s|km|miles|met(?:er|re)s|euros?|dollars|pounds|hryvnias?|houses|homes"
    r"|buildings|pieces|generators|casualties|others|more|times|million|billion|thousand|EUR|USD|GBP|UAH|NOK|SEK|DKK)\b)"
)
YEAR = rf"(?:19|20)\d{{2}}(?![^\W_]|[.,]\d|[-‑]for[-‑]|\s?%){_COUNTED}"
"""A year in digits that counts nothing: neither "2000 troops" nor "2,024"."""
OF_YEAR = r"(?:\s+(?:року|році|рік|р\.))?"
"""What Ukrainian puts after a year."""
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th|er)?(?![^\W_])"
_WITH_YEAR = rf"(?:,?\s+(?:of\s+)?{YEAR}{OF_YEAR})?"
DATE = (
    rf"(?:(?:{WEEKDAY},?\s+)?"
    rf"(?:(?:the\s+)?{DAY_NUMBER}\s+(?:day\s+)?(?:of\s+)?{MONTH}|{MONTH}\s+(?:the\s+)?{DAY_NUMBER}(?![.,]\d)){_WITH_YEAR})"
)
"""A day of a month, with or without its weekday and its year."""
DAY = rf"(?:{DATE}|{WEEKDAY})"
"""A written day, or a weekday alone."""
_DATE_PARTS = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})[,\s]*)?(?:the\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH})"
    rf"|(?P<month_first>{MONTH})\s+(?:the\s+)?(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:,?\s+(?:of\s+)?(?P<year>\d{4}).*)?",
    re.DOTALL,
)
_FROM_YEAR, _TO_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """The parts of a written day: "Wednesday, 29 November 2023"."""

    month: int
    day: int
    year: int | None
    weekday: int | None

    @classmethod
    def parse(cls, text: str) -> WrittenDay | None:
        """The parts, or None where the text is a weekday alone or nothing of the kind."""
        match = _DATE_PARTS.fullmatch(text)
        if match is None:
            return None
        return cls(
            month_number(match["month"] or match["month_first"]),
            int(match["day"] or match["day_last"]),
            int(match["year"]) if match["year"] else None,
            weekday_number(match["weekday"]) if match["weekday"] else None,
        )

    @property
    def exists(self) -> bool:
        """Whether some year has that day."""
        return day_or_none(self.year or 2024, self.month, self.day) is not None


def month_number(word: str) -> int:
    """The number of a month from 1, by any of its names."""
    return next(number for number, form in enumerate(_MONTH_FORMS, 1) if form.fullmatch(word))


def weekday_number(word: str) -> int:
    """The number of a weekday, Monday being 0."""
    return next(number for number, form in enumerate(_WEEKDAY_FORMS) if form.fullmatch(word))


def day_or_none(year: int | None, month: int, day: int) -> date | None:
    """The day, where there is such a day and its year is known."""
    if year is None or not _FROM_YEAR <= year <= _TO_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(text: str, setting: Setting) -> date | None:
    """A written day or a weekday; None where the year or the week cannot be told, or no such day exists."""
    anchor, direction = setting.anchor, "future" if setting.deadline else setting.direction
    parts = WrittenDay.parse(text)
    if parts is None:
        return anchor.weekday(weekday_number(text), direction) if anchor else None
    year = parts.year
    if year is None and anchor:
        year = anchor.year_of(parts.month, parts.day, direction, parts.weekday)
    return day_or_none(year, parts.month, parts.day)


def kind_in(setting: Setting, otherwise: Kind = "date") -> Kind:
    """A deadline where a "by" stands before the words."""
    return "deadline" if setting.deadline else otherwise


def day_reading(day: date | None, setting: Setting) -> Reading:
    """The reading of one day, open where it is None."""
    return (day.isoformat() if day else None), kind_in(setting)


def interval(first: date | None, last: date | None, setting: Setting) -> Reading:
    """The reading of an interval: open where an end is, none where it runs backwards."""
    if first is None or last is None:
        return None, kind_in(setting, "period")
    return (span(first.isoformat(), last.isoformat()), kind_in(setting, "period")) if first <= last else None


PART = (
    r"(?P<part>(?i:(?:the\s+)?(?:very\s+)?(?:early|late|mid|end(?=[-‑])|(?:middle|beginning|start|end|close|turn"
    r"|first\s+half|second\s+half)\s+of|кінця|кінці|початку|середині|fin|début|mi)))[-‑\s]+(?:in\s+)?(?:the\s+)?"
)
"""Words that cut a part out of a month or a year: early, the end of."""


def is_end(part: str) -> bool:
    """Whether the words cut out an end."""
    return re.search(r"end|close|кін|fin", part.lower()) is not None


def written_month(year: int, month: int) -> str:
    """A month in its written form."""
    return f"{year:04}-{month:02}"


def whole_month(year: int, month: int, part: str, setting: Setting) -> str:
    """A month, whatever part of it is named; by its end means by its last day."""
    return last_day(year, month).isoformat() if setting.deadline and is_end(part) else written_month(year, month)


def whole_year(year: int, part: str, setting: Setting) -> str:
    """A year, its named half, its first month where it begins, its last where it ends (as a deadline its last day)."""
    part = part.lower()
    if is_end(part):
        return f"{year}-12-31" if setting.deadline else f"{year}-12"
    if "half" in part:
        return f"{year}-01/{year}-06" if "first" in part else f"{year}-07/{year}-12"
    return f"{year}-01" if re.search(r"beginning|start|turn|почат|début", part) else f"{year}"
