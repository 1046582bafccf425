from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from pactwatch.publish.paper.paper import Paper, said
from pactwatch.publish.paper.pdf import pdf

from .papers import NOTES, PAPER


@pytest.fixture(scope="module")
def pages() -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf(PAPER))).pages)


def test_every_word_and_every_footnote_is_on_its_pages(pages: str) -> None:
    words = " ".join(pages.split())
    for told in ("Case report: Харків", "To: the <Ministry>", "& denied.", "2. Second point", "What is due", *NOTES):
        assert told in words


def test_words_are_never_read_as_markup() -> None:
    hostile = "#panic() $x$ `code` *not bold* https://example.org @ref <label>"
    read = pypdf.PdfReader(BytesIO(pdf(Paper(title="T", blocks=(said(hostile),)))))
    assert hostile in " ".join(read.pages[0].extract_text().split())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf(PAPER) == pdf(PAPER)


def test_it_is_tagged_for_screen_readers() -> None:
    catalogue = pypdf.PdfReader(BytesIO(pdf(PAPER))).trailer["/Root"]
    assert "/StructTreeRoot" in catalogue
    assert str(catalogue["/Lang"]) == "fr"
