from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.written_date import single_date, written_dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-05-26", "2025-05-26"),
        ("2025-05-25T05:45:00Z", "2025-05-25"),
        ("Sun, 25 May 2025 05:33:50 EDT", "2025-05-25"),
        ("Sun, 25 May 2025 20:21:34 -0400", "2025-05-25"),
        ("26 May 2025", "2025-05-26"),
        ("May 26, 2025", "2025-05-26"),
        ("Nov. 9, 2023", "2023-11-09"),
        ("1st September 2024", "2024-09-01"),
        ("21st day of December 2017", "2017-12-21"),
        ("26.05.2025", "2025-05-26"),
        ("2025/5/6", "2025-05-06"),
        ("25/05/2025", "2025-05-25"),
        ("05/25/2025", "2025-05-25"),
        ("16 février 2024", "2024-02-16"),
        ("16 лютого 2024 року", "2024-02-16"),
        ("2025-05", "2025-05"),
        ("February 2017", "2017-02"),
        ("2025", "2025"),
    ],
)
def test_the_usual_forms_are_read(written: str, iso: str) -> None:
    assert single_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "05/06/2025",
        "26 May",
        "2025-02-30",
        "31 June 2024",
        "2025-13",
        "",
        "1 May 2024 or 2 May 2024",
        "9",
    ],
)
def test_what_is_not_certain_is_no_date(written: str) -> None:
    assert single_date(written) is None


def test_a_place_before_the_date_does_not_hide_it() -> None:
    assert [found.iso for found in written_dates("Geneva 3 May 2024")] == ["2024-05-03"]


def test_a_number_in_a_row_of_numbers_is_no_date() -> None:
    assert list(written_dates("see 2.10.2024.5 and 12-2024-05-06-7")) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_forms(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%d.%m.%Y", "%Y-%m-%d"):
        assert single_date(day.strftime(form)) == day.isoformat()
