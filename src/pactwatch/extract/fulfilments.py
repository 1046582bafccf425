"""Fulfilments: statements that an earlier promise was kept in part, kept, broken or withdrawn."""

from __future__ import annotations

from pactwatch.extract.claim import Action, Amount, FulfilmentClaim, Goods, State
from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.codebook import StateEntry
from pactwatch.extract.numbers import find_numbers
from pactwatch.extract.sentence import Sentence

_PEOPLE = frozenset(
    {
        "prisoner",
        "soldier",
        "servicemen",
        "serviceman",
        "pow",
        "civilian",
        "people",
        "captive",
        "combatant",
        "person",
        "detainee",
        "troop",
        "defender",
        "hostage",
        "child",
        "warrior",
        "pows",
        "body",
    }
)


def fulfilments(sentence: Sentence) -> list[FulfilmentClaim]:
    """The statements about kept or broken promises in one sentence."""
    if sentence.context.instrument:
        return []
    found: list[FulfilmentClaim] = []
    for clause in sentence.clauses:
        if clause.modal is not None or clause.negated or not clause.past:
            continue
        entry = _entry(sentence, clause)
        if entry is None:
            continue
        claim = _claim(sentence, clause, entry)
        if claim is not None and not any(old.state == claim.state and old.date == claim.date for old in found):
            found.append(claim)
    return found


def _entry(sentence: Sentence, clause: Clause) -> StateEntry | None:
    lemmas = {clause.lemma, clause.verb}
    lemmas |= {f"{clause.verb} {child.lower_}" for child in clause.predicate.children if child.dep_ == "advmod"}
    return next((entry for entry in sentence.tools.codebook.fulfilments.states if lemmas & set(entry.verbs)), None)


def _claim(sentence: Sentence, clause: Clause, entry: StateEntry) -> FulfilmentClaim | None:
    codebook = sentence.tools.codebook
    words = list(clause.predicate.subtree)
    actions: list[Action] = [match.label for match in codebook.action_cues.find(words)]
    promise = codebook.promise_cues.find([token for target in clause.objects for token in target.subtree])
    goods = _goods(clause)
    if entry.actions:
        prisoners = (
            "prisoner_release" in entry.actions
            and any(token.lemma_.lower() in _PEOPLE for token in words)
            and (bool(goods) or "prisoner_release" in actions)
        )
        action: Action | None = (
            "prisoner_release" if prisoners else next((a for a in actions if a in entry.actions), None)
        )
        if action is None or (action == "prisoner_release" and not prisoners):
            return None
        if action != "prisoner_release" and not (sentence.sums or goods or promise):
            return None
    else:
        if not promise:
            return None
        action = actions[0] if actions else None
    report = sentence.report(clause)
    promisors = sentence.codes_of_all(clause.actors)
    times = [mention for mention in sentence.times_of(clause) if mention.kind == "date" and mention.value]
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


def _goods(clause: Clause) -> tuple[Goods, ...]:
    """What was handed over, with its number: "307 soldiers"."""
    found: list[Goods] = []
    for target in clause.objects:
        first, after = phrase(target)
        text = target.doc[first:after].text
        numbers = find_numbers(text)
        if numbers and target.pos_ in {"NOUN", "PROPN"} and numbers[0].value is not None:
            found.append(Goods(name=target.lemma_.lower(), count=int(numbers[0].value)))
    return tuple(found)


def _commitment(sentence: Sentence, clause: Clause, action: Action | None) -> str | None:
    """Which promise: the phrase that names it, else the action."""
    for match in sentence.tools.codebook.promise_cues.find(sentence.span):
        if match.last.pos_ in {"NOUN", "PROPN"}:
            return sentence.span.doc[slice(*phrase(match.last))].text
    return action.replace("_", " ") if action else None
