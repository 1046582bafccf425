"""Positions: what an actor supports, rejects, demands, denies, or accuses another of."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import PositionClaim, Stance
from pactwatch.extract.clauses import Clause, is_quoted
from pactwatch.extract.cues import normal
from pactwatch.extract.sentence import Report, Sentence

_NEGATED: dict[Stance, Stance] = {"supports": "rejects", "demands": "rejects", "rejects": "supports"}
_ABOUT_WORDS = 14
_MOST_ACTORS = 3
_BEFORE = frozenset({"after", "since", "before", "until"})
_DENYING = frozenset({"deny", "reject", "dispute", "dismiss"})
_ADDRESSING = frozenset({"urge", "accuse", "press"})
_WISHING = frozenset({"seek", "want"})
_OF_THEIRS = frozenset(
    {
        "silence",
        "attack",
        "strike",
        "aggression",
        "refusal",
        "failure",
        "disregard",
        "inaction",
        "war",
        "invasion",
        "action",
    }
    | {"behaviour", "behavior", "conduct", "shelling", "intransigence", "delay", "weakness", "comment", "remark"}
)
_LIKING = frozenset({"prefer", "like", "welcome", "support", "back", "love"})


def positions(sentence: Sentence) -> list[PositionClaim]:
    """The positions that one sentence states: at most one for each actor and stance."""
    if sentence.context.instrument:
        return []
    found: dict[tuple[str, Stance], PositionClaim] = {}
    for clause in sentence.clauses:
        for claim in _by_verb(sentence, clause) or _by_noun(sentence, clause):
            found.setdefault((claim.actor, claim.stance), claim)
    # What someone says in the same breath as an explicit stance is its reason, not a position of its own, except where
    # it is joined to it by "and": "said that the attack was a war crime and called for a truce".
    joined = bool(found) and any(
        clause.predicate.dep_ == "conj" and _stance(sentence, clause) for clause in sentence.clauses
    )
    if joined:
        for clause in sentence.clauses:
            for claim in _by_speech(sentence, clause):
                if claim.stance == "accuses":
                    found.setdefault((claim.actor, claim.stance), claim)
    if not found:
        for clause in sentence.clauses:
            claims = _by_speech(sentence, clause)
            if claims:
                return claims
    return list(found.values())


def _by_verb(sentence: Sentence, clause: Clause) -> list[PositionClaim]:
    """A verb or adjective of taking a stance with an actor as its subject: "rejected", "called for", "is in favour"."""
    stance = _stance(sentence, clause)
    if stance is None or not clause.actors or _not_taken(sentence, clause):
        return []
    codes = sentence.codes_of_all(tuple(actor for actor in clause.actors if not _is_a_thing(sentence, actor)))
    if _only_of_theirs(clause):
        codes = ()
    if not codes and clause.predicate.dep_ == "conj":
        # "said the attack was a violation and called for a truce": the speaker called for it.
        codes = sentence.report(clause).codes
    topic = _topic(sentence, clause) or _addressed(sentence, clause, codes)
    if not codes or topic is None:
        return []
    if clause.negated:
        stance = _NEGATED.get(stance, stance)
    accuser = _held_against(sentence, clause, stance, codes)
    if accuser:
        return [_claim(sentence, clause, code, "accuses", topic) for code in accuser[:_MOST_ACTORS]]
    return [_claim(sentence, clause, code, stance, topic) for code in codes[:_MOST_ACTORS]]


def _is_a_thing(sentence: Sentence, token: Token) -> bool:
    """Whether a word names arms or an attack, which take no position: "said missiles hit cities and urged partners"."""
    codebook = sentence.tools.codebook
    return bool(codebook.weapon_cues.find([token]) or codebook.event_cues.find([token]))


def _only_of_theirs(clause: Clause) -> bool:
    """Whether the subject is not an actor but something of theirs: "America's silence encourages him"."""
    return bool(clause.actors) and all(actor.lemma_.lower() in _OF_THEIRS for actor in clause.actors)


def _held_against(sentence: Sentence, clause: Clause, stance: Stance, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Who holds a refusal against another: "Putin does not want peace", as the other side says, accuses; empty else.

    A third party that tells of a refusal in its own words reports it; in a quotation it accuses.
    """
    if stance != "rejects":
        return ()
    report = sentence.report(clause)
    quoted = sentence.context.quoting or is_quoted(sentence.span, clause.predicate)
    speakers = report.codes or (sentence.context.speaker_codes if quoted else ())
    if not speakers or set(speakers) & set(codes):
        return ()
    adversaries = len(sentence.sides) > 1 and {*speakers, *codes} <= set(sentence.sides)
    blames = bool(sentence.tools.codebook.accusing_cues.find(list(clause.predicate.subtree)))
    return speakers if adversaries or blames or (quoted and not clause.past) else ()


