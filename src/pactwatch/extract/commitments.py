"""Commitments: promises of future conduct, from reports and from instruments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pactwatch.extract.claim import Action, Amount, CommitmentClaim, Firmness
from pactwatch.extract.clauses import SUBJECT, Clause, spread
from pactwatch.extract.codebook import PromiseEntry
from pactwatch.extract.conditions import Condition, condition_of
from pactwatch.extract.context import LeadIn
from pactwatch.extract.sentence import Report, Sentence

_AID: frozenset[Action] = frozenset(
    {"military_aid", "air_defence", "maritime_security", "other", "assistance_if_attacked"}
)
_MUTUAL: frozenset[Action] = frozenset({"prisoner_release", "ceasefire"})
_RISING: tuple[Firmness, ...] = ("considered", "announced", "pledged", "intended", "agreed", "signed", "binding")
# "The Agreement will enter into force": what an instrument says about itself is a provision, not a promise.
_ABOUT_ITSELF = frozenset(
    {"enter", "come", "remain", "terminate", "be", "expire", "cease", "apply", "take", "replace"}
)


@dataclass(frozen=True)
class _Promise:
    """A clause that promises: its own clause, the one that carries the matter, and how firmly it binds."""

    clause: Clause
    matter: Clause
    firmness: Firmness
    negated: bool


def commitments(sentence: Sentence) -> list[CommitmentClaim]:
    """The promises that one sentence makes or reports, in the order of its words."""
    found: list[CommitmentClaim] = []
    for promise in _promises(sentence):
        claim = _claim(sentence, promise)
        if claim is not None:
            found.extend(_one_an_action(sentence, promise, claim))
    return found


def _promises(sentence: Sentence) -> Iterator[_Promise]:
    taken: set[int] = set()
    for clause in sentence.clauses:
        if clause.predicate.i in taken:
            continue
        promise = (
            _by_ruling_out(sentence, clause)
            or _by_verb(sentence, clause)
            or _by_modal(sentence, clause)
            or _by_adjective(sentence, clause)
        )
        if promise is None:
            continue
        taken.add(promise.clause.predicate.i)
        taken.update(_chain(promise.matter))
        taken.add(promise.matter.predicate.i)
        yield promise
        if promise.matter is promise.clause:
            continue
        # "agreed to monitor the ceasefire and to supply weapons" promises twice.
        for other in sentence.clauses:
            head = other.predicate.head
            if other.predicate.dep_ == "conj" and head.i == promise.matter.predicate.i and other.modal is None:
                taken.update({other.predicate.i, *_chain(other)})
                yield _Promise(promise.clause, other, promise.firmness, promise.negated)


def _chain(clause: Clause) -> set[int]:
    """The complements of a promise's own verb, which say the same promise again: "will continue to support"."""
    return {
        token.i
        for token in clause.predicate.subtree
        if token.dep_ in {"xcomp", "ccomp"} and token.head.i == clause.predicate.i
    }


def _by_verb(sentence: Sentence, clause: Clause) -> _Promise | None:
    """Verbs of promising with a complement: "pledged to send", "agreed that", "plans a package"."""
    entry = _entry(sentence.tools.codebook.promises.verbs, clause.verb)
    if entry is None or clause.predicate.dep_ in {"amod"}:
        return None
    if entry.firmness is None and not sentence.context.instrument:
        return None
    complement = _complement(sentence, clause)
    reporting = clause.verb in sentence.tools.codebook.reporting.verbs
    direct = [child for child in clause.predicate.children if child.dep_ == "dobj"] or _agreed_on(clause)
    if complement is None and not direct and not clause.passive and clause.predicate.dep_ != "relcl":
        return None
    if complement is None and direct and reporting and not sentence.tools.codebook.action_cues.find(direct):
        return None  # "announced a strike" reports, "announced sanctions" promises
    firmness = _firmness(sentence, entry)
    if complement is not None and reporting and complement.modal is None and complement.predicate.dep_ == "ccomp":
        return None
    if complement is not None and complement.modal in {"may", "might", "could"}:
        firmness = "considered"
    if clause.modal in {"may", "might", "could"}:
        firmness = "considered"
    elif clause.modal is not None and firmness in {"agreed", "signed"} and not sentence.context.instrument:
        firmness = "announced"  # "will agree" has not agreed
    matter = complement or clause
    denied = complement is not None and (complement.negated or _no_need(complement))
    return _Promise(clause, matter, firmness, clause.negated != denied)


