"""Rules for dates that texts write out: days, ranges, nights, months, years, seasons, quarters."""

from __future__ import annotations

import re
from datetime import timedelta

from pactwatch.extract.anchor import Anchor, Direction, month_after, span
from pactwatch.extract.written_date import (
    DATE,
    DAY,
    DAY_NUMBER,
    MONTH,
    OF_YEAR,
    PART,
    WEEKDAY,
    YEAR,
    Reading,
    Rule,
    Setting,
    WrittenDay,
    day_or_none,
    day_reading,
    interval,
    kind_in,
    month_number,
    read_day,
    whole_month,
    whole_year,
    written_month,
)

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_WHOSE = {"last": -1, "this": 0, "next": 1}
_AND = re.compile(r"\b(?:and|та|і|et)\b")


def _read_iso(match: re.Match[str], setting: Setting) -> Reading:
    day = day_or_none(int(match["year"]), int(match["month"]), int(match["day"]))
    return day_reading(day, setting) if day else None


def _read_numeric(match: re.Match[str], setting: Setting) -> Reading:
    """16.02.2024 is the European order; 16/02/2024 and 02/16/2024 tell by their numbers; 02/03/2024 does not."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = {day_or_none(year, second, first)}
    if "/" in match.group():
        readings.add(day_or_none(year, first, second))
    days = [day for day in readings if day]
    return day_reading(days[0] if len(days) == 1 else None, setting) if days else None


def _read_date(match: re.Match[str], setting: Setting) -> Reading:
    """A written day. One that no calendar has ("31 April") stays open, rather than become a month."""
    return day_reading(read_day(match.group(), setting), setting)


def _read_days_of_month(match: re.Match[str], setting: Setting) -> Reading:
    """ "24-26 May", "between 3 and 5 May 2024", "May 24 and 25"."""
    month, year = match["month"] or match["month_first"], match["year"] or ""
    first, last = (re.sub(r"\D", "", day) for day in (match["first"] or match["one"], match["last"] or match["two"]))
    parts = WrittenDay.parse(f"{last} {month} {year}".strip())
    if parts is None or not parts.exists or int(first) >= int(last):
        return None
    return interval(
        read_day(f"{first} {month} {year}".strip(), setting),
        read_day(f"{last} {month} {year}".strip(), setting),
        setting,
    )


def _read_between(match: re.Match[str], setting: Setting) -> Reading:
    """ "from 30 March to 2 April 2024", "between Tuesday and Friday": the first is looked for before the last."""
    if _AND.search(match["gap"]) and not match["from"]:
        return None
    last = read_day(match["last"], setting)
    parts = WrittenDay.parse(match["first"])
    if last is None:
        first_known = read_day(match["first"], setting) if parts and parts.year else None
        return interval(first_known, None, setting)
    before_it = Setting(Anchor(last.year, last.month, last), "past", deadline=False, alone=setting.alone)
    return interval(read_day(match["first"], before_it), last, setting)


def _read_night(match: re.Match[str], setting: Setting) -> Reading:
    """A night named by its day or days: "overnight to Saturday", "the night of 24 May", "night of May 24-25".

    Where one day of the month is named, or an evening of the week ("Friday night"), it is that day. "Overnight on
    Saturday" is the night that begins then; where that would end after publication, the one before.
    """
    first, last = match["first"], match["last"]
    if last:
        # "May 24" and "25": the second day takes its month from the first.
        whole = last if re.search(r"[^\W\d_]{3}", last) else re.sub(r"\b\d{1,2}(?!\d)", last, first, count=1)
        end = read_day(whole, setting)
        return interval(end - timedelta(days=1) if end else None, end, setting)
    day = read_day(first, setting)
    if day is None:
        return None, kind_in(setting, "period")
    if match["into"]:
        return interval(day - timedelta(days=1), day, setting)
    if WrittenDay.parse(first) or not match["overnight"]:
        return day_reading(day, setting)
    published = setting.anchor.day if setting.anchor else None
    begins = day - timedelta(days=1) if day == published and setting.direction == "past" else day
    return interval(begins, begins + timedelta(days=1), setting)


_MONTH_FOLLOWS = re.compile(
    r"(?:^|(?<![^\W_])(?i:in|since|by|until|till|during|before|after|from|of|through|throughout|mid|як|у|в|на|з|до|від"
    r"|протягом|en|depuis|dès|fin)[-\s]+)$"
)


def _read_month(match: re.Match[str], setting: Setting) -> Reading:
    """A month, with or without its year; "February last year"; "last February"; alone only after "in" and the like."""
    month, anchor, part = month_number(match["month"]), setting.anchor, match["part"] or ""
    which = (match["which"] or "").lower()
    named = match["year"] or match["whose"] or which or part or setting.alone
    if not named and not _MONTH_FOLLOWS.search(match.string, max(0, match.start() - 14), match.start()):
        return None
    year: int | None = None
    direction: Direction = "future" if setting.deadline else setting.direction
    if match["year"]:
        year = int(match["year"])
    elif anchor and match["whose"]:
        year = anchor.year + _WHOSE[match["whose"].lower()]
    elif anchor and which == "this":
        year = anchor.year
    elif anchor and anchor.month and which:
        step = _WHOSE[which]
        beside = month_after(anchor.year, anchor.month, step)
        reached = (anchor.year, month) <= beside if step < 0 else (anchor.year, month) >= beside
        year = anchor.year if reached else anchor.year + step
    elif anchor:
        year = anchor.year_of(month, None, direction)
    return (whole_month(year, month, part, setting) if year else None), kind_in(setting)


def _read_months(match: re.Match[str], setting: Setting) -> Reading:
    """ "from March to May 2024", "between November and February"."""
    if (_AND.search(match["gap"]) or not match["year"]) and not match["from"]:
        return None
    first, last = month_number(match["first"]), month_number(match["last"])
    year = int(match["year"]) if match["year"] else None
    if year is None and setting.anchor:
        year = setting.anchor.year_of(last, None, setting.direction)
    if year is None:
        return None, kind_in(setting, "period")
    first_year = int(match["first_year"]) if match["first_year"] else year - (first > last)
    if (first_year, first) >= (year, last):
        return None
    return span(written_month(first_year, first), written_month(year, last)), kind_in(setting, "period")


def _read_years(match: re.Match[str], setting: Setting) -> Reading:
    """ "2024-2028", "between 2024 and 2026", "2023/24"."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == len("2024") else first // 100 * 100 + int(match["last"])
    apart = _AND.search(match["gap"]) and not match["from"] and last != first + 1
    return None if first >= last or apart else (f"{first}/{last}", kind_in(setting, "period"))


