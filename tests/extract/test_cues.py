"""Cues of the codebook in parsed text."""

from __future__ import annotations

from pactwatch.extract.cues import CueIndex, normal
from pactwatch.extract.pipeline import load_pipeline


def found(cues: list[tuple[str, str]], text: str) -> list[str]:
    return [match.label for match in CueIndex(cues).find(load_pipeline()(text)[:])]


def test_the_longest_cue_wins():
    assert found([("air", "short"), ("air defence", "long")], "They need air defences.") == ["long"]


def test_hyphens_and_american_spelling():
    assert found([("air defence system", "x")], "An air-defense system arrived.") == ["x"]


def test_capitalised_plurals():
    assert found([("participant", "x")], "The Participants will meet.") == ["x"]


def test_normal_is_idempotent():
    for word in ("Defense", "organizations", "favors", "size", "prize", "program"):
        assert normal(normal(word)) == normal(word)
