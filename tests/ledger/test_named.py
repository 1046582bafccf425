from __future__ import annotations

from dataclasses import dataclass

import pytest

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.lookup import named


@dataclass(frozen=True)
class Thing:
    id: str


KNOWN = [Thing("case-0a1b2c"), Thing("case-0a1bff"), Thing("case-9999")]


@pytest.mark.parametrize("text", ["case-0a1b2", "0a1b2", "0a1b2c"])
def test_a_beginning_that_only_one_has_names_it_with_or_without_its_noun(text: str) -> None:
    assert named("case", text, KNOWN) == KNOWN[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0a1b", "can mean case-0a1b2c, case-0a1bff; write more of the one that you mean"),
        ("ffff", "the ledger knows no case ffff; see the list"),
        ("999", "the ledger knows no case 999"),
        ("", "the ledger knows no case"),
        ("case-", "the ledger knows no case case-"),
    ],
)
def test_what_names_none_or_several_is_refused(text: str, words: str) -> None:
    with pytest.raises(LedgerError) as error:
        named("case", text, KNOWN, "see the list")
    assert words in str(error.value)
