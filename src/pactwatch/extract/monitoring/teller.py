"""The teller: what single sentences of a report tell of incidents, before they are put together."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.dates import find_times
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.days import day_of
from pactwatch.extract.monitoring.doers import doers_of, sides_of
from pactwatch.extract.monitoring.listing import Item, Listing
from pactwatch.extract.monitoring.owner import owned_by_another
from pactwatch.extract.monitoring.places import Located, located, nearest, region_of
from pactwatch.extract.monitoring.report import Report
from pactwatch.extract.monitoring.sorts import in_custody, is_abuse, is_general, is_referred, sided, sorts_of
from pactwatch.extract.monitoring.sufferers import harm_of, names_of, phrase_of, target_of
from pactwatch.extract.monitoring.told import FIGHTING, ROLES, Told
from pactwatch.extract.monitoring.words import MonitoringWords
from pactwatch.extract.places import Places

_SOON = 2
_CLOCK = re.compile(r"\b[Aa]t\s+(?:about\s+|around\s+)?([0-2]\d[0-5]\d)\s*(?:[Hh]rs|[Hh]ours|on\b)")
_ABOUT = re.compile(r"\b(?:on|around|or|at)\s+about\b|\bapproximately\b|\baround\s+(?:the\s+)?\d", re.IGNORECASE)
_DENYING = re.compile(r"\b(?:[Nn]either|[Nn]o|[Nn]ot|[Uu]nclear|[Uu]nable|[Nn]or)\b")
_SOMEBODY = re.compile(
    r"^(?:[Aa]n?\s?|[Aa]nother\s|[Oo]ne\s)(?:[\w-]+\s){0,3}?(?:woman|girl|man|boy|child|civilian|lady|youth|student|driver)\b"
)
_STORY = 8
_SOON_AFTER = 3
_LONGEST_HEADING = 14
_AFTER = frozenset(
    {"admit", "bury", "escape", "examine", "flee", "register", "relocate", "return", "transfer", "treat"}
)
_HELD: frozenset[IncidentType] = frozenset({"abduction or detention", "sexual violence"})
_ANOTHER = frozenset(
    {"another", "second", "third", "fourth", "further", "separate", "again", "renewed", "additional"}
)
_MANY = 3
_CAPITALS = 0.6


class Teller:
    """Reads what the sentences of one report tell, in their order."""

    def __init__(
        self, report: Report, words: MonitoringWords, places: Places, around: frozenset[str], anchor: str | None
    ) -> None:
        self._report = report
        self._words = words
        self._places = places
        self._around = around
        self._anchor = anchor
        self._last: Told | None = None
        self._listing = Listing(report.parties)
        self._item: Item | None = None
        self._story = 0
        self._held: Told | None = None

    def told(self, number: int, parsed: Doc) -> list[Told]:
        """What a sentence tells of incidents, one for each sort that its words tell apart; none for talk in general."""
        passage = self._report.passages[number]
        text = passage.text
        self._item = self._listing.item(passage)
        if passage.role not in ROLES or is_general(parsed):
            return []
        sorts = sorts_of(parsed, self._words)
        if sorts and passage.role == "findings" and self._heads(number, parsed):
            self._story += 1
        if not sorts:
            return self._harm_alone(number, text)
        if len(sorts) >= _MANY and not (find_times(text, self._anchor) or self._report.parties.find(text)):
            return []  # "accounts of rape, looting, abduction and murder" are of no one event
        plain = without_instruments(text, self._words.instruments)
        places = located(plain, self._report.parties.names, self._places, self._around)
        killed, injured = harm_of(text)
        told = [
            _bare(one) if is_referred(tokens[0]) else one
            for kind, tokens in sorts
            for others in [[other[0] for _, other in sorts if other is not tokens]]
            for one in [self._one(number, parsed, kind, tokens, others, places, killed, injured)]
        ]
        where = next((one.place for one in told if one.place), None)
        told = [replace(one, near_place=where) for one in told]
        told = [self._in_story(one) for one in told]
        self._held = next((one for one in told if one.type in _HELD), self._held)
        self._last = next((one for one in told if one.type in FIGHTING), told[0])
        return told

    def _heads(self, number: int, parsed: Doc) -> bool:
        """Whether a line is a heading within its section: a paragraph of a few words that tells nothing in a verb."""
        passages = self._report.passages
        alone = all(
            passages[at].paragraph != passages[number].paragraph
            for at in (number - 1, number + 1)
            if 0 <= at < len(passages)
        )
        return (
            alone
            and len(parsed) <= _LONGEST_HEADING
            and not any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.dep_ == "auxpass" for token in parsed)
        )

    def _in_story(self, one: Told) -> Told:
        """With the day and place of the story that the section has been telling, where the sentence names none."""
        last = self._last
        if last is None or last.passage.role != one.passage.role or one.number - last.number > _STORY:
            return one
        if one.item != last.item:
            return one
        return replace(
            one, near_date=last.date or last.near_date, near_place=one.near_place or last.place or last.near_place
        )

    def _harm_alone(self, number: int, text: str) -> list[Told]:
        """Casualties that a sentence adds to what the one before it tells: "Two soldiers were wounded." """
        last, passage = self._last, self._report.passages[number]
        if last is None or last.passage.role != passage.role or number - last.number > _SOON:
            return []
        killed, injured = harm_of(text)
        if killed is None and injured is None:
            return []
        return [replace(last, number=number, passage=passage, killed=killed, injured=injured, only_harm=True)]

    def _one(
        self,
        number: int,
        parsed: Doc,
        kind: IncidentType,
        tokens: list[Token],
        others: list[Token],
        places: list[Located],
        killed: Count | None,
        injured: Count | None,
    ) -> Told:
        passage = self._report.passages[number]
        text = passage.text
        token = tokens[0]
        alleged = passage.role == "allegation" or bool(self._words.alleging_cues.find(parsed[:]))
        target = target_of(token)
        elsewhere = [*others, *_afterwards(parsed, token)]
        own = [place for place in places if not owned_by_another(place.start, place.end, token, elsewhere)]
        where = nearest(own, token.idx)
        date = day_of(kind, token, elsewhere, passage.role, parsed, self._words, self._anchor)
        held = self._held
        if is_abuse(kind, token) and in_custody(text):
            kind = "abduction or detention"
        elif (
            held is not None
            and is_abuse(kind, token)
            and held.passage.role == passage.role
            and number - held.number <= _SOON_AFTER
        ):
            kind = held.type  # the beating of one who was just arrested is a part of the arrest
        sort, is_sided = sided(kind, token, parsed, self._words, self._report.parties)
        violent = kind in FIGHTING | {"looting or property destruction"}
        doers = doers_of(tokens, text, self._report.parties) or (self._item.parties if self._item else ())
        return Told(
            number,
            passage,
            sort,
            date,
            where.name if where else None,
            region_of(text, self._places, self._around),
            doers,
            alleged,
            self._alleger(parsed, text) if alleged else None,
            killed if violent else None,
            injured if violent or kind == "abduction or detention" else None,
            target,
            new_victim=target is not None and _SOMEBODY.match(target) is not None,
            sided=is_sided,
            about=date is not None and _ABOUT.search(text) is not None,
            firm=where is not None and where.firm,
            province=where.province if where else None,
            group=bool(doers) and not self._report.parties.knows(doers),
            item=self._item.number if self._item else 0,
            stated=passage.role not in {"assessment", "conclusion"}
            and any(cue.first.i < token.i for cue in self._words.stating_cues.find(parsed[:])),
            sides=sides_of(text, self._report.parties) if sort in FIGHTING else (),
            story=self._story,
            heading=self._item is None and _is_heading(parsed),
            another=_ANOTHER.intersection(child.lower_ for child in token.children) != set(),
            names=names_of(token),
            persons=frozenset(word.lower_ for word in parsed if word.is_alpha and word.is_title),
            hour=_hour(text) if kind in {"attack", "sexual violence", "abduction or detention"} else None,
            plain=token.dep_ in {"ROOT", "conj", "nsubj", "nsubjpass"}
            and not self._words.stating_cues.find(parsed[:])
            and _DENYING.search(text) is None,
        )

    def _alleger(self, parsed: Doc, text: str) -> str | None:
        """Who alleges: the subject of the verb of alleging, or whom "by" names after "it was alleged"."""
        for match in self._words.alleging_cues.find(parsed[:]):
            if match.first.pos_ != "VERB":
                continue
            for child in match.first.children:
                if child.dep_ == "nsubj" and child.pos_ != "PRON":
                    return phrase_of(child)
                if child.dep_ == "agent":
                    return next((phrase_of(below) for below in child.children if below.dep_ == "pobj"), None)
        return None


def _is_heading(parsed: Doc) -> bool:
    """Whether a sentence is only a title: without a verb, or in capitals."""
    text = parsed.text.rstrip()
    letters = [char for char in text if char.isalpha()]
    if sum(char.isupper() for char in letters) > _CAPITALS * len(letters):
        return True
    return not any(word.pos_ in {"VERB", "AUX"} for word in parsed) and not text.endswith(".")


def _afterwards(parsed: Doc, token: Token) -> list[Token]:
    """Verbs of what came after an event: where someone was treated, or a case was registered, is not where it happened."""
    return [word for word in parsed if word.pos_ == "VERB" and word.lemma_.lower() in _AFTER and word.i != token.i]


def _bare(one: Told) -> Told:
    """What is only referred to, without what the sentence tells of something else."""
    return replace(one, date=None, place=None, perpetrators=(), killed=None, injured=None, plain=False)


def _hour(text: str) -> str | None:
    """The hour told by the clock, as four digits: "at 2020 hrs", "At 2040 on 15 June"."""
    found = _CLOCK.search(text)
    return found[1] if found else None
