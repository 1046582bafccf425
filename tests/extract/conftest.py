"""Sentences read as a story or as an instrument, with the pipeline and the codebook that come with Pactwatch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pactwatch.extract.claim import Claim
from pactwatch.extract.rules import RulesExtractor, load_extractor
from pactwatch.read.document import Document, Section

Story = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def extractor() -> RulesExtractor:
    return load_extractor()


@pytest.fixture(scope="session")
def story(extractor: RulesExtractor) -> Story:
    """The claims of a kind that a short story gives, published on a day (None: undated)."""

    def read(text: str, kind: str, published: str | None = "2025-03-27") -> list[Claim]:
        document = Document(doc="story.txt", text=text, published=published, language="en")
        claims = extractor.extract(document)
        assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
        return [claim for claim in claims if claim.kind == kind]

    return read


@pytest.fixture(scope="session")
def instrument(extractor: RulesExtractor) -> Story:
    """The claims of a kind that a short agreement between Denmark and Ukraine gives, one article a line."""

    def read(articles: list[str], kind: str) -> list[Claim]:
        text = "Agreement on security cooperation between Denmark and Ukraine\n"
        sections = []
        for number, article in enumerate(articles, 1):
            start = len(text)
            text += f"{number}. {article}\n"
            sections.append(Section(number=str(number), level=1, start=start, end=len(text)))
        # What makes any agreement recognisable: it goes on for some articles, and is signed.
        for number, article in enumerate(_COMMON, len(articles) + 1):
            start = len(text)
            text += f"{number}. {article}\n"
            sections.append(Section(number=str(number), level=1, start=start, end=len(text)))
        text += "Signed in Copenhagen on 23 February 2024.\n"
        document = Document(
            doc="agreement.txt",
            text=text,
            title="Agreement on security cooperation between Denmark and Ukraine",
            language="en",
            sections=tuple(sections),
        )
        last = sections[len(articles) - 1].end if kind == "commitment" else len(text)
        claims = extractor.extract(document)
        assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
        return [claim for claim in claims if claim.kind == kind and claim.start < last]

    return read


_COMMON = [
    "The Participants will meet once a year.",
    "Either Participant may end this Agreement by giving six months’ notice in writing.",
    "The Participants will settle differences by talks.",
    "This Agreement will come into effect upon signature and remain valid for ten years.",
]
