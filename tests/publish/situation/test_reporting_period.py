"""The reporting period and where dates lie in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.publish.point_of_view import PointOfView
from pactwatch.publish.situation.reporting_period import ReportingPeriod

WEEK = ReportingPeriod(date(2025, 3, 31), date(2025, 4, 6))
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 400))
def test_the_period_before_is_as_long_and_ends_where_this_one_begins(last: date, days: int) -> None:
    period = ReportingPeriod.ending(last, days)
    assert period.days == period.before.days == days
    assert period.before.last + timedelta(days=1) == period.first


@given(DAYS, st.integers(1, 40), DAYS)
def test_a_day_lies_in_one_of_three(last: date, days: int, day: date) -> None:
    period = ReportingPeriod.ending(last, days)
    assert (period.place(day.isoformat()) == "inside") == (period.first <= day <= period.last)
    assert period.place(day.isoformat()) != "vague"


@pytest.mark.parametrize(
    ("text", "placing"),
    [
        ("2025-03-31", "inside"),
        ("2025-04-06", "inside"),
        ("2025-04-07", "outside"),
        ("2025-03-30/2025-03-31", "possibly"),
        ("2025-04", "possibly"),
        ("2025", "vague"),
        (None, "vague"),
        ("in spring", "vague"),
        ("2024", "outside"),
    ],
)
def test_a_coarse_date_may_only_possibly_lie_in_it(text: str | None, placing: str) -> None:
    assert WEEK.place(text) == placing


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends"):
        ReportingPeriod(date(2025, 4, 2), date(2025, 4, 1))


def test_each_clock_has_its_points_of_view() -> None:
    before, end = date(2025, 3, 30), date(2025, 4, 6)
    assert WEEK.points("learned") == (PointOfView(before), PointOfView(end))
    known = date(2025, 5, 1)
    assert WEEK.points("published", known) == (PointOfView(known, before), PointOfView(known, end))
    assert WEEK.points("learned", date(2025, 4, 2))[1] == PointOfView(date(2025, 4, 2))
