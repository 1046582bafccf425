"""Where an event happened: the places of a sentence by what their words do in it, not all that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from pactwatch.extract.clauses import Clause, is_predicate
from pactwatch.extract.cues import normal
from pactwatch.extract.places import PlaceMention
from pactwatch.extract.sentence import Sentence

_WHERE = frozenset(
    {"in", "at", "on", "near", "over", "across", "throughout", "around", "outside", "inside", "against", "into"}
    | {"toward", "towards", "along", "between", "above", "within", "off", "including", "like", "to", "through", "of"}
)
_MODIFIES = frozenset({"compound", "poss", "nmod", "amod", "appos", "conj", "nummod"})
# How sure it is that the event was there, the surest first.
_STRUCK, _IN_THE_CLAUSE, _IN_THE_SENTENCE, _BY_OFFICE, _EXAMPLE = range(5)
_LIST = 4
"""From how many places named together on a sentence tells of a country, not of one of them."""
_PLACES = r"(?:cities|towns|villages|settlements|regions|locations)"
_UNNAMED = re.compile(
    r"(?i:\b(?:(?P<wide>(?:across|throughout|around|all\s+over)\s+(?:the|his|her|its|our)\s+(?:whole\s+|entire\s+)?country"
    r"|(?:(?:more\s+than|at\s+least|over|about|around|dozens\s+of)\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten"
    rf"|several|multiple|many|various)\s+{_PLACES}(?:\s+and\s+{_PLACES})?(?:\s+(?:of|in|across)\s+(?:(?:the|his|her)\s+country"
    rf"|(?-i:[A-Z])\w+))?|{_PLACES}(?:\s+and\s+{_PLACES})?\s+(?:of|in|across)\s+(?-i:[A-Z])\w+)"
    r"|(?:the\s+)?(?:surrounding\s+(?:region|area)|(?:region|area)s?\s+around\s+(?:the\s+)?(?:city|capital|town))"
    r"|(?<=\bin\s)the\s+capital)\b)"
)
_INCLUDING = re.compile(r"(?i:\b(?:including|such\s+as)\s[^;.]*$)")
_DIRECTION = re.compile(r"(?i:(?:the\s+)?(?:north|south|east|west|central)\w*[-\s])")
_AND_OTHERS = re.compile(
    rf"(?i:\s*,?\s*(?:and|as\s+well\s+as)\s+(?:elsewhere|(?:several\s+|many\s+|various\s+)?other\s+(?:\w+\s+)?(?:areas|parts|{_PLACES})))"
)


@dataclass(frozen=True)
class Whereabouts:
    """The places of an event, the surest first; `wide` where it is told of a whole country or of nowhere in particular."""

    places: tuple[PlaceMention, ...] = ()
    wide: bool = True


def whereabouts(sentence: Sentence, clause: Clause | None) -> Whereabouts:
    """Where the event of a clause was.

    A capital that speaks or acts for its state is no place, nor is where someone travels to. An official's city or
    region ("the mayor of Kharkiv said that drones hit three districts") is taken where nothing else is said, and so is
    an example ("110 drones, including 13 over Tver").
    """
    text = sentence.span.text
    ranked = [
        (_EXAMPLE if _INCLUDING.search(text, 0, mention.start) else rank, mention)
        for start, stop, mention in sentence.place_mentions
        if mention.precision != "country" and (rank := _rank(sentence, start, stop, clause)) is not None
    ]
    if not ranked or min(rank for rank, _ in ranked) > _IN_THE_CLAUSE:
        ranked += [(_IN_THE_CLAUSE, mention) for mention in _unnamed(sentence)]
    # "In northeastern Ukraine, the mayor of Kharkiv said ...": his city says more than the direction.
    if any(rank == _BY_OFFICE for rank, _ in ranked):
        ranked = [row for row in ranked if not _DIRECTION.match(row[1].name)] or ranked
    if not ranked:
        return Whereabouts()
    best = min(rank for rank, _ in ranked)
    kept = [mention for rank, mention in ranked if rank == best]
    within = [mention for rank, mention in ranked if rank == _IN_THE_CLAUSE]
    if best == _STRUCK and len(kept) > 1 and within:
        # Several villages were struck in one district: the district is where it was.
        kept = within
    wide = best == _EXAMPLE or len(kept) >= _LIST or _all_over(text, kept[0])
    return Whereabouts(tuple(kept), wide)


def _all_over(text: str, place: PlaceMention) -> bool:
    """Whether a place stands for much of a country: "across Ukraine", "the capital and other regions"."""
    if place.precision in {"part", "country"} and not _DIRECTION.match(place.name):
        return True
    return _AND_OTHERS.match(text, place.end) is not None


def clause_around(sentence: Sentence, token: Token) -> Token | None:
    """The predicate of the innermost clause that a token stands in."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if is_predicate(current):
            return current
    return current if is_predicate(current) else None


