"""Clauses: each sentence cut at its predicates, with all that is true of a clause whatever it is about.

Subjects and objects with coordination spread out, voice, tense, modal, negation in its scope, who reports it, and the
conditions that hang from it are worked out here once, from the dependency parse (spaCy's English labels, which are
ClearNLP's). No frame of the codebook needs to know about any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pactwatch.extract.cues import normal

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECT = frozenset({"dobj", "attr", "dative", "oprd"})
_VERBAL = frozenset({"VERB", "AUX"})
CONDITION_MARKS = frozenset({"if", "once", "unless", "when", "until", "should", "provided", "after", "as"})
_HEADS_CLAUSE = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "csubj", "parataxis", "appos", "dep"}
)
# "no fewer than three" says how many, not that there are none.
_COMPARING = frozenset({"less", "fewer", "more", "later"})
_QUOTES = frozenset({'"', "“", "”", "«", "»"})


@dataclass(frozen=True)
class Clause:
    """One predicate with what hangs from it. Tokens stand for the phrases that they head."""

    predicate: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    agents: tuple[Token, ...]
    modal: str | None
    past: bool
    passive: bool
    negated: bool
    governor: Token | None

    @property
    def lemma(self) -> str:
        """The predicate's lemma with its particle: "shoot down"."""
        particle = next((child.lower_ for child in self.predicate.children if child.dep_ == "prt"), None)
        return f"{self.verb} {particle}" if particle else self.verb

    @property
    def verb(self) -> str:
        """The predicate's lemma alone, in British spelling."""
        return normal(self.predicate.lemma_)

    @property
    def actors(self) -> tuple[Token, ...]:
        """Who does it: the subjects of an active clause, the by-phrase of a passive one."""
        return self.agents if self.passive else self.subjects


def clauses_of(sentence: Span) -> list[Clause]:
    """The clauses of one parsed sentence, in the order of their predicates."""
    return [clause_at(token) for token in sentence if _heads_clause(token)]


def clause_at(predicate: Token) -> Clause:
    """The clause that a verb heads."""
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in predicate.children)
    return Clause(
        predicate=predicate,
        subjects=tuple(_subjects(predicate)),
        objects=tuple(_objects(predicate)),
        agents=tuple(_agents(predicate)),
        modal=_modal(predicate),
        past=_past(predicate),
        passive=passive or (predicate.dep_ == "acl" and predicate.tag_ == "VBN"),
        negated=_negated(predicate),
        governor=_governor(predicate),
    )


def spread(token: Token) -> Iterator[Token]:
    """A phrase's head and the heads coordinated with it to its right: X, Y and Z."""
    yield token
    for child in token.children:
        # "The coalition, Ukraine and the United States": the parse often takes the second of three for an apposition.
        listed = child.dep_ == "appos" and any(grandchild.dep_ == "cc" for grandchild in child.children)
        if child.dep_ == "conj" or listed:
            yield from spread(child)


def phrase(token: Token) -> tuple[int, int]:
    """Token indices [first, after) of the noun phrase that a token heads, without relative clauses and equals."""
    skip: set[int] = set()
    for child in token.children:
        if child.dep_ in {"relcl", "conj", "cc", "punct"} or (child.dep_ == "acl" and child.i > token.i):
            skip.update(range(child.left_edge.i, child.right_edge.i + 1))
    first, after = token.left_edge.i, token.i + 1
    while after <= token.right_edge.i and after not in skip:
        after += 1
    while first in skip:
        first += 1
    return first, after


def ancestors_of_clause(token: Token) -> Iterator[Token]:
    """The predicates above a predicate, innermost first."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if is_predicate(current):
            yield current


def is_quoted(sentence: Span, token: Token) -> bool:
    """Whether a token stands inside quotation marks opened in its sentence."""
    return sum(1 for other in sentence if other.i < token.i and other.text in _QUOTES) % 2 == 1


def is_predicate(token: Token) -> bool:
    """Whether a token is a clause's verb, or a word mistaken for a noun that has a subject and an auxiliary."""
    if token.dep_ in {"aux", "auxpass"}:
        return False
    if token.pos_ in _VERBAL:
        return True
    labels = {child.dep_ for child in token.children}
    return "aux" in labels and bool(labels & SUBJECT)


def _heads_clause(token: Token) -> bool:
    return is_predicate(token) and (
        token.dep_ in _HEADS_CLAUSE or any(child.dep_ in SUBJECT for child in token.children)
    )


def _own(predicate: Token, labels: frozenset[str]) -> list[Token]:
    return [child for child in predicate.children if child.dep_ in labels]


