from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.characters import normalised


def test_line_ends_spaces_and_marks_have_one_form() -> None:
    assert normalised("\ufeffa\r\nb\rc\u2028d\u00a0e\u202ff\x07\uf0b7") == "a\nb\nc\nd e f•"


def test_letters_are_composed() -> None:
    assert normalised("Zelenskyi\u0306") == "Zelenskyĭ"


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_no_letter_number_or_sign_is_lost(text: str) -> None:
    assert normalised(text) == unicodedata.normalize("NFC", text)
