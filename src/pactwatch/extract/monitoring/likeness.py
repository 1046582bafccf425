"""Likeness: how well a sentence fits an event that others have told, and what speaks against it."""

from __future__ import annotations

import datetime as dt
import re

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.monitoring.event import ARMED, Event
from pactwatch.extract.monitoring.place_names import one_place
from pactwatch.extract.monitoring.told import FIGHTING, Told
from pactwatch.read.imprecise_date import ImpreciseDate

_GOES_ON = 3
_FEW_DAYS = 7
_ABOUT = 2
_MONTH = 31
_SHORT = 4
_TOLD_MOST = 0.02
_JUDGING = frozenset({"assessment", "conclusion"})
_AGE = re.compile(r"\b[1-9]\d\b")
_ANYBODY = frozenset(
    {"civilian", "civilians", "forces", "people", "several", "soldier", "soldiers", "their", "those", "three"}
)


def likeness(one: Told, event: Event) -> float | None:
    """How well a sentence fits an event; None where something speaks against their being one."""
    if not _one_sort(one.type, event) or _another_case(one, event) or _set_apart(one, event):
        return None
    score = 0.1
    dates = [other.date for other in event.told if other.date]
    near = [other.near_date for other in event.told if other.near_date]
    if one.date and dates:
        nearness = _nearness(one.date, dates, roughly=one.about or any(other.about for other in event.told))
        if nearness is None:
            return None
        score += nearness
    elif not one.date and one.near_date in dates:
        score += 0.4
    elif one.date and one.date in near:
        score += 1
    places = [other.place for other in event.told if other.place]
    if one.place and places:
        if any(one_place(one.place, place) for place in places):
            score += 2
        elif (one.date and score < 2.5) or (one.date and not dates):
            return None
    elif not one.place and one.near_place in places:
        score += 0.3
    last = event.told[-1]
    goes_on = last.passage.role == one.passage.role and one.number - last.number <= _GOES_ON
    if (one.place or one.date) and not (places or dates or goes_on or one.date in near):
        return None  # talk of fighting somewhere at some time is of no one fight
    score += 0.6 if goes_on else 0
    regions = {other.admin1 for other in event.told if other.admin1}
    if one.admin1 and regions and one.admin1 not in regions:
        return None
    lies_in = {other.province for other in event.told if other.province}
    if one.province and lies_in and one.province not in lies_in:
        return None  # villages of two states, attacked on one day
    named = [other for other in event.told if other.perpetrators]
    if one.perpetrators and named:
        # "The White Army", "armed youths": words for those who are no party differ.
        if any(set(one.perpetrators) & set(other.perpetrators) or (one.group and other.group) for other in named):
            score += 1
        elif one.group != any(other.group for other in named):
            score -= 2
        elif score > 4 or (not one.date and (goes_on or not one.alleged)):
            score -= 1
        else:
            return None
    if one.target and any(_one_victim(one.target, other.target) for other in event.told if other.target):
        score += 0.8
    if one.passage.role in _JUDGING and not (one.date or one.place):
        score += _TOLD_MOST * len(
            event.told
        )  # what a conclusion calls "the attack" is the one that the report is about
    return score


def _one_victim(first: str, second: str) -> bool:
    one, other = (
        {word.lower() for word in name.split() if len(word) > _SHORT} - _ANYBODY for name in (first, second)
    )
    return bool(one & other)


def _set_apart(one: Told, event: Event) -> bool:
    """Whether words set a sentence apart from an event: another victim's name, "a second attack", a heading of its own."""
    if one.names and any(other.names for other in event.told):
        persons = {name for other in event.told for name in other.persons}
        if not one.names & persons:
            return True
    section = [other for other in event.told if other.passage.role == one.passage.role]
    if one.item and section and all(other.item != one.item for other in section):
        return True
    if not section or (one.date and any(one.date == other.date for other in event.told) and not one.another):
        return False
    if one.place and any(other.place and one_place(one.place, other.place) for other in event.told):
        return False
    return one.another or all(other.story != one.story for other in section)


def _nearness(date: str, dates: list[str], *, roughly: bool) -> float | None:
    """How well a date fits those of an event; None where they cannot be one day.

    A month or a span of weeks fits many days: alone it says little. `roughly`: one of them was told as "about".
    """
    if date in dates:
        return 3 if _is_day(date) else 1.5
    if all(is_wide(other) for other in dates) != is_wide(date):
        return None  # what went on for weeks is told of many events, and is none of them
    exact = [other for other in dates if _is_day(other)]
    if roughly and _is_day(date) and any(abs(_days(other) - _days(date)) <= _ABOUT for other in exact):
        return 2
    narrow = exact if _is_day(date) else [other for other in dates if not is_wide(other)]
    if any(not overlap(date, other) for other in narrow):
        return None
    over = [other for other in dates if overlap(date, other)]
    if not over:
        return None
    return 2.5 if _is_day(date) and exact else 0.8


def _is_day(date: str) -> bool:
    """Whether a date is a day, or a few days on end."""
    first, _, last = date.partition("/")
    if len(first) < len("2022-01-01"):
        return False
    return not last or (len(last) == len(first) and _days(last) - _days(first) <= _FEW_DAYS)


def is_wide(date: str) -> bool:
    """Whether a date is a stretch of more than a month."""
    return ImpreciseDate.parse(date).days > _MONTH


def _days(date: str) -> int:
    return dt.date.fromisoformat(date[: len("2022-01-01")]).toordinal()


def _another_case(one: Told, event: Event) -> bool:
    """Whether a paragraph begins to tell of somebody else: "A woman of 60 was ...", after a case of another woman."""
    last = event.told[-1]
    return (
        one.new_victim
        and last.passage.role == one.passage.role
        and last.passage.paragraph != one.passage.paragraph
        and not (one.date and any(one.date == other.date for other in event.told))
        and not any(_one_age(one.target, other.target) for other in event.told)
    ) or (one.hour is not None and all(other.hour is not None for other in event.told[-1:]) and one.hour != last.hour)


def _one_age(first: str | None, second: str | None) -> bool:
    """Whether two victims are told by one age: "a girl of 14", "a 14 years old girl"."""
    return bool({*_AGE.findall(first or "")} & {*_AGE.findall(second or "")})


def _one_sort(kind: IncidentType, event: Event) -> bool:
    kinds = {other.type for other in event.told}
    if kind in ARMED:
        return bool(kinds & ARMED) or (kinds <= FIGHTING and bool(kinds))
    if kind in FIGHTING:
        return kind in kinds or bool(kinds & ARMED)
    return kind in kinds


def overlap(first: str, second: str) -> bool:
    """Whether two ISO dates or intervals can be of one time."""
    return ImpreciseDate.parse(first).overlaps(ImpreciseDate.parse(second))