def _by_ruling_out(sentence: Sentence, clause: Clause) -> _Promise | None:
    """What someone rules out doing themselves they promise not to do; what they do not rule out they consider."""
    if clause.lemma not in sentence.tools.codebook.promises.ruling_out:
        return None
    complement = _complement(sentence, clause)
    if clause.negated:
        return _Promise(clause, complement or clause, "considered", False)
    # Ruling out what others do is a position: only "ruled out sending" speaks of one's own conduct.
    return _Promise(clause, complement, "pledged", True) if complement is not None else None


def _no_need(clause: Clause) -> bool:
    """Whether a clause says that there is no need or reason for something: "agreed there is no need to lift"."""
    return any(
        child.lemma_.lower() in {"need", "reason", "point", "plan"}
        and any(grandchild.lower_ == "no" for grandchild in child.children)
        for child in clause.predicate.children
    )


def _agreed_on(clause: Clause) -> list[Token]:
    """What was agreed on: "agreed on a prisoner swap", "agreed to a ceasefire"."""
    return [
        token
        for child in clause.predicate.children
        if child.dep_ == "prep" and child.lower_ in {"on", "to"} and clause.verb == "agree"
        for token in child.children
        if token.dep_ == "pobj"
    ]


def _by_modal(sentence: Sentence, clause: Clause) -> _Promise | None:
    """A modal verb: "will provide", "shall withdraw", "may consider"."""
    promises = sentence.tools.codebook.promises
    modal = next((entry for entry in promises.modals if clause.modal in entry.words), None)
    if modal is None or clause.predicate.dep_ in {"advcl"}:
        return None
    words = {child.lower_ for child in clause.predicate.children}
    if not sentence.context.instrument and words & {"whether", "likely", "probably", "perhaps", "only"}:
        return None  # a question or a forecast
    lemma = clause.verb
    if lemma == "limit" and clause.negated:
        return None  # "including, but not limited to"
    complement = _complement(sentence, clause)
    if lemma in promises.not_promises and not (clause.passive and sentence.context.instrument):
        adjective = _by_adjective(sentence, clause)
        return adjective
    firmness = (modal.in_instrument if sentence.context.instrument else None) or modal.firmness
    if clause.predicate.dep_ == "relcl" and not sentence.context.instrument and clause.modal == "would":
        return None
    matter = complement if complement is not None and lemma in promises.continuing else clause
    considering = _entry(promises.verbs, lemma)
    if considering is not None and considering.firmness == "considered":
        firmness = "considered"
    elif considering is not None and considering.in_instrument == "intended" and sentence.context.instrument:
        firmness = "signed"
    elif firmness == "announced" and _vowed(sentence, clause):
        firmness = "pledged"
    return _Promise(clause, matter, firmness, clause.negated)


def _vowed(sentence: Sentence, clause: Clause) -> bool:
    """Whether who speaks binds themselves: "we will", or a report of it with a verb of pledging ("vowed")."""
    if any(subject.lower_ in {"we", "i"} for subject in clause.subjects):
        return True
    verb = sentence.report(clause).verb
    entry = _entry(sentence.tools.codebook.promises.verbs, verb.lemma_.lower()) if verb is not None else None
    return entry is not None and entry.firmness == "pledged"


def _by_adjective(sentence: Sentence, clause: Clause) -> _Promise | None:
    """Adjectives and nouns of promising after "be" or "have": "is ready to send", "underlined its intention to"."""
    promises = sentence.tools.codebook.promises
    if clause.verb not in {"be", "remain", "have", "stand", "express", "underline", "reaffirm"}:
        return None
    for child in clause.predicate.children:
        entry = _entry(promises.adjectives, child.lemma_.lower()) or (
            _entry(promises.nouns, child.lemma_.lower()) if child.dep_ in {"dobj", "attr"} else None
        )
        if entry is None:
            continue
        complement = next(
            (
                inner
                for inner in sentence.clauses
                if inner.predicate.head.i == child.i
                or (inner.predicate.head.i == clause.predicate.i and inner.predicate.dep_ == "xcomp")
            ),
            None,
        )
        if complement is not None:
            return _Promise(clause, complement, _firmness(sentence, entry), clause.negated)
    return None


def _complement(sentence: Sentence, clause: Clause) -> Clause | None:
    return next(
        (
            inner
            for inner in sentence.clauses
            if inner.predicate.head.i == clause.predicate.i and inner.predicate.dep_ in {"xcomp", "ccomp"}
        ),
        None,
    )


