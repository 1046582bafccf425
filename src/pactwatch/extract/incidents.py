"""Incidents: what happened on the ground, one for each event that a story tells apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pactwatch.extract.claim import Count, IncidentClaim, IncidentType
from pactwatch.extract.counts import CasualtyMention
from pactwatch.extract.event import Event, events_of, goes_on, is_alleged
from pactwatch.extract.places import PlaceMention
from pactwatch.extract.sentence import Sentence
from pactwatch.extract.tolls import fits, is_revised, joined_tolls
from pactwatch.read.imprecise_date import ImpreciseDate

_FROM_AFAR: frozenset[IncidentType] = frozenset({"attack", "air or drone strike", "missile strike", "shelling"})
_NIGHT = 2  # days that the interval of a night has
_BARE = 2
_SENTENCE_ENDS = (".", "!", "?", '"', "”")
_ALIKE = 0.75
_CONTENT = 3
_COMMON = frozenset(
    {
        "the",
        "and",
        "region",
        "oblast",
        "province",
        "district",
        "city",
        "village",
        "town",
        "area",
        "central",
        "eastern",
    }
    | {"western", "northern", "southern", "northeastern", "northwestern", "southeastern", "southwestern"}
)
_REGION = re.compile(r"\b(?:region|oblast|province)\b")
_WAVE = 20
"""From how many weapons counted on an attack is a wave, of which what one city tells is a part."""


@dataclass(frozen=True)
class _Known:
    """An incident read so far; `wide` where it is told of a whole country or of nowhere in particular.

    `launched` are the numbers of weapons told of it, `specific` says that its words name its type, `country` is the
    state where it was. `under` is the place among those read of the wave that it was told under without a day of its own.
    """

    claim: IncidentClaim
    wide: bool
    launched: frozenset[int]
    specific: bool
    country: str | None
    under: int | None = None


class IncidentReader:
    """Reads the incidents of one story, sentence by sentence.

    A sentence that names no new place and no new date goes on with the event before it, or with the wave of attacks of
    that night; one with a place or a date of its own tells another event.
    """

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._perpetrators: list[str] = []

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        for event in events_of(sentence):
            self._take(event)

    def claims(self) -> list[IncidentClaim]:
        """The incidents read so far, in the order in which the story tells them, each with its level."""
        self._known = [self._attributed(known) for known in self._known]
        self._known = [self._filled(known) for known in self._known]
        return [self._with_level(known) for known in self._known]

    def _attributed(self, known: _Known) -> _Known:
        """An attack from afar on one of two sides is the other's, also where the story names them only later."""
        sides = {one for one in self._perpetrators if one != known.country}
        alone = known.claim.perpetrator is None and known.claim.type in _FROM_AFAR and known.country is not None
        if not alone or len(sides) != 1 or known.country not in {*self._perpetrators, *self._attacked(sides)}:
            return known
        return replace(known, claim=known.claim.model_copy(update={"perpetrator": sides.pop()}))

    def _attacked(self, by: set[str]) -> set[str]:
        """The states where those sides attacked."""
        return {old.country for old in self._known if old.country is not None and old.claim.perpetrator in by}

    def _filled(self, known: _Known) -> _Known:
        """An incident with the day, the side and the type that the story told only later of the wave over it."""
        if known.under is None:
            return known
        wave, claim = self._known[known.under].claim, known.claim
        update: dict[str, object] = {}
        if claim.date is None:
            update["date"] = wave.date
        if claim.perpetrator is None and wave.perpetrator != known.country:
            update["perpetrator"] = wave.perpetrator
        if claim.type == "attack" and not known.specific:
            update["type"] = wave.type
        return replace(known, claim=claim.model_copy(update=update))

    def _wave_over(self, claim: IncidentClaim, event: Event) -> int | None:
        """The wave told before, without a day, of which a sentence without a day tells a part."""
        if event.where.wide or claim.date is not None or event.another or not goes_on(event.sentence, event.where):
            return None
        return next((at for at, old in enumerate(self._known) if old.wide and _may_be_one(claim, old.claim)), None)

    def _take(self, event: Event) -> None:
        context = event.sentence.context
        claim = self._claim(event)
        at = self._same(claim, event)
        if at is not None:
            old = self._known[at]
            self._known[at] = replace(
                old,
                claim=_joined(old, claim, event),
                wide=old.wide and (event.where.wide or old.claim.place is not None),
                launched=old.launched | _launched(event),
                specific=old.specific or event.specific,
                country=old.country or _country(event),
            )
        elif self._known and self._says_nothing_new(claim, event):
            return
        else:
            under = self._wave_over(claim, event)
            self._known.append(
                _Known(claim, event.where.wide, _launched(event), event.specific, _country(event), under)
            )
        context.event_type = event.type if event.specific else context.event_type
        context.event_date = claim.date or context.event_date
        context.perpetrator = claim.perpetrator or context.perpetrator
        context.place = claim.place or context.place
        if claim.perpetrator and claim.perpetrator not in self._perpetrators:
            self._perpetrators.append(claim.perpetrator)

    def _says_nothing_new(self, claim: IncidentClaim, event: Event) -> bool:
        """Whether a sentence only speaks of a wave again: "the attack was a message", "some were shot down over Kursk"."""
        if event.casualties or event.counted:
            return False
        local = bool(event.where.places) and not event.where.wide
        if event.again and not event.date and not local:
            return True
        waves = any(
            old.wide
            and claim.date
            and old.claim.date
            and _may_be_one(claim, old.claim)
            and _may_attack(claim, event, old)
            for old in self._known
        )
        # What struck one place is a part of the wave; a list of places, or what was shot down on its way, is none.
        return waves and claim.target is None and (len(event.where.places) != 1 or not local or bool(event.defenders))

    def _claim(self, event: Event) -> IncidentClaim:
        sentence = event.sentence
        place = event.where.places[0] if event.where.places else None
        killed, injured, supersedes = _sum(event.casualties)
        perpetrator = event.perpetrator or self._attacker(event, place)
        return IncidentClaim(
            **sentence.base(sentence.quote(), event.report),
            type=event.type,
            date=self._date(event, perpetrator),
            place=place.name if place is not None else None,
            admin1=place.admin1 if place is not None else None,
            perpetrator=perpetrator,
            attributed_by=event.report.speaker,
            target=event.target,
            alleged=is_alleged(event),
            killed=killed,
            injured=injured,
            supersedes=supersedes or None,
        )

    def _attacker(self, event: Event, place: PlaceMention | None) -> str | None:
        """Who attacks in the story: what it goes on to tell is theirs, unless it is they who are attacked.

        What happened on another day may be anyone's.
        """
        context = event.sentence.context
        if event.type == "other" or not (event.casualties or event.where.places or event.defenders or event.again):
            return None
        if event.date and context.event_date and not _overlap(event.date, context.event_date) and not event.defenders:
            return None
        if not goes_on(event.sentence, event.where):
            return None
        # An authority that tells of harm tells of what was done to its own side.
        harmed = event.report.codes if event.casualties else ()
        apart = {*event.defenders, *harmed, place.country if place is not None else None}
        candidates = [context.perpetrator, *reversed(self._perpetrators)]
        return next((one for one in candidates if one is not None and one not in apart), None)

    def _date(self, event: Event, perpetrator: str | None) -> str | None:
        """The event's own day, else that of the story's event by the same side; a wave has one day for all its parts."""
        context = event.sentence.context
        waves = [
            old.claim.date
            for old in self._known
            if old.wide and old.claim.date is not None and old.claim.perpetrator == perpetrator
        ]
        if event.date is not None:
            own = event.date
            return next((told for told in waves if _of_that_night(own, told)), own)
        if event.another:
            return None
        told = context.event_date if perpetrator == context.perpetrator else None
        said = event.sentence.said_on(event.report)
        for one in (told, *waves):
            if one is not None and (said is None or _overlap(one, said)):
                return one
        return told or next(iter(waves), None)

    def _same(self, claim: IncidentClaim, event: Event) -> int | None:
        """The event that this sentence goes on with or repeats, None where it tells a new one."""
        launched, last = _launched(event), len(self._known) - 1
        for at in range(last, -1, -1):
            old = self._known[at]
            if not _may_be_one(claim, old.claim) or not _may_attack(claim, event, old):
                continue
            if launched and old.launched:
                if _same_arms(launched, old.launched):
                    return at
                continue
            if event.another:
                continue
            if claim.place is not None and not event.where.wide:
                if (
                    old.claim.place is not None
                    and not old.wide
                    and _same_place(claim.place, old.claim, event.sentence)
                ):
                    return at
                continue
            if at == last and claim.place is None and (old.wide or event.again or not _is_wave(event.counted)):
                risen = event.clause is None and is_revised(event.sentence.span.text)
                if fits(old.claim.killed, claim.killed) or old.wide or risen:
                    return at
            elif old.wide and (
                (claim.date and old.claim.date) or event.again or event.casualties or (at == 0 and not old.claim.date)
            ):
                return at
        return None

    def _with_level(self, known: _Known) -> IncidentClaim:
        """A wave is the total of what single places tell of that night; what has no wave over it is a single event."""
        claim = known.claim
        level: Literal["single", "part", "total"] = "single"
        if self._is_total(known):
            level = "total"
        elif not known.wide and any(self._is_total(other) for other in self._of_that_day(known)):
            level = "part"
        return claim.model_copy(update={"level": level})

    def _is_total(self, known: _Known) -> bool:
        """Whether an incident is told of many places at once: by its arms, or beside single places of that day."""
        if not known.wide:
            return False
        told = known.claim.place is not None or known.claim.killed is not None
        return _is_wave(known.launched) or (told and any(not other.wide for other in self._of_that_day(known)))

    def _of_that_day(self, known: _Known) -> list[_Known]:
        return [
            other
            for other in self._known
            if other is not known and known.claim.date and other.claim.date and _may_be_one(known.claim, other.claim)
        ]


