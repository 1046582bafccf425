"""The extractor that reads by rules: a parse, the codebook, and one reader for each kind of fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import pactwatch
from pactwatch.extract.actors import Actors
from pactwatch.extract.agreements import agreements
from pactwatch.extract.claim import Claim, CommitmentClaim, IncidentClaim, ReadBy, TallyClaim
from pactwatch.extract.codebook import Codebook
from pactwatch.extract.commitments import commitments
from pactwatch.extract.consultation_clause import consultation_promises
from pactwatch.extract.context import Context
from pactwatch.extract.findings import findings
from pactwatch.extract.fulfilments import fulfilments
from pactwatch.extract.incidents import IncidentReader
from pactwatch.extract.instrument import headings_at, own_text_of
from pactwatch.extract.legal_force import with_legal_force
from pactwatch.extract.list_items import carry_on, is_label, list_of, listed, measure_of, style_of_label
from pactwatch.extract.meetings import meetings
from pactwatch.extract.monitor_brief import as_witness
from pactwatch.extract.monitoring.reader import read_report
from pactwatch.extract.monitoring.report import report_of
from pactwatch.extract.own_claims import own_claims
from pactwatch.extract.pipeline import load_pipeline, pipeline_name
from pactwatch.extract.places import Places
from pactwatch.extract.positions import positions
from pactwatch.extract.provisions import provisions
from pactwatch.extract.sentence import Sentence, Tools
from pactwatch.extract.tallies import tallies
from pactwatch.extract.ukrainian.reader import LANGUAGE as UKRAINIAN
from pactwatch.extract.ukrainian.reader import UkrainianReader
from pactwatch.extract.unique import unique
from pactwatch.read.document import Document
from pactwatch.read.sections import citation_at

_LINE = re.compile(r"[^\n]+")
_QUOTE_MARKS = re.compile('["“”]')
LONGEST_SENTENCE = 500
"""In tokens. What is longer is no sentence but a list or a table without full stops, whose parse says nothing."""
LANGUAGES = frozenset({"en"})
"""Languages in which the rules read documents of every kind."""
INSTRUMENT_LANGUAGES = frozenset({UKRAINIAN})
"""Languages in which the rules read instruments alone: agreements, declarations, memoranda."""


@dataclass(frozen=True)
class _Story:
    """A stretch of the text with a date of its own."""

    start: int
    end: int
    published: str | None


class RulesExtractor:
    """Reads all nine kinds of fact with a spaCy parse and the codebook; of instruments in Ukrainian three."""

    def __init__(self, language: Language, tools: Tools, ukrainian: UkrainianReader) -> None:
        self._language = language
        self._tools = tools
        self._ukrainian = ukrainian
        self._read_by = ReadBy(
            extractor=f"rules {pactwatch.__version__}",
            pipeline=pipeline_name(language),
            codebook=tools.codebook.version,
        )

    @property
    def read_by(self) -> ReadBy:
        """Which rules, pipeline and codebook read the claims."""
        return self._read_by

    def extract(self, document: Document) -> list[Claim]:
        """The claims of one document in the order of their quotes; none for a language that the rules cannot read."""
        if document.language == UKRAINIAN:
            return _in_order(self._ukrainian.extract(document), document.text)
        if document.language is not None and document.language not in LANGUAGES:
            return []
        report = report_of(document, self._tools.codebook.monitoring, self._tools.actors)
        if report is not None:
            words, places = self._tools.codebook.monitoring, self._tools.places
            found = read_report(document, report, self._language, words, places, self._read_by)
            return _in_order(found, document.text)
        own = own_text_of(document, self._tools.codebook, self._tools.actors)
        around = self._tools.places.about(document.text)
        claims: list[Claim] = []
        for story in _stories(document):
            context = Context(
                doc=document.doc,
                anchor=story.published or document.published,
                undated=story.published is None and document.published is not None,
                read_by=self._read_by,
                around=around,
                instrument=own is not None,
                parties=own.parties if own is not None else (),
                title=document.title if own is not None else None,
                measures_until=own.measures_until(document) if own is not None else 0,
            )
            read = list(self._read_story(document, story, context))
            claims.extend(with_legal_force(read) if own is not None else unique(read))
            if own is not None:
                claims.extend(own_claims(document, own, context, read))
        if own is None:
            counted = tallies(document, self._tools.codebook.tallies, self._read_by)
            monitor = self._tools.codebook.tallies.monitor_in(document.text)
            claims = as_witness((claim for claim in claims if not _only_counts(claim, counted)), monitor, counted)
            claims.extend(counted)
        return _in_order(claims, document.text)

    def _read_story(self, document: Document, story: _Story, context: Context) -> Iterator[Claim]:
        incidents = IncidentReader()
        lines = [
            (story.start + match.start(), match.group(0))
            for match in _LINE.finditer(document.text[story.start : story.end])
            if match.group(0).strip()
        ]
        label: str | None = None
        for (offset, text), parsed in zip(
            lines, self._language.pipe((text for _, text in lines), batch_size=32), strict=True
        ):
            context.headings = headings_at(document.sections, offset)
            section = citation_at(document.sections, offset) if context.instrument else None
            if context.instrument and is_label(text):
                label = style_of_label(text) or label
                continue
            yield from self._read_line(parsed, text, offset, context, section, incidents, label)
            label = None
        yield from incidents.claims()

    def _read_line(
        self,
        parsed: Doc,
        text: str,
        offset: int,
        context: Context,
        section: str | None,
        incidents: IncidentReader,
        label: str | None,
    ) -> Iterator[Claim]:
        within = list_of(context.lists, text, label) if context.instrument else None
        in_line: list[CommitmentClaim] = []
        first = True
        for span in parsed.sents:
            if not any(token.is_alpha for token in span) or len(span) > LONGEST_SENTENCE:
                continue
            sentence = Sentence(span, text, offset, self._tools, context, section)
            promised = commitments(sentence)
            lead_in = within.lead_in if within is not None and first else measure_of(sentence)
            if lead_in is not None and not promised:
                promised = listed(sentence, lead_in)
            first = False
            provided = list(provisions(sentence))
            if context.instrument:
                promised = [*promised, *consultation_promises(provided, promised, sentence)]
            in_line.extend(promised)
            yield from promised
            yield from provided
            if context.instrument:
                if span.end == len(parsed):
                    carry_on(context.lists, within, sentence, in_line)
            else:
                instruments = agreements(sentence)
                yield from instruments
                yield from fulfilments(sentence)
                # Negotiations on an instrument are a stage of the instrument, not a meeting besides.
                negotiating = {frozenset(claim.parties) for claim in instruments if claim.stage == "negotiating"}
                yield from (claim for claim in meetings(sentence) if frozenset(claim.participants) not in negotiating)
                yield from positions(sentence)
                yield from findings(sentence)
                incidents.read(sentence)
            sentence.remember()
            if len(_QUOTE_MARKS.findall(span.text)) % 2:
                context.quoting = not context.quoting
        context.quoting = False


def _only_counts(claim: Claim, counted: list[TallyClaim]) -> bool:
    """Whether an incident is only the sum that a mission counts: neither day nor place, in the words of a tally."""
    return (
        isinstance(claim, IncidentClaim)
        and not (claim.date and claim.place)
        and any(tally.start < claim.end and claim.start < tally.end for tally in counted)
    )


def _stories(document: Document) -> list[_Story]:
    items = [item for item in document.items if item.role in {"story", "feed"}]
    if not items:
        return [_Story(0, len(document.text), document.published)]
    first = items[0]
    stories = [_Story(first.start, first.end, first.published or document.published)]
    # A side feed may be later than the story: without a date of its own it has none.
    return stories + [_Story(item.start, item.end, item.published) for item in items[1:]]


def _in_order(claims: Iterable[Claim], text: str) -> list[Claim]:
    """Each claim once, in the order of the text, and only with a quote that stands there letter for letter."""
    unique: dict[str, Claim] = {}
    for claim in claims:
        if text[claim.start : claim.end] == claim.quote:
            unique.setdefault(claim.model_dump_json(), claim)
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.end, claim.kind))


@lru_cache(maxsize=1)
def load_extractor(codebook: Path | None = None) -> RulesExtractor:
    """Load the pipeline and the codebook, once in a process.

    `codebook` is a folder with the user's own codebook, None for the one that comes with Pactwatch.
    Raises CodebookError (file, line and mend) for a bad entry, PipelineError where no English pipeline is installed.
    """
    if codebook is None:
        with as_file(files("pactwatch") / "codebook") as packaged:
            return _load(packaged)
    return _load(codebook)


def _load(folder: Path) -> RulesExtractor:
    tools = Tools(
        codebook=Codebook.load(folder),
        actors=Actors.load(folder / "actors.yaml"),
        places=Places.load(folder / "places.yaml"),
    )
    return RulesExtractor(load_pipeline(), tools, UkrainianReader.load(folder))
