"""The event that one sentence tells: what kind, who, where, when and with what toll, before it is joined with others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pactwatch.extract.attribution import beaten_off, defenders_of, perpetrator_of, target_of
from pactwatch.extract.claim import IncidentType
from pactwatch.extract.clauses import SUBJECT, Clause, clause_at, is_predicate
from pactwatch.extract.counts import CasualtyMention, find_casualties
from pactwatch.extract.cues import normal
from pactwatch.extract.event_place import Whereabouts, clause_around, whereabouts
from pactwatch.extract.event_time import DAY_BEFORE, date_of
from pactwatch.extract.places import PlaceMention
from pactwatch.extract.sentence import Report, Sentence

_ATTACK: IncidentType = "attack"
_OCCUPYING = frozenset({"seize", "occupy", "capture", "control"})
_RUNNING_TOTAL = re.compile(
    r"\b(?:total\s+number\s+of\s+(?:\w+\s+)?casualties|(?:since\s+)?the\s+(?:beginning|start)\s+of\s+(?:the\s+year|\d{4}))\b"
)
_SPEAKING_OF_FUTURE = frozenset({"will", "would", "may", "might", "could", "should", "must", "can", "shall"})
_POINTING = frozenset({"the", "this", "these", "that", "those", "such", "latest"})
_GENERAL = frozenset({"future", "any", "possible", "potential", "further", "more", "no", "such", "every", "each"})
_FIGURATIVE = frozenset({"out", "back"})
_OTHER = frozenset({"another", "previous", "earlier", "prior", "separate"})
_IN_A_PHRASE = frozenset({"prep", "pobj", "compound", "nmod", "amod", "conj", "poss"})
_BEFORE = 7
_OF_A_WAR = 1000
_MANY = 10
_NO_PERSON = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(frozen=True)
class Event:
    """What one sentence tells of an event.

    `specific` says that the words name the type exactly. `again` is set where the words only point back to an event
    ("the attack came as ..."), `another` where they say that it is a different one ("another wave", "the previous
    night"). `defenders` shot down or beat off what came, so that none of them attacked. `counted` are
    the numbers of weapons told.
    """

    sentence: Sentence
    clause: Clause | None
    type: IncidentType
    specific: bool
    perpetrator: str | None
    defenders: tuple[str, ...]
    where: Whereabouts
    casualties: tuple[CasualtyMention, ...]
    date: str | None
    target: str | None
    report: Report
    again: bool
    another: bool
    counted: frozenset[int]


def events_of(sentence: Sentence) -> list[Event]:
    """The events that a sentence tells: none, one, or one for each place that it gives a toll of its own."""
    event = _event(sentence)
    return [] if event is None else _by_place(event)


def _event(sentence: Sentence) -> Event | None:
    if _RUNNING_TOTAL.search(sentence.span.text):
        return None  # a mission's sum since the year began is no event
    codebook, context = sentence.tools.codebook, sentence.context
    casualties = tuple(find_casualties(sentence.span.text))
    clause, told, specific = _telling_clause(sentence, bool(casualties))
    if clause is not None:
        casualties = tuple(toll for toll in casualties if not _of_another(sentence, clause, toll))
    kind: IncidentType | None = told
    if kind is None and any(c.killed or c.injured or c.supersedes for c in casualties):
        kind, specific = _ATTACK, False
        if not _tells_harm(sentence):
            return None
    if kind is None:
        return None
    weapon = _weapon(sentence)
    if kind == _ATTACK and weapon is not None:
        kind, specific = weapon, True
    where = whereabouts(sentence, clause)
    target = target_of(sentence, clause)
    date = date_of(sentence, clause)
    perpetrator = perpetrator_of(sentence, clause)
    numbered = weapon is not None and any(token.like_num for token in sentence.span)
    known = date is not None and (weapon or perpetrator)
    if not (where.places or casualties or numbered or known or (kind == "other" and (perpetrator or target))):
        return None  # attacks in general, not one that happened somewhere on some day
    if date is None and any(_too_many(mention) for mention in casualties):
        return None  # the dead of a whole war
    if codebook.not_event_cues.find(sentence.span) and not (casualties or weapon):
        return None
    if not casualties and _several(sentence, clause):
        return None
    if kind == _ATTACK and not specific and context.event_type is not None and goes_on(sentence, where):
        kind = context.event_type
    return Event(
        sentence,
        clause,
        kind,
        specific,
        perpetrator,
        defenders_of(sentence, clause),
        where,
        casualties,
        date,
        target,
        _report(sentence, clause, casualties),
        _points_back(sentence, clause),
        _is_another(sentence),
        _counted(sentence, clause),
    )


def _report(sentence: Sentence, clause: Clause | None, casualties: tuple[CasualtyMention, ...]) -> Report:
    """Who says so: of the event's clause, or of the one that gives the toll."""
    if clause is None and casualties and (around := _clause_of(sentence, casualties[0])) is not None:
        clause = clause_at(around)
    return sentence.report(clause) if clause is not None else Report(None, (), None, None)


def _clause_of(sentence: Sentence, toll: CasualtyMention) -> Token | None:
    """The predicate of the clause that gives a toll."""
    start = sentence.span.start_char + toll.start
    token = next((token for token in sentence.span if token.idx + len(token.text) > start), sentence.span[-1])
    return token if is_predicate(token) else clause_around(sentence, token)


def _by_place(event: Event) -> list[Event]:
    """One event for each clause with a place and a toll: "no one died in Kyiv, but four were killed in Sumy"."""
    if len(event.casualties) < 2:
        return [event]
    rows = event.sentence.place_mentions
    apart: dict[int, tuple[list[PlaceMention], list[CasualtyMention]]] = {}
    for toll in event.casualties:
        around = _clause_of(event.sentence, toll)
        if around is not None:
            apart.setdefault(around.i, ([], []))[1].append(toll)
    for place in event.where.places:
        first = next((start for start, _, mention in rows if mention == place), None)
        if first is None:
            token = event.sentence.span.char_span(place.start, place.end, alignment_mode="expand")
            first = token.start if token is not None else event.sentence.span.start
        around = clause_around(event.sentence, event.sentence.span.doc[first])
        if around is not None and around.i in apart:
            apart[around.i][0].append(place)
    if len(apart) < 2 or not all(places for places, _ in apart.values()):
        return [event]
    return [
        replace(event, where=Whereabouts(tuple(places), wide=False), casualties=tuple(tolls))
        for places, tolls in apart.values()
    ]


def _telling_clause(sentence: Sentence, toll: bool) -> tuple[Clause | None, IncidentType | None, bool]:
    """The clause that tells an event as having happened, its type, and whether the words name the type exactly."""
    codebook = sentence.tools.codebook
    words = codebook.incidents
    weapons = {
        token.i for match in codebook.weapon_cues.find(sentence.span) for token in _range(match.first, match.last)
    }
    nouns = [match for match in codebook.event_cues.find(sentence.span) if match.last.pos_ in _NO_PERSON]
    best: tuple[Clause | None, IncidentType | None, bool] = (None, None, False)
    for clause in sentence.clauses:
        if clause.modal in _SPEAKING_OF_FUTURE or not _tells(sentence, clause) or _hypothetical(sentence, clause):
            continue
        if clause.predicate.dep_ == "relcl" and clause.lemma in _OCCUPYING:
            continue  # "the regions that Moscow has seized" is background
        if any(child.dep_ == "prt" and child.lower_ in _FIGURATIVE for child in clause.predicate.children):
            continue  # "hit out over the attacks", "fired back at critics"
        verbs = _verbs(clause)
        armed = _armed(sentence, clause, weapons)
        kind = codebook.event_verbs.get(clause.lemma) or codebook.event_verbs.get(clause.verb)
        if not clause.negated:
            if kind is not None and (armed or _physical(sentence, clause)):
                return clause, kind, kind != _ATTACK
            if (armed or _alleged(sentence, clause.predicate)) and verbs & set(words.with_weapon):
                return clause, _ATTACK, False
        if best[0] is None:
            events = [
                match
                for match in nouns
                if _stands_in(match.last, clause)
                and not _is_general(match.last, words.not_telling)
                and (toll or _happens(sentence, clause, match.last))
            ]
            if events:
                label = max(events, key=lambda match: (match.label != _ATTACK, match.words)).label
                best = (clause, label, label != _ATTACK)
    return best


def _stands_in(noun: Token, clause: Clause) -> bool:
    """Whether a noun is told by a clause, not by one inside it; of a negated clause only its subject is told."""
    current = noun
    while current.head.i != current.i:
        below, current = current, current.head
        if is_predicate(current):
            inside = current.i == clause.predicate.i
            # "The strike did not violate the terms": the strike was, all the same.
            return inside and (not clause.negated or below.dep_ in {"nsubj", "nsubjpass"})
    return current.i == clause.predicate.i


def _happens(sentence: Sentence, clause: Clause, noun: Token) -> bool:
    """Whether a clause says that what a noun names took place, and does not only speak of it."""
    words = sentence.tools.codebook.incidents
    verbs = _verbs(clause)
    if verbs & {
        *words.with_weapon,
        *words.struck,
        *words.harm,
        *words.happening,
        *sentence.tools.codebook.event_verbs,
    }:
        return True
    if beaten_off(sentence, clause):
        return True
    if any(child.dep_ == "expl" for child in clause.predicate.children):
        return True
    if clause.predicate.dep_ == "ROOT" and clause.predicate.i == noun.i:
        return True
    if _has_a_place(sentence, noun):
        return True
    return bool(verbs & set(words.undergoing))


def _verbs(clause: Clause) -> set[str]:
    """A clause's verb, alone and with its particle or its prepositions: "come", "come under"."""
    behind = {f"{clause.verb} {child.lower_}" for child in clause.predicate.children if child.dep_ == "prep"}
    return {clause.verb, clause.lemma, *behind}


def _has_a_place(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun says by itself where it was: "after a strike on Sumy"; not "the attacks on Ukraine"."""
    return any(
        mention.precision not in {"country", "part"} and _hangs_from(noun.doc[start:stop].root, noun)
        for start, stop, mention in sentence.place_mentions
    )


def _hangs_from(token: Token, noun: Token) -> bool:
    """Whether a name stands in the phrase of a noun by prepositions and compounds alone: "attack on a bus in Sumy"."""
    while token.dep_ in _IN_A_PHRASE and token.head.i != token.i:
        token = token.head
        if token.i == noun.i:
            return True
    return False


def _armed(sentence: Sentence, clause: Clause, weapons: set[int]) -> bool:
    """Whether a weapon stands in the clause or an armed actor is its subject or agent."""
    armed = sentence.tools.codebook.incidents.armed_actors
    return any(token.i in weapons and _close_to(token, clause) for token in clause.predicate.subtree) or any(
        token.lemma_.lower() in armed for token in (*clause.subjects, *clause.agents)
    )


def _close_to(token: Token, clause: Clause) -> bool:
    """Whether a word stands in a clause itself or in a participle of it, not in another clause that tells for itself."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.i == clause.predicate.i:
            return True
        if is_predicate(current) and any(child.dep_ in SUBJECT for child in current.children):
            return False
    return False


def _tells(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells that something happened: in the past, as its result, or in a headline's present."""
    token = clause.predicate
    if clause.past:
        return True
    if token.tag_ == "VBG":
        if _alleged(sentence, token):
            return True
        # "..., killing three"; not "effective at intercepting missiles", not "is shelling towns" (no event of a day).
        return token.dep_ == "advcl" and not any(child.dep_ == "mark" for child in token.children)
    headline = not sentence.span.text.rstrip().endswith((".", "!", "?", '"', "”"))
    return headline and token.tag_ in {"VBZ", "VBP"}


def _range(first: Token, last: Token) -> list[Token]:
    return [first.doc[i] for i in range(first.i, last.i + 1)]


def _physical(sentence: Sentence, clause: Clause) -> bool:
    """Whether an attack verb is meant literally: an armed actor, a state or a place is its subject or object."""
    persons = {
        i for start, stop, mention in sentence.actor_mentions if mention.kind == "person" for i in range(start, stop)
    }
    for token in (*clause.subjects, *clause.objects, *clause.agents):
        if token.lemma_.lower() in sentence.tools.codebook.incidents.armed_actors:
            return True
        if sentence.codes_of(token) and token.i not in persons and token.pos_ != "PRON":
            return True
    inside = {token.i for token in clause.predicate.subtree}
    return any(start in inside for start, _, mention in sentence.place_mentions if mention.precision != "country")


def _hypothetical(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause stands under an "if", a purpose or a modal: "to prevent future attacks"."""
    token = clause.predicate
    if token.tag_ == "VB" and not clause.past:
        return True
    below = token
    for above in token.ancestors:
        if below is token and _alleged(sentence, token):
            return False
        # "denied that its drones had struck", "agreed to stop shelling": said, but not told as having happened.
        if below.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "prep"} and (
            normal(above.lemma_) in sentence.tools.codebook.incidents.not_telling
        ):
            return True
        below = above
    for child in token.children:
        if child.dep_ == "mark" and child.lower_ in {"if", "unless", "should", "whether", "until"}:
            return True
    return False


def _alleged(sentence: Sentence, predicate: Token) -> bool:
    """Whether a clause is what someone is accused of: "accused Ukraine of blowing up the station"."""
    above = predicate.head.head if predicate.dep_ == "pcomp" else predicate.head
    return predicate.dep_ in {"pcomp", "ccomp"} and (
        normal(above.lemma_) in sentence.tools.codebook.incidents.alleging
    )


def is_alleged(event: Event) -> bool:
    """Whether the words only allege what happened, or accuse someone of it."""
    told = event.sentence.span.text.lower()
    return "alleged" in told or (event.clause is not None and _alleged(event.sentence, event.clause.predicate))


def _is_general(noun: Token, not_telling: tuple[str, ...]) -> bool:
    """Whether an event noun speaks of events in general or to come: "any attack", "future strikes", "against attacks"."""
    if any(above.lemma_.lower() in not_telling for above in noun.ancestors):
        return True
    return bool({child.lower_ for child in noun.children} & _GENERAL) or noun.dep_ in {"compound", "amod", "poss"}


def _points_back(sentence: Sentence, clause: Clause | None) -> bool:
    """Whether the words point back to an event: "the attack", "this strike", "the latest barrage"."""
    nouns = [match.last for match in sentence.tools.codebook.event_cues.find(sentence.span)]
    if clause is None or not nouns:
        return False
    named = [noun for noun in nouns if noun.pos_ in _NO_PERSON and _stands_in(noun, clause)]
    return bool(named) and all(
        any(child.lower_ in _POINTING and child.dep_ in {"det", "amod"} for child in noun.children) for noun in named
    )


def _is_another(sentence: Sentence) -> bool:
    """Whether the words set an event apart from the one that the story tells: "another wave", "the previous attack"."""
    return DAY_BEFORE.search(sentence.span.text) is not None or any(
        child.lower_ in _OTHER and child.dep_ in {"det", "amod"}
        for match in sentence.tools.codebook.event_cues.find(sentence.span)
        for noun in (match.last, match.last.head.head if match.last.dep_ == "pobj" else match.last)
        for child in noun.children
    )


def _several(sentence: Sentence, clause: Clause | None) -> bool:
    """Whether the words sum up several events that are told elsewhere: "launched three attacks in as many days"."""
    if clause is None:
        return False
    for match in sentence.tools.codebook.event_cues.find(sentence.span):
        if match.last.tag_ not in {"NNS", "NNPS"} or not _stands_in(match.last, clause):
            continue
        for i in range(match.first.i - 1, max(sentence.span.start, match.first.i - _BEFORE) - 1, -1):
            token = sentence.span.doc[i]
            if token.is_punct or token.pos_ in {"VERB", "ADP"}:
                break
            if token.like_num or token.lower_ in {"several", "repeated", "multiple"}:
                return True
    return False


def goes_on(sentence: Sentence, where: Whereabouts) -> bool:
    """Whether a sentence without a type of its own may go on with the story's event: not in a state apart from it."""
    states = {place.country for place in where.places if place.country}
    return not states or not sentence.context.around or bool(states & sentence.context.around)


def _tells_harm(sentence: Sentence) -> bool:
    return not any(clause.modal in {"will", "would", "may", "could"} for clause in sentence.clauses)


def _of_another(sentence: Sentence, clause: Clause, toll: CasualtyMention) -> bool:
    """Whether a toll is that of another attack: "a drone struck, hours after a previous attack had injured 26"."""
    around = _clause_of(sentence, toll)
    if around is None or around.i == clause.predicate.i:
        return False
    return any(
        child.dep_ in SUBJECT and any(word.lower_ in _OTHER for word in child.children) for child in around.children
    )


def _too_many(mention: CasualtyMention) -> bool:
    return any(count is not None and (count.low or 0) >= _OF_A_WAR for count in (mention.killed, mention.injured))


def _counted(sentence: Sentence, clause: Clause | None) -> frozenset[int]:
    """The numbers of weapons in an event's clause, from ten on: "355 drones and nine missiles" gives 355."""
    counted = set()
    for match in sentence.tools.codebook.weapon_cues.find(sentence.span):
        if clause is not None and not _close_to(match.last, clause):
            continue
        for child in match.last.children:
            if child.dep_ == "nummod" and child.text.replace(",", "").isdecimal():
                counted.add(int(child.text.replace(",", "")))
    return frozenset(number for number in counted if number >= _MANY)


def _weapon(sentence: Sentence) -> IncidentType | None:
    """The type by the weapon named first; drones together with missiles count as an air or drone strike."""
    labels = [match.label for match in sentence.tools.codebook.weapon_cues.find(sentence.span)]
    labels += [
        match.label
        for match in sentence.tools.codebook.event_cues.find(sentence.span)
        if match.label != _ATTACK
        and match.last.pos_ in _NO_PERSON
        and not _is_general(match.last, sentence.tools.codebook.incidents.not_telling)
    ]
    if "air or drone strike" in labels:
        return "air or drone strike"
    return labels[0] if labels else None
