"""Events: what single sentences of a report tell of incidents, before they are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.counts import find_casualties
from pactwatch.extract.dates import find_times
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.places import Located, located, region_of
from pactwatch.extract.monitoring.report import Passage, Report
from pactwatch.extract.monitoring.words import MonitoringWords, Role
from pactwatch.extract.places import Places

ROLES: frozenset[Role] = frozenset(
    {"letter", "summary", "allegation", "findings", "assessment", "conclusion", "background", "method"}
)
FIGHTING: frozenset[IncidentType] = frozenset(
    {"attack", "armed clash", "shelling", "air or drone strike", "mine or explosive"}
)
_ON_PEOPLE = frozenset({"kill", "murder", "beat", "torture", "execute", "massacre", "mistreat", "killing"})
# Verbs that tell what was to be done: "ordered his forces to attack".
_WANTING = frozenset(
    {
        "agree",
        "aim",
        "ask",
        "decide",
        "demand",
        "instruct",
        "intend",
        "mobilise",
        "order",
        "plan",
        "prepare",
        "promise",
        "refuse",
        "seek",
        "task",
        "threaten",
        "want",
    }
)
_UNREAL = frozenset({"would", "should", "may", "might", "shall", "must"})
_BETWEEN = re.compile(r"\bbetween\b")
_OF_A_PAPER = re.compile(
    r"\b(?:dated|letter|statement|report|[Vv]isited|interviewed|observed)\s+(?:of|on|dated)?\s*(?:the\s+)?$"
)
# What is told of "the same day" happened when it was told.
_SAME_DAY = re.compile(
    r"\b(?:on\s+)?(?:the\s+same|that)\s+day\b|\b(?:in\s+the|that|this)\s+(?:early\s+)?(?:morning|afternoon|evening)\b"
)
# "The same day" is counted from what was told before, not from the day of the report.
_WRITTEN = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:19|20)\d\d\b")
_WHEN = re.compile(r"\b(?:on|in|of|from|between|since|during|around|about|and|over)\s+(?:the\s+)?(?:night\s+of\s+)?$")
_SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?(?:\w+\s+of\s+)?$")
_DONE_BY = re.compile(
    r"\b(?:is|was|were|are|took|has|had|have)\b(?!\s+(?:been\s+|also\s+|then\s+)?(?:conducted|carried|launched"
    r"|perpetrated|committed|initiated|instigated"
    r"|prosecuted|made|attacked|overrun)\b)"
)
_GENERAL = re.compile(
    r"\b(?:aim|purpose) of this report\b|\bstandard of proof\b|\bprohibit\w*\b|\brefrain\b|\bcease all\b"
    r"|\bin case of\b|\bfear (?:of|that)\b|\bto avoid\b"
    r"|\bto prevent\b|\bin order to prevent\b|\bplanning to\b|\bwith intentions? to\b|\bpreparing to\b"
    r"|\baccident\b|\bAction Plan\b|^The (?:Parties|parties|warring)\b|\bUnder article\b"
)


_NEAR = 45
_SOON = 2
_MANY_SORTS = 3
_IN_QUOTES = re.compile(r"^\W*[“\"]|[.…]*[”\"][.…]*\W*$|\.{3,}\W*$")
# What scans make of the raised letters of "28th", and "On19 May" where they lost a blank.
_RAISED = re.compile(r"(?<=\d)[\"'’‘“”°*]{1,3}(?=\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_JOINED = re.compile(r"\b([Oo]n|[Oo]f|[Ff]rom)(?=\d)")
_CLOCK = re.compile(r"\b[Aa]t\s+(?:about\s+|around\s+)?([0-2]\d[0-5]\d)\s*(?:[Hh]rs|[Hh]ours|on\b)")
_ABOUT = re.compile(r"\b(?:on|around|or|at)\s+about\b|\bapproximately\b|\baround\s+(?:the\s+)?\d")
_DENYING = re.compile(r"\b(?:[Nn]either|[Nn]o|[Nn]ot|[Uu]nclear|[Uu]nable|[Nn]or)\b")
_SOMEBODY = re.compile(
    r"^(?:[Aa]n?\s?|[Aa]nother\s|[Oo]ne\s)(?:[\w-]+\s){0,3}?(?:woman|girl|man|boy|child|civilian|lady|youth|student|driver)\b"
)
_STORY = 8


@dataclass(frozen=True)
class Told:
    """What one sentence tells of one incident; `near_date` and `near_place` are those of the story that it goes on with.

    `only_harm` marks a sentence that only adds casualties to what the one before it tells, `new_victim` one that speaks of
    somebody for the first time ("a woman of 60"); `sided` says that it tells whether soldiers or others were struck,
    `about` that its day is an estimate, `plain` that it tells the event straight: in the main clause, in nobody else's
    words, and not by denying. `hour` is the time of day by the clock, in four digits.
    """

    number: int
    passage: Passage
    type: IncidentType
    date: str | None
    place: str | None
    admin1: str | None
    perpetrators: tuple[str, ...]
    alleged: bool
    alleged_by: str | None
    killed: Count | None
    injured: Count | None
    target: str | None
    near_date: str | None = None
    near_place: str | None = None
    only_harm: bool = False
    new_victim: bool = False
    sided: bool = True
    about: bool = False
    plain: bool = True
    hour: str | None = None


class EventReader:
    """Reads the events of one report's sentences."""

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
        if passage.role not in ROLES or _GENERAL.search(text) or _cited(parsed):
            return []
        sorts: dict[str, tuple[IncidentType, Token]] = {}
        plain = without_instruments(text, self._words.instruments)
        for match in self._words.event_cues.find(parsed[:]):
            if plain[match.first.idx] == " " or not self._tells(match.first, match.last):
                continue
            family = "fighting" if match.label in FIGHTING else match.label
            old = sorts.get(family)
            if old is None or (
                old[0] in {"attack", "armed clash"} and match.label in FIGHTING - {"attack", "armed clash"}
            ):
                sorts[family] = (match.label, match.first)
        if sorts.get("fighting", ("attack",))[0] in {"shelling", "air or drone strike"}:
            sorts.pop("looting or property destruction", None)  # what burns under shells is the shelling's harm
        if not sorts:
            return self._harm_alone(number, text)
        if len(sorts) >= _MANY_SORTS and not (find_times(text, self._anchor) or self._report.parties.find(text)):
            return []  # "accounts of rape, looting, abduction and murder" are of no one event
        places = located(plain, self._report.parties.names, self._places, self._around)
        killed, injured = _harm(text)
        told = [self._one(number, parsed, kind, token, places, killed, injured) for kind, token in sorts.values()]
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
        date = self._date(kind, passage, parsed, without_instruments(text, self._words.instruments), token)
        sort, sided = self._sided(kind, token, parsed, text)
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
            sided=sided,
            about=date is not None and _ABOUT.search(text) is not None,
            hour=_hour(text) if kind in {"attack", "sexual violence", "abduction or detention"} else None,
            plain=token.dep_ in {"ROOT", "conj", "nsubj", "nsubjpass"}
            and not self._words.stating_cues.find(parsed[:])
            and _DENYING.search(text) is None,
        )

    def _tells(self, first: Token, last: Token) -> bool:
        """Whether the words tell that something happened: no modal, no "if", no arrest of those who did it."""
        head = first if first.pos_ in {"VERB", "AUX"} else first.head
        if first.tag_ == "VB" and head.dep_ in {"xcomp", "advcl", "ccomp"} and head.head.lemma_.lower() in _WANTING:
            return False
        for child in head.children:
            if child.dep_ == "aux" and child.lower_ in _UNREAL:
                return False
            if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
                return False
            if (
                child.dep_ == "neg"
                and first.pos_ == "VERB"
                and head.i == first.i
                and last.lower_ not in {"allow", "to"}
            ):
                return False
        if (
            any(child.lower_ in {"any", "no", "future", "further", "such", "potential"} for child in first.children)
            and first.pos_ == "NOUN"
        ):
            return False
        if first.pos_ in {"VERB", "ADJ"} and head.head.lemma_.lower() in {"feel", "fear"} and head.i != head.head.i:
            return False  # "they felt less threatened"
        if first.lemma_.lower() in {"arrest", "detain", "arrested"}:
            near = [*first.children, *first.head.children]
            return not self._words.culprit_cues.find(sorted(near, key=lambda token: token.i))
        return True

    def _sided(self, kind: IncidentType, token: Token, parsed: Doc, text: str) -> tuple[IncidentType, bool]:
        """An attack on armed forces is a clash; one on civilians is an attack. Second: whether the words tell which."""
        if kind not in {"attack", "armed clash"}:
            return kind, True
        sides = self._words.side_cues.find(parsed[:])
        after = [match.label for match in sides if match.first.i > token.i]
        passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
        if passive:
            after = [match.label for match in sides if match.first.i < token.i][-1:] + after
        parties = self._report.parties.all_in(text)
        if kind == "armed clash" or (len(parties) > 1 and "civilian" not in after[:1]):
            return "armed clash", True
        if token.lemma_.lower() in _ON_PEOPLE:
            return "attack", True
        return ("armed clash" if after and after[0] == "military" else "attack"), bool(after)

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

    def _date(self, kind: IncidentType, passage: Passage, parsed: Doc, text: str, token: Token) -> str | None:
        """The day of the event: the date nearest to the words that tell it, none before a verb of the investigation."""
        times = [
            mention
            for mention in find_times(_JOINED.sub(r"\1 ", _RAISED.sub(_blanks, text)), self._anchor)
            if mention.value
            and mention.kind in {"date", "period"}
            and _WRITTEN.search(text[mention.start : mention.end])
        ]
        work = [
            match.first.idx
            for match in self._words.investigating_cues.find(parsed[:])
            if match.first.pos_ == "VERB" and match.first.dep_ != "amod"
        ]
        work = [at for at in work if at < token.idx]
        usable = [
            mention
            for mention in times
            if (
                _SAME_DAY.search(text) is not None
                or not any(mention.end <= at and at - mention.end < 110 for at in work if not _told_of(text, at))
            )
            and not _OF_A_PAPER.search(text[: mention.start])
            and (
                passage.role != "letter"
                or (mention.start > token.idx and len(mention.value or "") >= len("2022-01-01"))
                or _WHEN.search(text[: mention.start])
            )
            and (kind == "abduction or detention" or not _SINCE.search(text[: mention.start]))
        ]
        if not usable:
            return None
        exact = [mention for mention in usable if len(mention.value or "") > 4] or usable
        return min(exact, key=lambda mention: abs(mention.start - token.idx)).value

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


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _told_of(text: str, at: int) -> bool:
    """Whether a verb that could be of the investigation is another's: "took place", "was ordered"."""
    return re.match(r"order|deploy", text[at:]) is not None


def _cited(parsed: Doc) -> bool:
    """Whether a sentence is the wording of an article, quoted: "acts of hostility or violence against civilians..." """
    return _IN_QUOTES.search(parsed.text) is not None and not any(
        token.tag_ == "VBD" or token.dep_ == "auxpass" for token in parsed
    )


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
