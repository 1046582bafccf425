"""Who attacked and what was struck, as a sentence attributes it."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.counts import find_casualties
from pactwatch.extract.sentence import Sentence

_AIR_DEFENCE = frozenset(
    {"intercept", "down", "shoot down", "destroy", "neutralise", "neutralize", "suppress", "repel"}
)
_AIRBORNE = frozenset({"drone", "uav", "missile", "rocket", "aircraft", "vehicle", "target"})


def perpetrator_of(sentence: Sentence, clause: Clause | None) -> str | None:
    """Who did it, as the words attribute it: the actor of the clause, or the state before an armed noun."""
    codebook = sentence.tools.codebook
    if clause is not None and clause.lemma in _AIR_DEFENCE | {"down"}:
        # "Air defences shot down 18 Ukrainian drones": the drones' owner attacked.
        for target in clause.objects:
            if target.lemma_.lower() in _AIRBORNE:
                owner = _owner(sentence, target)
                if owner:
                    return owner
                return None
    if clause is not None and clause.verb not in codebook.reporting.verbs:
        own = _actor_of(sentence, clause)
        if own is not None:
            return own
    speaking = _speaking(sentence)
    for token in sentence.span:
        armed = token.lemma_.lower() in codebook.incidents.armed_actors and token.pos_ in {"NOUN", "PROPN"}
        if armed and token.i not in speaking and not _is_victim(token, clause):
            owner = _owner(sentence, token)
            if owner:
                return owner
    return None


def _actor_of(sentence: Sentence, clause: Clause) -> str | None:
    """Who does what the clause tells: its actor where that is a state, a group or their arms, not a named person."""
    for token in clause.agents if clause.passive else clause.subjects:
        if token.lemma_.lower() in sentence.tools.codebook.incidents.armed_actors:
            owner = _owner(sentence, token)
            if owner:
                return owner
        kinds = {mention.kind for start, stop, mention in sentence.actor_mentions if start <= token.i < stop}
        codes = sentence.codes_of(token)
        if codes and "person" not in kinds:
            return codes[0]
    return None


def _speaking(sentence: Sentence) -> set[int]:
    """The words of those who speak: "the Ukrainian air force said" makes nobody an attacker."""
    return {
        word.i
        for clause in sentence.clauses
        if clause.verb in sentence.tools.codebook.reporting.verbs
        for subject in clause.subjects
        for word in subject.subtree
    }


def _owner(sentence: Sentence, noun: Token) -> str | None:
    """The state before a noun: "Russian forces", "Ukraine's drones", "Russian missile and drone attack"."""
    heads = [noun]
    if noun.dep_ in {"compound", "conj", "nmod", "amod"}:
        heads.append(noun.head)
    for head in heads:
        for start, stop, mention in sentence.actor_mentions:
            if mention.kind == "person" or stop > head.i + 1:
                continue
            inside = sentence.span.doc[start]
            if (
                head.i in {inside.head.i, inside.head.head.i}
                and inside.dep_ in {"amod", "poss", "compound", "nmod", "nsubj"}
                and len(mention.codes) == 1
            ):
                return mention.codes[0]
    return None


def _is_victim(token: Token, clause: Clause | None) -> bool:
    return (
        clause is not None
        and any(token.i == target.i for target in clause.objects)
        and not clause.passive
        and (clause.verb in {"attack", "hit", "strike", "kill", "injure", "wound", "target", "destroy"})
    )


def target_of(sentence: Sentence, clause: Clause | None) -> str | None:
    """What was struck, in the text's words: the object of the verb, or what stands after "attack on", "fired at"."""
    codebook = sentence.tools.codebook
    if (
        clause is not None
        and clause.lemma in _AIR_DEFENCE
        and any(target.lemma_.lower() in _AIRBORNE for target in clause.objects)
    ):
        return None  # what was shot down is the weapon, not what it was sent against
    if clause is not None and not clause.passive and {clause.verb, clause.lemma} & set(codebook.incidents.struck):
        for target in clause.objects:
            if target.lemma_.lower() not in codebook.incidents.armed_actors or target.lemma_.lower() == "force":
                return _phrase_text(sentence, target)
    if clause is not None and clause.passive and {clause.verb, clause.lemma} & set(codebook.incidents.struck):
        for subject in clause.subjects:
            return _phrase_text(sentence, subject)
    events = [match.last for match in codebook.event_cues.find(sentence.span)]
    events += [token for token in sentence.span if token.lemma_.lower() in {"launch", "fire", "shelling"}]
    for event in events:
        for child in event.children:
            if child.dep_ == "prep" and child.lower_ in {"on", "at", "against", "of"}:
                for token in child.children:
                    if token.dep_ == "pobj" and not find_casualties(token.text):
                        return _phrase_text(sentence, token)
    return None


def _phrase_text(sentence: Sentence, token: Token) -> str | None:
    if token.pos_ == "PRON":
        return None
    return sentence.span.doc[slice(*phrase(token))].text.strip(" ,")
