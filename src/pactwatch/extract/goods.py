"""Goods: things and people named in a promise or a report, with their number where it is given."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from pactwatch.extract.claim import Action, Goods
from pactwatch.extract.clauses import phrase
from pactwatch.extract.numbers import find_numbers
from pactwatch.extract.sentence import Sentence

# Actions in which things or people are handed over, sent or released; in others a noun is no goods.
OF_GOODS: frozenset[Action] = frozenset(
    {
        "military_aid",
        "air_defence",
        "maritime_security",
        "humanitarian_aid",
        "demining",
        "troop_deployment",
        "training",
        "prisoner_release",
        "reconstruction",
        "defence_industry",
        "assistance_if_attacked",
        "withdrawal",
    }
)
_LEFT_OUT = frozenset({"DET", "PRON", "PUNCT", "SPACE", "SYM"})
_INDEFINITE = frozenset({"hundred", "thousand", "dozen", "ten", "million", "billion", "score"})
_ONE = frozenset({"a", "an", "one"})
_MOST = 8


def goods_in(
    sentence: Sentence, tokens: Iterable[Token], *, counted_only: bool = False, people: bool = False
) -> tuple[Goods, ...]:
    """The goods and people among the tokens, in the order of the words, each kind once.

    The codebook says which nouns are goods, and which are people. Those without a number are left out where
    `counted_only` says so, people also unless `people` does. Sums of money are none.
    """
    within = [token for token in tokens if not token.is_space]
    places = {token.i for token in within}
    found: dict[str, Goods] = {}
    for match in sentence.tools.codebook.goods_cues.find(within):
        inside = range(match.first.i, match.last.i + 1)
        head = next((sentence.span.doc[i] for i in inside if sentence.span.doc[i].head.i not in inside), match.last)
        if head.pos_ not in {"NOUN", "PROPN"} or head.dep_ in {"compound", "nmod", "poss", "amod"}:
            continue
        first, after = phrase(head)
        after = min(after, _end_of_name(head))
        words = [sentence.span.doc[i] for i in range(first, after) if i in places]
        if any(start < after and first < stop for start, stop, _ in sentence.sums):
            continue
        count = _count(words, head)
        if count is None and (counted_only or not (match.label or people)):
            continue
        name = _name(words)
        if name:
            found.setdefault(name, Goods(name=name, count=count))
    return tuple(found.values())[:_MOST]


def _end_of_name(head: Token) -> int:
    """The token after a good's name: "prisoners of war" goes on behind its noun, "vehicles for the army" does not."""
    behind = next((child for child in head.children if child.i == head.i + 1 and child.lower_ == "of"), None)
    kind = next((child for child in behind.children if child.dep_ == "pobj"), None) if behind is not None else None
    return kind.i + 1 if kind is not None else head.i + 1


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
