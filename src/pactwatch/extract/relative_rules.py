"""Rules for words that count from the day of publication: Tuesday, last week, two years ago, the past 24 hours."""

from __future__ import annotations

import re

from pactwatch.extract.anchor import Anchor, span
from pactwatch.extract.numbers import NUMBER, read_number
from pactwatch.extract.written_date import (
    DATE,
    PART,
    WEEKDAY,
    Reading,
    Rule,
    Setting,
    day_reading,
    is_end,
    kind_in,
    read_day,
    weekday_number,
    whole_month,
    whole_year,
)

_STEPS = {"last": -1, "this past": -1, "past": -1, "": 0, "this": 0, "current": 0, "next": 1, "coming": 1}
_STEPS["this coming"] = 1
_TOLD = ("previous", "preceding", "following")


def _words(text: str | None) -> str:
    return re.sub(r"\s+", " ", (text or "").lower())


_NO_WEEKDAY = re.compile(r"\b(?:Black|Good|Easter|Palm|Bloody|Super|Holy|[Ee]very|[Ee]ach|[Tt]he)\s+$")
_NOT_THAT_DAY = re.compile(
    r"\s+(?:of\s+(?!last|this|next)|(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Night\s+Live)\b)"
)


def _read_weekday(match: re.Match[str], setting: Setting) -> Reading:
    if _NOT_THAT_DAY.match(match.string, match.end()) or (
        _NO_WEEKDAY.search(match.string, max(0, match.start() - 10), match.start()) and not match["which"]
    ):
        return None
    anchor, index, which = setting.anchor, weekday_number(match["weekday"]), _words(match["which"])
    if anchor is None or which in _TOLD:
        return None, kind_in(setting)
    if match["week"]:
        return day_reading(anchor.weekday_of_week(index, _STEPS[match["week"].lower()]), setting)
    if which in ("last", "past", "this past"):
        return day_reading(anchor.weekday(index, "past", strictly=True), setting)
    if which == "this":
        return day_reading(anchor.weekday_of_week(index, 0), setting)
    if which == "next":
        day = anchor.weekday(index, "future", strictly=True)
        # While that day of this week is still to come, some mean it and some the one after.
        return day_reading(day if day == anchor.weekday_of_week(index, 1) else None, setting)
    forward = setting.deadline or which in ("coming", "this coming")
    return day_reading(anchor.weekday(index, "future" if forward else setting.direction), setting)


def _read_day_word(match: re.Match[str], setting: Setting) -> Reading:
    """Yesterday, today, tonight, tomorrow, this morning, last night, overnight."""
    word, anchor = _words(match["word"]), setting.anchor
    if anchor is None:
        return None, kind_in(setting)
    if word in ("overnight", "last night", "yesterday night"):
        return anchor.days(-1, 0), kind_in(setting)
    if "before yesterday" in word or "позавчора" in word:
        return anchor.days(-2), kind_in(setting)
    if "after tomorrow" in word:
        return anchor.days(2), kind_in(setting)
    if re.search(r"yesterday|last|hier|вчора", word):
        return anchor.days(-1), kind_in(setting)
    return anchor.days(1 if re.search(r"tomorrow|demain|завтра", word) else 0), kind_in(setting)


def _read_unit(match: re.Match[str], setting: Setting) -> Reading:
    """ "last week", "earlier this month", "the end of the year", "early next year"."""
    anchor, unit, part, which = setting.anchor, match["unit"].lower(), match["part"] or "", _words(match["which"])
    if not which and "of" not in part.lower():
        return None
    if anchor is None:
        return None, kind_in(setting)
    step = _STEPS[which]
    if unit == "week":
        value = anchor.week(step)
        if value and is_end(part) and setting.deadline:
            value = value.rsplit("/", maxsplit=1)[-1]
        return value, kind_in(setting)
    if unit == "month":
        value = anchor.months(step)
        return (value and whole_month(int(value[:4]), int(value[5:]), part, setting)), kind_in(setting)
    return whole_year(anchor.year + step, part, setting), kind_in(setting)


