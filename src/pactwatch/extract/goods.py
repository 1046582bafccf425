"""Goods: things and people named in a promise or a report, with their number where it is given."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from pactwatch.extract.claim import Goods
from pactwatch.extract.clauses import phrase
from pactwatch.extract.numbers import find_numbers
from pactwatch.extract.sentence import Sentence

_LEFT_OUT = frozenset({"DET", "PRON", "PUNCT", "SPACE", "SYM"})
_INDEFINITE = frozenset({"hundred", "thousand", "dozen", "ten", "million", "billion", "score"})
_ONE = frozenset({"a", "an", "one"})
_MOST = 8


def goods_in(sentence: Sentence, tokens: Iterable[Token], *, counted_only: bool = False) -> tuple[Goods, ...]:
    """The goods and people among the tokens, in the order of the words, each kind once.

    The codebook says which nouns are goods. `counted_only` leaves out those without a number. Sums of money are none.
    """
    within = [token for token in tokens if not token.is_space]
    places = {token.i for token in within}
    found: dict[str, Goods] = {}
    for match in sentence.tools.codebook.goods_cues.find(within):
        head = match.last
        if head.pos_ not in {"NOUN", "PROPN"} or head.dep_ in {"compound", "nmod", "poss", "amod"}:
            continue
        first, after = phrase(head)
        words = [sentence.span.doc[i] for i in range(first, after) if i in places]
        if any(start < after and first < stop for start, stop, _ in sentence.sums):
            continue
        count = _count(words, head)
        if count is None and counted_only:
            continue
        name = _name(words)
        if name:
            found.setdefault(name, Goods(name=name, count=count))
    return tuple(found.values())[:_MOST]


def _count(words: list[Token], head: Token) -> int | None:
    numbers = [word for word in words if word.dep_ == "nummod" and word.head.i == head.i]
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if not numbers and above is not None and above.lemma_.lower() in {"total", "number"}:
        numbers = [child for child in above.children if child.dep_ == "nummod"]
    if numbers:
        last = numbers[-1]
        text = words[0].doc[last.left_edge.i : last.i + 1].text
        read = find_numbers(text)
        return int(read[0].value) if read and read[0].value is not None else None
    if any(word.lower_ in _ONE and word.head.i == head.i for word in words) and head.tag_ in {"NN", "NNP"}:
        return 1
    return None


def _name(words: list[Token]) -> str:
    """The phrase without its article, its number, and words that count loosely."""
    kept = list(words)
    while kept and (
        kept[0].pos_ in _LEFT_OUT
        or kept[0].pos_ == "NUM"
        or kept[0].like_num
        or kept[0].lemma_.lower() in _INDEFINITE
        or kept[0].lower_
        in {"more", "additional", "further", "another", "some", "about", "around", "over", "up", "to", "least", "at"}
    ):
        kept = kept[1:]
    return "".join(word.text_with_ws for word in kept).strip(" ,;")
