"""Durations as treaties and news write them, in the unit that they use."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.durations import find_durations


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("will consult within 24 hours", ["PT24H"]),
        ("within twenty-four (24) hours", ["PT24H"]),
        ("within 24 (twenty-four) hours", ["PT24H"]),
        ("is valid for ten years", ["P10Y"]),
        ("for 10 (ten) years", ["P10Y"]),
        ("a ten-year period", ["P10Y"]),
        ("six months’ notice", ["P6M"]),
        ("a 30-day ceasefire", ["P30D"]),
        ("a 72-hour truce", ["PT72H"]),
        ("72h", ["PT72H"]),
        ("three weeks", ["P3W"]),
        ("a fortnight, that is 2 fortnights less one", ["P28D"]),
        ("two decades", ["P20Y"]),
        ("within an hour", ["PT1H"]),
        ("for half an hour", ["PT30M"]),
        ("for a year and a half", ["P18M"]),
        ("1.5 years", ["P18M"]),
        ("ten years and six months", ["P10Y", "P6M"]),
        ("протягом 24 годин", ["PT24H"]),
        ("протягом десяти років", ["P10Y"]),
        ("через шість місяців", ["P6M"]),
        ("pendant dix ans", ["P10Y"]),
        ("dans les 24 heures", ["PT24H"]),
    ],
)
def test_value(text: str, values: list[str]) -> None:
    assert [mention.value for mention in find_durations(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "a 77-year-old man",
        "children aged 14 years",
        "aged between 8 and 17 years",
        "two weeks ago",
        "three days later",
        "six to twelve months",
        "24 лютого 2024 року",
        "2 billion a year",
        "for months",
        "ten (12) years",
    ],
)
def test_no_duration(text: str) -> None:
    assert find_durations(text) == []


def test_the_offsets_give_the_words() -> None:
    text = "The Participants will consult within twenty-four (24) hours."
    (mention,) = find_durations(text)
    assert text[mention.start : mention.end] == "twenty-four (24) hours"


@given(st.text(alphabet="a 1.0-()tenhursdaymoix годинрків", max_size=60))
def test_mentions_are_sorted_and_written_in_iso(text: str) -> None:
    end = 0
    for mention in find_durations(text):
        assert end <= mention.start < mention.end <= len(text)
        assert re.fullmatch(r"P(?:\d+[YMWD]|T\d+[HMS])", mention.value)
        end = mention.end