def _read_year_end(_match: re.Match[str], setting: Setting) -> Reading:
    return (whole_year(setting.anchor.year, "end of", setting) if setting.anchor else None), kind_in(setting)


def _read_weekend(match: re.Match[str], setting: Setting) -> Reading:
    which = _words(match["which"])
    if setting.anchor is None or which in _TOLD:
        return None, "period"
    step = {"last": -1, "next": 1}.get(which, 0)
    return setting.anchor.weekend(step, setting.direction), "period"


def _count(text: str | None) -> int | None:
    """How many; None where it is not said."""
    words = _words(text).strip()
    if words in ("a", "an"):
        return 1
    if words == "a couple of":
        return 2
    number = read_number(words)
    return int(number) if number is not None and number == int(number) and number < 1000 else None


def _shift(anchor: Anchor | None, count: int | None, unit: str) -> str | None:
    """So many units from the anchor, as coarse as the unit; None without a count or an anchor."""
    if anchor is None or count is None:
        return None
    if unit.startswith("day"):
        return anchor.days(count)
    if unit.startswith("week"):
        day = anchor.days(count * 7)
        return Anchor.parse(day).week(0) if day else None
    if unit.startswith("month"):
        return anchor.months(count)
    if unit.startswith(("year", "decade")):
        return f"{anchor.year + count * (10 if unit.startswith('decade') else 1):04}"
    return None


_LOOSE = re.compile(r"(?i:\b(?:than|nearly|almost|over|under|least)\s+)$")


def _read_ago(match: re.Match[str], setting: Setting) -> Reading:
    """ "two weeks ago", "three months from now", as coarse as the unit; "more than three years ago" stays open."""
    count = _count(match["count"])
    if _LOOSE.search(match.string, max(0, match.start() - 12), match.start()):
        count = None
    sign = -1 if match["ago"] else 1
    value = _shift(setting.anchor, None if count is None else sign * count, match["unit"].lower())
    return value, ("vague" if value is None else kind_in(setting))


_LATER = re.compile(r"later|after|following|next")


def _read_told_day(match: re.Match[str], setting: Setting) -> Reading:
    """ "a day earlier", "the following day": counted from the day that the text spoke of, not from publication."""
    count = _count(match["count"]) if match["count"] else 1
    sign = 1 if _LATER.search(match.group().lower()) else -1
    unit = match["unit"] or re.findall(r"day|week|month|year|night|morning", match.group().lower())[0]
    value = _shift(setting.anchor, None if count is None else sign * count, unit.lower()) if setting.alone else None
    return value, "vague"