def _entry(entries: tuple[PromiseEntry, ...], lemma: str) -> PromiseEntry | None:
    return next((entry for entry in entries if lemma in entry.lemmas), None)


def _firmness(sentence: Sentence, entry: PromiseEntry) -> Firmness:
    return (entry.in_instrument if sentence.context.instrument else None) or entry.firmness or "intended"


def _claim(sentence: Sentence, promise: _Promise) -> CommitmentClaim | None:
    context = sentence.context
    promisors = _promisors(sentence, promise)
    if not promisors:
        return None
    condition = condition_of(sentence, promise.clause)
    action = _action(sentence, promise, condition)
    if context.instrument:
        subjects = promise.clause.subjects
        if subjects and _names_instrument(sentence, subjects[0]) and promise.clause.verb in _ABOUT_ITSELF:
            return None
        action = action or "other"
    elif action is None and promise.matter.verb in sentence.tools.codebook.promises.taking_part:
        action = context.action
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
    context.promisors = promisors
    return CommitmentClaim(
        **sentence.base(_span(sentence, promise), report),
        promisors=promisors,
        promisees=_promisees(sentence, promise, promisors, action),
        action=action,
        firmness=promise.firmness,
        polarity="will_not" if negated else "will",
        condition=condition.words if condition is not None else None,
        trigger=trigger,
        amounts=_amounts(sentence, promise),
        respond_within=_respond_within(sentence),
        date=_date(sentence, promise, report),
        due=_due(sentence, promise),
        agreement=context.title if context.instrument else None,
        section=sentence.section,
    )


def _ends(sentence: Sentence, promise: _Promise, action: Action) -> bool:
    """Whether the promise is to end what the action names: lifting sanctions is not imposing them."""
    return action == "sanctions" and any(
        token.lemma_.lower() in sentence.tools.codebook.promises.ending for token in promise.matter.predicate.subtree
    )


def _promisors(sentence: Sentence, promise: _Promise) -> tuple[str, ...]:
    clause, context = promise.clause, sentence.context
    codes = sentence.codes_of_all(clause.agents if clause.passive else clause.subjects)
    if not context.instrument:
        if not codes and clause.lemma in sentence.tools.codebook.promises.ruling_out:
            return sentence.report(clause).codes
        if not codes and clause.passive and clause.verb == "agree":
            return context.pair
        return codes
    inside = tuple(code for code in codes if code in context.parties)
    if inside:
        return inside
    if codes and not clause.passive:
        return ()
    cues = sentence.tools.codebook.action_cues.find(sentence.span)
    if clause.passive and clause.agents:
        return ()
    # "Training support will be continued": the paragraph's promisor, or the one who is not the beneficiary.
    return (context.promisors or context.parties[:1]) if cues else ()


def _promisees(sentence: Sentence, promise: _Promise, promisors: tuple[str, ...], action: Action) -> tuple[str, ...]:
    context = sentence.context
    if context.instrument:
        return context.parties if len(promisors) > 1 else context.counterparts(promisors)
    if action in _MUTUAL and len(promisors) > 1:
        return tuple(reversed(promisors))
    matter = promise.matter.predicate
    named: list[str] = []
    for token in matter.subtree:
        if token.dep_ == "dative" or (token.dep_ == "pobj" and token.head.lower_ in {"to", "for", "in"}):
            for head in spread(token):
                named.extend(code for code in sentence.codes_of(head) if code not in promisors)
        elif token.dep_ == "dobj" and action != "sanctions":
            named.extend(code for code in sentence.codes_of(token) if code not in promisors)
    if action == "sanctions":
        return ()
    return tuple(dict.fromkeys(named))[:2]


def _action(sentence: Sentence, promise: _Promise, condition: Condition | None) -> Action | None:
    """The action whose cue stands nearest to the promise's own words, longer cues first."""
    codebook = sentence.tools.codebook
    first, after = promise.matter.predicate.left_edge.i, promise.matter.predicate.right_edge.i + 1
    excluded: set[int] = set(range(condition.first, condition.after)) if condition is not None else set()
    for subject in promise.clause.subjects:
        if not promise.clause.passive:
            excluded.update(range(subject.left_edge.i, subject.right_edge.i + 1))
    tokens = [token for token in sentence.span.doc[first:after] if token.i not in excluded]
    matches = codebook.action_cues.find(tokens)
    if not matches and promise.clause.predicate.dep_ == "relcl":
        matches = codebook.action_cues.find(list(promise.clause.predicate.head.subtree))
    if not matches:
        subjects = [token for subject in promise.clause.subjects for token in subject.subtree]
        matches = codebook.action_cues.find(subjects)
    if matches:
        start = promise.matter.predicate.i
        return min(matches, key=lambda m: (abs(m.first.i - start) - 4 * (m.words - 1), m.first.i)).label
    return None


