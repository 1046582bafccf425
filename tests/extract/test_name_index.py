"""How known names are found in text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.name_index import NameIndex, folded

NAMES = ["France", "French Republic", "US", "U.S.", "SPLM/A-IO", "SPLM/A (IO)", "Élysée", "the West", "OPEC+", "Kyiv"]


@pytest.fixture(scope="module")
def index() -> NameIndex[str]:
    index: NameIndex[str] = NameIndex()
    for name in NAMES:
        index.add(name, name)
    return index


def found(index: NameIndex[str], text: str) -> list[str]:
    return [text[start:end] for start, end, _ in index.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("France and the French Republic", ["France", "French Republic"]),
        ("France's army", ["France"]),
        ("Frances of France.", ["France"]),
        ("the US told us", ["US"]),
        ("in the U.S. Senate", ["U.S."]),
        ("SPLM/A-IO fired on SPLM/A (IO) men", ["SPLM/A-IO", "SPLM/A (IO)"]),
        ("SPLM/A–IO", ["SPLM/A–IO"]),
        ("the Elysee, the Élysée", ["Elysee", "Élysée"]),
        ("the West; west of Kyiv", ["the West", "Kyiv"]),
        ("The West", ["The West"]),
        ("OPEC+ met", ["OPEC+"]),
        ("the French\n  Republic", ["French\n  Republic"]),
        ("FRANCE, KYIV", ["FRANCE", "KYIV"]),
        ("french, france", []),
    ],
)
def test_the_longest_whole_name_is_found(index: NameIndex[str], text: str, names: list[str]) -> None:
    assert found(index, text) == names


def test_a_name_may_stand_for_several_things() -> None:
    index: NameIndex[int] = NameIndex()
    index.add("Georgia", 1)
    index.add("Georgia", 2)
    index.add("Georgia", 2)
    assert index.get("Georgia") == [1, 2]


def test_a_name_is_known_with_its_article(index: NameIndex[str]) -> None:
    assert index.get("the French Republic") == ["French Republic"]
    assert index.get("nobody") == []


def test_a_name_without_a_letter_is_refused(index: NameIndex[str]) -> None:
    with pytest.raises(ValueError, match="without a letter"):
        index.add(" - ", "")


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.sampled_from([*NAMES, "and", "'s", ",", " ", "\n", "-", "Ü", "не", "(", "."])).map(" ".join))
def test_names_are_whole_in_order_and_apart(text: str) -> None:
    index: NameIndex[str] = NameIndex()
    for name in NAMES:
        index.add(name, name)
    after = 0
    for start, end, values in index.find(text):
        assert after <= start < end <= len(text)
        assert values
        assert not text[start - 1 : start].isalnum() or start == 0
        assert not text[end : end + 1].isalnum()
        after = end