def _read_trailing(match: re.Match[str], setting: Setting) -> Reading:
    """ "the past 24 hours", "the last three days", "over the next two years"."""
    anchor, unit = setting.anchor, match["unit"].lower()
    if not match["the"] and not match["count"]:
        return None
    count = _count(match["count"]) if match["count"] else 1
    if unit.startswith("hour"):
        count, unit = (-(-count // 24) if count else count), "day"
    elif unit.startswith("week"):
        count, unit = (count * 7 if count else count), "day"
    if anchor is None or count is None:
        return None, "period"
    ends = (0, count) if _words(match["which"]) in ("next", "coming", "following") else (-count, 0)
    if unit.startswith("day"):
        return anchor.days(*ends), "period"
    if unit.startswith("month"):
        return anchor.months(*ends), "period"
    years = [anchor.year + end * (10 if unit.startswith("decade") else 1) for end in ends]
    return span(*(f"{year:04}" for year in years)), "period"


def _read_coming(match: re.Match[str], setting: Setting) -> Reading:
    """ "In the coming months" is the next two months at least, and coded so; coming days, weeks and years stay open."""
    near = match["unit"].lower() == "months" and setting.anchor is not None
    return (setting.anchor.months(1, 2) if near and setting.anchor else None), "vague"


def _read_week_of(match: re.Match[str], setting: Setting) -> Reading:
    day = read_day(match["date"], setting)
    return (Anchor(day.year, day.month, day).week(0) if day else None), "period"


# A unit follows within a few words: looked for first, since it spares trying to read every word as a number.
_UNIT_AHEAD = r"(?=(?:[\w,.-]+\s+){1,4}(?i:day|week|month|year|decade|hour|minute))"
_COUNT = rf"{_UNIT_AHEAD}(?P<count>{NUMBER}|(?i:an?|a\s+couple\s+of|a\s+few|several|many))"
_UNIT = r"(?P<unit>(?i:day|week|month|year|decade|hour|minute)s?)(?![^\W_])"
_HALF_DAY = r"(?:\s+(?i:morning|afternoon|evening|noon|midday)(?![^\W_]))?"
_WHICH = r"(?P<which>(?i:last|this\s+past|this\s+coming|this|next|past|coming|current))"

RULES = (
    Rule(rf"(?i:(?:the\s+)?week\s+(?:of|beginning|starting|from))\s+(?P<date>{DATE})", _read_week_of),
    Rule(
        r"(?:(?P<which>(?i:last|next|this\s+past|this\s+coming|this|past|coming|previous|following))\s+"
        r"|(?i:early|late|earlier|later)\s+(?:(?i:on)\s+)?)?"
        rf"(?P<weekday>{WEEKDAY})(?:['’]s(?![^\W_]))?{_HALF_DAY}(?:\s+(?:of\s+)?(?P<week>(?i:last|this|next))\s+week)?",
        _read_weekday,
    ),
    Rule(
        r"(?P<word>(?i:(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)"
        r"|(?:(?:early|late|earlier|later)\s+)?(?:yesterday|today|tonight|tomorrow)(?:\s+(?:morning|afternoon|evening"
        r"|night))?|this\s+(?:morning|afternoon|evening)|last\s+(?:night|evening)|overnight|hier|aujourd['’]hui|demain"
        r"|позавчора|вчора|сьогодні|завтра))(?![^\W_])",
        _read_day_word,
    ),
    Rule(
        rf"(?:{_COUNT}\s+{_UNIT}\s+(?i:earlier|later|after|before|prior|afterwards)(?!\s+(?:this|today))"
        r"|(?i:the)\s+(?i:(?:previous|preceding|following)\s+(?:day|night|week|month|year)"
        r"|next\s+(?:day|night|morning)|(?:day|week|month|year)\s+(?:before|after)))(?![^\W_])",
        _read_told_day,
    ),
    Rule(
        rf"(?:{PART}|(?i:earlier|later)\s+(?:(?i:in)\s+)?)?(?:{_WHICH}\s+)?(?P<unit>(?i:week|month|year))(?:['’]s)?"
        r"(?![^\W_]|[-‑]\w)",
        _read_unit,
    ),
    Rule(r"(?:the\s+)?(?i:year[-‑\s]end|year['’]s\s+end|end\s+of\s+year)(?![^\W_])", _read_year_end),
    Rule(
        r"(?i:(?:the\s+)?(?P<which>this\s+past|this|last|next|past|previous|following)|the)\s+(?i:weekend)(?:['’]s)?"
        r"(?![^\W_])",
        _read_weekend,
    ),
    Rule(rf"(?:{_COUNT}\s+)?{_UNIT}\s+(?:(?P<ago>(?i:ago))|(?i:from\s+now))(?![^\W_])", _read_ago),
    Rule(r"(?:the\s+)?(?i:coming|upcoming)\s+(?P<unit>(?i:days|weeks|months|years))(?![^\W_])", _read_coming),
    Rule(
        r"(?P<the>(?i:the|this)\s+)?(?P<which>(?i:past|last|next|coming|following))\s+"
        rf"(?:(?P<count>{NUMBER})[-‑\s]+)?{_UNIT}(?:\s+period)?",
        _read_trailing,
    ),
)
"""The rules in the order in which they are tried at one place of a text."""