def _season(name: str, year: int) -> str:
    """The three months of a season of the northern half of the earth; the winter of a year is either of two."""
    first = _SEASONS[name.lower()]
    if name.lower() == "winter":
        return span(written_month(year, 1), written_month(year + 1, 2))
    return span(written_month(year, first), written_month(year, first + 2))


def _read_season(match: re.Match[str], setting: Setting) -> Reading:
    which, name, anchor = (match["which"] or "").lower(), match["season"], setting.anchor
    if match["year"]:
        year = int(match["year"])
        winter = span(written_month(year, 12), written_month(year + 1, 2))
        return (winter if match["year_after"] else _season(name, year)), kind_in(setting, "period")
    if not which:
        return None
    if anchor is None or anchor.month is None or name.lower() == "winter":
        return None, kind_in(setting, "period")
    first, year = _SEASONS[name.lower()], anchor.year
    if which == "last" and anchor.month <= first + 2:
        year -= 1
    elif which == "next" and anchor.month >= first:
        year += 1
    return _season(name, year), kind_in(setting, "period")


def _read_quarter(match: re.Match[str], setting: Setting) -> Reading:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    name = match["quarter"].lower()
    number = words.get(name.split()[0]) or int(re.sub(r"\D", "", name))
    year = int(match["year"]) if match["year"] else None
    if year is None and setting.anchor:
        year = setting.anchor.year + _WHOSE[match["whose"].lower()]
    if year is None:
        return None, kind_in(setting, "period")
    return span(written_month(year, number * 3 - 2), written_month(year, number * 3)), kind_in(setting, "period")


_YEAR_FOLLOWS = re.compile(
    r"(?:^|(?<![^\W_])(?i:in|since|by|until|till|during|for|from|to|before|after|of|through|throughout|year|the|a|this"
    r"|around|and|or|fy|than|на|у|в|до|з|від|протягом|en|depuis|de|dès)\s+|['’]s\s+|\(|\b(?:19|20)\d\d,\s+)$"
)


def _read_year(match: re.Match[str], setting: Setting) -> Reading:
    """A year, with the part of it that is named. Alone only where the words before let it: "in 2024", "the 2015 accord"."""
    named = match["part"] or match["said"]
    if not named and not _YEAR_FOLLOWS.search(match.string, max(0, match.start() - 14), match.start()):
        return None
    return whole_year(int(match["year"]), match["part"] or "", setting), kind_in(setting)