def _span(sentence: Sentence, promise: _Promise) -> tuple[int, int]:
    """The clause's own words where the sentence makes several promises or reports one, the whole sentence else."""
    predicate = promise.clause.predicate
    if promise.matter.predicate.dep_ == "conj" and promise.matter is not promise.clause:
        return sentence.quote(*_edges(promise.matter.predicate))
    own_subject = any(child.dep_ in SUBJECT for child in predicate.children)
    if predicate.dep_ == "ROOT" or not own_subject:
        return sentence.quote() if predicate.dep_ != "conj" else sentence.quote(*_edges(predicate))
    return sentence.quote(*_edges(predicate))


def _edges(predicate: Token) -> tuple[Token, Token]:
    first, last = predicate.left_edge, predicate.right_edge
    while first.i < last.i and (first.is_punct or first.dep_ == "cc"):
        first = first.nbor()
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return first, last


def _amounts(sentence: Sentence, promise: _Promise) -> tuple[Amount, ...]:
    return tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts)


def _respond_within(sentence: Sentence) -> str | None:
    for start, stop, mention in sentence.durations:
        before = sentence.span.doc[start:stop].text.lower()
        if before.startswith("within") or (
            start > sentence.span.start and sentence.span.doc[start - 1].lower_ == "within"
        ):
            return mention.value
    return None


def _date(sentence: Sentence, promise: _Promise, report: Report) -> str | None:
    if sentence.context.instrument:
        return None
    said = sentence.said_on(report)
    if said:
        return said
    own = [mention for mention in sentence.times_of(promise.clause) if mention.kind == "date" and mention.value]
    if promise.clause.past and own:
        return own[0].value
    return sentence.context.spoke_on(report.speaker)


def _due(sentence: Sentence, promise: _Promise) -> str | None:
    return next((m.value for m in sentence.times_of(promise.clause) if m.kind == "deadline" and m.value), None)


def _names_instrument(sentence: Sentence, token: Token) -> bool:
    return bool(sentence.tools.codebook.form_cues.find([token]))


def _under_attack_heading(sentence: Sentence) -> bool:
    """Whether the section's heading says that it is about a future attack."""
    if not sentence.context.instrument:
        return False
    heading = " ".join(sentence.context.headings).lower()
    return "event" in heading and ("attack" in heading or "aggression" in heading)


def _one_an_action(sentence: Sentence, promise: _Promise, claim: CommitmentClaim) -> list[CommitmentClaim]:
    """After an attack each kind of help is an obligation of its own: "security ... and economic assistance"."""
    if claim.trigger != "attack" or claim.action != "assistance_if_attacked":
        return [claim]
    claims = [claim]
    for child in promise.matter.predicate.children:
        if child.dep_ != "dobj":
            continue
        labels = {
            match.label
            for head in spread(child)
            for match in sentence.tools.codebook.action_cues.find(sentence.span.doc[head.left_edge.i : head.i + 1])
        }
        if "financial_aid" in labels:
            claims.append(claim.model_copy(update={"action": "financial_aid"}))
    return claims


def lead_in_of(claim: CommitmentClaim, paragraph: int) -> LeadIn:
    """What a promise that ends in a colon says for each item of the list that follows it."""
    return LeadIn(
        claim.promisors, claim.firmness, claim.polarity, claim.condition, claim.trigger, claim.action, paragraph
    )


def listed(sentence: Sentence) -> list[CommitmentClaim]:
    """A list's item as a promise: it inherits from the lead-in who promises, how firmly and on what condition."""
    lead_in = sentence.context.lead_in
    cues = sentence.tools.codebook.action_cues.find(sentence.span)
    if lead_in is None or not cues:
        return []
    action = max(cues, key=lambda match: (match.words, -match.first.i)).label
    return [
        CommitmentClaim(
            **sentence.base(sentence.quote()),
            promisors=lead_in.promisors,
            promisees=sentence.context.counterparts(lead_in.promisors)
            if len(lead_in.promisors) == 1
            else sentence.context.parties,
            action=action,
            firmness=lead_in.firmness,
            polarity=lead_in.polarity,
            condition=lead_in.condition,
            trigger=lead_in.trigger,
            amounts=tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts),
            agreement=sentence.context.title,
            section=sentence.section,
        )
    ]
