"""Promisors and promisees: who binds themselves, and to whom."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import Action
from pactwatch.extract.clauses import SUBJECT, Clause, is_predicate, phrase, spread
from pactwatch.extract.promises import Promise, entry_of
from pactwatch.extract.sentence import Sentence

_MUTUAL: frozenset[Action] = frozenset({"prisoner_release", "ceasefire"})
_BACK = frozenset({"it", "they", "he", "she"})
_THEIRS = frozenset({"side", "party", "participant", "signatory"})
_FORCES = frozenset({"subdivision", "force", "troop", "side", "unit", "formation", "group", "combatant", "commander"})
_EVERY = frozenset({"all", "both", "opposing", "each", "their", "respective", "such", "these", "warring"})
_PARTNERS = frozenset({"partner", "ally", "country", "state", "member", "government"})
_RECIPIENT = frozenset({"to", "for", "in"})


def promisors_of(sentence: Sentence, promise: Promise) -> tuple[str, ...]:
    """Who makes a promise; empty where the words and the context name nobody who could."""
    clause = promise.clause
    adjectives = sentence.tools.codebook.promises.adjectives
    # "is committed to", "is prepared to": the parse takes the adjective for a passive.
    bound = clause.passive and not clause.agents and entry_of(adjectives, clause.predicate.lower_) is not None
    codes = sentence.codes_of_all(clause.agents if clause.passive and not bound else clause.subjects)
    if clause.passive and clause.predicate.dep_ == "relcl" and not clause.agents:
        codes = ()
    codes = _of_the_noun(sentence, promise) or _of_the_speaker(sentence, clause) or codes
    if not sentence.context.instrument:
        return _in_report(sentence, clause, codes)
    return _in_instrument(sentence, promise, codes)


def promisees_of(sentence: Sentence, promise: Promise, promisors: tuple[str, ...], action: Action) -> tuple[str, ...]:
    """To whom a promise is made: in an instrument the other parties, in a report those whom its words name."""
    context = sentence.context
    if context.instrument:
        return context.parties if len(promisors) > 1 else context.counterparts(promisors)
    if action in _MUTUAL and len(promisors) > 1:
        return tuple(reversed(promisors))
    if action == "sanctions":
        return ()
    named: list[str] = []
    for token in promise.matter.predicate.subtree:
        if any(start <= token.i < stop for start, stop, _ in sentence.sums):
            continue  # "US$1 billion" names a currency
        if token.dep_ == "dative" or (token.dep_ == "pobj" and token.head.lower_ in _RECIPIENT):
            for head in spread(token):
                named.extend(code for code in sentence.codes_of(head) if code not in promisors)
        elif token.dep_ == "dobj":
            named.extend(code for code in sentence.codes_of(token) if code not in promisors)
    return tuple(dict.fromkeys(named))[:2]


def body_of(sentence: Sentence, token: Token) -> str | None:
    """A body that a phrase names, as the text names it: "the CTSAMM", "the National Elections Commission"."""
    first, after = phrase(token)
    words = [sentence.span.doc[i] for i in range(first, after)]
    while words and (words[0].pos_ in {"DET", "PUNCT"} or words[0].lower_ in {"the", "a", "an"}):
        words = words[1:]
    if not words:
        return None
    last = words[-1] if words[-1].i == token.i else token
    bodies = sentence.tools.codebook.promises.bodies
    acronym = len(last.text) >= 3 and sum(c.isupper() for c in last.text) >= 3
    if acronym:
        return last.text
    named = last.lemma_.lower() in bodies and any(word.text[0].isupper() for word in words)
    return "".join(word.text_with_ws for word in words).strip(" ,") if named else None


def _in_report(sentence: Sentence, clause: Clause, codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes and clause.lemma in sentence.tools.codebook.promises.ruling_out:
        return sentence.report(clause).codes
    if not codes and clause.passive and clause.verb == "agree":
        return sentence.context.pair
    return codes


def _in_instrument(sentence: Sentence, promise: Promise, codes: tuple[str, ...]) -> tuple[str, ...]:
    clause, context = promise.clause, sentence.context
    inside = tuple(code for code in codes if code in context.parties)
    if inside:
        return inside
    if any(child.dep_ == "expl" for child in clause.predicate.children):
        return context.parties  # "there is a ban on ..." binds all
    if clause.passive and clause.agents:
        return _bodies(sentence, clause, clause.agents)
    if not clause.passive:
        if clause.predicate.dep_ == "relcl":
            return ()
        bodies = _bodies(sentence, clause, clause.subjects)
        if bodies or codes:
            return bodies
        if any(_of_all_parties(subject) for subject in clause.subjects):
            return context.parties
        if any(subject.lemma_.lower().rstrip("s") in _PARTNERS for subject in clause.subjects):
            # "the Partners" are defined somewhere above: whoever promised last, else all.
            return context.promisors or context.parties
    if clause.passive and clause.modal == "shall":
        return context.promisors or context.parties
    conduct = sentence.tools.codebook.promises.conduct
    if not clause.passive and not any(subject.lemma_.lower() in conduct for subject in clause.subjects):
        return ()  # "the legacy of the war will require": nobody's conduct
    if not sentence.tools.codebook.action_cues.find(sentence.span):
        return ()
    # "Polish assistance will be continued" names who; else the paragraph's promisor does it.
    named = tuple(
        code
        for subject in clause.subjects
        for start, stop, mention in sentence.actor_mentions
        if mention.kind == "adjective" and subject.left_edge.i <= start and stop <= subject.i + 1
        for code in mention.codes
        if code in context.parties
    )
    return tuple(dict.fromkeys(named)) or context.promisors or context.parties[:1]


def _of_all_parties(subject: Token) -> bool:
    """Whether a subject means the forces of every party: "all forces", "both sides", "formations of the sides"."""
    if subject.lemma_.lower() not in _FORCES:
        return False
    behind = [token for of in subject.children if of.lower_ == "of" for token in of.children]
    return any(child.lower_ in _EVERY for child in subject.children) or any(
        token.lemma_.lower() in _THEIRS for token in behind
    )


def _bodies(sentence: Sentence, clause: Clause, tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Bodies that an instrument gives a duty: only "shall" does, "will" tells what they are for."""
    if clause.modal != "shall":
        return ()
    found = (body_of(sentence, token) for token in tokens)
    return tuple(dict.fromkeys(body for body in found if body is not None))