_TO = r"\s*(?:[-‑–—]|(?:to|and|until|till|through|into|au|et|à|по|до|та|і)(?![^\W_]))\s*"
_FROM = r"(?:(?P<from>(?i:from|between|du|entre|з|із|від|між))\s+)?"
_NIGHT_TO = r"\s*(?:[-–—]|(?:to|and|into)\s)\s*"
# "May 25 to 8 a.m. Moscow time (5 a.m. GMT) on May 26"
_TO_AN_HOUR = r"\s+(?:to|until|till)\s+\d{1,2}(?![\d,])[^,;\n]{0,45}?\bon\s+(?:the\s+)?"
_LAST_THIS_NEXT = r"(?i:last|this|next)"

RULES = (
    Rule(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\d)", _read_iso),
    Rule(
        r"(?P<first>\d{1,2})(?:\.(?=\d{1,2}\.\d)|/(?=\d{1,2}/\d))(?P<second>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?!\d)",
        _read_numeric,
    ),
    Rule(
        r"(?:(?P<overnight>(?i:overnight))|(?i:(?:the\s+)?night))\s+"
        r"(?:(?P<into>(?i:to|into|till|until))\s+|(?i:on|of|from|between)\s+)?"
        rf"(?P<first>{DAY}|{DAY_NUMBER}(?={_NIGHT_TO}{DATE}))(?:{_NIGHT_TO}(?P<last>{DAY}|{DAY_NUMBER}))?",
        _read_night,
    ),
    Rule(
        rf"(?:(?i:late)\s+)?(?P<first>{WEEKDAY})(?:['’]s)?\s+(?i:night)(?![^\W_])(?P<overnight>)(?P<into>)(?P<last>)",
        _read_night,
    ),
    Rule(
        rf"{_FROM}(?:(?P<first>{DAY_NUMBER}){_TO}(?P<last>{DAY_NUMBER})\s+(?:of\s+)?(?P<month>{MONTH})"
        rf"|(?P<month_first>{MONTH})\s+(?P<one>{DAY_NUMBER}){_TO}(?P<two>{DAY_NUMBER})(?!\s+{MONTH}|[.,]?\d))"
        rf"(?:,?\s+(?P<year>{YEAR}){OF_YEAR})?",
        _read_days_of_month,
    ),
    Rule(rf"{_FROM}(?P<first>{DAY})(?P<gap>{_TO}|{_TO_AN_HOUR})(?P<last>{DAY})", _read_between),
    Rule(DATE, _read_date),
    Rule(
        rf"{_FROM}(?P<first>{MONTH})(?:\s+(?P<first_year>{YEAR}))?(?P<gap>{_TO})(?P<last>{MONTH})(?!\s+\d{{1,2}}(?!\d))"
        rf"(?:,?\s+(?P<year>{YEAR}){OF_YEAR})?",
        _read_months,
    ),
    Rule(
        rf"(?:{PART})?(?:(?P<which>{_LAST_THIS_NEXT})\s+)?(?P<month>{MONTH})(?!\s+\d{{1,2}}(?!\d))"
        rf"(?:(?:\s+of)?,?\s+(?P<year>{YEAR}){OF_YEAR}|\s+(?:of\s+)?(?P<whose>{_LAST_THIS_NEXT})\s+year)?",
        _read_month,
    ),
    Rule(
        rf"{_FROM}(?P<first>{YEAR})(?P<gap>\s*[-‑–—/]\s*|{_TO})(?P<last>{YEAR}|(?<=[-‑–—/])\d\d(?![^\W_]|[-‑]\d))",
        _read_years,
    ),
    Rule(
        r"(?:(?i:the|early|late|mid)[-\s]+)?(?:(?P<which>(?i:last|this|next))\s+)?"
        r"(?P<season>(?i:spring|summer|autumn|fall|winter))(?![^\W_])"
        rf"(?:\s+(?:of\s+)?(?P<year>{YEAR})(?:\s*[-–/]\s*(?P<year_after>\d\d(?:\d\d)?)(?!\d))?)?",
        _read_season,
    ),
    Rule(
        r"(?:the\s+)?(?P<quarter>(?i:first|second|third|fourth|last)\s+quarter|Q[1-4])\s+(?:of\s+)?"
        rf"(?:(?P<year>{YEAR})|(?P<whose>{_LAST_THIS_NEXT})\s+year)",
        _read_quarter,
    ),
    Rule(rf"(?:{PART})?(?P<year>{YEAR})(?!-\d)(?P<said>\s+(?:року|році|рік|р\.))?", _read_year),
)
"""The rules in the order in which they are tried at one place of a text."""
