"""Numbers: digits, words, both at once, three languages; nothing read into names and dates of other kinds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.numbers import find_numbers, parse_number, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 billion", 3e9),
        ("2.3bn", 2.3e9),
        ("3.2 billion", 3200000000.0),
        ("1,000", 1000),
        ("1,234,567.5", 1234567.5),
        ("twenty-four", 24),
        ("24 (twenty-four)", 24),
        ("ten (10)", 10),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("one hundred and twenty", 120),
        ("two hundred thousand", 200_000),
        ("three million five hundred thousand", 3_500_000),
        ("one", 1),
        ("1.000.000", 1_000_000),
        ("1.500,50", 1500.5),
        ("2,5 billion", 2.5e9),
        ("10 000", 10_000),
        ("10\u202f000", 10_000),
        ("110 млн", 110e6),
        ("десяти", 10),
        ("двадцяти чотирьох", 24),
        ("п’ять", 5),
        ("3 milliards", 3e9),
        ("vingt-quatre", 24),
        ("dozens", 24),
        ("several hundred", 200),
        ("tens of thousands", 20_000),
    ],
)
def test_value(text: str, value: float) -> None:
    assert parse_number(text) == value


def test_a_decimal_stays_as_written() -> None:
    assert parse_number("1.072 million") == 1_072_000
    assert str(read_number("3.2 billion")) in ("3200000000", "3200000000.0")


@pytest.mark.parametrize("text", ["", "hundred", "ten (12)", "no number", "3 4", "UN", "Sept"])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_open_words_say_so() -> None:
    (mention,) = find_numbers("they injured dozens more")
    assert (mention.value, mention.is_open) == (24, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("367 drones, F-16 jets and PAC-3 missiles", [367]),
        ("on the 24th, under section 3.2.1, around the clock (24/7)", []),
        ("one and two", [1, 2]),
        ("between 10-15 million", [10, 15e6]),
        ("the UN in Sept. gave 5 per cent", [5]),
        ("within twenty-four (24) hours", [24]),
        ("two (3)", [2, 3]),
    ],
)
def test_find(text: str, values: list[float]) -> None:
    assert [mention.value for mention in find_numbers(text)] == values


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_come_back(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(str(number)) == number


@given(st.decimals(min_value="0.01", max_value="999", places=2))
def test_scaled_decimals_are_exact(number: Decimal) -> None:
    assert parse_number(f"{number} billion") == float(number * 10**9)


@given(st.text(alphabet="a1 2,.-()онеtwone hundred million", max_size=60))
def test_mentions_are_sorted_and_inside_the_text(text: str) -> None:
    mentions = find_numbers(text)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(
        previous <= mention.start < mention.end <= len(text)
        for previous, mention in zip(ends, mentions, strict=False)
    )
