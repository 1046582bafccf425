"""The anchor: what a day of publication, or only its month or year, settles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.anchor import Anchor, last_day, month_after, span
from pactwatch.read.imprecise_date import ImpreciseDate

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


def test_a_time_of_day_is_no_matter() -> None:
    assert Anchor.parse("2025-05-25T10:00:00Z") == Anchor.parse("2025-05-25")


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "2023/2024"])
def test_what_is_no_date_within_a_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Anchor.parse(text)


def test_a_month_settles_months_but_no_days() -> None:
    month = Anchor.parse("2017-02")
    assert month.months(-1) == "2017-01"
    assert month.year_of(6, 19, "past") == 2016
    assert (month.days(-1), month.week(-1), month.weekend(0), month.weekday(0, "past")) == (None, None, None, None)


def test_a_year_settles_neither() -> None:
    year = Anchor.parse("2017")
    assert (year.months(-1), year.year_of(6, 19, "past")) == (None, None)


@pytest.mark.parametrize(
    ("month", "day", "direction", "year"),
    [
        (11, 17, "past", 2023),
        (12, 30, "past", 2023),
        (1, 15, "past", 2023),
        (2, 26, "future", 2024),
        (11, 29, "past", 2023),
    ],
)
def test_the_year_of_a_day_written_without_one(month: int, day: int, direction: str, year: int) -> None:
    anchor = Anchor.parse("2023-11-29")
    assert anchor.year_of(month, day, "future" if direction == "future" else "past") == year


def test_the_weekday_decides_the_year() -> None:
    assert Anchor.parse("2024-01-10").year_of(12, 30, "past", weekday=5) == 2023


@given(DAYS)
def test_last_week_is_wholly_before_this_one(day: date) -> None:
    anchor = Anchor.parse(day.isoformat())
    last = ImpreciseDate.parse(str(anchor.week(-1)))
    assert last.first < day
    if day.weekday() not in (0, 6):
        assert last.days == 7 and last.after <= day


@given(DAYS)
def test_a_weekend_is_a_saturday_and_a_sunday(day: date) -> None:
    anchor = Anchor.parse(day.isoformat())
    weekends = [ImpreciseDate.parse(str(anchor.weekend(step))) for step in (-1, 0, 1)]
    assert all((one.first.weekday(), one.days) == (5, 2) for one in weekends)
    assert weekends[0].first <= weekends[1].first < weekends[2].first
    assert weekends[1].first <= day < weekends[2].first


@given(DAYS, st.integers(-40, 40))
def test_months_go_and_come_back(day: date, count: int) -> None:
    assert month_after(*month_after(day.year, day.month, count), -count) == (day.year, day.month)
    assert (last_day(day.year, day.month) + timedelta(days=1)).day == 1


def test_an_interval_of_one_is_no_interval() -> None:
    assert span("2024-05", "2024-05") == "2024-05"
