"""Agreements: instruments between parties, with the stage that a sentence says they have reached."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import AgreementClaim, Form, Stage
from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.cues import CueMatch
from pactwatch.extract.sentence import Sentence

_RISING: tuple[Stage, ...] = (
    "ratified",
    "in_force",
    "signed",
    "joined",
    "ended",
    "suspended",
    "rejected",
    "agreed",
    "negotiating",
    "proposed",
)
_PREPOSITIONS = frozenset({"between", "with", "by", "of"})


def agreements(sentence: Sentence) -> list[AgreementClaim]:
    """The instruments that one sentence names with a stage: at most one claim for each form and stage."""
    if sentence.context.instrument:
        return []
    found: dict[tuple[Form, Stage], AgreementClaim] = {}
    for match in sentence.tools.codebook.form_cues.find(sentence.span):
        claim = _claim(sentence, match)
        if claim is not None:
            found.setdefault((claim.form, claim.stage), claim)
    return list(found.values())


def _claim(sentence: Sentence, match: CueMatch[Form]) -> AgreementClaim | None:
    noun = match.last
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod", "poss"}:
        return None
    clause, stage = _stage(sentence, noun)
    if stage is None:
        return None
    parties = _parties(sentence, noun, clause) or (sentence.context.pair if stage == "agreed" else ())
    if parties and match.label == "terms of ceasefire":
        # Whoever proposes or presses for it, a ceasefire is between the sides.
        named = {*parties, *sentence.codes_within(sentence.span.start, sentence.span.end)}
        parties = sentence.sides if named & set(sentence.sides) else parties
    if not parties:
        return None
    report = sentence.report(clause) if clause is not None else None
    times = sentence.times_of(clause) if clause is not None else []
    dates = [mention for mention in times if mention.value]
    past = clause is None or clause.past
    date = next((mention.value for mention in dates if mention.kind == "date"), None) if past else None
    if date is None and report is not None:
        date = sentence.said_on(report)
    expected = next((mention.value for mention in dates if mention.kind == "deadline" or not past), None)
    return AgreementClaim(
        **sentence.base(sentence.quote(), report),
        title=_title(sentence, noun),
        parties=parties,
        form=match.label,
        stage=stage,
        date=date,
        expected=expected,
    )


def _stage(sentence: Sentence, noun: Token) -> tuple[Clause | None, Stage | None]:
    """The stage by the verbs and nouns above the instrument's noun, the nearest first."""
    stages = sentence.tools.codebook.instruments.stages
    clauses = {clause.predicate.i: clause for clause in sentence.clauses}
    for child in noun.children:
        # "an agreement reached in Istanbul", "the deal they signed"
        if child.dep_ in {"acl", "relcl"} and child.i in clauses:
            stage = next((entry.stage for entry in stages if _lemma(clauses[child.i]) & set(entry.verbs)), None)
            if stage is not None:
                return clauses[child.i], stage
    current = noun
    for _ in range(6):
        if current.head.i == current.i:
            break
        current = current.head
        if current.pos_ == "NOUN":
            stage = next((entry.stage for entry in stages if current.lemma_.lower() in entry.nouns), None)
            if stage is not None:
                return next((c for c in clauses.values() if current in c.predicate.subtree), None), stage
        clause = clauses.get(current.i)
        if clause is not None:
            stage = next((entry.stage for entry in stages if _lemma(clause) & set(entry.verbs)), None)
            if stage is not None:
                return clause, _unfinished(clause, stage)
            # "opened talks with Kyiv on an accord": the object names the stage.
            objects = {target.lemma_.lower() for target in clause.objects if target.i != noun.i}
            stage = next((entry.stage for entry in stages if objects & set(entry.nouns)), None)
            if stage is not None:
                return clause, stage
    return None, None


def _lemma(clause: Clause) -> set[str]:
    lemma = clause.verb
    particles = {f"{lemma} {child.lower_}" for child in clause.predicate.children if child.dep_ in {"prep", "prt"}}
    particles |= {
        f"{lemma} {child.lower_} {grandchild.lower_}"
        for child in clause.predicate.children
        if child.dep_ == "prep"
        for grandchild in child.children
    }
    return {lemma, *particles}


def _unfinished(clause: Clause, stage: Stage) -> Stage | None:
    """What is planned or hoped has not been reached: "plans to finalise", "should sign", "failed to reach"."""
    if stage in {"rejected", "proposed", "negotiating"}:
        return stage
    if clause.negated:
        return "rejected" if clause.past else None
    if clause.past and clause.modal is None:
        return stage
    governor = clause.governor
    if governor is not None and governor.lemma_.lower() in {"push", "press", "urge", "call", "pressure", "ask"}:
        return "proposed"
    if clause.modal is not None or (governor is not None and clause.predicate.tag_ in {"VB", "VBG"}):
        return "negotiating" if stage in {"signed", "agreed", "ratified"} else "proposed"
    return stage


def _parties(sentence: Sentence, noun: Token, clause: Clause | None) -> tuple[str, ...]:
    """Who is party: named with the noun ("deal between A and B") or the clause's actors."""
    named: list[str] = list(sentence.codes_within(*phrase(noun)))
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for token in child.children:
                if token.dep_ == "pobj":
                    named.extend(sentence.codes_of_all((token, *token.conjuncts)))
    if clause is not None:
        named = [*sentence.codes_of_all(clause.actors), *named]
        for child in clause.predicate.children:
            if child.dep_ == "prep" and child.lower_ == "with":
                named.extend(code for token in child.children for code in sentence.codes_of(token))
        if not named and clause.governor is not None:
            named.extend(sentence.codes_within(sentence.span.start, sentence.span.end)[:2])
    return tuple(dict.fromkeys(named))


def _title(sentence: Sentence, noun: Token) -> str:
    return sentence.span.doc[slice(*phrase(noun))].text
