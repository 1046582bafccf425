"""Clauses: subjects, modals, negation, voice and governors, whatever the clause is about."""

from __future__ import annotations

import pytest

from pactwatch.extract.clauses import Clause, clauses_of
from pactwatch.extract.pipeline import load_pipeline


def clause(text: str, lemma: str) -> Clause:
    (sentence,) = load_pipeline()(text).sents
    return next(found for found in clauses_of(sentence) if found.verb == lemma)


def test_coordinated_subjects_are_spread():
    found = clause("France, Britain and Ukraine signed a declaration.", "sign")
    assert [token.text for token in found.subjects] == ["France", "Britain", "Ukraine"]
    assert found.past


def test_the_second_verb_inherits_subject_and_modal():
    found = clause("Denmark will train pilots and provide ammunition.", "provide")
    assert [token.text for token in found.subjects] == ["Denmark"]
    assert found.modal == "will"


@pytest.mark.parametrize(
    "text",
    ["Hungary will not send weapons.", "Hungary will never send weapons.", "Hungary won't send weapons."],
)
def test_negation(text):
    assert clause(text, "send").negated


def test_a_passive_clause_is_done_by_its_agent():
    found = clause("The bridge was destroyed by Russian forces.", "destroy")
    assert found.passive
    assert [token.text for token in found.actors] == ["forces"]


def test_a_complement_knows_its_governor():
    found = clause("Poland agreed to continue the training.", "continue")
    assert found.governor is not None
    assert found.governor.lemma_ == "agree"
    assert [token.text for token in found.subjects] == ["Poland"]
