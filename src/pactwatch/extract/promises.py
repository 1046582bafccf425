"""Promises: the clauses by which someone binds themselves, whatever it is to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pactwatch.extract.claim import Firmness
from pactwatch.extract.clauses import SUBJECT, Clause, is_predicate, is_quoted
from pactwatch.extract.codebook import PromiseEntry
from pactwatch.extract.sentence import Sentence

_DOUBTING = frozenset({"may", "might", "could"})
_UNCERTAIN = frozenset({"whether", "likely", "probably", "perhaps", "only"})
_COMPLEMENT = frozenset({"xcomp", "ccomp"})
# "commits to continuing", "agreed on sending": the promise's matter hangs from a preposition.
_LINKS = frozenset({"to", "on", "at", "about"})
_SHARED = frozenset({"dobj", "attr", "oprd", "acomp", "prep", "xcomp", "ccomp", "agent", "dative", "prt"})
_SUBORDINATE = frozenset({"advcl", "xcomp", "acl", "pcomp", "relcl"})
_ASKING = frozenset({"how", "why", "whether", "where"})
_COMPOSED = frozenset({"be", "compose", "comprise", "consist", "constitute"})
_INFINITE = frozenset({"VB", "VBG"})
_PRESENT = frozenset({"VBP", "VBZ"})
_PURPOSES = frozenset(
    {
        "aim",
        "goal",
        "purpose",
        "objective",
        "intention",
        "intent",
        "task",
        "priority",
        "role",
        "idea",
        "ambition",
        "mission",
    }
)
_BANS = frozenset({"ban", "prohibition", "moratorium"})
_URGING = frozenset(
    {"push", "press", "pressure", "persuade", "convince", "urge", "force", "get", "pressurise", "fail", "failure"}
)
_HAVING = frozenset({"be", "remain", "have", "stand", "express", "underline", "reaffirm", "confirm", "reiterate"})


@dataclass(frozen=True)
class Promise:
    """A clause that promises: its own clause, the one that carries the matter, and how firmly it binds."""

    clause: Clause
    matter: Clause
    firmness: Firmness
    negated: bool


def promises(sentence: Sentence) -> list[Promise]:
    """The promises that one sentence makes or reports, in the order of its words."""
    if sentence.context.instrument and _preambular(sentence):
        return []
    return list(_promises(sentence))


def firmness_of(sentence: Sentence, entry: PromiseEntry) -> Firmness:
    """How firmly a word of promising binds, in the instrument's own text or in a report."""
    return (entry.in_instrument if sentence.context.instrument else None) or entry.firmness or "intended"


def entry_of(entries: tuple[PromiseEntry, ...], lemma: str) -> PromiseEntry | None:
    """The codebook's entry for a word of promising, None for any other word."""
    return next((entry for entry in entries if lemma in entry.lemmas), None)


def _promises(sentence: Sentence) -> Iterator[Promise]:
    taken: set[int] = set()
    instrument = sentence.context.instrument
    for clause in sentence.clauses:
        if clause.predicate.i in taken or (
            instrument and (_serves(clause.predicate, taken) or _only_said(sentence, clause))
        ):
            continue
        promise = (
            _by_ruling_out(sentence, clause)
            or _by_verb(sentence, clause)
            or _by_modal(sentence, clause)
            or _by_adjective(sentence, clause)
            or _by_order(sentence, clause)
            or _by_ban(sentence, clause)
        )
        if promise is None:
            continue
        taken.add(promise.clause.predicate.i)
        taken.update(_chain(promise.matter))
        taken.add(promise.matter.predicate.i)
        taken.update(_with_the_same_object(promise.clause.predicate))
        taken.update(_with_the_same_object(promise.matter.predicate))
        yield promise
        if promise.matter is promise.clause:
            continue
        # "agreed to monitor the ceasefire and to supply weapons" promises twice.
        matters = {promise.matter.predicate.i}
        for other in sentence.clauses:
            head = other.predicate.head
            if (
                other.predicate.dep_ == "conj"
                and head.i in matters
                and other.modal is None
                and other.predicate.i not in taken
            ):
                matters.add(other.predicate.i)
                taken.update({other.predicate.i, *_chain(other), *_with_the_same_object(other.predicate)})
                yield Promise(promise.clause, other, promise.firmness, promise.negated)


