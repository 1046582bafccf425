"""Sufferers: who or what was struck, by which names, and how many of them were killed and injured."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from pactwatch.extract.claim import Count
from pactwatch.extract.counts import find_casualties

# Whose death an attack avenges died before it.
_AVENGED = re.compile(
    r"\b(?:(?:revenge|retaliation|reprisal|retribution)\s+(?:for|to|over)|following|after)\s+(?:the\s+)?"
    r"(?:alleged\s+)?(?:killings?|murders?|deaths?)(?:\s+of)?\s*$"
)
_OTHER_ACCOUNT = re.compile(r"\b(?:according|although|but|claim\w*|others|reports?|said|sources|stated|while)\b")
_MANY_MORE = re.compile(r"\bmany\s+(?:more|others)\s+(?:were\s+)?(?:wounded|injured)\b")
# "The killing of a soldier": what follows "of" suffered it. Of an attack, it may be who made it.
_SUFFERED = frozenset(
    {
        "abduction",
        "arrest",
        "burning",
        "detention",
        "destruction",
        "killing",
        "kidnapping",
        "looting",
        "murder",
        "rape",
        "recruitment",
        "shelling",
        "shooting",
    }
)


def harm_of(text: str) -> tuple[Count | None, Count | None]:
    """The killed and the injured that a sentence tells, without those whose death an attack avenges."""
    mentions = [
        mention
        for mention in find_casualties(text)
        if not mention.part and not _AVENGED.search(text[: mention.start + len("killing of ")])
    ]
    killed = _all(text, [(one.start, one.end, one.killed) for one in mentions if one.killed is not None])
    injured = _all(text, [(one.start, one.end, one.injured) for one in mentions if one.injured is not None])
    if injured is not None and _MANY_MORE.search(text):
        injured = Count(low=injured.low)
    return killed, injured


def _all(text: str, counts: list[tuple[int, int, Count]]) -> Count | None:
    """Those of one group after another together: "three died there and one died later". Of two accounts, the first."""
    if not counts:
        return None
    _, end, total = counts[0]
    for start, stop, count in counts[1:]:
        if _OTHER_ACCOUNT.search(text[end:start]):
            break
        low = None if total.low is count.low is None else (total.low or 0) + (count.low or 0)
        high = None if total.high is None or count.high is None else total.high + count.high
        total, end = Count(low=low, high=high), stop
    return total


def target_of(token: Token) -> str | None:
    """What was struck, in the sentence's words: the object of the verb, the subject of a passive, or what "on" names."""
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.pos_ != "PRON":
            return phrase_of(child)
        preps = {"on", "against", "at", "of"} if token.lemma_.lower() in _SUFFERED else {"on", "against", "at"}
        if child.dep_ == "prep" and child.lower_ in preps:
            for below in child.children:
                if below.dep_ == "pobj" and below.ent_type_ not in {"DATE", "TIME"}:
                    return phrase_of(below)
    return None


def names_of(token: Token) -> frozenset[str]:
    """The names of the persons to whom it was done: "the detention of A B", "killed Pte C D"."""
    found: set[str] = set()
    for child in token.children:
        of = child.dep_ == "prep" and child.lower_ == "of" and token.pos_ == "NOUN"
        if of or child.dep_ in {"dobj", "nsubjpass"}:
            found.update(_persons(child.subtree))
    return frozenset(found)


def _persons(tokens: Iterable[Token]) -> set[str]:
    return {word.lower_ for word in tokens if word.ent_type_ == "PERSON" and word.is_alpha and word.is_title}


def phrase_of(token: Token) -> str:
    """A word with all that hangs on it in the sentence, without the clauses."""
    words = [
        word
        for word in token.subtree
        if not any(
            above.dep_ in {"relcl", "acl", "advcl"}
            for above in (word, *word.ancestors)
            if above.i != token.i and above in list(token.subtree)
        )
    ]
    first, last = words[0], words[-1]
    return token.doc[first.i : last.i + 1].text.strip(" ,.;:")[:160]
