"""Findings of monitoring bodies."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("CTSAMVM concludes that the attack on Kapuri was a violation of Article 4 of the agreement.", "violation"),
        ("The monitoring mission found that this was not a violation of Article 4.", "no_violation"),
        ("CTSAMVM found the evidence inconclusive: it was unable to establish who fired first.", "inconclusive"),
    ],
)
def test_verdicts(story, text, verdict):
    (claim,) = story(text, "finding")
    assert claim.verdict == verdict


def test_the_article_is_kept_as_cited(story):
    (claim,) = story("CTSAMVM concludes that this was a violation of Article 4.2 of the agreement.", "finding")
    assert claim.provisions[0].startswith("Article 4.2")


def test_a_newspaper_finds_nothing(story):
    assert story("The newspaper said that the truce was violated.", "finding") == []
