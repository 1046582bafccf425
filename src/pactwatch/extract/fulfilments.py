"""Fulfilments: statements that an earlier promise was kept in part, kept, broken or withdrawn."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import Action, Amount, FulfilmentClaim, State
from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.codebook import StateEntry
from pactwatch.extract.goods import goods_in
from pactwatch.extract.sentence import Sentence


def fulfilments(sentence: Sentence) -> list[FulfilmentClaim]:
    """The statements about kept or broken promises in one sentence."""
    if sentence.context.instrument:
        return []
    found: list[FulfilmentClaim] = []
    for clause in sentence.clauses:
        if clause.modal is not None or not clause.past or _denied(sentence, clause):
            continue
        entry = _entry(sentence, clause)
        if entry is None or clause.negated:
            continue
        claim = _claim(sentence, clause, entry)
        if claim is not None and not any(old.state == claim.state and old.date == claim.date for old in found):
            found.append(claim)
    return found


def _denied(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause is only what someone denies having done: "denied that it had broken the truce"."""
    above = clause.predicate
    while above.head.i != above.i and above.dep_ in {"ccomp", "xcomp", "pcomp", "prep", "acl", "conj", "dobj"}:
        above = above.head
        if sentence.tools.codebook.stances.get(above.lemma_.lower()) == "denies":
            return True
    return False


def _entry(sentence: Sentence, clause: Clause) -> StateEntry | None:
    lemmas = {clause.lemma, clause.verb}
    lemmas |= {f"{clause.verb} {child.lower_}" for child in clause.predicate.children if child.dep_ == "advmod"}
    return next((entry for entry in sentence.tools.codebook.fulfilments.states if lemmas & set(entry.verbs)), None)


def _claim(sentence: Sentence, clause: Clause, entry: StateEntry) -> FulfilmentClaim | None:
    codebook = sentence.tools.codebook
    words = list(clause.predicate.subtree)
    actions: list[Action] = [match.label for match in codebook.action_cues.find(words)]
    promise = codebook.promise_cues.find([token for target in clause.objects for token in target.subtree])
    goods = goods_in(sentence, _handed_over(clause), counted_only=True)
    if entry.actions:
        prisoners = (
            "prisoner_release" in entry.actions
            and any(match.label is False for match in codebook.goods_cues.find(words))
            and (bool(goods) or "prisoner_release" in actions)
        )
        action: Action | None = (
            "prisoner_release" if prisoners else next((a for a in actions if a in entry.actions), None)
        )
        if action is None or (action == "prisoner_release" and not prisoners):
            return None
        if action != "prisoner_release" and codebook.event_cues.find(_handed_over(clause)):
            return None  # "delivered a strike"
        if action != "prisoner_release" and not (sentence.sums or goods or promise):
            return None
    else:
        if not promise:
            return None
        action = actions[0] if actions else None
    report = sentence.report(clause)
    promisors = sentence.codes_of_all(clause.actors)
    times = [one for one in sentence.times_of(clause) if one.kind in {"date", "period"} and one.value]
    amounts: tuple[Amount, ...] = tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts)
    state: State = entry.state
    if state == "partly_met" and any(
        token.lower_ in {"final", "last", "complete", "completed"} for token in sentence.span
    ):
        state = "met"
    return FulfilmentClaim(
        **sentence.base(sentence.quote(), report),
        commitment=_commitment(sentence, clause, action),
        promisors=promisors,
        action=action,
        state=state,
        date=times[0].value if times else sentence.said_on(report),
        amounts=amounts,
        items=goods,
    )


def _handed_over(clause: Clause) -> list[Token]:
    """The words of what was handed over, in their order."""
    inside = {token.i: token for target in clause.objects for token in target.subtree}
    return [inside[i] for i in sorted(inside)]


def _commitment(sentence: Sentence, clause: Clause, action: Action | None) -> str | None:
    """Which promise: the phrase that names it, else the action."""
    for match in sentence.tools.codebook.promise_cues.find(sentence.span):
        if match.last.pos_ in {"NOUN", "PROPN"}:
            return sentence.span.doc[slice(*phrase(match.last))].text
    return action.replace("_", " ") if action else None