def _unnamed(sentence: Sentence) -> list[PlaceMention]:
    """Places without a name: "throughout the country", "more than 30 cities", "the region around the city"."""
    text = sentence.span.text
    return [
        PlaceMention(
            match.start(), match.end(), match.group(), None, None, None, None, "part" if match["wide"] else "area"
        )
        for match in _UNNAMED.finditer(text)
    ]


def _rank(sentence: Sentence, start: int, stop: int, clause: Clause | None) -> int | None:
    root = sentence.span.doc[start:stop].root
    return _rank_of(sentence, root, clause, named=True)


def _rank_of(sentence: Sentence, token: Token, clause: Clause | None, *, named: bool) -> int | None:
    words = sentence.tools.codebook.incidents
    top = token
    while top.dep_ in _MODIFIES and top.head.i != top.i and not is_predicate(top.head):
        if top.dep_ != "conj":
            named = False
        top = top.head
        if not named and _speaks_for(sentence, top):
            return _BY_OFFICE if _tells_of_others(sentence, top, clause) else None
    verb = top.head
    if top.dep_ == "nsubj" and is_predicate(verb):
        told = {normal(verb.lemma_)} | {
            f"{normal(verb.lemma_)} {child.lower_}" for child in verb.children if child.dep_ in {"prt", "prep"}
        }
        if named:
            if told & set(words.undergoing):
                return _STRUCK
            # "Moscow launched", but "Kharkiv counts 26 injured".
            return None if _is_a_seat(sentence, top) else _IN_THE_SENTENCE
        if normal(verb.lemma_) in sentence.tools.codebook.reporting.verbs:
            return None
        if top.lemma_.lower() in words.armed_actors and verb.lemma_.lower() not in words.harm:
            return None
        return _IN_THE_SENTENCE if clause is None or verb.i != clause.predicate.i else _IN_THE_CLAUSE
    if top.dep_ == "nsubjpass" and is_predicate(verb):
        return _STRUCK if normal(verb.lemma_) in words.struck else _IN_THE_SENTENCE
    if top.dep_ in {"dobj", "attr", "oprd", "dative"} and is_predicate(verb):
        verbs = {normal(verb.lemma_)}
        if verbs & set(words.struck):
            return _STRUCK
        if clause is not None and verb.i == clause.predicate.i:
            return _IN_THE_CLAUSE
        return None if named and _is_a_seat(sentence, top) else _IN_THE_SENTENCE
    if top.dep_ in {"pobj", "pcomp"}:
        return _after_preposition(sentence, top, clause, named=named)
    return _IN_THE_SENTENCE


def _after_preposition(sentence: Sentence, noun: Token, clause: Clause | None, *, named: bool) -> int | None:
    preposition = noun.head
    word, above = preposition.lower_, preposition.head
    if preposition.dep_ == "pcomp" or above.dep_ == "prep":
        above = above.head
    if named and word not in _WHERE:
        return None
    words = sentence.tools.codebook.incidents
    if is_predicate(above):
        if word == "to" and normal(above.lemma_) in words.travelling:
            return None
        if clause is not None and above.i == clause.predicate.i:
            return _IN_THE_CLAUSE
        return _IN_THE_SENTENCE
    if above.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET"} and above.i != noun.i:
        if word in {"of", "in"} and _speaks_for(sentence, above):
            return _BY_OFFICE if _tells_of_others(sentence, above, clause) else None
        if word in {"of", "to", "like", "including"}:
            return _rank_of(sentence, above, clause, named=False)
    if clause is None:
        return _IN_THE_CLAUSE
    around = clause_around(sentence, above)
    if around is None or around.i == clause.predicate.i:
        return _IN_THE_CLAUSE
    return _IN_THE_SENTENCE


def _is_a_seat(sentence: Sentence, token: Token) -> bool:
    """Whether a place's name may stand for the state that has its seat there."""
    return any(first <= token.i < after for first, after, _ in sentence.actor_mentions)


def _speaks_for(sentence: Sentence, token: Token) -> bool:
    """Whether a word is a person or an office: "Kharkiv Mayor Ihor Terekhov", "head of the Sumy region"."""
    return token.ent_type_ == "PERSON" or normal(token.lemma_) in sentence.tools.codebook.reporting.authorities


def _tells_of_others(sentence: Sentence, token: Token, clause: Clause | None) -> bool:
    """Whether it is not the office itself to which the clause tells that something was done."""
    top = token
    while top.dep_ in _MODIFIES and not is_predicate(top.head) and top.head.i != top.i:
        top = top.head
    return clause is None or top.head.i != clause.predicate.i or top.dep_ not in {"dobj", "nsubjpass"}
