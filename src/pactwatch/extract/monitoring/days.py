"""The day of an event, told apart in its sentence from the days of the inquiry into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.dates import TimeMention, find_times
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.owner import head_of, owned_by_another
from pactwatch.extract.monitoring.words import MonitoringWords, Role
from pactwatch.extract.written_date import MONTH_WORD

_OF_A_PAPER = re.compile(
    r"\b(?:dated|letter|statement|report|[Vv]isited|interviewed|observed)\s+(?:of|on|dated)?\s*(?:the\s+)?$"
)
# What is told of "the same day" happened when it was told.
_SAME_DAY = re.compile(
    r"\b(?:on\s+)?(?:the\s+same|that)\s+day\b|\b(?:in\s+the|that|this)\s+(?:early\s+)?(?:morning|afternoon|evening)\b"
)
# "The same day" is counted from what was told before, not from the day of the report.
_WRITTEN = re.compile(rf"{MONTH_WORD}\b|\b(?:19|20)\d\d\b")
_WHEN = re.compile(r"\b(?:on|in|of|from|between|since|during|around|about|and|over)\s+(?:the\s+)?(?:night\s+of\s+)?$")
_SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?(?:\w+\s+of\s+)?$")
# What scans make of the raised letters of "28th", and "On19 May" where they lost a blank.
_RAISED = re.compile(r"(?<=\d)[\"'’‘“”°*]{1,3}(?=\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_JOINED = re.compile(r"\b([Oo]n|[Oo]f|[Ff]rom)(?=\d)")
# "On April near Tali", where the scan has lost the day.
_DAY_LOST = re.compile(
    r"\b[Oo]n (?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_AHEAD_OF = re.compile(r"\b(?:in advance of|prior to|ahead of|up to)\s+(?:the\s+)?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FAR = 110
_MONTH_AND = re.compile(r"\s*(?:and|&|/|to|-|–)\s*")
_MONTH = re.compile(r"\d{4}-\d{2}")
# "Arrested following an incident on 27 May": the day is the incident's and not the arrest's.
_ANOTHER = frozenset({"following", "after", "before", "until", "despite", "since"})
_OF_INQUIRY = frozenset(
    {
        "board",
        "briefing",
        "complaint",
        "engagement",
        "interview",
        "letter",
        "meeting",
        "patrol",
        "report",
        "resolution",
        "statement",
        "visit",
    }
)
_OF_TELLING = _OF_INQUIRY | {"allegation", "claim", "information", "news", "account", "word"}


def day_of(
    kind: IncidentType,
    token: Token,
    others: Sequence[Token],
    role: Role,
    parsed: Doc,
    words: MonitoringWords,
    anchor: str | None,
) -> str | None:
    """The day of what a word of a sentence tells: the date nearest to it that is none of the inquiry.

    `others` are the words that tell of something else; `role` is that of the section, `anchor` the day of the report.
    None where the sentence names no day of the event.
    """
    text = without_instruments(parsed.text, words.instruments)
    times = _together(
        [
            _in_the_past(mention, text, anchor)
            for mention in find_times(_DAY_LOST.sub("in ", _JOINED.sub(r"\1 ", _RAISED.sub(_blanks, text))), anchor)
            if mention.value
            and mention.kind in {"date", "period"}
            and _WRITTEN.search(text[mention.start : mention.end])
        ],
        text,
    )
    same_day = _SAME_DAY.search(text) is not None
    work = [
        match.first
        for match in words.investigating_cues.find(parsed[:])
        if match.first.pos_ == "VERB" and not _only_qualifies(match.first) and not _told_of(text, match.first.idx)
    ]
    before = [verb.idx for verb in work if verb.idx < token.idx]
    usable = [
        mention
        for mention in times
        if (
            same_day
            or not (
                any(mention.end <= at and at - mention.end < _FAR for at in before)
                or _elsewhere(mention, token, work)
            )
        )
        and not _OF_A_PAPER.search(text[: mention.start])
        and not _AHEAD_OF.search(text[: mention.start])
        and (
            role != "letter"
            or (mention.start > token.idx and len(mention.value or "") >= len("2022-01-01"))
            or _WHEN.search(text[: mention.start])
        )
        and (kind == "abduction or detention" or not _SINCE.search(text[: mention.start]))
    ]
    own = [mention for mention in usable if not owned_by_another(mention.start, mention.end, token, others)]
    usable = own or ([] if others else usable)
    if not usable:
        return None
    exact = [mention for mention in usable if len(mention.value or "") > 4] or usable
    return min(exact, key=lambda mention: abs(mention.start - token.idx)).value


def _elsewhere(mention: TimeMention, token: Token, work: list[Token]) -> bool:
    """Whether the sentence's build gives a date to a visit, a letter or another event, and not to the one told."""
    between_them = [one for one in token.doc if token.idx < one.idx < mention.start]
    if any(one.lemma_.lower() in _OF_INQUIRY or _before_another(one) for one in between_them):
        return True
    head = head_of(token.doc, mention.start, mention.end)
    if head is None:
        return False
    mine = [token, *token.ancestors]
    between: list[Token] = []
    for one in head.ancestors:
        if one in mine:
            return _of_inquiry(between) or (
                one in work and one is not token and _as_reported(mine[: mine.index(one)], one, head)
            )
        between.append(one)
    return False


