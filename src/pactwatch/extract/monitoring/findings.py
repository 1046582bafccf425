"""Findings of a monitoring report: what its conclusion holds to be a violation, whose, of which provision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pactwatch.extract.monitoring.citations import cited_above, cited_at
from pactwatch.extract.monitoring.report import Passage, Report
from pactwatch.extract.monitoring.words import MonitoringWords, Role, Verdict

# From the section that decides to the one that only sums up; what an earlier one holds, a later one repeats.
_ORDER: tuple[Role, ...] = ("conclusion", "assessment", "recommendations", "findings", "summary", "letter")
_REFERRING = re.compile(
    r"^(?:These|This|Those|Such|In doing so|By doing so|The (?:attacks?|actions?|incidents?|rape|killings?))\b"
)
_CONDUCT = re.compile(r"\b(?:[Bb]y|in)\s+(?:\w+ly\s+)?[a-z]+ing\b|\battack|\braped?\b|\barrest|\bkill|\bburn|\bloot")
_NORM = re.compile(
    r"\b(?:would|could|may|might|shall)\b[^.]{0,60}$|\b(?:whether|if|potential|possible|alleged"
    r"|allegations? of)\s+(?:\w+\s+){0,3}$"
    r"|\bany\s+(?:\w+\s+){0,7}$"
)
_PREVENTING = re.compile(
    r"\b(?:responsibility for|aim of|purpose of|prevent|refrain|accountable for|report(?:ed|ing)? on)\b",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"^(?:s|ion|ions)?[^.;:]{0,40}\b(?:committed\s+)?by\s")
# What cannot be told of a detail leaves the incident itself as it is.
_DETAIL = re.compile(r"\b(?:casualties|names? of|numbers? of|types? and numbers|trends?|escalating)\b", re.IGNORECASE)
_ON_ALLEGATION = re.compile(
    r"^(?!.*\bbut\b.*\bconfirmed)(?=.*\b(?:[A-Z]{4,}|MVT|JTC)\b).*\b(?:alleg\w+|responsib\w+|investigations?"
    r"|who (?:was|were))\b"
)
_CLEARED = re.compile(
    r"\bas alleged\b|\ballegations?\b|\brather than under\b|\b(?:attacked|committed|responsible|involved)\b"
)


_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b{_MONTHS}\b")
_AGREEMENT_DATE = re.compile(
    rf"(?:Agreement|ARCSS|COHA|A[Cc]o?O?H|Access)(?:\s*\([A-Za-z]+\))?(?:,"
    rf"|\s+of)?\s*\d{{1,2}}\W{{0,3}}\s*{_MONTHS}\s+\d{{4}}"
)
_BOTH = re.compile(r"\b[Bb]oth\s+(?:warring\s+)?(?:parties|Parties|sides|Sides)\b")


@dataclass(frozen=True)
class Found:
    """A finding as one sentence states it; `passages` are the sentence and the list of articles that goes on after it."""

    verdict: Verdict
    violators: tuple[str, ...]
    provisions: tuple[str, ...]
    passage: Passage
    conduct: bool = False


def findings_in(report: Report, parsed: dict[int, Doc], words: MonitoringWords) -> list[Found]:
    """The findings of a report, each once: by the section that decides, or by the first of the others that has any.

    `parsed` holds the parse of each passage by its index.
    """
    index = {id(passage): number for number, passage in enumerate(report.passages)}
    kept: list[Found] = []
    for role in _ORDER:
        here: list[Found] = []
        for passage in report.of(role):
            number = index[id(passage)]
            if number not in parsed:
                continue
            found = _finding(report, number, parsed[number], words, here)
            if found is not None:
                here.append(found)
        here = _together(here)
        for found in here:
            if _adds(found, kept, role):
                kept.append(found)
        if role == "letter" and not kept:
            kept.extend(here)
    return sorted(kept, key=lambda found: index[id(found.passage)])


def remedies_in(report: Report, parsed: dict[int, Doc], words: MonitoringWords) -> tuple[str, ...]:
    """What the report recommends: the sentences of its recommendations that recommend something, as matched."""
    remedies = []
    listed: int | None = None
    for number, passage in enumerate(report.passages):
        if passage.role != "recommendations" or number not in parsed:
            continue
        if words.recommending_cues.find(parsed[number][:]):
            if passage.text.rstrip().endswith(":") or len(passage.text) < 40:
                listed = passage.paragraph
            else:
                remedies.append(passage.text)
        elif listed is not None and passage.block.marker and passage.paragraph - listed < 12:
            remedies.append(passage.text)
    return tuple(remedies)


def _adds(found: Found, kept: list[Found], role: Role) -> bool:
    """Whether a finding of this section is not what a deciding one has already held."""
    if role in {"conclusion", "assessment"}:
        same = [each for each in kept if each.verdict == found.verdict]
        if found.verdict == "violation":
            cited = {number for each in same for number in each.provisions}
            return (
                role == "conclusion"
                or not any(
                    not found.violators or not each.violators or set(found.violators) <= set(each.violators)
                    for each in same
                )
                or (len(found.provisions) > 1 and found.conduct and not cited & set(found.provisions))
            )
        return not same or role == "conclusion"
    if role in {"recommendations", "findings"}:
        return found.verdict == "inconclusive" and role == "findings"
    if found.verdict != "violation" and any(each.verdict == found.verdict for each in kept):
        return False
    return not kept or (found.verdict == "violation" and not any(each.verdict == "violation" for each in kept))


def _together(found: list[Found]) -> list[Found]:
    """Findings one after another on the same violators, of which the later names no conduct of its own, as one."""
    joined: list[Found] = []
    for each in found:
        if joined and each.verdict == joined[-1].verdict == "violation":
            last = joined[-1]
            same = not each.violators or set(each.violators) == set(last.violators)
            if same and not each.conduct and not _own_date(each.passage.text):
                provisions = tuple(dict.fromkeys((*last.provisions, *each.provisions)))
                joined[-1] = replace(last, provisions=_specific(provisions))
                continue
            if not last.violators and not last.conduct:
                joined[-1] = replace(each, provisions=_specific((*last.provisions, *each.provisions)))
                continue
        if joined and each.verdict != "violation" and each.verdict == joined[-1].verdict:
            continue
        joined.append(each)
    return joined


def _own_date(text: str) -> bool:
    """Whether a finding names a day or month of its own, besides the one that an agreement bears."""
    return _DATE.search(_AGREEMENT_DATE.sub(" ", text)) is not None


def _specific(provisions: Iterable[str]) -> tuple[str, ...]:
    """Provisions without an agreement named alone beside its articles."""
    every = tuple(dict.fromkeys(provisions))
    return tuple(
        one for one in every if " article " in one or not any(other.startswith(f"{one} article") for other in every)
    )


def _finding(report: Report, number: int, parsed: Doc, words: MonitoringWords, before: list[Found]) -> Found | None:
    passage = report.passages[number]
    text = passage.text
    verdict, at, end = _verdict(parsed, text, passage.role, words, report)
    if verdict is None:
        return None
    violators: tuple[str, ...] = ()
    if verdict == "violation":
        violators = _violators(report, text, at, end)
        if not violators and _REFERRING.match(text):
            violators = before[-1].violators if before else _named_before(report, number)
        if not violators and _BOTH.search(text):
            violators = _most_named(report)
        if passage.role == "letter" and not violators:
            violators = report.parties.by(" ".join(each.text for each in report.of("letter")), 0)
    provisions = cited_at(report, number, words)
    if passage.role == "letter":
        provisions = cited_above(report, words) or provisions
    if verdict == "inconclusive":
        provisions = tuple(one for one in provisions if " article " in one)
    return Found(verdict, violators, provisions, passage, _CONDUCT.search(text) is not None)


def _verdict(
    parsed: Doc, text: str, role: Role, words: MonitoringWords, report: Report
) -> tuple[Verdict | None, int, int]:
    matches = words.verdict_cues.find(parsed[:])
    stating = [
        match
        for match in words.stating_cues.find(parsed[:])
        if match.first.tag_ in {"VBD", "VBZ", "VBP"} and not _as_told(match.first)
    ]
    if (
        stating
        and role in {"findings", "assessment", "summary"}
        and not _own_judgement(stating[0].first.idx, text, report)
    ):
        return None, 0, 0
    found: list[tuple[Verdict, int, int]] = []
    for match in matches:
        at, end = match.first.idx, match.last.idx + len(match.last.text)
        if match.label == "violation":
            if _NORM.search(text[:at]) or (role == "letter" and "alleged" in text.lower()):
                continue
            if role != "letter" and _PREVENTING.search(text[max(0, at - 45) : at]) and "responsible" not in text:
                continue
        elif (
            (words.remark_cues.find(parsed[:]) and role in {"assessment", "summary", "recommendations"})
            or (match.label == "no_violation" and match.first.lower_ == "no" and not _CLEARED.search(text))
            or (
                match.label == "inconclusive"
                and (_DETAIL.search(text) or (role == "findings" and not _ON_ALLEGATION.search(text)))
            )
        ):
            continue
        found.append((match.label, at, end))
    if not found:
        return None, 0, 0
    for label in ("violation", "no_violation", "inconclusive"):
        chosen = [each for each in found if each[0] == label]
        if chosen:
            return chosen[0]
    return None, 0, 0


def _as_told(token: Token) -> bool:
    """Whether a word of stating only refers to what was stated: "as alleged in the letter"."""
    return token.i > 0 and token.nbor(-1).lower_ == "as"


def _own_judgement(at: int, text: str, report: Report) -> bool:
    """Whether the body itself judges before someone else's statement is mentioned: "CTSAMVM concluded that ... claimed"."""
    return re.search(rf"\b(?:{re.escape(report.mechanism)}|JTC|MVT|[Ii]t\s?is)\b", text[:at]) is not None


def _violators(report: Report, text: str, at: int, end: int) -> tuple[str, ...]:
    after = text[end:]
    if _BY_WHOM.match(after):
        by = report.parties.by(text, end)
        if by:
            return by
    doing = report.parties.doing(text, at)
    if doing:
        return doing
    return report.parties.by(text, 0)


def _most_named(report: Report) -> tuple[str, ...]:
    """The two parties that the report names most."""
    counted = Counter(named.code for passage in report.passages for named in report.parties.find(passage.text))
    return tuple(code for code, _ in counted.most_common(2))


def _named_before(report: Report, number: int) -> tuple[str, ...]:
    """Who acts in the sentence before, of the same section."""
    if number and report.passages[number - 1].role == report.passages[number].role:
        text = report.passages[number - 1].text
        return report.parties.doing(text, len(text)) or report.parties.by(text, 0)
    return ()
