"""Doers: who did what a word of a sentence tells, as the sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from pactwatch.extract.monitoring.parties import Parties

_BETWEEN = re.compile(r"\bbetween\b")
_DONE_BY = re.compile(
    r"\b(?:is|was|were|are|took|has|had|have)\b(?!\s+(?:been\s+|also\s+|then\s+)?(?:conducted|carried|launched"
    r"|perpetrated|committed|initiated|instigated"
    r"|prosecuted|made|attacked|overrun)\b)"
)
_PARTICIPLE = re.compile(r"\b(\w+(?:ed|en|wn))\s+$")
_CARRIED_OUT = re.compile(
    r"conducted|launched|perpetrated|committed|initiated|instigated|prosecuted|attacked|executed|planned|staged|mounted"
    r"|undertaken|orchestrated"
)
# A group that is no party: "by armed civilians", "by unknown gunmen", "by the “White Army”".
_GROUP = re.compile(
    r"\bby\s+(?:an?\s+|the\s+|some\s+|suspected\s+|alleged\s+|group\s+of\s+)*[“\"‘']?"
    r"(?P<group>(?:(?:unknown|unidentified|armed|local|aligned|allied|cattle|other|[A-Z]\w+)\s+){0,3}"
    r"(?:civilians|youths?|gunmen|men|groups?|assailants|attackers|bandits|criminals|raiders|herders|militias?|elements"
    r"|fighters|rebels|soldiers|defectors|[Ww]hite\s+[Aa]rmy))(?!\w)",
)
_UNKNOWN = re.compile(r"\b(?:unknown|unidentified)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|where|when|while|because)\b|[;:]")
_SOLDIERS = re.compile(r"^(?:soldiers|men|elements|fighters|groups?)$")
_NEAR = 45
_FAR = 110
_TWO = 2


def doers_of(tokens: Iterable[Token], text: str, parties: Parties) -> tuple[str, ...]:
    """Who did what words of a sentence tell: the parties named as doing it, or the group in the sentence's own words.

    The first of the words that says who holds: "fighting broke out when Government Forces attacked the village".
    """
    return next((doers for token in tokens if (doers := _doers(token, text, parties))), ())


def _doers(token: Token, text: str, parties: Parties) -> tuple[str, ...]:
    end = token.idx + len(token.text)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children) or (
        token.dep_ in {"acl", "conj"} and token.tag_ == "VBN"
    )
    if passive or token.pos_ in {"NOUN", "PROPN"}:
        by = parties.by(text, end)
        if by and (passive or _is_of_noun(text[end : text.index("by ", end)])):
            return by
        somebody = _by_somebody(text, end) if passive or not by else ()
        if somebody:
            return somebody
        if passive or _BETWEEN.search(text[max(0, token.idx - 5) : end + 12]):
            return ()
    if token.pos_ in {"NOUN", "PROPN"}:
        # "SSPDF attacks", "the SSPDF carried out attacks": not everyone named before the word.
        before = [named for named in parties.find(text) if named.end <= token.idx]
        if not before or token.idx - before[-1].end > _NEAR or _CLAUSE.search(text[before[-1].end : token.idx]):
            return ()
    return parties.doing(text, token.idx)


def _is_of_noun(between: str) -> bool:
    """Whether "by" tells who did what a noun names, and not who did what a verb after it tells: "a car driven by"."""
    verb = _PARTICIPLE.search(between)
    return _DONE_BY.search(between) is None and (verb is None or _CARRIED_OUT.match(verb[1]) is not None)


def sides_of(text: str, parties: Parties) -> tuple[str, ...]:
    """Who fought each other, where a sentence tells of fighting "between" two parties; empty where it does not."""
    found = _BETWEEN.search(text)
    if found is None:
        return ()
    near = [named for named in parties.find(text) if 0 <= named.start - found.end() <= _FAR]
    sides = tuple(dict.fromkeys(named.code for named in near))
    return sides if len(sides) == _TWO else ()


def _by_somebody(text: str, end: int) -> tuple[str, ...]:
    """Those after "by" who are no party, in the sentence's words; nobody where it says that nobody knows them."""
    found = _GROUP.search(text, end)
    if found is None or _CLAUSE.search(text[end : found.start()]) or _SOLDIERS.match(found["group"]):
        return ()
    return () if _UNKNOWN.search(found["group"]) else (" ".join(found["group"].split()),)
