"""The owner of a place or day in a sentence that tells of several things: the word that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token


def owned_by_another(start: int, end: int, token: Token, others: Sequence[Token]) -> bool:
    """Whether the words between two offsets hang on another of the words that tell something, and not on `token`.

    "Killed a soldier in May, after which they were held at Tali": Tali is where they were held. What hangs on one of
    several verbs that are joined is of all of them: "attacked and burned the village on 5 March".
    """
    head = head_of(token.doc, start, end)
    if head is None:
        return False
    for above in head.ancestors:
        if above.i == token.i or _joined(above, token):
            return False
        if above in others:
            return True
        if token in above.subtree:
            return False
    return False


def head_of(parsed: Doc, start: int, end: int) -> Token | None:
    """The word between two offsets that hangs on one outside them; None where no word stands there."""
    inside = [one for one in parsed if start <= one.idx < end]
    return next((one for one in inside if one.head not in inside or one.head is one), None)


def _joined(one: Token, other: Token) -> bool:
    return _first(one).i == _first(other).i


def _first(token: Token) -> Token:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token