def _preambular(sentence: Sentence) -> bool:
    """Whether an instrument's sentence only says on what ground it stands: "Recalling ...", or is in its preamble."""
    if any("preamble" in heading.lower() for heading in sentence.context.headings):
        return True
    grounds = sentence.tools.codebook.promises.preambular
    for token in sentence.span[:6]:
        if token.is_alpha:
            word = token.lower_
            if word in grounds:
                # "Recalling that ..., the Participants will ..." goes on to promise.
                return token.dep_ == "ROOT" or not any(token.i in row for row in _roots(sentence))
            if word not in {"also", "further", "and", "deeply", "fully", "strongly"}:
                return False
    return False


def _roots(sentence: Sentence) -> Iterator[range]:
    """The stretch of each main clause that has a subject of its own."""
    for clause in sentence.clauses:
        predicate = clause.predicate
        if predicate.dep_ == "ROOT" and clause.subjects and predicate.tag_ != "VBG":
            yield range(predicate.left_edge.i, predicate.right_edge.i + 1)


def _serves(predicate: Token, taken: set[int]) -> bool:
    """Whether a clause without a tense only says what a promise is for: "will work together to explore ..."."""
    if predicate.tag_ not in _INFINITE:
        return False
    current = predicate
    while current.dep_ in _SUBORDINATE or (current.dep_ == "prep" and current.i != predicate.i):
        if any(child.tag_ == "MD" for child in current.children):
            return False
        current = current.head
        if current.i in taken:
            return True
    return False


def _only_said(sentence: Sentence, clause: Clause) -> bool:
    """Whether an instrument recognises or recalls what the clause says, rather than promising it."""
    promises_ = sentence.tools.codebook.promises
    predicate = clause.predicate
    if predicate.dep_ == "relcl" and clause.passive and not clause.agents:
        return True
    if clause.modal in _DOUBTING and _subordinate(predicate):
        return True  # "assets that could be used", "how the partners could help"
    current = predicate
    while current.head.i != current.i:
        child, current = current, current.head
        if current.lower_ in promises_.preambular and current.dep_ in {"advcl", "acl", "amod", "prep", "dep"}:
            return True
        if (
            child.dep_ == "ccomp"
            and is_predicate(current)
            and current.lemma_.lower() in promises_.stating
            and clause.modal != "shall"
        ):
            return True
    return False


def _subordinate(predicate: Token) -> bool:
    """Whether a clause hangs from a noun, or answers how or why."""
    while predicate.dep_ == "conj" and is_predicate(predicate.head):
        predicate = predicate.head
    return predicate.dep_ == "relcl" or any(child.lower_ in _ASKING for child in predicate.children)


def _chain(clause: Clause) -> set[int]:
    """The complements of a promise's own verb, which say the same promise again: "will continue to support"."""
    found: set[int] = set()
    for token in clause.predicate.subtree:
        if token.dep_ in _COMPLEMENT and token.head.i == clause.predicate.i:
            found.add(token.i)
    return found


def _with_the_same_object(predicate: Token) -> set[int]:
    """The verbs that share a promise's object: "prevent, investigate and ensure accountability" is one promise."""
    found: set[int] = set()
    current = predicate
    while not any(child.dep_ in _SHARED for child in current.children):
        following = next((child for child in current.children if child.dep_ == "conj" and is_predicate(child)), None)
        if following is None or any(child.dep_ in SUBJECT or child.tag_ == "MD" for child in following.children):
            break
        found.add(following.i)
        current = following
    return found


