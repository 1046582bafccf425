"""When an event happened, as its sentence tells it: a day, an interval over a night, or what the story left behind."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pactwatch.extract.clauses import Clause
from pactwatch.extract.dates import TimeMention
from pactwatch.extract.sentence import Sentence

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_IN_THE_EVENING = re.compile(r"(?i:\b(?:evening|night|midnight|late)\b)")
_UNTIL_MORNING = re.compile(
    r"(?i:\b(?:through(?:out)?|during|into|until)\s+(?:the\s+)?(?:rest\s+of\s+the\s+)?(?:early\s+)?(?:night|morning|dawn|next\s+day)\b"
    r"|\b(?:till|until)\s+dawn\b|\bovernight\b)"
)
_DAY_AFTER = re.compile(r"(?i:\b(?:a|one)\s+day\s+after\s+(?:another|an\s+earlier|a\s+previous)\b)")
DAY_BEFORE = re.compile(
    rf"(?i:\b(?:a|one)\s+day\s+(?:earlier|before)\b|\bthe\s+(?:day|night)\s+before\b|\bthe\s+previous\s+(?:day|night)\b)"
    rf"|{_DAY_AFTER.pattern}"
)
_NIGHT = re.compile(r"(?i:\bnight\b)")


def date_of(sentence: Sentence, clause: Clause | None) -> str | None:
    """When it happened: a time that hangs from the event's clause, else one from no verb of reporting.

    ISO date or interval. An evening that is said to have gone on through the night is the interval of both days, and
    "a day earlier" is the day before the one that the story spoke of.
    """
    if _DAY_AFTER.search(sentence.span.text):
        return _before(sentence)
    mentions = [mention for _, _, mention in sentence.times] if clause is None else sentence.times_of(clause)
    dated = [
        mention
        for mention in mentions
        if mention.kind in {"date", "period"} and mention.value and not _in_a_name(sentence, mention)
    ]
    if not dated:
        return _before(sentence)
    first = dated[0]
    if _DAY.fullmatch(first.value or "") and _through_the_night(sentence, first):
        return _to_the_next(first.value or "")
    return first.value


def _in_a_name(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether a year is part of a name: "the 1977 Geneva Protocols" did not happen in 1977."""
    text = sentence.span.text
    return bool(_YEAR.fullmatch(mention.value or "")) and text[mention.end : mention.end + 2].strip()[:1].isupper()


def _through_the_night(sentence: Sentence, mention: TimeMention) -> bool:
    text = sentence.span.text
    evening = _IN_THE_EVENING.search(text[mention.start : mention.end])
    return evening is not None and _UNTIL_MORNING.search(text, mention.end) is not None


def _to_the_next(day: str) -> str:
    return f"{day}/{date.fromisoformat(day) + timedelta(days=1)}"


def _before(sentence: Sentence) -> str | None:
    """The day or night before the one that the story spoke of last; open where a night is meant and a day was told."""
    told, found = sentence.context.event_date, DAY_BEFORE.search(sentence.span.text)
    if told is None or found is None:
        return None
    days = told.split("/")
    if not all(_DAY.fullmatch(day) for day in days) or (len(days) == 1 and _NIGHT.search(found.group())):
        return None
    return "/".join(str(date.fromisoformat(day) - timedelta(days=1)) for day in days)
