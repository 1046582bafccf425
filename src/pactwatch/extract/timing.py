"""When a promise falls due: its deadline, the period it covers, and how fast it answers an event."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pactwatch.extract.clauses import Clause
from pactwatch.extract.sentence import Sentence

_WITHIN = re.compile(
    r"\b(?:within|in\s+(?:no\s+more|not\s+more|less)\s+than|(?:no|not)\s+(?:later|more)\s+than"
    r"|in\s+a\s+period\s+not\s+exceeding|not\s+exceeding)\s+(?:a\s+(?:period|maximum)\s+of\s+|the\s+(?:next|first)\s+)?$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|over|during|throughout|within\s+the\s+next|lasting)\s+(?:a\s+(?:further\s+)?(?:period|term|duration)\s+of\s+"
    r"|(?:at\s+least|up\s+to)\s+|(?:the\s+|its\s+)?(?:next|coming|following|first|entire|initial)\s+|the\s+|a\s+|an\s+)*$",
    re.IGNORECASE,
)
_LASTED = re.compile(r"^[-\s](?:long\s+)?(?:duration|period|ceasefire|truce|pause|programme|program|plan|term)\b")
_OF_SIGNING = re.compile(
    r"^\s+(?:of|after|from|following|upon|since)\s+(?:the\s+)?(?:date\s+of\s+|day\s+of\s+|time\s+of\s+)?(?:the\s+|its\s+|th(?:is|e)\s+)*"
    r"(?:signing|signature)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|for|during|throughout|over|within|until|through|and)\s+(?:the\s+|early\s+|late\s+)*$", re.IGNORECASE
)
_DAYS = re.compile(r"(?:PT(\d+)H|P(\d+)D|P(\d+)W)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_COARSE = re.compile(r"\d{4}(?:-\d\d)?$|\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}$")


def respond_within(sentence: Sentence, first: int, after: int) -> str | None:
    """The time that a promise names for acting, as an ISO 8601 duration: "within 24 hours" is PT24H.

    first, after: the tokens that count as the promise's own.
    """
    for start, stop, mention in sentence.durations:
        if first <= start < after and (_WITHIN.search(_before(sentence, start)) or _opens(sentence, start, stop)):
            return mention.value
    return None


def due(sentence: Sentence, clause: Clause, first: int, after: int) -> str | None:
    """The day by which it is to be done: a deadline, or a time counted from the signing where that day is known."""
    for mention in sentence.times_of(clause):
        if mention.kind == "deadline" and mention.value:
            return mention.value
    for start, _, mention in sentence.times:
        if first <= start < after and mention.kind == "deadline" and mention.value:
            return mention.value
    anchor = sentence.context.anchor
    if not sentence.context.instrument or anchor is None or not _DAY.match(anchor):
        return None
    for start, stop, counted in sentence.durations:
        if first <= start < after and _WITHIN.search(_before(sentence, start)):
            behind = sentence.span.doc[stop : sentence.span.end].text
            days = _DAYS.match(counted.value)
            if days and _OF_SIGNING.match(" " + behind):
                hours, whole, weeks = (int(group or 0) for group in days.groups())
                return (date.fromisoformat(anchor) + timedelta(days=hours / 24 + whole + 7 * weeks)).isoformat()
    return None


def period(sentence: Sentence, clause: Clause, first: int, after: int) -> str | None:
    """The time that a promise covers: an ISO 8601 duration ("for three years"), or an ISO year, month or interval."""
    for start, stop, mention in sentence.durations:
        behind = sentence.paragraph[sentence.span.doc[stop - 1].idx + len(sentence.span.doc[stop - 1]) :][:30]
        if first <= start < after and (_LASTING.search(_before(sentence, start)) or _LASTED.match(behind)):
            return mention.value
    future = sentence.context.instrument or clause.modal is not None
    own = sentence.times_of(clause)
    for start, _, time in sentence.times:
        covers = time.kind == "period" or (time.kind == "date" and future and _IN.search(_before(sentence, start)))
        if covers and time in own and time.value and _COARSE.match(time.value) and not _past(sentence, time.value):
            return time.value
    return None


def _past(sentence: Sentence, value: str) -> bool:
    """Whether a time ends before the document's own date."""
    anchor = sentence.context.anchor
    if anchor is None:
        return False
    last = value.rpartition("/")[2]
    return last[: len(anchor)] < anchor[: len(last)]


def _before(sentence: Sentence, start: int) -> str:
    return sentence.paragraph[: sentence.span.doc[start].idx][-60:]


def _opens(sentence: Sentence, start: int, stop: int) -> bool:
    return sentence.span.doc[start:stop].text.lower().startswith("within")
