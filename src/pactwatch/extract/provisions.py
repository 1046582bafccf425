"""Provisions: what an instrument says about itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from pactwatch.extract.claim import ProvisionClaim
from pactwatch.extract.sentence import Sentence

_SIGNED = re.compile(r"^\W*(?:signed|done)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:signed|done)\b(?:,?\s+in\s+duplicate,?)?,?\s+(?:in|at)\s+"
    r"([A-Z][\w’'. -]+?(?:\s*\([A-Z]\w+\))?)\s*,?\s+(?:on|this)\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:come|comes|enter|enters|become|becomes|take|takes)\s+(?:\w+\s+){0,2}(?:into\s+(?:force|effect)|effective|effect)\b"
    r"|\bin\s+force\s+from\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:immediately\s+)?(?:upon|on|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+|day\s+of\s+)?"
    r"(?:its\s+|their\s+)?[\w ]{3,60}",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:valid|remain[s]?\s+in\s+(?:force|effect)|in\s+force|duration|concluded\s+for|period|effective)\b",
    re.IGNORECASE,
)
_TERMINATE = re.compile(
    r"\b(?:terminat\w+|discontinu\w+|denounc\w+|withdraw\w*\s+from|end\s+th(?:is|e)\s+[A-Z]\w+)\b", re.IGNORECASE
)
_NOTICE = re.compile(r"\b(?:noti\w+|inform\w*|writ\w+|receipt|advance|prior)\b", re.IGNORECASE)
_CONSULT = re.compile(r"\bconsult", re.IGNORECASE)
_ATTACK = re.compile(r"\b(?:attack|aggression)\b", re.IGNORECASE)
_STATUS = re.compile(
    r"\b(?:legally[- ]binding|binding)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot\b|\bno\b|\bnor\b", re.IGNORECASE)
_AMEND = re.compile(r"\b(?:amend(?:ed|ment|ments)?|modif\w+)\b", re.IGNORECASE)
_REVIEW = re.compile(r"\breview(?:ed|s)?\b", re.IGNORECASE)
_THIS = re.compile(
    r"\bth(?:is|e|ese)\s+(?:present\s+)?(?:provisions\s+of\s+this\s+)?(?:Agreement|Accord|Memorandum|Declaration|Treaty|document|Commitments|Protocol|Arrangement)\b|\bIt\b|\bits\s+signature\b",
    re.IGNORECASE,
)


def provisions(sentence: Sentence) -> list[ProvisionClaim]:
    """What one sentence of an instrument says about the instrument itself."""
    if not sentence.context.instrument:
        return []
    found = [reader(sentence) for reader in _READERS]
    return [claim for claim in found if claim is not None]


def _claim(sentence: Sentence, provision: str, value: str | None, **more: object) -> ProvisionClaim:
    return ProvisionClaim.model_validate(
        {
            **sentence.base(sentence.quote()),
            "provision": provision,
            "value": value,
            "agreement": sentence.context.title,
            "section": sentence.section,
            **more,
        }
    )


def _signature(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not _SIGNED.search(text):
        return None
    date = next((m.value for _, _, m in sentence.times if m.value and len(m.value) == 10), None)
    place = _PLACE.search(text)
    if date is None:
        return None
    return _claim(sentence, "signature", date, date=date, place=place.group(1).strip() if place else None)


def _entry_into_force(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    force = _FORCE.search(text)
    if force is None or not _THIS.search(text) or _AMEND.search(text):
        return None
    rule = _RULE.search(text, force.end())
    date = next((m.value for _, _, m in sentence.times if m.value and len(m.value) == 10), None)
    return _claim(sentence, "entry_into_force", date or (rule.group(0).strip() if rule else None))


def _term(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not _TERM.search(text) or not _THIS.search(text) or (_TERMINATE.search(text) and _NOTICE.search(text)):
        return None
    years = [m.value for _, _, m in sentence.durations if m.value and m.value.endswith("Y")]
    return _claim(sentence, "term", years[0]) if years else None


def _termination_notice(sentence: Sentence) -> ProvisionClaim | None:
    text, context = sentence.span.text, sentence.context
    if _TERMINATE.search(text):
        context.ending_section = sentence.section
    # The notice often stands in the sentence after the one that allows to terminate.
    same_article = sentence.section is not None and context.ending_section == sentence.section
    headed = any("terminat" in heading.lower() for heading in context.headings)
    if not (same_article or headed or _TERMINATE.search(text)) or not _NOTICE.search(text):
        return None
    months = [m.value for _, _, m in sentence.durations if m.value and m.value.endswith(("M", "D", "W"))]
    return _claim(sentence, "termination_notice", months[0]) if months else None


def _consultation(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not (_CONSULT.search(text) and _ATTACK.search(text)):
        return None
    hours = [m.value for _, _, m in sentence.durations if m.value and m.value.startswith("PT")]
    return _claim(sentence, "consultation", hours[0]) if hours else None


def _legal_status(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if (
        not _STATUS.search(text)
        or not _THIS.search(text)
        or ("binding" not in text.lower() and "obligations" not in text.lower())
    ):
        return None
    return _claim(sentence, "legal_status", "non_binding" if _NOT.search(text) else "binding")


def _amendment(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not _AMEND.search(text) or not re.search(r"\b(?:Agreement|Accord|Memorandum|provisions|Commitments)\b", text):
        return None
    return _claim(sentence, "amendment", None)


def _review(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not _REVIEW.search(text) or not _THIS.search(text):
        return None
    period = next((m.value for _, _, m in sentence.durations if m.value), None)
    return _claim(sentence, "review", period)


def _sum(sentence: Sentence) -> ProvisionClaim | None:
    amounts = tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts)
    if not amounts:
        return None
    future = any(clause.modal in {"will", "shall", "would"} for clause in sentence.clauses)
    return _claim(sentence, "sum", None, amounts=amounts, future=future)


_READERS: tuple[Callable[[Sentence], ProvisionClaim | None], ...] = (
    _signature,
    _entry_into_force,
    _term,
    _termination_notice,
    _consultation,
    _legal_status,
    _amendment,
    _review,
    _sum,
)
