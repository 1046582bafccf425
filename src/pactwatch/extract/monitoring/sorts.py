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
    r"|\baccident\b|\bAction Plan\b|^The (?:Parties|parties|warring)\b|\bUnder article\b"
)


_IN_QUOTES = re.compile(r"^\W*[“\"]|[.…]*[”\"][.…]*\W*$|\.{3,}\W*$")


def is_general(parsed: Doc) -> bool:
    """Whether a sentence speaks of no event: of rules, of what is feared or to be prevented, or in an article's words."""
    return _GENERAL.search(parsed.text) is not None or _cited(parsed)


def sorts_of(parsed: Doc, words: MonitoringWords) -> list[tuple[IncidentType, Token]]:
    """The sorts of incident that a sentence tells as having happened, each with the word that tells it.

    Fighting of all sorts is one, by its most special word.
    """
    sorts: dict[str, tuple[IncidentType, Token]] = {}
    plain = without_instruments(parsed.text, words.instruments)
    for match in words.event_cues.find(parsed[:]):
        if plain[match.first.idx] == " " or not _tells(match.first, match.last, words):
            continue
        family = "fighting" if match.label in FIGHTING else match.label
        old = sorts.get(family)
        if old is None or (
            old[0] in {"attack", "armed clash"} and match.label in FIGHTING - {"attack", "armed clash"}
        ):
            sorts[family] = (match.label, match.first)
    if sorts.get("fighting", ("attack",))[0] in {"shelling", "air or drone strike"}:
        sorts.pop("looting or property destruction", None)  # what burns under shells is the shelling's harm
    return list(sorts.values())


def sided(
    kind: IncidentType, token: Token, parsed: Doc, words: MonitoringWords, parties: Parties
) -> tuple[IncidentType, bool]:
    """An attack on armed forces is a clash; one on civilians is an attack. Second: whether the words tell which."""
    if kind not in {"attack", "armed clash"}:
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
    if first.pos_ in {"VERB", "ADJ"} and head.head.lemma_.lower() in {"feel", "fear"} and head.i != head.head.i:
        return False  # "they felt less threatened"
    if first.lemma_.lower() in {"arrest", "detain", "arrested"}:
        near = [*first.children, *first.head.children]
        return not words.culprit_cues.find(sorted(near, key=lambda token: token.i))
    return True
