"""Codes put into words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pactwatch.extract.claim import Amount, Count, Goods
from pactwatch.publish import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "date not given"),
        ("2024", "2024"),
        ("2024-02", "February 2024"),
        ("2024-02-16", "16 February 2024"),
        ("2025-05-24/2025-05-25", "24–25 May 2025"),
        ("2025-04-30/2025-05-01", "30 April – 1 May 2025"),
        ("2023-12/2024-01", "December 2023 – January 2024"),
        ("2024-12-31/2025-01-01", "31 December 2024 – 1 January 2025"),
        ("soon", "soon"),
        ("2024-13", "2024-13"),
    ],
)
def test_dates_are_as_coarse_as_written(text: str | None, expected: str) -> None:
    assert words.when(text) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(value=3_000_000_000, currency="EUR"), "EUR 3 billion"),
        (Amount(value=3_250_000_000, currency="USD", qualifier="up_to"), "up to USD 3.25 billion"),
        (Amount(value=12_500, currency="GBP", qualifier="at_least"), "at least GBP 12,500"),
    ],
)
def test_sums_keep_their_qualifier(amount: Amount, expected: str) -> None:
    assert words.amount(amount) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (None, "–"),
        (Count(), "–"),
        (Count(low=12, high=12), "12"),
        (Count(low=12), "at least 12"),
        (Count(high=5), "up to 5"),
        (Count(low=1000, high=1200), "1,000–1,200"),
        (Count(low=0, high=0), "0"),
    ],
)
def test_counts_are_ranges(count: Count | None, expected: str) -> None:
    assert words.count(count) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT24H", "24 hours"),
        ("P10Y", "10 years"),
        ("P1Y6M", "1 year and 6 months"),
        ("P", "P"),
        ("24 h", "24 h"),
        (None, "–"),
    ],
)
def test_durations(text: str | None, expected: str) -> None:
    assert words.duration(text) == expected


def test_actors_have_names_where_the_code_is_a_state() -> None:
    assert words.actors(["FRA", "GBR", "EU", "OSCE"]) == "France, United Kingdom, EU and OSCE"
    assert words.actor("XYZ") == "XYZ"
    assert words.actors([]) == "–"


def test_moments_are_in_utc() -> None:
    assert words.moment(datetime(2025, 3, 1, 23, 30, tzinfo=UTC)) == "1 March 2025, 23:30 UTC"
    assert words.day(date(2025, 3, 1)) == "1 March 2025"


def test_spans_take_their_largest_unit() -> None:
    assert words.span(timedelta(hours=36)) == "36 hours"
    assert words.span(timedelta(days=3, hours=5)) == "3 days"
    assert words.span(timedelta(minutes=-1)) == "1 minute"


def test_goods() -> None:
    assert words.goods(Goods(name="howitzers", count=1200)) == "1,200 howitzers"
    assert words.goods(Goods(name="drones")) == "drones"
    assert words.goods(Goods(name="prisoner", count=303)) == "303 prisoners"
    assert words.goods(Goods(name="armoured battery", count=2)) == "2 armoured batteries"
    assert words.goods(Goods(name="prisoner", count=1)) == "1 prisoner"
    assert words.goods(Goods(name="people", count=2)) == "2 people"
    assert words.goods(Goods(name="Rafale", count=100)) == "100 Rafale"
    assert words.goods(Goods(name="Leopard 2", count=5)) == "5 Leopard 2"


@pytest.mark.parametrize(
    ("number", "told"),
    [("3.1", "article 3.1"), ("III", "article III"), ("Стаття 19", "Стаття 19"), ("Article Two", "Article Two")],
)
def test_a_number_that_brings_its_own_word_gets_no_other(number: str, told: str) -> None:
    assert words.numbered(number, "article") == told
