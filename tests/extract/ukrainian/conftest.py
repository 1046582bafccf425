"""Articles read as a short agreement in Ukrainian, with the words that come with Pactwatch."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from pactwatch.extract.claim import Claim
from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.ukrainian.reader import UkrainianReader
from pactwatch.read.document import Document
from pactwatch.read.sections import sections_of

Articles = Callable[..., list[Claim]]
TITLE = "Угода про співробітництво у сфері безпеки між Україною та Норвегією"
FILLED = ["Учасники співпрацюватимуть.", "Норвегія надаватиме допомогу.", "Учасники зустрічатимуться."]


@pytest.fixture(scope="session")
def codebook() -> UkrainianCodebook:
    return UkrainianCodebook.load(Path(str(files("pactwatch") / "codebook")))


@pytest.fixture(scope="session")
def reader(codebook: UkrainianCodebook) -> UkrainianReader:
    return UkrainianReader(codebook)


@pytest.fixture(scope="session")
def read(reader: UkrainianReader) -> Articles:
    """The claims of a kind on the articles, each a numbered paragraph; articles of no account are put behind them."""

    def read(*articles: str, kind: str = "commitment", heading: str = "Співробітництво") -> list[Claim]:
        numbered = [f"{number}. {article}" for number, article in enumerate((*articles, *FILLED), 1)]
        text = "\n".join([TITLE, f"Стаття 1. {heading}", *numbered])
        document = Document(doc="угода.txt", text=text, title=TITLE, language="uk", sections=sections_of(text))
        claims = reader.extract(document)
        assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
        begin = text.index(f"{len(articles) + 1}. {FILLED[0]}")
        return [claim for claim in claims if claim.kind == kind and claim.start < begin]

    return read