def _not_taken(sentence: Sentence, clause: Clause) -> bool:
    """Whether a stance is only possible or asked of someone: "may reject", "pressure on Moscow to accept"."""
    if clause.modal in {"may", "could", "might"} or (clause.modal == "would" and clause.verb not in _LIKING):
        return True
    predicate = clause.predicate
    if predicate.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in _BEFORE for child in predicate.children
    ):
        return True  # "the pause comes after Kyiv accepted": told elsewhere, in its own time
    above = predicate.head.head if predicate.dep_ == "pcomp" else predicate.head
    if predicate.dep_ == "pcomp" and normal(above.lemma_) in sentence.tools.codebook.incidents.alleging:
        return True  # "accused them of encouraging attacks"
    infinitive = predicate.tag_ == "VB" and any(child.lower_ == "to" for child in predicate.children)
    if not infinitive or predicate.dep_ not in {"acl", "xcomp", "advcl", "ccomp"}:
        return False
    if predicate.dep_ != "ccomp" and any(child.dep_ == "dobj" for child in above.children):
        return True  # "allocated 5 million to support them": what the money is for
    promises = sentence.tools.codebook.promises
    governing = above.lemma_.lower()
    return governing not in promises.continuing and not any(governing in entry.lemmas for entry in promises.verbs)


def _by_noun(sentence: Sentence, clause: Clause) -> list[PositionClaim]:
    """A noun of taking a stance with its actor: "Kyiv's calls for more sanctions"."""
    nouns = sentence.tools.codebook.stance_nouns
    for token in (*clause.subjects, *clause.objects):
        stance = nouns.get(token.lemma_.lower())
        owners = tuple(child for child in token.children if child.dep_ == "poss")
        behind = [child for child in token.children if child.dep_ == "prep" and child.lower_ in {"for", "to", "of"}]
        if stance is None or not owners or not behind:
            continue
        codes = sentence.codes_of_all(owners)
        about = list(behind[0].subtree)
        if codes and _in_this_field(sentence, about):
            topic = _words(sentence, about)
            return [_claim(sentence, clause, code, stance, topic) for code in codes[:_MOST_ACTORS]]
    return []


def _stance(sentence: Sentence, clause: Clause) -> Stance | None:
    codebook = sentence.tools.codebook
    lemma = clause.verb
    for child in clause.predicate.children:
        named = f"{lemma} {child.lower_}"
        if child.dep_ == "prep" and named in codebook.stances and not _of_time(sentence, child):
            return codebook.stances[named]
    if lemma in _WISHING and any(child.dep_ == "xcomp" for child in clause.predicate.children):
        return None  # "seeks to push him": what one means to do is no demand
    for name in (clause.lemma, lemma):
        if name in codebook.stances:
            return (
                codebook.stances[name]
                if lemma not in codebook.reporting.verbs or _accuses(sentence, clause)
                else None
            )
    if lemma in {"be", "remain", "feel", "call", "describe", "brand", "label"}:
        return _by_complement(sentence, clause)
    for child in clause.predicate.children:
        if (
            child.dep_ == "dobj"
            and child.lemma_.lower() in codebook.stance_nouns
            and lemma in {"issue", "make", "reiterate", "renew", "express", "repeat", "voice", "join", "echo"}
        ):
            return codebook.stance_nouns[child.lemma_.lower()]
    return None


def _of_time(sentence: Sentence, preposition: Token) -> bool:
    """Whether a preposition only says when: "called it a violation on Sunday" calls on nobody."""
    behind = {token.i for token in preposition.children}
    return any(behind & set(range(start, stop)) for start, stop, _ in sentence.times)


def _by_complement(sentence: Sentence, clause: Clause) -> Stance | None:
    """An adjective or phrase that takes a stance ("is satisfied with", "is against"), or a name that accuses."""
    codebook = sentence.tools.codebook
    if clause.verb in {"be", "remain", "feel"}:
        for child in clause.predicate.children:
            words = [child, *(inner for inner in child.children if inner.dep_ == "pobj")]
            for word in words if child.dep_ in {"acomp", "attr", "prep", "oprd"} else ():
                stance = codebook.stance_adjectives.get(word.lower_)
                if stance is not None:
                    return stance
        return None
    named = [child for child in clause.predicate.children if child.dep_ in {"oprd", "ccomp", "dobj", "attr", "prep"}]
    return "accuses" if any(codebook.accusing_cues.find(list(child.subtree)) for child in named) else None


