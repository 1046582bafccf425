"""Incidents: what happened on the ground, one for each event that a story tells apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from pactwatch.extract.attribution import perpetrator_of, target_of
from pactwatch.extract.claim import Count, IncidentClaim, IncidentType
from pactwatch.extract.clauses import Clause
from pactwatch.extract.counts import CasualtyMention, find_casualties
from pactwatch.extract.cues import normal
from pactwatch.extract.places import PlaceMention
from pactwatch.extract.sentence import Report, Sentence
from pactwatch.read.imprecise_date import ImpreciseDate

_ATTACK: IncidentType = "attack"
_OCCUPYING = frozenset({"seize", "occupy", "capture", "control"})
_RUNNING_TOTAL = re.compile(
    r"\b(?:total\s+number\s+of\s+(?:\w+\s+)?casualties|(?:since\s+)?the\s+(?:beginning|start)\s+of\s+(?:the\s+year|\d{4}))\b"
)
_SPEAKING_OF_FUTURE = frozenset({"will", "would", "may", "might", "could", "should", "must", "can", "shall"})


@dataclass(frozen=True)
class _Event:
    """What one sentence tells of an event, before it is joined with what the story told before."""

    sentence: Sentence
    clause: Clause | None
    type: IncidentType
    specific: bool
    perpetrator: str | None
    places: tuple[PlaceMention, ...]
    casualties: tuple[CasualtyMention, ...]
    date: str | None
    target: str | None
    report: Report


class IncidentReader:
    """Reads the incidents of one story, sentence by sentence.

    A sentence that names no new place and no new date goes on with the event before it; one with a place or a date of its
    own tells another event.
    """

    def __init__(self) -> None:
        self._claims: list[IncidentClaim] = []
        self._country: dict[int, str | None] = {}

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        event = _event(sentence)
        if event is None:
            return
        places = event.places
        if len(places) > 1 and len(event.casualties) > 1:
            places = places[:1]
        claim = _claim(event, places)
        at = self._same(claim, event)
        if at is None:
            self._claims.append(claim)
        else:
            self._claims[at] = _joined(self._claims[at], claim, sentence)
        context = sentence.context
        context.event_type = event.type if event.specific else context.event_type
        context.event_date = claim.date or context.event_date
        context.perpetrator = claim.perpetrator or context.perpetrator
        context.place = claim.place or context.place

    def claims(self) -> list[IncidentClaim]:
        """The incidents read so far, in the order in which the story tells them."""
        return list(self._claims)

    def _same(self, claim: IncidentClaim, event: _Event) -> int | None:
        """The event that this sentence goes on with or repeats, None where it tells a new one."""
        for at in range(len(self._claims) - 1, -1, -1):
            old = self._claims[at]
            if claim.perpetrator and old.perpetrator and claim.perpetrator != old.perpetrator:
                continue
            if claim.date and old.date and claim.date != old.date and not _overlap(claim.date, old.date):
                continue
            if claim.place is None:
                goes_on = at == len(self._claims) - 1
                if not goes_on and old.place is not None:
                    continue
                if (
                    claim.killed
                    and old.killed
                    and claim.killed != old.killed
                    and not _contains(old.killed, claim.killed)
                ):
                    continue
                return at
            if old.place is not None and _same_place(claim.place, old.place):
                return at
        return None


def _event(sentence: Sentence) -> _Event | None:
    if _RUNNING_TOTAL.search(sentence.span.text):
        return None  # a mission's sum since the year began is no event
    codebook = sentence.tools.codebook
    casualties = tuple(find_casualties(sentence.span.text))
    clause, told, specific = _telling_clause(sentence)
    kind: IncidentType | None = told
    if kind is None and casualties and any(c.killed or c.injured or c.supersedes for c in casualties):
        kind, specific = sentence.context.event_type or _ATTACK, False
        if not _tells_harm(sentence):
            return None
    if kind is None:
        return None
    weapon = _weapon(sentence)
    if kind == "attack" and weapon is not None:
        kind, specific = weapon, True
    elif kind == "attack" and sentence.context.event_type is not None and sentence.context.perpetrator is not None:
        kind = kind if specific else sentence.context.event_type
    places = tuple(mention for _, _, mention in sentence.place_mentions if mention.precision != "country")
    reported = sentence.report(clause) if clause is not None else Report(None, (), None, None)
    perpetrator = perpetrator_of(sentence, clause)
    date = _date(sentence, clause)
    numbered = weapon is not None and any(token.like_num for token in sentence.span)
    if not (places or casualties or numbered or (date is not None and (weapon or perpetrator))):
        return None  # attacks in general, not one that happened somewhere on some day
    if codebook.not_event_cues.find(sentence.span) and not (casualties or weapon):
        return None
    return _Event(
        sentence,
        clause,
        kind,
        specific,
        perpetrator,
        places,
        casualties,
        date,
        target_of(sentence, clause),
        reported,
    )


def _telling_clause(sentence: Sentence) -> tuple[Clause | None, IncidentType | None, bool]:
    """The clause that tells an event as having happened, its type, and whether the words name the type exactly."""
    codebook = sentence.tools.codebook
    weapons = {
        token.i for match in codebook.weapon_cues.find(sentence.span) for token in _range(match.first, match.last)
    }
    best: tuple[Clause | None, IncidentType | None, bool] = (None, None, False)
    for clause in sentence.clauses:
        if clause.modal in _SPEAKING_OF_FUTURE or not _tells(sentence, clause) or _hypothetical(sentence, clause):
            continue
        if clause.predicate.dep_ == "relcl" and clause.lemma in _OCCUPYING:
            continue  # "the regions that Moscow has seized" is background
        verbs = {clause.lemma, clause.verb}
        armed = _armed(sentence, clause, weapons)
        kind = codebook.event_verbs.get(clause.lemma) or codebook.event_verbs.get(clause.verb)
        if not clause.negated:
            if kind is not None and (armed or _physical(sentence, clause)):
                return clause, kind, kind != "attack"
            if (armed or _alleged(sentence, clause.predicate)) and verbs & set(codebook.incidents.with_weapon):
                return clause, "attack", False
        if best[0] is None and _placed(sentence, clause):
            # "The strike did not violate the terms": the strike was, all the same.
            stretch = [t for s in clause.subjects for t in s.subtree] if clause.negated else clause.predicate.subtree
            events = [
                match
                for match in codebook.event_cues.find(list(stretch))
                if not _general(match.last, codebook.incidents.not_telling)
            ]
            if events:
                label = max(events, key=lambda match: (match.label != "attack", match.words)).label
                best = (clause, label, label != "attack")
    return best


def _armed(sentence: Sentence, clause: Clause, weapons: set[int]) -> bool:
    """Whether a weapon stands in the clause or an armed actor is its subject or agent."""
    armed = sentence.tools.codebook.incidents.armed_actors
    return any(token.i in weapons for token in clause.predicate.subtree) or any(
        token.lemma_.lower() in armed for token in (*clause.subjects, *clause.agents)
    )


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


def _placed(sentence: Sentence, clause: Clause) -> bool:
    """Whether the sentence says where or with what toll: a noun alone ("the attacks proved ...") tells no event."""
    return any(mention.precision != "country" for _, _, mention in sentence.place_mentions) or bool(
        find_casualties(sentence.span.text)
    )


def _range(first: Token, last: Token) -> list[Token]:
    return [first.doc[i] for i in range(first.i, last.i + 1)]


def _physical(sentence: Sentence, clause: Clause) -> bool:
    """Whether an attack verb is meant literally: an armed actor, a state or a place is its subject or object."""
    for token in (*clause.subjects, *clause.objects, *clause.agents):
        if sentence.codes_of(token) or token.lemma_.lower() in sentence.tools.codebook.incidents.armed_actors:
            return True
    return bool(sentence.place_mentions)


def _hypothetical(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause stands under an "if", a purpose or a modal: "to prevent future attacks"."""
    token = clause.predicate
    if token.tag_ == "VB":
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