def _country(event: Event) -> str | None:
    return event.where.places[0].country if event.where.places else None


def _may_attack(claim: IncidentClaim, event: Event, old: _Known) -> bool:
    """Whether neither is said to have attacked the state in which the other was: nobody attacks himself."""
    here = _country(event)
    if claim.perpetrator is not None and claim.perpetrator == old.claim.perpetrator:
        return True
    return (claim.perpetrator is None or claim.perpetrator != old.country) and (
        old.claim.perpetrator is None or old.claim.perpetrator != here
    )


def _launched(event: Event) -> frozenset[int]:
    """The numbers of weapons that an attack is said to have had; not those that were shot down."""
    return frozenset() if event.defenders else event.counted


def _is_wave(counted: frozenset[int]) -> bool:
    """Whether so many weapons are counted that it cannot have been one strike."""
    return any(number >= _WAVE for number in counted)


def _same_arms(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two counts of weapons are of one attack: a number is the same, or one is the other's sum."""
    return bool(one & other) or sum(one) in other or sum(other) in one


def _sum(
    casualties: tuple[CasualtyMention, ...],
) -> tuple[Count | None, Count | None, dict[Literal["killed", "injured"], Count]]:
    """The first figure of each kind, those of a whole before those of a part; "including two boys" is not added."""
    whole = sorted(casualties, key=lambda mention: mention.part)
    killed = next((mention.killed for mention in whole if mention.killed is not None), None)
    injured = next((mention.injured for mention in whole if mention.injured is not None), None)
    earlier: dict[Literal["killed", "injured"], Count] = {}
    for mention in casualties:
        earlier.update(mention.supersedes or {})
    return killed, injured, earlier


def _joined(known: _Known, new: IncidentClaim, event: Event) -> IncidentClaim:
    """The first claim with what the later sentence adds; its quote grows only over a sentence that follows at once."""
    old, sentence = known.claim, event.sentence
    update = {
        name: getattr(new, name)
        for name in ("date", "place", "admin1", "perpetrator", "target", "attributed_by")
        if getattr(old, name) is None and getattr(new, name) is not None
    }
    update |= joined_tolls(old, new, sentence.span.text, wide=known.wide)
    if (old.type == "attack" and new.type != "attack") or (event.specific and not known.specific):
        update["type"] = new.type
    if not update.keys() & {"killed", "injured", "place", "supersedes", "date"}:
        return old.model_copy(update=update)
    start = old.start - sentence.offset
    if start >= 0 and 0 <= new.start - old.end <= 2:
        update.update(end=new.end, quote=sentence.paragraph[start : new.end - sentence.offset])
    elif _details(new) > _details(old) and (_details(old) <= _BARE or not old.quote.endswith(_SENTENCE_ENDS)):
        # The sentence with the toll or the day says more than a headline that only names the event.
        update.update(start=new.start, end=new.end, quote=new.quote)
    return old.model_copy(update=update)


def _details(claim: IncidentClaim) -> int:
    return sum(getattr(claim, name) is not None for name in ("date", "place", "killed", "injured", "perpetrator"))


def _may_be_one(first: IncidentClaim, second: IncidentClaim) -> bool:
    """Whether nothing in type, day and perpetrator speaks against two claims being of one event."""
    if first.perpetrator and second.perpetrator and first.perpetrator != second.perpetrator:
        return False
    if first.date and second.date and not _overlap(first.date, second.date):
        return False
    return (
        first.type == second.type or {first.type, second.type} <= _FROM_AFAR or "attack" in {first.type, second.type}
    )


def _overlap(first: str, second: str) -> bool:
    """Whether two dates may mean one day; two different nights do not, though one ends on the day when the next begins."""
    one, two = ImpreciseDate.parse(first), ImpreciseDate.parse(second)
    nights = one.days == two.days == _NIGHT and first != second
    return one.overlaps(two) and not nights


def _of_that_night(own: str, told: str) -> bool:
    """Whether a day is that of a wave told with another precision: the day on which its night ended, or the other way."""
    return own != told and own.rsplit("/", maxsplit=1)[-1] == told.rsplit("/", maxsplit=1)[-1]


def _same_place(place: str, old: IncidentClaim, sentence: Sentence) -> bool:
    """Whether a place is that of an event told before, or one of those that were struck in it."""
    one, two, struck = place.casefold(), (old.place or "").casefold(), (old.target or "").casefold()
    if one == "the capital":
        return bool(sentence.tools.actors.resolve(old.place or "", sentence.context.anchor))
    if one == two or one in two or two in one or one in struck:
        return True
    words, others = _content(one), _content(f"{two} {struck}")
    if len(words) > 1:
        return len(words & others) >= _ALIKE * len(words)
    # "The western Oryol region" is "Oryol Oblast"; "the Kyiv region" is not Kyiv.
    return bool(words) and words == _content(two) and bool(_REGION.search(one)) == bool(_REGION.search(two))


def _content(words: str) -> set[str]:
    return {word for word in re.findall(r"[\w-]+", words) if len(word) >= _CONTENT} - _COMMON