def _by_speech(sentence: Sentence, clause: Clause) -> list[PositionClaim]:
    """What a speaker says must be done is a demand; what a speaker says another has done wrong is an accusation."""
    report = sentence.report(clause)
    codes = report.codes
    if not codes and (sentence.context.quoting or is_quoted(sentence.span, clause.predicate)):
        codes = sentence.context.speaker_codes
    if not codes:
        return []
    stance = _stance_in_speech(sentence, clause, codes)
    topic = _topic(sentence, clause) if stance is not None else None
    if stance is None or topic is None:
        return []
    return [_claim(sentence, clause, code, stance, topic, report) for code in codes[:_MOST_ACTORS]]


def _stance_in_speech(sentence: Sentence, clause: Clause, codes: tuple[str, ...]) -> Stance | None:
    codebook = sentence.tools.codebook
    predicate, lemma = clause.predicate, clause.verb
    needs = any(
        child.lemma_.lower() in codebook.positions.demanding_verbs for child in (predicate, *predicate.children)
    )
    if clause.modal in codebook.positions.demanding_modals or (needs and lemma in {"need", "be"}):
        return "rejects" if clause.negated else "demands"
    if lemma == "be" and any(
        child.lemma_.lower() == "reason" and child.dep_ == "attr" for child in predicate.children
    ):
        return "demands"  # "every such strike is reason enough for new sanctions"
    bare = predicate.dep_ == "ROOT" and predicate.tag_ == "VB" and not clause.subjects and clause.modal is None
    if bare and not any(child.dep_ == "intj" or child.lower_ == "please" for child in predicate.children):
        return "demands"  # "Stop the killing."
    others = [
        code for code in sentence.codes_within(predicate.left_edge.i, predicate.right_edge.i + 1) if code not in codes
    ]
    accuses = codebook.accusing_cues.find(list(predicate.subtree))
    if accuses and not clause.negated and (others or any(match.label for match in accuses)):
        return "accuses"
    doers = sentence.codes_of_all(clause.subjects)
    tensed = predicate.tag_ != "VBG" or any(child.dep_ == "aux" for child in predicate.children)
    if lemma in codebook.positions.harming and tensed and not clause.passive and clause.modal is None and doers:
        if clause.negated and set(doers) <= set(codes):
            return "denies"
        # What happened once is an incident; what someone is doing is held against them.
        if not clause.negated and not clause.past and not set(doers) & set(codes):
            return "accuses"
    return None


def _accuses(sentence: Sentence, clause: Clause) -> bool:
    """Verbs that report as well as accuse ("warn", "claim") are stances only where the words accuse."""
    return bool(sentence.tools.codebook.accusing_cues.find(list(clause.predicate.subtree)))


def _topic(sentence: Sentence, clause: Clause) -> str | None:
    """What the position is about, in its own words; None where it is no topic of this field."""
    predicate = clause.predicate
    after = [token for token in predicate.subtree if token.i > predicate.i]
    whole = list(predicate.subtree)
    return _words(sentence, after or whole) if _in_this_field(sentence, whole) else None


def _addressed(sentence: Sentence, clause: Clause, codes: tuple[str, ...]) -> str | None:
    """What is asked of or held against another state or body, whatever it is about; also what "denied this" denies."""
    after = [token for token in clause.predicate.subtree if token.i > clause.predicate.i]
    objects = [child for child in clause.predicate.children if child.dep_ in {"dobj", "dative"}]
    if clause.verb in _DENYING:
        meant = any(child.pos_ == "PRON" and child.lower_ in {"this", "that", "it", "these"} for child in objects)
    else:
        meant = clause.verb in _ADDRESSING and any(set(sentence.codes_of(child)) - set(codes) for child in objects)
    return _words(sentence, after) if meant and after else None


def _in_this_field(sentence: Sentence, words: list[Token]) -> bool:
    codebook = sentence.tools.codebook
    return bool(codebook.topic_cues.find(words) or codebook.strong_action_cues.find(words))


def _words(sentence: Sentence, words: list[Token]) -> str:
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