def _subjects(predicate: Token) -> Iterator[Token]:
    own = _own(predicate, SUBJECT)
    if own:
        for subject in own:
            # "..., which will remain": the relative pronoun stands for the noun that the clause hangs from.
            if subject.tag_ in {"WDT", "WP"} and predicate.dep_ == "relcl":
                yield from spread(predicate.head)
            else:
                yield from spread(subject)
        return
    head = predicate.head
    if head.i == predicate.i:
        yield from _taken_for_apposition(predicate)
        return
    if predicate.dep_ in {"acl", "relcl"}:
        yield head
    elif predicate.dep_ == "xcomp" and not is_predicate(head) and is_predicate(head.head):
        yield from _subjects(head.head)  # "Moscow is ready to work": of "is"
    elif predicate.dep_ == "xcomp":
        controlled = _own(head, frozenset({"dobj"}))
        yield from (controlled if controlled and head.lemma_ in _OBJECT_CONTROL else _subjects(head))
    elif predicate.dep_ in {"conj", "advcl", "pcomp", "ccomp", "dep"}:
        verb = head if is_predicate(head) else next(iter(ancestors_of_clause(head)), None)
        if verb is not None and verb.i != predicate.i:
            # "accused Russia of shelling": the accused did it.
            accused = (
                _own(verb, frozenset({"dobj"})) if predicate.dep_ == "pcomp" and verb.lemma_ in _ACCUSING else []
            )
            yield from (accused or _subjects(verb))


def _taken_for_apposition(predicate: Token) -> Iterator[Token]:
    """The subject that the parse takes for an apposition: "In case of an attack on Ukraine, the parties will consult"."""
    auxiliary = next((child for child in predicate.children if child.tag_ == "MD"), None)
    if auxiliary is None:
        return
    doc = predicate.doc
    found: Token | None = None
    for i in range(predicate.left_edge.i + 1, auxiliary.i):
        token = doc[i]
        edge = token.left_edge.i
        if token.dep_ == "appos" and edge > predicate.left_edge.i and doc[edge - 1].text == ",":
            found = token
    if found is not None:
        yield from spread(found)


_ACCUSING = frozenset({"accuse", "blame", "suspect", "criticise", "criticize", "condemn", "charge"})
_OBJECT_CONTROL = frozenset(
    {"urge", "ask", "call", "tell", "force", "allow", "order", "press", "push", "invite", "help"}
)


def _objects(predicate: Token) -> Iterator[Token]:
    for child in _own(predicate, OBJECT):
        yield from spread(child)
    if any(child.dep_ == "nsubjpass" for child in predicate.children):
        for child in _own(predicate, frozenset({"nsubjpass"})):
            yield from spread(child)


def _agents(predicate: Token) -> Iterator[Token]:
    for child in predicate.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    yield from spread(grandchild)


def _modal(predicate: Token) -> str | None:
    for child in predicate.children:
        if child.dep_ == "aux" and (child.tag_ == "MD" or child.lower_ in {"’ll", "'ll", "wo", "ca"}):
            word = child.lower_
            return {"’ll": "will", "'ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(word, word)
    if predicate.dep_ == "conj" and is_predicate(predicate.head) and not _own(predicate, SUBJECT):
        # A bare form after a modal is often tagged as a present: "will provide aid, seek agreement and consult".
        finite = predicate.tag_ in {"VBD", "VBZ"} or (predicate.tag_ == "VBP" and not _bare(predicate.head))
        return None if finite and predicate.tag_ != predicate.head.tag_ else _modal(predicate.head)
    return None


def _bare(predicate: Token) -> bool:
    """Whether a verb stands after a modal, or is joined to one that does."""
    while predicate.dep_ == "conj" and is_predicate(predicate.head):
        predicate = predicate.head
    return any(child.tag_ == "MD" for child in predicate.children)


def _past(predicate: Token) -> bool:
    if predicate.tag_ == "VBD":
        return True
    auxiliaries = [child for child in predicate.children if child.dep_ in {"aux", "auxpass"}]
    if any(aux.tag_ == "VBD" and aux.lower_ not in {"to"} for aux in auxiliaries):
        return True
    if predicate.tag_ == "VBN" and any(aux.lemma_ == "have" for aux in auxiliaries):
        return not any(aux.tag_ == "MD" for aux in auxiliaries)
    if predicate.tag_ == "VBN" and not auxiliaries:
        return True
    if predicate.dep_ == "conj" and not _own(predicate, SUBJECT) and not auxiliaries:
        return predicate.tag_ in {"VBD", "VBN"} or _past_of_head(predicate)
    return False


def _past_of_head(predicate: Token) -> bool:
    return is_predicate(predicate.head) and predicate.tag_ == predicate.head.tag_ and _past(predicate.head)


def _negated(predicate: Token) -> bool:
    if any(child.dep_ == "neg" or child.lower_ in {"never", "n’t", "n't"} for child in predicate.children):
        return True
    for child in predicate.children:
        if child.dep_ in SUBJECT | OBJECT and any(
            grandchild.dep_ in {"det", "neg"}
            and grandchild.lower_ in {"no", "neither"}
            and grandchild.nbor().lower_ not in _COMPARING
            for grandchild in child.children
        ):
            return True
    if predicate.dep_ == "conj" and not _own(predicate, SUBJECT) and is_predicate(predicate.head):
        return _modal(predicate) is not None and not _own(predicate, frozenset({"aux"})) and _negated(predicate.head)
    return False


def _governor(predicate: Token) -> Token | None:
    """The verb or noun whose complement this clause is: "agreed to continue", "plans to send"."""
    if predicate.dep_ in {"xcomp", "ccomp", "acl", "pcomp"}:
        head = predicate.head
        return head.head if predicate.dep_ == "pcomp" and head.pos_ == "ADP" else head
    if predicate.dep_ == "conj" and is_predicate(predicate.head) and not _own(predicate, SUBJECT):
        return _governor(predicate.head)
    return None