def _before_another(one: Token) -> bool:
    """Whether a word is the "following" of "following an incident"."""
    return one.lower_ in _ANOTHER and any(
        child.dep_ == "pobj" and child.ent_type_ not in {"DATE", "TIME"} for child in one.children
    )


def _of_inquiry(between: list[Token]) -> bool:
    return any(one.lemma_.lower() in _OF_INQUIRY or one.lower_ in _ANOTHER for one in between)


def _only_qualifies(verb: Token) -> bool:
    """Whether a word of alleging only qualifies a noun: "alleged soldiers"; the parse does not always see it."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return verb.dep_ == "amod" or (
        verb.lower_ == "alleged" and after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ"}
    )


def _as_reported(path: list[Token], verb: Token, date: Token) -> bool:
    """Whether a verb of inquiry bears the date, and the event is only what was reported: "received on 5 May a report of"."""
    if verb.i < path[0].i < date.i:
        return False
    subject = path[-1].dep_ in {"nsubj", "nsubjpass"}
    return not subject or any(one.lemma_.lower() in _OF_TELLING for one in path)


def _in_the_past(mention: TimeMention, text: str, anchor: str | None) -> TimeMention:
    """A time without a year as of the year before, where it would come after the report that tells of it."""
    value = mention.value
    if value is None or anchor is None or _YEAR.search(text[mention.start : mention.end]):
        return mention
    first = value.split("/")[0]
    if first[: len(anchor)] <= anchor[: len(first)]:
        return mention
    return replace(mention, value=_YEAR.sub(lambda year: str(int(year.group()) - 1), value))


def _together(times: list[TimeMention], text: str) -> list[TimeMention]:
    """Two months of one year as one stretch: "in November and December 2016"."""
    joined: list[TimeMention] = []
    for mention in times:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _MONTH.fullmatch(last.value or "")
            and _MONTH.fullmatch(mention.value or "")
            and not re.search(r"\d", text[last.start : last.end])
            and _MONTH_AND.fullmatch(text[last.end : mention.start])
        ):
            year, month = (mention.value or "").split("-")
            first = (last.value or "").split("-")[1]
            since = f"{int(year) - (first > month)}-{first}"
            joined[-1] = replace(mention, start=last.start, value=f"{since}/{mention.value}", kind="period")
        else:
            joined.append(mention)
    return joined


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _told_of(text: str, at: int) -> bool:
    """Whether a verb that could be of the investigation is another's: "took place", "was ordered"."""
    return re.match(r"order|deploy", text[at:]) is not None
