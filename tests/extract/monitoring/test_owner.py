"""Which of several words of a sentence a place or a day hangs on."""

from __future__ import annotations

import pytest

from pactwatch.extract.monitoring.owner import owned_by_another


@pytest.mark.parametrize(
    ("text", "word", "others", "place", "expected"),
    [
        (
            "They killed a soldier in May, after which they were detained at Tali.",
            "killed",
            ["detained"],
            "Tali",
            True,
        ),
        (
            "They killed a soldier in May, after which they were detained at Tali.",
            "detained",
            ["killed"],
            "Tali",
            False,
        ),
        ("Soldiers attacked and burned the barracks in Tali.", "attacked", ["burned"], "Tali", False),
        ("Soldiers attacked Tali.", "attacked", [], "Tali", False),
    ],
)
def test_what_hangs_on_another_word(extractor, text, word, others, place, expected):
    parsed = extractor._language(text)
    tokens = {token.text: token for token in parsed}
    start = text.index(place)
    owned = owned_by_another(start, start + len(place), tokens[word], [tokens[other] for other in others])
    assert owned is expected
