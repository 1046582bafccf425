"""Likeness: how well a sentence fits an event that others have told, and what speaks against it."""

from __future__ import annotations

import datetime as dt

from rapidfuzz import fuzz

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.monitoring.event import ARMED, Event
from pactwatch.extract.monitoring.told import FIGHTING, Told
from pactwatch.read.imprecise_date import ImpreciseDate

_GOES_ON = 3
_FEW_DAYS = 7
_ABOUT = 2
_MONTH = 31
_LONG = 5
_ALIKE = 72


def likeness(one: Told, event: Event) -> float | None:
    """How well a sentence fits an event; None where something speaks against their being one."""
    if not _one_sort(one.type, event) or _another_case(one, event):
        return None
    score = 0.1
    dates = [other.date for other in event.told if other.date]
    if one.date and dates:
        near = _nearness(one.date, dates, roughly=one.about or any(other.about for other in event.told))
        if near is None:
            return None
        score += near
    elif not one.date and one.near_date in dates:
        score += 0.4
    places = [other.place for other in event.told if other.place]
    if one.place and places:
        if any(_one_place(one.place, place) for place in places):
            score += 2
        elif (one.date and score < 2.5) or (one.date and not dates):
            return None
    elif not one.place and one.near_place in places:
        score += 0.3
    last = event.told[-1]
    goes_on = last.passage.role == one.passage.role and one.number - last.number <= _GOES_ON
    score += 0.6 if goes_on else 0
    regions = {other.admin1 for other in event.told if other.admin1}
    if one.admin1 and regions and one.admin1 not in regions:
        return None
    named = [other.perpetrators for other in event.told if other.perpetrators]
    if one.perpetrators and named:
        if any(set(one.perpetrators) & set(codes) for codes in named):
            score += 1
        elif score > 4 or (not one.date and (goes_on or not one.alleged)):
            score -= 1
        else:
            return None
    return score


def _nearness(date: str, dates: list[str], *, roughly: bool) -> float | None:
    """How well a date fits those of an event; None where they cannot be one day.

    A month or a span of weeks fits many days: alone it says little. `roughly`: one of them was told as "about".
    """
    if date in dates:
        return 3 if _is_day(date) else 1.5
    if all(_is_wide(other) for other in dates) != _is_wide(date):
        return None  # what went on for weeks is told of many events, and is none of them
    exact = [other for other in dates if _is_day(other)]
    if roughly and _is_day(date) and any(abs(_days(other) - _days(date)) <= _ABOUT for other in exact):
        return 2
    narrow = exact if _is_day(date) else [other for other in dates if not _is_wide(other)]
    if any(not _overlap(date, other) for other in narrow):
        return None
    over = [other for other in dates if _overlap(date, other)]
    if not over:
        return None
    return 2.5 if _is_day(date) and exact else 0.8


def _is_day(date: str) -> bool:
    """Whether a date is a day, or a few days on end."""
    first, _, last = date.partition("/")
    if len(first) < len("2022-01-01"):
        return False
    return not last or (len(last) == len(first) and _days(last) - _days(first) <= _FEW_DAYS)


def _is_wide(date: str) -> bool:
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
    ) or (one.hour is not None and all(other.hour is not None for other in event.told[-1:]) and one.hour != last.hour)


def _one_sort(kind: IncidentType, event: Event) -> bool:
    kinds = {other.type for other in event.told}
    if kind in ARMED:
        return bool(kinds & ARMED) or (kinds <= FIGHTING and bool(kinds))
    if kind in FIGHTING:
        return kind in kinds or bool(kinds & ARMED)
    return kind in kinds


def _one_place(first: str, second: str) -> bool:
    one, other = _words(first), _words(second)
    # "Kedbek" and "Ketbeck", "Nasir" and "Nassir": names of villages have no one spelling.
    return bool(one & other) or any(
        len(word) >= _LONG and len(also) >= _LONG and fuzz.ratio(word, also) >= _ALIKE
        for word in one
        for also in other
    )


_COMMON = frozenset(
    [
        "area",
        "areas",
        "town",
        "village",
        "county",
        "payam",
        "boma",
        "market",
        "camp",
        "barracks",
        "road",
        "site",
        "centre",
        "training",
        "the",
        "and",
        "of",
        "in",
        "near",
        "state",
        "cantonment",
        "checkpoint",
        "idp",
    ]
)


def _words(name: str) -> set[str]:
    return {
        word.strip("’',-").lower() for word in name.replace("-", " ").replace("/", " ").replace(",", " ").split()
    } - _COMMON


def _overlap(first: str, second: str) -> bool:
    return ImpreciseDate.parse(first).overlaps(ImpreciseDate.parse(second))
