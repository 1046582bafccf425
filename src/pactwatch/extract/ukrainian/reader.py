"""The reader of instruments in Ukrainian: document in, claims out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pactwatch
from pactwatch.extract.claim import Claim, CommitmentClaim, ProvisionClaim, ReadBy
from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.ukrainian.commitments import CommitmentReader
from pactwatch.extract.ukrainian.instrument import is_instrument, naming_of
from pactwatch.extract.ukrainian.own_claims import StageReader
from pactwatch.extract.ukrainian.paragraph import Reading, Sentence
from pactwatch.extract.ukrainian.phrases import Phrases
from pactwatch.extract.ukrainian.provisions import ProvisionReader
from pactwatch.extract.ukrainian.sentences import SentenceCutter
from pactwatch.read.document import Document, Section
from pactwatch.read.sections import citation_at

LANGUAGE = "uk"
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(
    r"\s*(?:\(?(?:[a-zа-яіїєґ]|\d{1,3}|[ivx]{1,4})\)|[•●▪■◦‣⁃·*–—-]|[a-zа-яіїєґ]\.)\s+|\s*[a-zа-яіїєґ]"
)
_HEADS = re.compile(r"^\s*(?:частина|розділ|стаття|глава|додаток)\s+[\divxlcіхс]+\b", re.IGNORECASE)
# What an instrument says of its own life is a provision, and no promise besides.
_ABOUT_ITSELF = frozenset(
    {"signature", "entry_into_force", "term", "termination_notice", "legal_status", "amendment"}
)


class UkrainianReader:
    """Reads what instruments in Ukrainian say with the words of the codebook, without a parse.

    Their stages, provisions and commitments.
    """

    def __init__(self, codebook: UkrainianCodebook) -> None:
        self._codebook = codebook
        self._sentences = SentenceCutter(codebook.promises.abbreviations)
        self._commitments = CommitmentReader(codebook)
        self._provisions = ProvisionReader(codebook)
        self._stages = StageReader(codebook.form_cues, Phrases((word, True) for word in codebook.provisions.signing))
        self._read_by = ReadBy(
            extractor=f"rules {pactwatch.__version__}", pipeline="none (uk)", codebook=codebook.version
        )

    @classmethod
    def load(cls, folder: Path) -> UkrainianReader:
        """Make the reader with the words of a codebook's folder. Raises CodebookError and OSError as the codebook does."""
        return cls(UkrainianCodebook.load(folder))

    @property
    def read_by(self) -> ReadBy:
        """Which rules and codebook read the claims; no language pipeline is needed."""
        return self._read_by

    def extract(self, document: Document) -> list[Claim]:
        """The claims of an instrument in the order of their quotes; none for any other document."""
        if not is_instrument(document):
            return []
        reading = Reading(
            doc=document.doc,
            text=document.text,
            title=document.title,
            naming=naming_of(document, self._codebook.actors),
            read_by=self._read_by,
        )
        read = list(self._claims(document, reading))
        provided = [claim for claim in read if isinstance(claim, ProvisionClaim)]
        found: dict[str, Claim] = {}
        for claim in (*read, *self._stages.stages(reading, provided)):
            found.setdefault(claim.model_dump_json(), claim)
        return sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.kind))

    def _claims(self, document: Document, reading: Reading) -> Iterator[ProvisionClaim | CommitmentClaim]:
        first_number = min(section.start for section in document.sections if section.number)
        under: tuple[str, ...] = ()
        for line in _LINE.finditer(document.text):
            words = line.group(0)
            if not words.strip():
                continue
            around = _around(document.sections, line.start())
            cited = citation_at(document.sections, line.start())
            if _is_heading(words, line.start(), around):
                reading.promisors, reading.lead_in = (), None
                continue
            headings = tuple(each.heading for each in around if each.heading)
            if headings != under:
                # Under another heading "вона" and "за цих обставин" mean nothing from the article before.
                reading.promisors, reading.trigger = (), "none"
            under = headings
            yield from self._line(reading, line.start(), words, cited, headings, line.start() >= first_number)

    def _line(
        self, reading: Reading, offset: int, words: str, cited: str | None, headings: tuple[str, ...], operative: bool
    ) -> Iterator[ProvisionClaim | CommitmentClaim]:
        in_list = reading.lead_in is not None and _ITEM.match(words) is not None
        if not in_list:
            reading.lead_in = None
        promised = False
        spans = self._sentences.cut(words)
        for start, end in spans:
            sentence = Sentence(reading, offset + start, offset + end, cited, headings)
            provided = self._provisions.provisions(sentence)
            yield from provided
            # A preamble recalls and affirms; what is promised stands in the articles.
            if not operative or any(claim.provision in _ABOUT_ITSELF for claim in provided):
                continue
            lead_in = reading.lead_in
            for claim in self._commitments.commitments(sentence):
                promised = True
                yield claim
            if in_list:
                reading.lead_in = lead_in
        if in_list and not promised and operative and spans:
            whole = Sentence(reading, offset + spans[0][0], offset + spans[-1][1], cited, headings)
            yield from self._commitments.listed(whole)


def _around(sections: tuple[Section, ...], offset: int) -> tuple[Section, ...]:
    """The sections around an offset, outermost first."""
    return tuple(section for section in sections if section.start <= offset < section.end)


def _is_heading(words: str, start: int, around: tuple[Section, ...]) -> bool:
    if _HEADS.match(words) and not words.rstrip().endswith((".", ";", ":")):
        return True
    inner = around[-1] if around else None
    return inner is not None and inner.start == start and inner.heading is not None and inner.heading in words