def _general(noun: Token, not_telling: tuple[str, ...]) -> bool:
    """Whether an event noun speaks of events in general or to come: "any attack", "future strikes", "against attacks"."""
    if any(above.lemma_.lower() in not_telling for above in noun.ancestors):
        return True
    words = {child.lower_ for child in noun.children}
    return bool(words & {"future", "any", "possible", "potential", "further", "more", "no"}) or (
        noun.dep_ in {"compound", "amod", "poss"}
    )


def _tells_harm(sentence: Sentence) -> bool:
    return not any(clause.modal in {"will", "would", "may", "could"} for clause in sentence.clauses)


def _weapon(sentence: Sentence) -> IncidentType | None:
    """The type by the weapon named first; drones together with missiles count as an air or drone strike."""
    labels = [match.label for match in sentence.tools.codebook.weapon_cues.find(sentence.span)]
    labels += [
        match.label for match in sentence.tools.codebook.event_cues.find(sentence.span) if match.label != "attack"
    ]
    if "air or drone strike" in labels:
        return "air or drone strike"
    return labels[0] if labels else None


def _date(sentence: Sentence, clause: Clause | None) -> str | None:
    """When it happened: a time that hangs from the event's clause, else one from no verb of reporting."""
    mentions = [mention for _, _, mention in sentence.times] if clause is None else sentence.times_of(clause)
    dated = [mention for mention in mentions if mention.kind in {"date", "period"} and mention.value]
    return dated[0].value if dated else None


