"""Conditions: the words on which a promise hangs, and what sets it off."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pactwatch.extract.claim import Trigger
from pactwatch.extract.clauses import Clause
from pactwatch.extract.sentence import Sentence

# Temporal words open a condition only where what follows can set a promise off; the others always do.
_TEMPORAL = frozenset({"when", "after", "following", "upon", "until", "as long as"})
_BACK_REFERENCES = frozenset({"in those circumstances", "in such circumstances"})
_NONE: Trigger = "none"


@dataclass(frozen=True)
class Condition:
    """The exact words of a condition with their token range [first, after), and its trigger."""

    words: str
    first: int
    after: int
    trigger: Trigger


def condition_of(sentence: Sentence, clause: Clause) -> Condition | None:
    """The condition that hangs from a clause (or from its sentence's beginning), None where there is none.

    Conditions that follow each other ("in the event of ..., at the request of ...") are one, as one stretch of words.
    """
    found = [piece for piece in _pieces(sentence, clause) if piece is not None]
    if not found:
        return None
    first, after = found[0].first, found[0].after
    for piece in found[1:]:
        between = sentence.span.doc[after : piece.first]
        if piece.first >= after and all(token.is_punct or token.lower_ in {"and", "or"} for token in between):
            after = piece.after
        elif piece.first < first:
            continue
    triggers = [piece.trigger for piece in found if piece.trigger != _NONE]
    # An attack that must be reported by request is an attack's consequence: the event weighs more than the request.
    trigger = next((t for t in triggers if t != "request"), triggers[0] if triggers else _NONE)
    return Condition(sentence.span.doc[first:after].text.strip(" ,"), first, after, trigger)


def _pieces(sentence: Sentence, clause: Clause) -> list[Condition]:
    pieces: list[Condition] = []
    codebook = sentence.tools.codebook
    triggers, doc = codebook.triggers, sentence.span.doc
    done = sentence.span.start
    for match in sentence.opening_cues:
        opener, at = match.label, match.first.i
        stretch = _stretch(match.first, clause) if at >= done else None
        if stretch is None:
            continue
        first, after = min(at, stretch[0]), stretch[1]
        cues = codebook.trigger_cues.find(doc[first:after])
        reservation = opener in triggers.reservations
        if (opener in _TEMPORAL and not cues) or (reservation and not sentence.context.instrument):
            continue
        trigger: Trigger = cues[0].label if cues else "other"
        if reservation:
            trigger = _NONE
        elif opener in _BACK_REFERENCES:
            trigger = sentence.context.trigger
        elif "request" in opener:
            trigger = "request"
        pieces.append(Condition(doc[first:after].text, first, after, trigger))
        done = max(after, at + 1)
    return pieces


def _stretch(opener: Token, clause: Clause) -> tuple[int, int] | None:
    """Token range of the condition that a word opens, where it hangs from the clause or from a verb around it."""
    if opener.dep_ in {"mark", "advmod"} or (opener.dep_ == "aux" and opener.head.dep_ == "advcl"):
        head = opener.head
        if head.dep_ not in {"advcl", "acl"}:
            return None
    elif opener.dep_ in {"prep", "pcomp", "advcl", "agent", "dep"}:
        head = opener
    else:
        return None
    above = {clause.predicate.i, *(token.i for token in clause.predicate.ancestors)}
    inside = {token.i for token in clause.predicate.subtree}
    governor = head.head
    if governor.i not in above and governor.i not in inside:
        return None
    if clause.predicate.i == head.i or any(token.i == clause.predicate.i for token in head.subtree):
        return None
    return head.left_edge.i, _end(head)


def _end(head: Token) -> int:
    """The token after a condition's last: neither examples nor what the parse joins to it as an apposition belong to it."""
    doc = head.doc
    for i in range(head.i + 1, head.right_edge.i + 1):
        token = doc[i]
        cut = token.lower_ == "including" or (token.dep_ == "appos" and doc[token.left_edge.i - 1].text == ",")
        if cut and doc[token.left_edge.i - 1].is_punct:
            return int(token.left_edge.i) - 1
    return int(head.right_edge.i) + 1