def _by_verb(sentence: Sentence, clause: Clause) -> Promise | None:
    """Verbs of promising with a complement: "pledged to send", "agreed that", "plans a package"."""
    codebook, instrument = sentence.tools.codebook, sentence.context.instrument
    entry = entry_of(codebook.promises.verbs, clause.verb)
    if entry is None or clause.predicate.dep_ == "amod":
        return None
    if entry.firmness is None and not instrument:
        return None
    if clause.predicate.dep_ == "acl" and (instrument or clause.predicate.tag_ == "VBN"):
        return None  # "efforts aimed at", "assistance pledged by"
    complement = _complement(sentence, clause)
    if not instrument and (_not_done(sentence, clause) or (complement is not None and complement.verb in _URGING)):
        return None
    reporting = clause.verb in codebook.reporting.verbs
    direct = [child for child in clause.predicate.children if child.dep_ == "dobj"] or _agreed_on(clause)
    affirming = instrument and clause.verb in codebook.promises.affirming and not _affirms_promise(sentence, direct)
    if affirming and (complement is None or complement.predicate.dep_ == "ccomp"):
        return None  # "reaffirm that Ukraine's security is integral"; a promise in the that-clause is read itself
    if complement is None and clause.verb in codebook.promises.threatening and not _with(clause):
        return None  # "threatening the peace"
    if complement is None and not direct and not clause.passive and clause.predicate.dep_ != "relcl":
        return None
    # "announced a strike" reports an act; "announced 5 million in aid" and "announced plans for sanctions" promise.
    whole = instrument or any(_pledged_thing(sentence, child) for child in direct)
    named = [token for child in direct for token in child.subtree] if whole else direct
    summed = not instrument and any(_sum_of_help(sentence, child) for child in direct)
    if complement is None and direct and reporting and not summed and not codebook.action_cues.find(named):
        return None
    firmness = firmness_of(sentence, entry)
    if (
        complement is not None
        and complement.predicate.dep_ == "ccomp"
        and complement.modal is None
        and any(child.dep_ in SUBJECT for child in complement.predicate.children)
        and (reporting or _only_held(sentence, complement) or (instrument and not _no_need(complement)))
    ):
        return None
    if complement is not None and complement.modal in _DOUBTING:
        firmness = "considered"
    if clause.modal in _DOUBTING:
        firmness = "considered"
    elif clause.modal is not None and firmness in {"agreed", "signed"} and not instrument:
        firmness = "announced"  # "will agree" has not agreed
    elif clause.modal is not None and firmness != "considered" and instrument:
        firmness = "signed"  # "will seek to" binds to seek, "shall prepare" to prepare
    if instrument:
        noun = next((e for child in direct if (e := entry_of(codebook.promises.nouns, child.lemma_.lower()))), None)
        if noun is not None:
            firmness = firmness_of(sentence, noun)
    matter = complement or clause
    denied = complement is not None and (complement.negated or _no_need(complement))
    return Promise(clause, matter, firmness, clause.negated != denied)


def _only_held(sentence: Sentence, stated: Clause) -> bool:
    """Whether a that-clause says what is so and nothing that anyone does: "agreed that sanctions are necessary"."""
    names_no_conduct = stated.verb in sentence.tools.codebook.promises.not_promises
    return names_no_conduct and not any(child.dep_ == "xcomp" for child in stated.predicate.children)


def _not_done(sentence: Sentence, clause: Clause) -> bool:
    """Whether a report only speaks of promising: "for not agreeing to a truce", "refused to sign", "urged them to"."""
    predicate, words_of = clause.predicate, sentence.tools.codebook.promises
    above = predicate.head
    if predicate.dep_ == "pcomp":
        above = above.head if above.dep_ == "prep" else above
        known = (*words_of.verbs, *words_of.nouns, *words_of.adjectives)
        return above.lemma_.lower() not in words_of.continuing and entry_of(known, above.lemma_.lower()) is None
    if predicate.dep_ not in {"xcomp", "acl", "ccomp"} or predicate.tag_ != "VB":
        return False
    stances = {"demands", "rejects"}
    lemma = above.lemma_.lower()
    codebook = sentence.tools.codebook
    return lemma in _URGING or codebook.stances.get(lemma) in stances or codebook.stance_nouns.get(lemma) in stances


def _foretold(sentence: Sentence, clause: Clause) -> bool:
    """Whether one side only says what the other will do: "Moscow will fight on", as Kyiv says, is no promise of Moscow's."""
    sides = sentence.sides
    report = sentence.report(clause)
    quoted = sentence.context.quoting or is_quoted(sentence.span, clause.predicate)
    speakers = report.codes or (sentence.context.speaker_codes if quoted else ())
    doers = sentence.codes_of_all(clause.subjects)
    return len(sides) > 1 and {*speakers, *doers} == {*sides} and not {*speakers} & {*doers}