def _claim(event: _Event, places: tuple[PlaceMention, ...]) -> IncidentClaim:
    sentence, context = event.sentence, event.sentence.context
    killed, injured, supersedes = _sum(event.casualties)
    place = places[0] if places else None
    date = event.date
    perpetrator = event.perpetrator
    # What a story goes on to tell of the same day is by the one who attacks in it; another day's event may be anyone's.
    same_day = date is None or context.event_date is None or _overlap(date, context.event_date)
    if perpetrator is None and event.type != "other" and same_day and (event.casualties or places):
        perpetrator = context.perpetrator
    if date is None and perpetrator == context.perpetrator:
        date = context.event_date
    return IncidentClaim(
        **sentence.base(sentence.quote(), event.report),
        type=event.type,
        date=date,
        place=place.name if place is not None else None,
        admin1=place.admin1 if place is not None else None,
        perpetrator=perpetrator,
        attributed_by=event.report.speaker,
        target=event.target,
        alleged="alleged" in sentence.span.text.lower()
        or (event.clause is not None and _alleged(sentence, event.clause.predicate)),
        killed=killed,
        injured=injured,
        supersedes=supersedes or None,
    )


def _sum(
    casualties: tuple[CasualtyMention, ...],
) -> tuple[Count | None, Count | None, dict[Literal["killed", "injured"], Count]]:
    """The first figure of each kind; "including two boys" is part of it and not added."""
    killed = next((mention.killed for mention in casualties if mention.killed is not None), None)
    injured = next((mention.injured for mention in casualties if mention.injured is not None), None)
    earlier: dict[Literal["killed", "injured"], Count] = {}
    for mention in casualties:
        earlier.update(mention.supersedes or {})
    return killed, injured, earlier


def _joined(old: IncidentClaim, new: IncidentClaim, sentence: Sentence) -> IncidentClaim:
    """The first claim with what the later sentence adds; its quote grows only over a sentence that follows at once."""
    update = {
        name: getattr(new, name)
        for name in (
            "date",
            "place",
            "admin1",
            "perpetrator",
            "target",
            "killed",
            "injured",
            "supersedes",
            "attributed_by",
        )
        if getattr(old, name) is None and getattr(new, name) is not None
    }
    if old.type == "attack" and new.type != "attack":
        update["type"] = new.type
    if not update.keys() & {"killed", "injured", "place", "supersedes", "date"}:
        return old.model_copy(update=update)
    text = sentence.paragraph
    start = old.start - sentence.offset
    if start >= 0 and 0 <= new.start - old.end <= 2:
        update.update(end=new.end, quote=text[start : new.end - sentence.offset])
    elif _details(new) > _details(old):
        # The sentence with the toll or the day says more than a headline that only names the event.
        update.update(start=new.start, end=new.end, quote=new.quote)
    return old.model_copy(update=update)


def _details(claim: IncidentClaim) -> int:
    return sum(getattr(claim, name) is not None for name in ("date", "place", "killed", "injured", "perpetrator"))


def _overlap(first: str, second: str) -> bool:
    return ImpreciseDate.parse(first).overlaps(ImpreciseDate.parse(second))


def _contains(wide: Count, narrow: Count) -> bool:
    return wide.low == narrow.low


def _same_place(first: str, second: str) -> bool:
    one, two = first.casefold(), second.casefold()
    return one == two or one in two or two in one
