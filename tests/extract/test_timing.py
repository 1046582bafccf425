"""When a promise falls due, the time it covers, and how fast it answers."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("article", "field", "value"),
    [
        ("The Participants shall exchange all prisoners by 31 December 2030.", "due", "2030-12-31"),
        ("Denmark will continue its military support for a period of ten years.", "period", "P10Y"),
        ("Denmark will continue its military support over the next three years.", "period", "P3Y"),
        ("From 2030 to 2032 Denmark will provide Ukraine with ammunition.", "period", "2030/2032"),
        ("The Participants shall consult within 24 hours.", "respond_within", "PT24H"),
        (
            "The Participants shall withdraw heavy weapons no later than 14 days after the signing.",
            "respond_within",
            "P14D",
        ),
    ],
)
def test_times(instrument, article, field, value):
    (claim,) = instrument([article], "commitment")
    assert getattr(claim, field) == value


def test_a_time_that_is_over_is_no_period(story):
    (claim,) = story("After the attacks in 2023, Denmark will send ammunition to Ukraine.", "commitment")
    assert claim.period is None


def test_three_promises_do_not_share_a_time(instrument):
    article = "Within 72 hours each Participant shall cease hostilities, and shall release all prisoners."
    assert [claim.respond_within for claim in instrument([article], "commitment")] == ["PT72H", None]
