"""Who attacked and what was struck, as a sentence attributes it."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.clauses import Clause, clause_at, phrase
from pactwatch.extract.counts import find_casualties
from pactwatch.extract.sentence import Sentence

_BEATS_OFF = frozenset({"intercept", "down", "shoot down", "take down", "repel", "repulse", "foil", "thwart"})
_DESTROYS = frozenset({"destroy", "neutralise", "suppress"})
_AIRBORNE = frozenset({"drone", "uav", "missile", "rocket", "aircraft", "projectile"})
_SERVING = frozenset({"work", "back", "link", "affiliate", "support", "tie", "ally", "loyal", "sponsor"})


def perpetrator_of(sentence: Sentence, clause: Clause | None) -> str | None:
    """Who did it, as the words attribute it: the actor of the clause, or the state before an armed noun."""
    words = sentence.tools.codebook.incidents
    if clause is not None and (targets := beaten_off(sentence, clause)):
        # "Air defences shot down 18 Ukrainian drones", "repelled a Ukrainian attack": who sent them attacked.
        return next((owner for target in targets if (owner := _owner(sentence, target))), None)
    if (
        clause is not None
        and clause.verb not in sentence.tools.codebook.reporting.verbs
        and _attacks(sentence, clause)
    ):
        own = _actor_of(sentence, clause)
        if own is not None:
            return own
    apart = _speaking(sentence) | _defending(sentence)
    for token in sentence.span:
        armed = token.lemma_.lower() in words.armed_actors and token.pos_ in {"NOUN", "PROPN"}
        if armed and token.i not in apart and not _is_victim(token, clause):
            owner = _owner(sentence, token)
            if owner:
                return owner
    return None


def beaten_off(sentence: Sentence, clause: Clause) -> list[Token]:
    """What a clause tells to have been shot down, destroyed on its way or repelled; empty where it tells none of it."""
    armed = frozenset(sentence.tools.codebook.incidents.armed_actors)
    objects = clause.objects or [
        # "intercepted or destroyed 100 drones": the second verb has the object of both
        target
        for other in clause.predicate.children
        if other.dep_ == "conj"
        for target in clause_at(other).objects
    ]
    if clause.lemma in _BEATS_OFF:
        return [target for target in objects if target.lemma_.lower() in _AIRBORNE | armed or _aerial(target)]
    if clause.lemma in _DESTROYS:
        return [target for target in objects if target.lemma_.lower() in _AIRBORNE or _aerial(target)]
    return []


def _aerial(token: Token) -> bool:
    """Whether a vehicle flies: "unmanned aerial vehicles"."""
    return any(child.lower_ == "aerial" for child in token.children)


def defenders_of(sentence: Sentence, clause: Clause | None) -> tuple[str, ...]:
    """Those who shot down or beat off what was sent against them, also where they only say so."""
    if clause is None or not beaten_off(sentence, clause):
        return ()
    # "Ukraine's military said that it shot down ...": they are those who say so.
    doers = tuple(doer for doer in (clause.agents if clause.passive else clause.subjects) if doer.pos_ != "PRON")
    return sentence.codes_of_all(doers) or sentence.report(clause).codes


def _attacks(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause's verb is one by which its subject attacks."""
    words, verbs = sentence.tools.codebook.incidents, {clause.verb, clause.lemma}
    events = sentence.tools.codebook.event_verbs
    if verbs & {*words.with_weapon, *words.struck, *words.harm, *events}:
        return True
    told = bool(sentence.tools.codebook.event_cues.find([*clause.objects]))
    return told and not verbs & {*words.happening, *words.undergoing}


def _defending(sentence: Sentence) -> set[int]:
    """The words of those who defend: "Ukrainian air defence forces" are nobody's attackers."""
    return {
        word.i
        for token in sentence.span
        if token.lower_ in {"defence", "defense", "defences", "defenses", "defensive"}
        for word in (token, token.head, *token.head.children)
    } | {
        word.i
        for clause in sentence.clauses
        if beaten_off(sentence, clause)
        for doer in (clause.agents if clause.passive else clause.subjects)
        for word in doer.subtree
    }


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
    } | {word.i for token in sentence.span if token.lower_ == "according" for word in token.subtree}


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
    for child in noun.children:
        # "hackers working for Russian military intelligence", "gunmen backed by Moscow"
        if child.dep_ == "acl" and child.lemma_.lower() in _SERVING:
            codes = sentence.codes_within(child.left_edge.i, child.right_edge.i + 1)
            if len(codes) == 1:
                return codes[0]
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
    if clause is not None and beaten_off(sentence, clause):
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