def _pledged_thing(sentence: Sentence, target: Token) -> bool:
    """Whether an object is a sum, or a noun for a promise or for help."""
    words_of, lemma = sentence.tools.codebook.promises, target.lemma_.lower()
    if lemma in words_of.conduct or entry_of(words_of.nouns, lemma) is not None:
        return True
    first, after = target.left_edge.i, target.right_edge.i + 1
    return any(first <= start < after and stop >= target.i for start, stop, _ in sentence.sums)


def _sum_of_help(sentence: Sentence, target: Token) -> bool:
    """Whether an object is help of a sum: "a package of US$27 million"."""
    return target.lemma_.lower() in sentence.tools.codebook.promises.conduct and sentence.sum_in(target)


def _with(clause: Clause) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in {"with", "of"} for child in clause.predicate.children)


def _affirms_promise(sentence: Sentence, direct: list[Token]) -> bool:
    return any(entry_of(sentence.tools.codebook.promises.nouns, child.lemma_.lower()) for child in direct)


def _by_ruling_out(sentence: Sentence, clause: Clause) -> Promise | None:
    """What someone rules out doing themselves they promise not to do; what they do not rule out they consider."""
    if clause.lemma not in sentence.tools.codebook.promises.ruling_out:
        return None
    complement = _complement(sentence, clause)
    if clause.negated:
        return Promise(clause, complement or clause, "considered", False)
    # Ruling out what others do is a position: only "ruled out sending" speaks of one's own conduct.
    return Promise(clause, complement, "pledged", True) if complement is not None else None


def _no_need(clause: Clause | None) -> bool:
    """Whether a clause says that there is no need or reason for something: "agreed there is no need to lift"."""
    return clause is not None and any(
        child.lemma_.lower() in {"need", "reason", "point", "plan"}
        and any(grandchild.lower_ == "no" for grandchild in child.children)
        for child in clause.predicate.children
    )


def _agreed_on(clause: Clause) -> list[Token]:
    """What was agreed on: "agreed on a prisoner swap", "agreed to a ceasefire"."""
    return [
        token
        for child in clause.predicate.children
        if child.dep_ == "prep" and child.lower_ in {"on", "to"} and clause.verb in {"agree", "commit"}
        for token in child.children
        if token.dep_ == "pobj"
    ]


def _by_modal(sentence: Sentence, clause: Clause) -> Promise | None:
    """A modal verb: "will provide", "shall withdraw", "may consider"."""
    words_of, instrument = sentence.tools.codebook.promises, sentence.context.instrument
    modal = next((entry for entry in words_of.modals if clause.modal in entry.words), None)
    if modal is None or clause.predicate.dep_ == "advcl" or _loosely_joined(clause):
        return None
    words = {child.lower_ for child in clause.predicate.children}
    if not instrument and (words & _UNCERTAIN or _foretold(sentence, clause)):
        return None  # a question or a forecast
    lemma = clause.verb
    if lemma == "limit" and clause.negated:
        return None  # "including, but not limited to"
    complement = _complement(sentence, clause)
    idle = words_of.states_in_instrument if instrument else words_of.not_promises
    if lemma in idle and not (clause.passive and instrument and lemma not in _COMPOSED):
        return _by_adjective(sentence, clause)
    firmness = (modal.in_instrument if instrument else None) or modal.firmness
    if clause.predicate.dep_ == "relcl" and not instrument and clause.modal == "would":
        return None
    matter = complement if complement is not None and lemma in words_of.continuing else clause
    considering = entry_of(words_of.verbs, lemma)
    if considering is not None and firmness_of(sentence, considering) == "considered":
        firmness = "considered"
    elif firmness == "announced" and _vowed(sentence, clause):
        firmness = "pledged"
    return Promise(clause, matter, firmness, clause.negated)


def _loosely_joined(clause: Clause) -> bool:
    """Whether a clause has its modal only from a verb that it is not truly joined to: "will engage groups bearing arms"."""
    predicate = clause.predicate
    if any(child.tag_ == "MD" for child in predicate.children):
        return False
    return predicate.tag_ == "VBG" or any(
        child.lower_ == "to" and child.dep_ == "aux" for child in predicate.children
    )


