"""Positions: what an actor supports, rejects, demands, denies, or accuses another of."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import PositionClaim, Stance
from pactwatch.extract.clauses import Clause, is_quoted
from pactwatch.extract.sentence import Report, Sentence

_NEGATED: dict[Stance, Stance] = {"supports": "rejects", "demands": "rejects", "rejects": "supports"}
_ABOUT_WORDS = 14


def positions(sentence: Sentence) -> list[PositionClaim]:
    """The positions that one sentence states: at most one for each actor and stance."""
    if sentence.context.instrument:
        return []
    found: dict[tuple[str, Stance], PositionClaim] = {}
    for clause in sentence.clauses:
        claim = _by_verb(sentence, clause)
        if claim is not None:
            found.setdefault((claim.actor, claim.stance), claim)
    # What someone says in the same breath as an explicit stance is its reason, not a position of its own.
    if not found:
        for clause in sentence.clauses:
            claim = _by_speech(sentence, clause)
            if claim is not None:
                return [claim]
    return list(found.values())


def _by_verb(sentence: Sentence, clause: Clause) -> PositionClaim | None:
    """A verb or noun of taking a stance with an actor as its subject: "rejected", "called for", "denies"."""
    stance = _stance(sentence, clause)
    if stance is None or clause.modal in {"would", "may", "could", "might"} or not clause.actors:
        return None
    if clause.predicate.dep_ == "acl" and clause.predicate.tag_ == "VB":
        return None  # "Ukraine's ability to resist" is nobody's stance
    codes = sentence.codes_of_all(clause.actors)
    if not codes and clause.predicate.dep_ == "conj":
        # "said the attack was a violation and called for a truce": the speaker called for it.
        codes = sentence.report(clause).codes
    if not codes:
        return None
    topic = _topic(sentence, clause)
    if topic is None:
        return None
    if clause.negated:
        stance = _NEGATED.get(stance, stance)
    return _claim(sentence, clause, codes[0], stance, topic)


def _stance(sentence: Sentence, clause: Clause) -> Stance | None:
    codebook = sentence.tools.codebook
    lemma = clause.verb
    for child in clause.predicate.children:
        if child.dep_ == "prep" and f"{lemma} {child.lower_}" in codebook.stances:
            return codebook.stances[f"{lemma} {child.lower_}"]
    for name in (clause.lemma, lemma):
        if name in codebook.stances:
            return (
                codebook.stances[name]
                if lemma not in codebook.reporting.verbs or _accuses(sentence, clause)
                else None
            )
    for child in clause.predicate.children:
        if (
            child.dep_ == "dobj"
            and child.lemma_.lower() in codebook.stance_nouns
            and lemma in {"issue", "make", "reiterate", "renew", "express", "repeat", "voice", "join", "echo"}
        ):
            return codebook.stance_nouns[child.lemma_.lower()]
    return None


def _by_speech(sentence: Sentence, clause: Clause) -> PositionClaim | None:
    """What a speaker says must be done is a demand; what a speaker says another has done wrong is an accusation."""
    codebook = sentence.tools.codebook
    report = sentence.report(clause)
    codes = report.codes
    if not codes and (sentence.context.quoting or is_quoted(sentence.span, clause.predicate)):
        codes = sentence.context.speaker_codes
    if not codes:
        return None
    topic = _topic(sentence, clause)
    if topic is None:
        return None
    lemma = clause.verb
    needs = any(
        child.lemma_.lower() in codebook.positions.demanding_verbs
        for child in (clause.predicate, *clause.predicate.children)
    )
    if clause.modal in codebook.positions.demanding_modals or (needs and lemma in {"need", "be"}):
        return _claim(sentence, clause, codes[0], "rejects" if clause.negated else "demands", topic, report)
    others = [
        code
        for code in sentence.codes_within(clause.predicate.left_edge.i, clause.predicate.right_edge.i + 1)
        if code not in codes
    ]
    accuses = codebook.accusing_cues.find(list(clause.predicate.subtree))
    if accuses and not clause.negated and (others or any(match.label for match in accuses)):
        return _claim(sentence, clause, codes[0], "accuses", topic, report)
    return None


def _accuses(sentence: Sentence, clause: Clause) -> bool:
    """Verbs that report as well as accuse ("warn", "claim") are stances only where the words accuse."""
    return bool(sentence.tools.codebook.accusing_cues.find(list(clause.predicate.subtree)))


def _topic(sentence: Sentence, clause: Clause) -> str | None:
    """What the position is about, in its own words; None where it is no topic of this field."""
    predicate = clause.predicate
    after = [token for token in predicate.subtree if token.i > predicate.i]
    whole = list(predicate.subtree)
    if not sentence.tools.codebook.topic_cues.find(whole):
        return None
    words = after or whole
    first, last = words[0], words[min(len(words), _ABOUT_WORDS) - 1]
    return sentence.span.doc[first.i : last.i + 1].text.strip(" ,.;:\"“”'")


def _claim(
    sentence: Sentence, clause: Clause, actor: str, stance: Stance, about: str, report: Report | None = None
) -> PositionClaim:
    said = report or sentence.report(clause)
    speaker = said.speaker or _subject_name(sentence, clause.actors) or sentence.context.speaker
    date = sentence.said_on(said) or next(
        (mention.value for mention in sentence.times_of(clause) if mention.kind == "date" and mention.value), None
    )
    base = sentence.base(sentence.quote(), said)
    base["speaker"] = speaker
    return PositionClaim(
        **base, actor=actor, stance=stance, about=about, date=date or sentence.context.spoke_on(speaker)
    )


def _subject_name(sentence: Sentence, subjects: tuple[Token, ...]) -> str | None:
    return sentence.name_of(subjects[0]) if subjects and subjects[0].pos_ != "PRON" else None
