"""Who suffered an incident, and how many."""

from __future__ import annotations

import pytest

from pactwatch.extract.monitoring.sufferers import harm_of


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Three soldiers were killed on the spot and one died later that day.", (4, 4), None),
        ("They burned the village in revenge for the killing of an officer.", None, None),
        (
            "Witnesses said three people were killed while the commander said that five people were killed.",
            (3, 3),
            None,
        ),
        ("At least four soldiers were killed and 20 civilians were killed.", (24, None), None),
        ("The raid left 20-30 soldiers wounded and many more wounded.", None, (20, None)),
        ("Seven people were killed, including two boys.", (7, 7), None),
        ("The team saw the barracks.", None, None),
    ],
)
def test_the_harm_of_a_sentence(text, killed, injured):
    found = tuple(None if count is None else (count.low, count.high) for count in harm_of(text))
    assert found == (killed, injured)
