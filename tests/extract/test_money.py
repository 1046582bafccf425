"""Sums of money: currencies by symbol, code and name, conversions, ranges and how firm the figure is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.money import MoneyMention, find_amounts


def amounts(text: str) -> list[tuple[float, str, str]]:
    return [(a.value, a.currency, a.qualifier) for mention in find_amounts(text) for a in mention.amounts]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("£2.5bn", 2_500_000_000, "GBP"),
        ("£476m from the UK", 476_000_000, "GBP"),
        ("EUR 112 million", 112_000_000, "EUR"),
        ("112 million EUR", 112_000_000, "EUR"),
        ("35 EUR million", 35_000_000, "EUR"),
        ("1,7 млрд. канадських доларів", 1_700_000_000, "CAD"),
        ("EUR3.3 million", 3_300_000, "EUR"),
        ("4.5 billion US dollars", 4_500_000_000, "USD"),
        ("2.5 million U.S. dollars", 2_500_000, "USD"),
        ("NOK 75 billion", 75_000_000_000, "NOK"),
        ("SEK 25 bn", 25_000_000_000, "SEK"),
        ("500 million Swedish kronor", 500_000_000, "SEK"),
        ("2.9 billion ISK", 2_900_000_000, "ISK"),
        ("C$3 billion", 3_000_000_000, "CAD"),
        ("Canadian $320 million", 320_000_000, "CAD"),
        ("$50 million AUD", 50_000_000, "AUD"),
        ("a $61-billion package", 61_000_000_000, "USD"),
        ("US$ 1.1 billion", 1_100_000_000, "USD"),
        ("€50 million", 50_000_000, "EUR"),
        ("UAH 5 billion", 5_000_000_000, "UAH"),
        ("3 billion hryvnias", 3_000_000_000, "UAH"),
        ("110 млн євро", 110_000_000, "EUR"),
        ("3 milliards d'euros", 3_000_000_000, "EUR"),
        ("half a million euros", 500_000, "EUR"),
        ("180,000 EUR", 180_000, "EUR"),
        ("1,8 billion EUR", 1_800_000_000, "EUR"),
        ("1.072 million euro", 1_072_000, "EUR"),
        ("250.000 EUR", 250_000, "EUR"),
        ("2.1 billion€", 2_100_000_000, "EUR"),
        ("$3.02B", 3_020_000_000, "USD"),
        ("20 million Swiss francs", 20_000_000, "CHF"),
        ("a 50-million-dollar grant", 50_000_000, "USD"),
        ("3 billion pounds", 3_000_000_000, "GBP"),
    ],
)
def test_one_sum(text: str, value: float, currency: str) -> None:
    assert amounts(text) == [(value, currency, "exact")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to 50 million EUR", "up_to"),
        ("up to a 50 million EUR limit", "up_to"),
        ("up to the value of 50 million EUR", "up_to"),
        ("at least EUR 50 million", "at_least"),
        ("не менше ніж 50 мільйонів євро", "at_least"),
        ("не більше ніж 50 мільйонів євро", "up_to"),
        ("more than €50 million", "at_least"),
        ("over 50 million euros", "at_least"),
        ("exceeded 50 million euros", "at_least"),
        ("a minimum of 50 million euros", "at_least"),
        ("€50 million or more", "at_least"),
        ("nearly 50 million euros", "about"),
        ("approximately €50 million", "about"),
        ("close to 50 million euros", "about"),
        ("around €50 million", "about"),
        ("приблизно 50 млн євро", "about"),
        ("over a €50 million programme", "exact"),
        ("no more than €50 million", "up_to"),
    ],
)
def test_how_firm(text: str, qualifier: str) -> None:
    assert amounts(text) == [(50_000_000, "EUR", qualifier)]


def test_a_conversion_belongs_to_its_original() -> None:
    text = "gave up to 3 billion euros ($3.2 billion) in aid"
    (mention,) = find_amounts(text)
    assert text[mention.start : mention.end] == "3 billion euros ($3.2 billion)"
    assert [(a.value, a.currency) for a in mention.amounts] == [(3000000000.0, "EUR"), (3200000000.0, "USD")]
    assert {a.qualifier for a in mention.amounts} == {"up_to"}


def test_conversions_in_words_and_two_at_once() -> None:
    assert amounts("NOK 75 billion (equal to approximately EUR 6.4 billion as of May 2024)") == [
        (75e9, "NOK", "exact"),
        (6.4e9, "EUR", "about"),
    ]
    (mention,) = find_amounts("SEK 25 bn (€2.2 bn, $2.4 bn)")
    assert [a.currency for a in mention.amounts] == ["SEK", "EUR", "USD"]


def test_sums_side_by_side_stay_apart() -> None:
    assert len(find_amounts("€2 billion in arms and $1 billion in loans")) == 2
    assert len(find_amounts("raised from $2 billion to $3 billion")) == 2


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Norway buys rocket launchers for 280 million kroner and donates them", "NOK"),
        ("The Danish parliament set aside 3 billion kroner", "DKK"),
        ("Ammunition worth 17 million crowns, made by Czech firms", "CZK"),
    ],
)
def test_crowns_are_those_of_the_one_country_that_is_named(text: str, currency: str) -> None:
    assert [each[1] for each in amounts(text)] == [currency]


@pytest.mark.parametrize(
    "text", ["Norway and Denmark gave 280 million kroner", "Sweden gave 280 million kroner", "280 million crowns"]
)
def test_crowns_that_may_be_of_two_countries_or_none_are_left_out(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize("text", ["between 2 and 3 billion euros", "€2-3 billion", "EUR 2 billion to EUR 3 billion"])
def test_a_range_has_two_ends(text: str) -> None:
    assert amounts(text) == [(2e9, "EUR", "at_least"), (3e9, "EUR", "up_to")]


@pytest.mark.parametrize(
    "text",
    [
        "0.25% of GDP",
        "2 per cent of the budget",
        "500 pounds of explosives",
        "the COP 28 summit",
        "the TOP 10 donors",
        "1,000 prisoners",
        "75 billion kr",
        "200 won seats",
        "1,000-for-1,000",
    ],
)
def test_no_money(text: str) -> None:
    assert find_amounts(text) == []


@given(st.decimals(min_value="0.1", max_value="999", places=1), st.sampled_from(["€", "£", "$", "EUR ", "NOK "]))
def test_values_are_exact(number: object, sign: str) -> None:
    (mention,) = find_amounts(f"{sign}{number} billion")
    assert mention.amounts[0].value == int(str(number).replace(".", "")) * 10**8


@given(st.text(alphabet="€$£ 1.2,3()-bnmilo EURto", max_size=50), st.text(alphabet="abc xyz", max_size=10))
def test_mentions_are_sorted_and_do_not_hang_on_the_words_around(text: str, words: str) -> None:
    mentions = find_amounts(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert all(amount.value >= 0 and len(amount.currency) == 3 for amount in mention.amounts)
        end = mention.end
    lead = f"{words} . "
    moved = [MoneyMention(m.start + len(lead), m.end + len(lead), m.amounts) for m in mentions]
    assert find_amounts(f"{lead}{text} . {words}") == moved
