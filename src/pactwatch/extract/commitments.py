"""Commitments: promises of future conduct, from reports and from instruments."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.action import action_of
from pactwatch.extract.claim import Action, Amount, CommitmentClaim, Goods
from pactwatch.extract.clauses import SUBJECT, is_predicate, spread
from pactwatch.extract.conditions import condition_of
from pactwatch.extract.goods import OF_GOODS, goods_in
from pactwatch.extract.promises import Promise, promises
from pactwatch.extract.promisors import promisees_of, promisors_of
from pactwatch.extract.sentence import Report, Sentence
from pactwatch.extract.timing import due, period, respond_within

_AID: frozenset[Action] = frozenset(
    {"military_aid", "air_defence", "maritime_security", "other", "assistance_if_attacked"}
)
_COUNTED: frozenset[Action] = frozenset({"training", "withdrawal", "reconstruction"})
_HAVE = frozenset({"VBD", "VBN"})


def commitments(sentence: Sentence) -> list[CommitmentClaim]:
    """The promises that one sentence makes or reports, in the order of its words."""
    found: list[CommitmentClaim] = []
    made = promises(sentence)
    for promise in made:
        others = frozenset(_tokens_of_others(promise, made))
        claim = _claim(sentence, promise, others, alone=len(made) == 1)
        if claim is not None:
            found.extend(_one_an_action(sentence, promise, claim))
    return found


def _tokens_of_others(promise: Promise, made: list[Promise]) -> set[int]:
    """The words of promises that are coordinated with this one and stand inside its clause."""
    inside = {token.i for token in promise.matter.predicate.subtree}
    found: set[int] = set()
    for other in made:
        for predicate in (other.clause.predicate, other.matter.predicate):
            own = predicate.i in {promise.clause.predicate.i, promise.matter.predicate.i}
            if not own and predicate.i in inside and predicate.dep_ == "conj":
                found.update(range(predicate.left_edge.i, predicate.right_edge.i + 1))
    return found


def _gives_a_sum(sentence: Sentence, promise: Promise) -> bool:
    """Whether money is what is promised: "pledges US$27 million to support displaced people"."""
    return any(sentence.sum_in(target) for target in (*promise.clause.objects, *promise.matter.objects))


def _claim(sentence: Sentence, promise: Promise, others: frozenset[int], *, alone: bool) -> CommitmentClaim | None:
    context = sentence.context
    promisors = promisors_of(sentence, promise)
    if not promisors:
        return None
    condition = condition_of(sentence, promise.clause)
    action = action_of(sentence, promise, condition, others)
    if context.instrument:
        subjects = promise.clause.subjects
        if subjects and sentence.tools.codebook.form_cues.find([subjects[0]]) and _about_itself(sentence, promise):
            return None
        if _changes_itself(sentence, promise):
            return None
        action = action or "other"
    elif action is None and promise.matter.verb in sentence.tools.codebook.promises.taking_part:
        action = context.action
    if action is None and _gives_a_sum(sentence, promise):
        action = "financial_aid"
    if action is None:
        return None
    context.action = action
    report = sentence.report(promise.clause)
    trigger = condition.trigger if condition is not None else "none"
    if trigger == "none" and _under_attack_heading(sentence) and action not in {"consultation", "other"}:
        trigger = "attack"
    if trigger == "attack" and action in _AID:
        action = "assistance_if_attacked"
    if trigger != "none":
        context.trigger = trigger
    negated = promise.negated != _ends(sentence, promise, action)
    if any(code in context.parties for code in promisors) or not context.instrument:
        context.promisors = promisors
    span = _span(sentence, promise, others)
    first, after = (sentence.span.start, sentence.span.end) if alone else _token_range(sentence, span)
    return CommitmentClaim(
        **sentence.base(span, None if context.instrument else report),
        promisors=promisors,
        promisees=promisees_of(sentence, promise, promisors, action),
        action=action,
        firmness=promise.firmness,
        polarity="will_not" if negated else "will",
        condition=condition.words if condition is not None else None,
        trigger=trigger,
        amounts=_amounts(sentence, promise, first, after),
        items=_items(sentence, promise, action, others),
        period=period(sentence, promise.clause, first, after),
        respond_within=respond_within(sentence, first, after),
        date=_date(sentence, promise, report),
        due=due(sentence, promise.clause, first, after),
        agreement=context.title if context.instrument else None,
        section=sentence.section,
    )


def _about_itself(sentence: Sentence, promise: Promise) -> bool:
    """Whether an instrument speaks of itself: "will enter into force" is a provision, not a promise."""
    return promise.clause.verb in sentence.tools.codebook.promises.of_the_instrument


def _changes_itself(sentence: Sentence, promise: Promise) -> bool:
    """Whether a clause is about changing or ending an instrument: "the Parties may amend this Agreement", "terminate it"."""
    words = sentence.tools.codebook
    return promise.matter.verb in words.promises.changing and any(
        target.lower_ == "it" or words.form_cues.find([target]) for target in promise.matter.objects
    )


def _ends(sentence: Sentence, promise: Promise, action: Action) -> bool:
    """Whether the promise is to end what the action names: lifting sanctions is not imposing them."""
    return action == "sanctions" and any(
        token.lemma_.lower() in sentence.tools.codebook.promises.ending for token in promise.matter.predicate.subtree
    )


def _span(sentence: Sentence, promise: Promise, others: frozenset[int]) -> tuple[int, int]:
    """The promise's own words: its clause where the sentence makes several or reports one, the whole sentence else."""
    predicate = promise.clause.predicate
    if promise.matter.predicate.dep_ == "conj" and promise.matter is not promise.clause:
        first, last = _edges(promise.matter.predicate)
    else:
        own_subject = any(child.dep_ in SUBJECT for child in predicate.children)
        whole = predicate.dep_ == "ROOT" or not own_subject
        if whole and predicate.dep_ != "conj":
            first, last = sentence.span[0], sentence.span[-1]
        else:
            first, last = _edges(predicate)
    inside = [i for i in others if first.i < i <= last.i]
    if inside and all(i in others or _empty(sentence.span.doc[i]) for i in range(min(inside), last.i + 1)):
        last = sentence.span.doc[min(inside) - 1]
        while last.i > first.i and (last.is_punct or last.dep_ == "cc" or last.is_space):
            last = last.nbor(-1)
    return sentence.quote(first, last)


