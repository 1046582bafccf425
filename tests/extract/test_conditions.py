"""Conditions: the exact words, without what the parse joins to them, and what sets the promise off."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("article", "condition", "trigger"),
    [
        (
            "In the event of a future armed attack, Denmark will provide security assistance.",
            "In the event of a future armed attack",
            "attack",
        ),
        ("At the request of Ukraine, Denmark will train Ukrainian soldiers.", "At the request of Ukraine", "request"),
        ("Denmark will train Ukrainian soldiers.", None, "none"),
    ],
)
def test_conditions(instrument, article, condition, trigger):
    (claim,) = instrument([article], "commitment")
    assert (claim.condition, claim.trigger) == (condition, trigger)
