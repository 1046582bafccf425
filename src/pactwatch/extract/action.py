"""The action of a promise: which of the codebook's cues say what is promised."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from pactwatch.extract.claim import Action
from pactwatch.extract.conditions import Condition
from pactwatch.extract.cues import CueIndex, CueMatch
from pactwatch.extract.promises import Promise
from pactwatch.extract.sentence import Sentence

# How many words nearer a cue seems for each word that it has beyond the first: long cues say more.
_LENGTH_WEIGHS = 4


def action_of(
    sentence: Sentence, promise: Promise, condition: Condition | None, others: frozenset[int] = frozenset()
) -> Action | None:
    """What a promise is about: the cue nearest to its own words, longer cues first; None where nothing says it.

    `others` are the tokens of the sentence's other promises. Words that say little by themselves ("equipment",
    "meeting") count only where no other cue stands in the promise, nor, in an instrument, in the headings above it.
    """
    codebook = sentence.tools.codebook
    founding = _founds(sentence, promise)
    if founding:
        return "institution"
    own = _own_tokens(sentence, promise, condition, others)
    subjects = [token for subject in promise.clause.subjects for token in subject.subtree]
    if promise.clause.predicate.dep_ == "relcl":
        subjects += list(promise.clause.predicate.head.subtree)
    at = promise.matter.predicate.i
    # "The exchange was agreed at negotiations": what was agreed is the subject.
    passed = promise.clause.passive and promise.matter is promise.clause and not sentence.context.instrument
    for tokens in (subjects, own) if passed else (own, subjects):
        found = _nearest(codebook.strong_action_cues, tokens, at)
        if found is not None:
            return found
    if sentence.context.instrument:
        headed = heading_action(sentence)
        if headed is not None:
            return headed
    return _nearest(codebook.action_cues, own, at) or _nearest(codebook.action_cues, subjects, at)


def heading_action(sentence: Sentence) -> Action | None:
    """What the headings over a sentence are about, the nearest heading first; None where they name no action."""
    for heading in reversed(sentence.context.headings):
        labels = {action for cue, action in sentence.tools.codebook.heading_cues if cue in heading.lower()}
        if len(labels) == 1:
            return labels.pop()
    return None


def _founds(sentence: Sentence, promise: Promise) -> bool:
    """Whether a promise sets up a body: "will establish a joint commission"."""
    matter, words = promise.matter, sentence.tools.codebook.promises
    return matter.verb in words.founding and any(target.lemma_.lower() in words.bodies for target in matter.objects)


def _own_tokens(
    sentence: Sentence, promise: Promise, condition: Condition | None, others: frozenset[int]
) -> list[Token]:
    predicate = promise.matter.predicate
    excluded = set(others)
    if condition is not None:
        excluded.update(range(condition.first, condition.after))
    if not promise.clause.passive:
        for subject in promise.clause.subjects:
            excluded.update(range(subject.left_edge.i, subject.right_edge.i + 1))
    for token in predicate.subtree:
        # The preamble of a sentence gives grounds, not what is promised.
        if token.lower_ in sentence.tools.codebook.promises.preambular and token.dep_ in {"advcl", "prep", "acl"}:
            excluded.update(range(token.left_edge.i, token.right_edge.i + 1))
    edges = range(predicate.left_edge.i, predicate.right_edge.i + 1)
    return [sentence.span.doc[i] for i in edges if i not in excluded]


def _nearest(cues: CueIndex[Action], tokens: Iterable[Token], at: int) -> Action | None:
    matches: list[CueMatch[Action]] = cues.find(list(tokens))
    if not matches:
        return None
    return min(matches, key=lambda m: (abs(m.first.i - at) - _LENGTH_WEIGHS * (m.words - 1), m.first.i)).label
