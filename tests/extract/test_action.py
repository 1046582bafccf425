"""What is promised: the nearest cue, weak words last, the heading where the sentence says nothing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("article", "action"),
    [
        ("The Participants will establish a joint commission.", "institution"),
        ("Denmark will help Ukraine with equipment for mine clearance.", "demining"),
        ("The Participants shall cease all hostile military actions.", "ceasefire"),
        ("The Participants shall withdraw heavy weapons from the line of contact.", "withdrawal"),
        ("The Participants shall guarantee the safety of humanitarian convoys.", "humanitarian_access"),
        ("Denmark will provide Ukraine with equipment.", "military_aid"),
        ("The Participants will do their best.", "other"),
    ],
)
def test_actions(instrument, article, action):
    (claim,) = instrument([article], "commitment")
    assert claim.action == action


def test_working_together_says_nothing_of_what_is_done(instrument):
    articles = [
        "The Participants will work together to protect transferred technologies and intellectual property rights.",
        "The Participants will work together to secure their networks from cyberattacks.",
    ]
    assert [claim.action for claim in instrument(articles, "commitment")] == ["defence_industry", "cyber_defence"]
