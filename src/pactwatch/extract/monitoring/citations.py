"""Citations: the articles that a report's finding cites, in its sentence and in the list that follows it."""

from __future__ import annotations

import re

from pactwatch.extract.monitoring.articles import instruments_in, provisions_in
from pactwatch.extract.monitoring.report import Passage, Report
from pactwatch.extract.monitoring.words import MonitoringWords

_DEEP = 2
_OF_ARTICLE = re.compile(r"[“\"]?(?:The\s+)?(?:warring\s+)?[Pp]arties\s+(?:shall|will|commit|agree|are)\b")


def cited_at(report: Report, number: int, words: MonitoringWords) -> tuple[str, ...]:
    """The provisions that a sentence cites, with the list of articles after it.

    An article without its agreement is of the one that the section named last.
    """
    cited = provisions_in(_with_list(report, number, words), words.instruments)
    if not any(one.startswith("article ") for one in cited):
        return cited
    agreement = _agreement_before(report, number, words)
    return tuple(f"{agreement} {one}" if agreement and one.startswith("article ") else one for one in cited)


def _agreement_before(report: Report, number: int, words: MonitoringWords) -> str | None:
    role = report.passages[number].role
    for passage in reversed(report.passages[:number]):
        if passage.role != role:
            return None
        named = instruments_in(passage.text, words.instruments)
        if named:
            return named[-1][2]
    return None


def cited_above(report: Report, words: MonitoringWords) -> tuple[str, ...]:
    """The articles that the report itself says such conduct violates, where its conclusion cites none."""
    for passage in report.of("background", "summary"):
        if "violation of" in passage.text:
            cited = tuple(one for one in provisions_in(passage.text, words.instruments) if " article " in one)
            if cited:
                return cited
    return ()


def _is_article(passage: Passage) -> bool:
    """Whether the number before a sentence is an article's: "1.1.4", or "3.1" before "The Parties shall"."""
    marker = passage.block.marker
    return marker.count(".") >= _DEEP or ("." in marker and _OF_ARTICLE.match(passage.text) is not None)


def _with_list(report: Report, number: int, words: MonitoringWords) -> str:
    """The sentence with the articles listed after it: lines that begin with an article or its number."""
    passage = report.passages[number]
    parts = [passage.text]
    for following in report.passages[number + 1 : number + 12]:
        if following.role != passage.role:
            break
        text = following.text
        if _is_article(following):
            parts.append(following.block.marker)  # "1.1.4." alone on its line, before the words of the article
        cites = re.match(r"[“\"\s•–-]*(?:[Aa]rts?\b|[Aa]rticles?\b|\d+\.\d|,?\d\.[a-z]|(?:and|of the)\s)", text)
        named = instruments_in(text[:160], words.instruments)
        if not cites and not (named and len(text) < 260 and text.rstrip().endswith(("specifically:", ":"))):
            if (
                text.startswith(
                    (
                        "“",
                        '"',
                        "The Parties",
                        "The parties",
                        "The warring",
                        "Acts of",
                        "Offensive",
                        "...",
                        "....",
                        "which",
                    )
                )
                or len(text) < 30
            ):
                continue
            break
        parts.append(text[:200])
    return "\n".join(parts)
