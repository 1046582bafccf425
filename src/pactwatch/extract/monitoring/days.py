"""The day of an event, told apart in its sentence from the days of the inquiry into it."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.dates import find_times
from pactwatch.extract.monitoring.articles import without_instruments
from pactwatch.extract.monitoring.words import MonitoringWords, Role

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
# What scans make of the raised letters of "28th", and "On19 May" where they lost a blank.
_RAISED = re.compile(r"(?<=\d)[\"'’‘“”°*]{1,3}(?=\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_JOINED = re.compile(r"\b([Oo]n|[Oo]f|[Ff]rom)(?=\d)")


def day_of(
    kind: IncidentType, token: Token, role: Role, parsed: Doc, words: MonitoringWords, anchor: str | None
) -> str | None:
    """The day of what a word of a sentence tells: the date nearest to it, none before a verb of the inquiry.

    `role` is that of the section, `anchor` the day of the report. None where the sentence names no day of the event.
    """
    text = without_instruments(parsed.text, words.instruments)
    times = [
        mention
        for mention in find_times(_JOINED.sub(r"\1 ", _RAISED.sub(_blanks, text)), anchor)
        if mention.value and mention.kind in {"date", "period"} and _WRITTEN.search(text[mention.start : mention.end])
    ]
    work = [
        match.first.idx
        for match in words.investigating_cues.find(parsed[:])
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
            role != "letter"
            or (mention.start > token.idx and len(mention.value or "") >= len("2022-01-01"))
            or _WHEN.search(text[: mention.start])
        )
        and (kind == "abduction or detention" or not _SINCE.search(text[: mention.start]))
    ]
    if not usable:
        return None
    exact = [mention for mention in usable if len(mention.value or "") > 4] or usable
    return min(exact, key=lambda mention: abs(mention.start - token.idx)).value


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _told_of(text: str, at: int) -> bool:
    """Whether a verb that could be of the investigation is another's: "took place", "was ordered"."""
    return re.match(r"order|deploy", text[at:]) is not None