def _empty(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "cc"


def _edges(predicate: Token) -> tuple[Token, Token]:
    first, last = predicate.left_edge, predicate.right_edge
    while first.i < last.i and (first.is_punct or first.dep_ == "cc"):
        first = first.nbor()
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return first, last


def _token_range(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span[0] - sentence.offset, span[1] - sentence.offset
    inside = [token.i for token in sentence.span if start <= token.idx < end]
    return (inside[0], inside[-1] + 1) if inside else (sentence.span.start, sentence.span.end)


def _amounts(sentence: Sentence, promise: Promise, first: int, after: int) -> tuple[Amount, ...]:
    """The sums among the promise's words, without those of what is told beside it: "having given 2 million, will ..."."""
    own = {promise.clause.predicate.i, promise.matter.predicate.i}
    kept: list[Amount] = []
    for start, _, mention in sentence.sums:
        if first <= start < after and not _told_beside(sentence.span.doc[start], own):
            kept.extend(mention.amounts)
    return tuple(kept)


def _told_beside(token: Token, own: set[int]) -> bool:
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.i in own:
            return False
        if is_predicate(current) and current.dep_ in {"advcl", "relcl", "conj"}:
            auxiliaries = [child for child in current.children if child.dep_ == "aux"]
            if current.tag_ == "VBD" or (current.tag_ in _HAVE and any(aux.lemma_ == "have" for aux in auxiliaries)):
                return True
    return False


def _items(sentence: Sentence, promise: Promise, action: Action, others: frozenset[int]) -> tuple[Goods, ...]:
    if action not in OF_GOODS:
        return ()
    words = [token for token in promise.matter.predicate.subtree if token.i not in others]
    if promise.clause.passive or promise.clause.predicate.dep_ == "relcl":
        words = [token for subject in promise.clause.subjects for token in subject.subtree] + words
    return goods_in(
        sentence,
        sorted(set(words), key=lambda token: token.i),
        counted_only=action in _COUNTED,
        people=action == "prisoner_release",
    )


def _date(sentence: Sentence, promise: Promise, report: Report) -> str | None:
    if sentence.context.instrument:
        return None
    said = sentence.said_on(report)
    if said:
        return said
    own = [mention for mention in sentence.times_of(promise.clause) if mention.kind == "date" and mention.value]
    if promise.clause.past and own:
        return own[0].value
    return sentence.context.spoke_on(report.speaker)


def _under_attack_heading(sentence: Sentence) -> bool:
    """Whether the section's heading says that it is about a future attack."""
    if not sentence.context.instrument:
        return False
    heading = " ".join(sentence.context.headings).lower()
    return "event" in heading and ("attack" in heading or "aggression" in heading)


def _one_an_action(sentence: Sentence, promise: Promise, claim: CommitmentClaim) -> list[CommitmentClaim]:
    """After an attack each kind of help is an obligation of its own: "security ... and economic assistance"."""
    if claim.trigger != "attack" or claim.action != "assistance_if_attacked":
        return [claim]
    claims = [claim]
    for child in promise.matter.predicate.children:
        if child.dep_ != "dobj" and not (child.dep_ == "prep" and child.lower_ == "with"):
            continue
        heads = [child] if child.dep_ == "dobj" else [inner for inner in child.children if inner.dep_ == "pobj"]
        labels = {
            match.label
            for top in heads
            for head in spread(top)
            for match in sentence.tools.codebook.action_cues.find(sentence.span.doc[head.left_edge.i : head.i + 1])
        }
        if "financial_aid" in labels:
            claims.append(claim.model_copy(update={"action": "financial_aid"}))
    return claims
