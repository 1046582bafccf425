"""Sorts: which kinds of incident a sentence's words tell of as having happened."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.parties import Parties
from pactwatch.extract.monitoring.told import FIGHTING
from pactwatch.extract.monitoring.words import MonitoringWords

_ON_PEOPLE = frozenset({"kill", "murder", "beat", "torture", "execute", "massacre", "mistreat", "killing"})
_CUSTODY = re.compile(
    r"\b(?:taken|brought|driven|held|kept|locked)\b.{0,60}\b(?:base|barracks|camp|cells?|custody|prison|police\s+station|HQ"
    r"|headquarters|unknown\s+location)\b",
    re.IGNORECASE,
)
_REFERRING = frozenset({"after", "before", "following", "since", "despite"})
_REASONS = frozenset({"revenge", "retaliation", "reprisal", "response", "because", "due", "result", "connection"})
_REMAINS = frozenset({"body", "corpse", "remains"})
_ABUSE = frozenset({"assault", "beat", "beating", "mistreat", "mistreatment", "slap", "torture", "torturing"})
# Verbs that tell what was to be done: "ordered his forces to attack".
_WANTING = frozenset(
    {
        "agree",
        "aim",
        "ask",
        "decide",
        "demand",
        "instruct",
        "intend",
        "mobilise",
        "order",
        "plan",
        "prepare",
        "promise",
        "refuse",
        "seek",
        "task",
        "threaten",
        "want",
    }
)
_UNREAL = frozenset({"would", "should", "may", "might", "shall", "must"})
_GENERAL = re.compile(
    r"\b(?:aim|purpose) of this report\b|\bstandard of proof\b|\bprohibit\w*\b|\brefrain\b|\bcease all\b"
    r"|\bin case of\b|\bfear (?:of|that)\b|\bto avoid\b"
    r"|\bto prevent\b|\bin order to prevent\b|\bplanning to\b|\bwith intentions? to\b|\bpreparing to\b"
    r"|\baccident\b|\bby an? (?:elephant|lion|crocodile|hippo\w*|buffalo|snake|landslide|lightning)\b"
    r"|\bAction Plan\b|^The (?:Parties|parties|warring)\b|\bUnder article\b"
)


_IN_QUOTES = re.compile(r"^\W*[“\"]|[.…]*[”\"][.…]*\W*$|\.{3,}\W*$")


def is_general(parsed: Doc) -> bool:
    """Whether a sentence speaks of no event: of rules, of what is feared or to be prevented, or in an article's words."""
    return _GENERAL.search(parsed.text) is not None or _cited(parsed)


def sorts_of(parsed: Doc, words: MonitoringWords) -> list[tuple[IncidentType, list[Token]]]:
    """The sorts of incident that a sentence tells as having happened, each with the words that tell it, the chief one first.

    Fighting of all sorts is one, by its most special word.
    """
    sorts: dict[str, tuple[IncidentType, list[Token]]] = {}
    plain = without_instruments(parsed.text, words.instruments)
    for match in words.event_cues.find(parsed[:]):
        if plain[match.first.idx] == " " or _in_a_name(match.first) or not _tells(match.first, match.last, words):
            continue
        family = "fighting" if match.label in FIGHTING else match.label
        old = sorts.get(family)
        if old is None or (
            old[0] in {"attack", "armed clash"} and match.label in FIGHTING - {"attack", "armed clash"}
        ):
            sorts[family] = (match.label, [match.first, *(old[1] if old else [])])
        else:
            old[1].append(match.first)
    if sorts.get("fighting", ("attack",))[0] in {"shelling", "air or drone strike"}:
        sorts.pop("looting or property destruction", None)  # what burns under shells is the shelling's harm
    if "sexual violence" in sorts:
        sorts.pop(
            "abduction or detention", None
        )  # who was abducted and raped suffered one incident, by its gravest part
    if {"sexual violence", "abduction or detention"} & sorts.keys() and _is_abuse(sorts.get("fighting")):
        del sorts["fighting"]
    return list(sorts.values())