def _vowed(sentence: Sentence, clause: Clause) -> bool:
    """Whether who speaks binds themselves: "we will", or a report of it with a verb of pledging ("vowed")."""
    if any(subject.lower_ in {"we", "i"} for subject in clause.subjects):
        return True
    verb = sentence.report(clause).verb
    entry = entry_of(sentence.tools.codebook.promises.verbs, verb.lemma_.lower()) if verb is not None else None
    return entry is not None and entry.firmness == "pledged"


def _by_adjective(sentence: Sentence, clause: Clause) -> Promise | None:
    """Adjectives and nouns of promising after "be" or "have": "is ready to send", "it is the policy of X to"."""
    words_of = sentence.tools.codebook.promises
    if clause.verb not in _HAVING:
        return None
    for child in clause.predicate.children:
        # "is committed": tagged as a participle, its dictionary form is the verb's.
        adjective = entry_of(words_of.adjectives, child.lemma_.lower()) or entry_of(words_of.adjectives, child.lower_)
        noun = entry_of(words_of.nouns, child.lemma_.lower()) if child.dep_ in {"dobj", "attr", "nsubj"} else None
        entry = adjective or noun
        if entry is None or (entry.firmness is None and not sentence.context.instrument):
            continue
        complement = next(
            (
                inner
                for inner in sentence.clauses
                if inner.predicate.i != clause.predicate.i
                and (
                    inner.predicate.head.i == child.i
                    or (inner.predicate.dep_ == "pcomp" and inner.predicate.head.head.i == child.i)
                    or (inner.predicate.head.i == clause.predicate.i and inner.predicate.dep_ in {"xcomp", "acl"})
                )
            ),
            None,
        )
        if complement is not None:
            return Promise(clause, complement, firmness_of(sentence, entry), clause.negated)
        bound = adjective is not None and any(grandchild.dep_ == "prep" for grandchild in child.children)
        if bound and sentence.context.instrument and entry.firmness is None:
            return Promise(clause, clause, firmness_of(sentence, entry), clause.negated)
    return None


def _by_order(sentence: Sentence, clause: Clause) -> Promise | None:
    """What an instrument orders without a modal verb: "the weapons are to be moved back" is as "shall be moved back"."""
    predicate = clause.predicate
    main = predicate.dep_ == "ROOT" or (predicate.dep_ == "conj" and predicate.head.dep_ == "ROOT")
    if not sentence.context.instrument or not main or clause.verb != "be" or clause.modal:
        return None  # "reaffirm that Russia is to be held accountable" orders nothing
    if predicate.tag_ not in _PRESENT:
        return None
    if any(child.dep_ in {"attr", "acomp"} for child in predicate.children):
        return None
    if any(subject.lemma_.lower() in _PURPOSES for subject in clause.subjects):
        return None  # "the aim is to be prepared"
    ordered = _complement(sentence, clause)
    if ordered is None or not any(
        child.lower_ == "to" and child.dep_ == "aux" for child in ordered.predicate.children
    ):
        return None
    ordered = replace(ordered, modal="shall", subjects=ordered.subjects or clause.subjects)
    banned = any(subject.lemma_.lower() in _BANS for subject in clause.subjects)
    return Promise(ordered, ordered, "signed", (clause.negated or ordered.negated) != banned)


def _by_ban(sentence: Sentence, clause: Clause) -> Promise | None:
    """What an instrument bans for all: "there is a ban on the use of weapons"."""
    exists = clause.verb == "be" and any(child.dep_ == "expl" for child in clause.predicate.children)
    if not sentence.context.instrument or not exists or clause.predicate.dep_ != "ROOT":
        return None
    if not any(child.lemma_.lower() in _BANS for child in clause.predicate.children):
        return None
    return Promise(clause, clause, "signed", not clause.negated)


def _complement(sentence: Sentence, clause: Clause) -> Clause | None:
    at = clause.predicate.i
    for inner in sentence.clauses:
        predicate = inner.predicate
        if predicate.head.i == at and predicate.dep_ in _COMPLEMENT:
            return inner
    for inner in sentence.clauses:
        link = inner.predicate.head
        if inner.predicate.dep_ == "pcomp" and link.head.i == at and link.lower_ in _LINKS:
            return inner
    return None
