"""The teller: what single sentences of a report tell of incidents, before they are put together."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.counts import find_casualties
from pactwatch.extract.dates import find_times
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.days import day_of
from pactwatch.extract.monitoring.places import Located, located, region_of
from pactwatch.extract.monitoring.report import Report
from pactwatch.extract.monitoring.sorts import is_general, sided, sorts_of
from pactwatch.extract.monitoring.told import FIGHTING, ROLES, Told
from pactwatch.extract.monitoring.words import MonitoringWords
from pactwatch.extract.places import Places

_BETWEEN = re.compile(r"\bbetween\b")
_DONE_BY = re.compile(
    r"\b(?:is|was|were|are|took|has|had|have)\b(?!\s+(?:been\s+|also\s+|then\s+)?(?:conducted|carried|launched"
    r"|perpetrated|committed|initiated|instigated"
    r"|prosecuted|made|attacked|overrun)\b)"
)
_NEAR = 45
_SOON = 2
_CLOCK = re.compile(r"\b[Aa]t\s+(?:about\s+|around\s+)?([0-2]\d[0-5]\d)\s*(?:[Hh]rs|[Hh]ours|on\b)")
_ABOUT = re.compile(r"\b(?:on|around|or|at)\s+about\b|\bapproximately\b|\baround\s+(?:the\s+)?\d")
_DENYING = re.compile(r"\b(?:[Nn]either|[Nn]o|[Nn]ot|[Uu]nclear|[Uu]nable|[Nn]or)\b")
_SOMEBODY = re.compile(
    r"^(?:[Aa]n?\s?|[Aa]nother\s|[Oo]ne\s)(?:[\w-]+\s){0,3}?(?:woman|girl|man|boy|child|civilian|lady|youth|student|driver)\b"
)
_STORY = 8
_MANY = 3


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

    def told(self, number: int, parsed: Doc) -> list[Told]:
        """What a sentence tells of incidents, one for each sort that its words tell apart; none for talk in general."""
        passage = self._report.passages[number]
        text = passage.text
        if passage.role not in ROLES or is_general(parsed):
            return []
        sorts = sorts_of(parsed, self._words)
        if not sorts:
            return self._harm_alone(number, text)
        if len(sorts) >= _MANY and not (find_times(text, self._anchor) or self._report.parties.find(text)):
            return []  # "accounts of rape, looting, abduction and murder" are of no one event
        plain = without_instruments(text, self._words.instruments)
        places = located(plain, self._report.parties.names, self._places, self._around)
        killed, injured = _harm(text)
        told = [self._one(number, parsed, kind, token, places, killed, injured) for kind, token in sorts]
        told = [self._in_story(one) for one in told]
        self._last = next((one for one in told if one.type in FIGHTING), told[0])
        return told

    def _in_story(self, one: Told) -> Told:
        """With the day and place of the story that the section has been telling, where the sentence names none."""
        last = self._last
        if last is None or last.passage.role != one.passage.role or one.number - last.number > _STORY:
            return one
        return replace(one, near_date=last.date or last.near_date, near_place=last.place or last.near_place)

    def _harm_alone(self, number: int, text: str) -> list[Told]:
        """Casualties that a sentence adds to what the one before it tells: "Two soldiers were wounded." """
        last, passage = self._last, self._report.passages[number]
        if last is None or last.passage.role != passage.role or number - last.number > _SOON:
            return []
        killed, injured = _harm(text)
        if killed is None and injured is None:
            return []
        return [replace(last, number=number, passage=passage, killed=killed, injured=injured, only_harm=True)]

    def _one(
        self,
        number: int,
        parsed: Doc,
        kind: IncidentType,
        token: Token,
        places: list[Located],
        killed: Count | None,
        injured: Count | None,
    ) -> Told:
        passage = self._report.passages[number]
        text = passage.text
        alleged = passage.role == "allegation" or bool(self._words.alleging_cues.find(parsed[:]))
        target = _target(token)
        date = day_of(kind, token, passage.role, parsed, self._words, self._anchor)
        sort, is_sided = sided(kind, token, parsed, self._words, self._report.parties)
        violent = kind in FIGHTING | {"looting or property destruction"}
        return Told(
            number,
            passage,
            sort,
            date,
            _nearest(places, token.idx),
            region_of(text, self._places, self._around),
            self._perpetrators(token, text),
            alleged,
            self._alleger(parsed, text) if alleged else None,
            killed if violent else None,
            injured if violent or kind == "abduction or detention" else None,
            target,
            new_victim=target is not None and _SOMEBODY.match(target) is not None,
            sided=is_sided,
            about=date is not None and _ABOUT.search(text) is not None,
            hour=_hour(text) if kind in {"attack", "sexual violence", "abduction or detention"} else None,
            plain=token.dep_ in {"ROOT", "conj", "nsubj", "nsubjpass"}
            and not self._words.stating_cues.find(parsed[:])
            and _DENYING.search(text) is None,
        )

    def _perpetrators(self, token: Token, text: str) -> tuple[str, ...]:
        parties = self._report.parties
        end = token.idx + len(token.text)
        passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children) or (
            token.dep_ in {"acl", "conj"} and token.tag_ == "VBN"
        )
        if passive or token.pos_ in {"NOUN", "PROPN"}:
            by = parties.by(text, end)
            if by and (passive or _DONE_BY.search(text[end : text.index("by ", end)]) is None):
                return by
            if passive or _BETWEEN.search(text[max(0, token.idx - 5) : end + 12]):
                return ()
        if token.pos_ in {"NOUN", "PROPN"}:
            # "SSPDF attacks", "the SSPDF carried out attacks": not everyone named before the word.
            before = [named for named in parties.find(text) if named.end <= token.idx]
            if not before or token.idx - before[-1].end > _NEAR:
                return ()
        return parties.doing(text, token.idx)

    def _alleger(self, parsed: Doc, text: str) -> str | None:
        """Who alleges: the subject of the verb of alleging, or whom "by" names after "it was alleged"."""
        for match in self._words.alleging_cues.find(parsed[:]):
            if match.first.pos_ != "VERB":
                continue
            for child in match.first.children:
                if child.dep_ == "nsubj" and child.pos_ != "PRON":
                    return _phrase(child)
                if child.dep_ == "agent":
                    return next((_phrase(below) for below in child.children if below.dep_ == "pobj"), None)
        return None


def _hour(text: str) -> str | None:
    """The hour told by the clock, as four digits: "at 2020 hrs", "At 2040 on 15 June"."""
    found = _CLOCK.search(text)
    return found[1] if found else None


def _nearest(places: list[Located], at: int) -> str | None:
    after = [place for place in places if place.start >= at]
    before = [place for place in places if place.start < at]
    if after:
        return after[0].name
    return before[-1].name if before else None


def _harm(text: str) -> tuple[Count | None, Count | None]:
    mentions = [mention for mention in find_casualties(text) if not mention.part]
    killed = next((mention.killed for mention in mentions if mention.killed is not None), None)
    injured = next((mention.injured for mention in mentions if mention.injured is not None), None)
    return killed, injured


def _target(token: Token) -> str | None:
    """What was struck, in the sentence's words: the object of the verb, the subject of a passive, or what "on" names."""
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.pos_ != "PRON":
            return _phrase(child)
        if child.dep_ == "prep" and child.lower_ in {"on", "against", "at"}:
            for below in child.children:
                if below.dep_ == "pobj" and below.ent_type_ not in {"DATE", "TIME"}:
                    return _phrase(below)
    return None


def _phrase(token: Token) -> str:
    words = [
        word
        for word in token.subtree
        if not any(
            above.dep_ in {"relcl", "acl", "advcl"}
            for above in (word, *word.ancestors)
            if above.i != token.i and above in list(token.subtree)
        )
    ]
    first, last = words[0], words[-1]
    return token.doc[first.i : last.i + 1].text.strip(" ,.;:")[:160]
