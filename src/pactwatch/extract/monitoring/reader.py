"""Reading a monitoring report to claims: its findings and its incidents, each with the words that say it."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from pactwatch.extract.claim import Claim, FindingClaim, IncidentClaim, ReadBy
from pactwatch.extract.monitoring.event import Event
from pactwatch.extract.monitoring.findings import Found, findings_in, remedies_in
from pactwatch.extract.monitoring.incidents import events_of
from pactwatch.extract.monitoring.places import region_of
from pactwatch.extract.monitoring.report import Passage, Report
from pactwatch.extract.monitoring.teller import Teller
from pactwatch.extract.monitoring.words import MonitoringWords
from pactwatch.extract.places import Places
from pactwatch.read.document import Document

_LONGEST = 400
"""In words. A stretch without a full stop that is longer is a table or noise, whose parse says nothing."""


def read_report(
    document: Document, report: Report, language: Language, words: MonitoringWords, places: Places, read_by: ReadBy
) -> list[Claim]:
    """The claims of a monitoring report: its findings, each with the remedies recommended, and its incidents."""
    sentences = {
        number: passage.text
        for number, passage in enumerate(report.passages)
        if len(passage.text.split()) <= _LONGEST
    }
    parsed = dict(zip(sentences, language.pipe(list(sentences.values()), batch_size=32), strict=True))
    found = findings_in(report, parsed, words)
    remedies = remedies_in(report, parsed, words)
    around = places.about(document.text) | ({report.mission.country} if report.mission else set())
    teller = Teller(report, words, places, around, document.published)
    told = [one for number, doc in parsed.items() for one in teller.told(number, doc)]
    numbers = {id(passage): number for number, passage in enumerate(report.passages)}
    events = events_of(told, {numbers[id(each.passage)]: each.verdict for each in found})
    region = _region(report, places, around)
    return [
        *(_finding(each, remedies, report, document, read_by) for each in found),
        *(_incident(each, found, region, report, document, read_by) for each in events),
    ]


def _base(passage: Passage, document: Document, read_by: ReadBy) -> dict[str, Any]:
    start, end = passage.block.within(0, len(passage.text))
    return {"doc": document.doc, "start": start, "end": end, "quote": document.text[start:end], "read_by": read_by}


def _finding(
    found: Found, remedies: tuple[str, ...], report: Report, document: Document, read_by: ReadBy
) -> FindingClaim:
    return FindingClaim(
        **_base(found.passage, document, read_by),
        speaker=report.mechanism,
        mechanism=report.mechanism,
        verdict=found.verdict,
        violators=found.violators,
        provisions=found.provisions,
        remedies=remedies,
    )


def _incident(
    event: Event, found: list[Found], region: str | None, report: Report, document: Document, read_by: ReadBy
) -> IncidentClaim:
    perpetrators = event.perpetrators
    blamed = {code for each in found if each.verdict == "violation" for code in each.violators}
    if event.concluded and len(blamed) == 1 and not _named_by_body(event):
        # What the body concludes holds over what was alleged before.
        perpetrators = tuple(blamed)
    return IncidentClaim(
        **_base(event.best.passage, document, read_by),
        type=event.type,
        date=event.date,
        place=event.place,
        admin1=event.admin1 or region,
        perpetrator="; ".join(perpetrators) or None,
        attributed_by=(report.mechanism if event.concluded else event.alleged_by) if perpetrators else None,
        alleged=not event.concluded,
        target=next((one.target for one in event.strongest if one.target), None),
        sides=() if perpetrators else event.sides,
        killed=event.count("killed"),
        injured=event.count("injured"),
    )


def _named_by_body(event: Event) -> bool:
    """Whether a section in which the body itself judges or sums up names who did it."""
    return any(
        one.perpetrators and not one.alleged and one.passage.role in {"summary", "assessment", "conclusion"}
        for one in event.told
    )


def _region(report: Report, places: Places, around: frozenset[str]) -> str | None:
    """The state that the report is about: the only one named on its cover and in its summary and conclusion."""
    named = {region_of(each.text, places, around) for each in report.of("letter", "summary", "conclusion")} - {None}
    return named.pop() if len(named) == 1 else None