def _of_the_noun(sentence: Sentence, promise: Promise) -> tuple[str, ...]:
    """Whose intention it is: "it is the policy of Poland to", "the goal of the Participants is to"."""
    nouns = sentence.tools.codebook.promises.nouns
    for child in promise.clause.predicate.children:
        if child.dep_ not in {"attr", "nsubj"} or entry_of(nouns, child.lemma_.lower()) is None:
            continue
        owners = [
            token
            for of in child.children
            if of.dep_ == "prep" and of.lower_ == "of"
            for token in of.children
            if token.dep_ == "pobj"
        ]
        owners += [token for token in child.children if token.dep_ == "poss"]
        codes = sentence.codes_of_all(tuple(head for owner in owners for head in spread(owner)))
        if codes:
            return codes
    return ()


def _of_the_speaker(sentence: Sentence, clause: Clause) -> tuple[str, ...]:
    """Whom "it" means in "Germany affirms that ..., it would provide": the one who affirms."""
    subjects = clause.subjects
    if not sentence.context.instrument or clause.passive or not subjects or subjects[0].lower_ not in _BACK:
        return ()
    current = clause.predicate
    while current.dep_ == "conj" and is_predicate(current.head):
        current = current.head
    if current.dep_ != "ccomp":
        return ()
    above = tuple(child for child in current.head.children if child.dep_ in SUBJECT)
    return sentence.codes_of_all(tuple(head for subject in above for head in spread(subject)))
