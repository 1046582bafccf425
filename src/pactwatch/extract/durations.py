"""Durations: "within 24 hours", "a ten-year period", "6 (six) months", in ISO 8601 as the words count them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pactwatch.extract.numbers import DIGITS, NUMBER, NUMBER_AHEAD, WORDS, read_number


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time in a text; `value` is ISO 8601 in the unit that the words use (24 hours is PT24H, not P1D)."""

    start: int
    end: int
    value: str


# Each unit: its words, how it is written, and what a part of it counts in (half a year is six months).
_UNITS: tuple[tuple[str, str, tuple[int, str] | None], ...] = (
    (r"seconds?|secondes?|секунд\w{0,2}", "PT{}S", None),
    (r"minutes?|mins?|хвилин\w{0,2}", "PT{}M", (60, "PT{}S")),
    (r"hours?|hrs?|heures?|годин\w{0,2}|год\.", "PT{}H", (60, "PT{}M")),
    (r"days?|jours?|день|дня|дні|днів|доба|доби|діб", "P{}D", (24, "PT{}H")),
    (r"weeks?|semaines?|тиждень|тижня|тижні|тижнів", "P{}W", None),
    (r"fortnights?", "fortnight", None),
    (r"months?|mois|місяць|місяця|місяці|місяців", "P{}M", None),
    (r"years?|ans?|années?|рік|року|роки|років", "P{}Y", (12, "P{}M")),
    (r"decades?|десятиліт\w{1,2}", "decade", None),
)
_TIMES = {"fortnight": (14, "P{}D"), "decade": (10, "P{}Y")}
_UNIT = "(?i:" + "|".join(pattern for pattern, _, _ in _UNITS) + ")"
_UNIT_WORDS = tuple((re.compile(pattern, re.IGNORECASE), form, part) for pattern, form, part in _UNITS)

# An age, a distance from another day, and a rate are no durations of their own.
_NO_DURATION_AFTER = (
    r"(?!\s*[-‑]?\s*(?i:olds?|of\s+age|ago|earlier|later|hence|тому|après|plus\s+tard)\b)"
    r"(?!['’]s?[-\s]+old)"
)
_NUMBERED = (
    rf"(?P<number>(?:(?<![^\W_])(?<!\d[.,:/]){DIGITS}|{WORDS}))(?P<again>\s?\((?:{NUMBER})\))?"
    rf"(?P<half>\s+and\s+a\s+half)?[-‑\s]{{1,2}}(?:full\s+|calendar\s+|consecutive\s+|working\s+|business\s+)?"
)
_SHORT_HOURS = rf"(?P<hours>(?<![^\W_]){DIGITS})h(?:rs?)?(?![^\W_])"
_ONE = (
    r"(?i:\b(?:within|for|of|lasting|last(?:ed|s)?|least|about|over|in|nearly|almost|under|than)\s+)"
    r"(?P<one>(?i:half\s+)?(?i:an?|one\s+half))\s+(?P<more>(?i:full\s+|whole\s+)?)"
)
_FIND = re.compile(
    rf"(?:{NUMBER_AHEAD}(?:(?P<span>{_NUMBERED}(?P<unit>{_UNIT})\b)|{_SHORT_HOURS})"
    rf"|{_ONE}(?P<unit_of_one>{_UNIT})(?P<half_more>\s+and\s+a\s+half)?\b){_NO_DURATION_AFTER}"
)
# "aged 14 years", and the second half of a range ("six to twelve months").
_NOT_ITSELF = re.compile(
    rf"(?:\b(?i:aged|age|віком|у\s+віці|âgée?s?\s+de)|{NUMBER}\s*(?:[-–—]|(?i:to|or|and|à|ou|до|або)))\s*$"
)


def _write(count: Decimal, unit: str) -> str | None:
    form, part = next((form, part) for pattern, form, part in _UNIT_WORDS if pattern.fullmatch(unit))
    if form in _TIMES:
        times, form = _TIMES[form]
        count *= times
    if count != int(count):
        if part is None:
            return None
        count, form = count * part[0], part[1]
    return form.format(int(count)) if count == int(count) and count > 0 else None


def find_durations(text: str) -> list[DurationMention]:
    """Every duration in the text with a definite length, in order and without overlaps.

    Ages ("14 years old"), distances from a day ("two weeks ago"), ranges ("six to twelve months"), years of the
    calendar ("2024 року") and lengths without a number ("for months") are left out.
    """
    found = []
    for match in _FIND.finditer(text):
        group, value = _read(match)
        start = match.start(group)
        if value is not None and not _NOT_ITSELF.search(text, max(0, start - 24), start):
            found.append(DurationMention(start, match.end(), value))
    return found


def _read(match: re.Match[str]) -> tuple[str, str | None]:
    """Where the mention begins, and its value if it has one."""
    half = Decimal("0.5")
    if match["hours"]:
        return "hours", _write(read_number(match["hours"]) or Decimal(0), "hours")
    if match["one"]:
        count = half if "half" in match["one"].lower() else Decimal(1)
        return "one", _write(count + (half if match["half_more"] else 0), match["unit_of_one"])
    count = read_number(match["number"]) or Decimal(0)
    again = match["again"]
    told_twice = again is None or read_number(again.strip(" ()\u00a0")) == count
    a_year_of_the_calendar = match["unit"].lower() in ("року", "рік") and count >= 1000
    if not told_twice or a_year_of_the_calendar:
        return "span", None
    return "span", _write(count + (half if match["half"] else 0), match["unit"])