def is_referred(token: Token) -> bool:
    """Whether words only refer to an event to say when or why another came: "after the attack", "in revenge for it"."""
    noun = token.head if token.dep_ == "compound" else token  # "after the rape incidents"
    prep = noun.head
    return (
        token.pos_ == "NOUN"
        and noun.dep_ == "pobj"
        and (
            prep.lower_ in _REFERRING
            or (prep.lower_ in {"for", "to", "of", "with"} and prep.head.lemma_.lower() in _REASONS)
        )
    )


def _in_a_name(token: Token) -> bool:
    """Whether a word stands in a name: "the Clinical Management of Rape unit"."""
    return (
        token.is_title
        and token.i > 0
        and not token.is_sent_start
        and token.pos_ == "PROPN"
        and any(one.islower() for one in (word.text for word in token.doc if len(word) > 4))
        and token.nbor(-1).lower_ in {"of", "for", "and"}
        and token.i > 1
        and token.nbor(-2).is_title
    )


def is_abuse(kind: IncidentType, token: Token) -> bool:
    """Whether an attack is the ill-treatment of somebody who is held: they "were arrested and beaten"."""
    return kind == "attack" and token.lemma_.lower() in _ABUSE


def in_custody(text: str) -> bool:
    """Whether a sentence tells that somebody was taken to where they were held: "were taken to the barracks"."""
    return _CUSTODY.search(text) is not None


def _is_abuse(fighting: tuple[IncidentType, list[Token]] | None) -> bool:
    return fighting is not None and all(is_abuse(fighting[0], token) for token in fighting[1])


def sided(
    kind: IncidentType, token: Token, parsed: Doc, words: MonitoringWords, parties: Parties
) -> tuple[IncidentType, bool]:
    """An attack on armed forces is a clash; one on civilians is an attack. Second: whether the words tell which."""
    if kind not in {"attack", "armed clash"}:
        return kind, True
    if is_abuse(kind, token):
        return kind, True
    sides = words.side_cues.find(parsed[:])
    after = [match.label for match in sides if match.first.i > token.i]
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    if passive:
        after = [match.label for match in sides if match.first.i < token.i][-1:] + after
    named = parties.all_in(parsed.text)
    if kind == "armed clash" or (len(named) > 1 and "civilian" not in after[:1]):
        return "armed clash", True
    if token.lemma_.lower() in _ON_PEOPLE:
        return "attack", True
    return ("armed clash" if after and after[0] == "military" else "attack"), bool(after)


def _cited(parsed: Doc) -> bool:
    """Whether a sentence is the wording of an article, quoted: "acts of hostility or violence against civilians..." """
    return _IN_QUOTES.search(parsed.text) is not None and not any(
        token.tag_ == "VBD" or token.dep_ == "auxpass" for token in parsed
    )


def _tells(first: Token, last: Token, words: MonitoringWords) -> bool:
    """Whether the words tell that something happened: no modal, no "if", no arrest of those who did it."""
    head = first if first.pos_ in {"VERB", "AUX"} else first.head
    if first.tag_ == "VB" and head.dep_ in {"xcomp", "advcl", "ccomp"} and head.head.lemma_.lower() in _WANTING:
        return False
    for child in head.children:
        if child.dep_ == "aux" and child.lower_ in _UNREAL:
            return False
        if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
            return False
        if child.dep_ == "neg" and first.pos_ == "VERB" and head.i == first.i and last.lower_ not in {"allow", "to"}:
            return False
    if (
        any(child.lower_ in {"any", "no", "future", "further", "such", "potential"} for child in first.children)
        and first.pos_ == "NOUN"
    ):
        return False
    if first.lemma_.lower() == "burn" and any(child.lemma_.lower() in _REMAINS for child in head.children):
        return False
    if first.pos_ in {"VERB", "ADJ"} and head.head.lemma_.lower() in {"feel", "fear"} and head.i != head.head.i:
        return False  # "they felt less threatened"
    if first.lemma_.lower() in {"arrest", "detain", "arrested"}:
        near = [*first.children, *first.head.children]
        return not words.culprit_cues.find(sorted(near, key=lambda token: token.i))
    return True
