from __future__ import annotations

import pytest

from pactwatch.extract.ukrainian.durations import durations_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("протягом десяти (10) років", "P10Y"),
        ("протягом десятирічного строку", "P10Y"),
        ("на п’ятирічний строк", "P5Y"),
        ("через шість місяців", "P6M"),
        ("у шестимісячний строк", "P6M"),
        ("у 24-годинний строк", "PT24H"),
        ("протягом 24-х годин", "PT24H"),
        ("протягом двадцяти чотирьох (24) годин", "PT24H"),
        ("протягом доби", "PT24H"),
    ],
)
def test_durations_are_read_as_instruments_write_them(text: str, value: str) -> None:
    assert [each.value for each in durations_in(text)] == [value]


@pytest.mark.parametrize("text", ["24 лютого 2024 року", "доби бронзи", "стара доба"])
def test_dates_and_ages_are_none(text: str) -> None:
    assert durations_in(text) == []
