from __future__ import annotations

from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.lines import unwrapped

LONG = (
    "The observers of the mission stay at the line of contact for as long as both of the sides ask them to, "
    "and they report each week to the council, which makes the report public on the following day."
)


def test_the_lines_of_a_paragraph_are_joined() -> None:
    assert unwrapped(wrap(LONG, 70)) == [LONG]


@given(st.integers(min_value=45, max_value=110))
def test_however_wide_the_page_is(width: int) -> None:
    assert unwrapped([*wrap(LONG, width), "", *wrap(LONG, width)]) == [LONG, "", LONG]


def test_a_short_line_ends_its_paragraph() -> None:
    lines = [*wrap(LONG, 90), *wrap(LONG, 90)]
    assert unwrapped(lines) == [LONG, LONG]


def test_numbers_and_bullets_begin_lines_of_their_own() -> None:
    items = ["1. " + LONG[:60], "2. " + LONG[:60], "(a) " + LONG[:60], "• " + LONG[:60]]
    assert unwrapped(items) == items


def test_a_number_inside_a_sentence_does_not() -> None:
    lines = ["The two sides give support in the following areas, as is set out in", "(1) and (2) below, each year."]
    assert unwrapped(lines) == [" ".join(lines)]


def test_a_broken_word_is_mended_and_a_compound_keeps_its_hyphen() -> None:
    broken = ["Both sides sus-", "tained the inherent right of self-", "defence, and the long-", "term truce, short- and",
              "the long term of it, in Euro-", "Atlantic and Euro-Atlantic forms."]  # fmt: skip
    joined = unwrapped(line.ljust(40) for line in broken)
    text = " ".join(joined)
    assert "sustained" in text
    assert "Euro-Atlantic and" in text
    assert "long-term" in text


def test_a_sentence_goes_on_across_a_gap() -> None:
    first, *rest = wrap(LONG, 70)
    assert unwrapped([first, "", *rest]) == [LONG]
