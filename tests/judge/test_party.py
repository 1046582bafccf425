from __future__ import annotations

import pytest

from judge.terms import pause
from pactwatch.judge.party import Party, parties_named, parties_speaking

PARTIES = [
    Party(actor="SSD", agents=("SPLA", "Government"), known_as=("Juba",)),
    Party(actor="SPLM/A-IO", agents=("SPLA-IO",), known_as=("in Opposition",)),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SSD", ("SSD",)),
        ("SPLA soldiers", ("SSD",)),
        ("government forces", ("SSD",)),
        ("SPLA-IO", ("SPLM/A-IO",)),  # the shorter name inside it is not meant
        ("SPLM/A-IO and SPLA", ("SSD", "SPLM/A-IO")),
        ("SPLA deserters", ()),  # they left
        ("former SPLA officers", ()),
        ("the Splash company", ()),
        ("armed men", ()),
    ],
)
def test_the_parties_in_an_actors_name(name: str, expected: tuple[str, ...]) -> None:
    assert parties_named(name, PARTIES) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SPLA-IO spokesman", ("SPLM/A-IO",)),
        ("Juba", ("SSD",)),
        ("SPLA in Opposition", ("SSD", "SPLM/A-IO")),
        ("X", ()),
    ],
)
def test_the_parties_for_which_a_source_speaks(name: str, expected: tuple[str, ...]) -> None:
    assert parties_speaking(name, PARTIES) == expected


@pytest.mark.parametrize(("name", "speaks"), [("Russia's Defence Ministry", "RUS"), ("the Prussian post", None)])
def test_a_word_counts_only_whole(name: str, speaks: str | None) -> None:
    assert parties_speaking(name, pause().parties) == ((speaks,) if speaks else ())
