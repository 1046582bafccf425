"""PDF files: the text layer, with lines joined to paragraphs and without the running heads of the pages."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from pactwatch.read.characters import normalised
from pactwatch.read.content import Content, Paragraph
from pactwatch.read.errors import UnreadableError
from pactwatch.read.lines import unwrapped

MEDIA_TYPE = "application/pdf"

_MOST_PAGES = 2_000
_MOST_SECONDS = 120
_MOST_CHARACTERS = 10_000_000
_MOST_DRAWING = 30 * 1024 * 1024
_EDGE = 3
_TORN = re.compile(r"[^\W\d_] [-‐][^\W\d_]")
_TORN_PER_PAGE = 0.5
_SAMPLED = 3
# What reading by position leaves apart: "non- military", but not the first half of "short- and long-term".
_APART = re.compile(r"(?<=[^\W\d_])- +(?!(?:and|or|to)\b)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_TWO_WORDS = re.compile(r"(?<![\w’'-])([^\W\d_]+) (?=([^\W\d_]+)(?![\w’'-]))")
_BEFORE_COMMA = re.compile(r"(?<=[^\W\d_]) ([,.;])(?=\s|$)")
_KNOWN_TWICE = 2
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|from)\s*\d{1,4})?\W*", re.IGNORECASE)

# pypdf tells of every oddity on the error stream; what matters to the user comes as a warning or an error of ours.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read(content: bytes) -> Content:
    """The text layer of a PDF. Raises UnreadableError where it is broken, locked, too long, or only pictures."""
    begun = time.monotonic()
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("it is encrypted: save it without a password")
        if len(reader.pages) > _MOST_PAGES:
            raise UnreadableError(f"it has {len(reader.pages)} pages, more than the {_MOST_PAGES} that are read")
        pages = _pages(reader, begun)
    except DependencyError as error:
        raise UnreadableError("it is encrypted in a way that cannot be opened: save it without a password") from error
    except (PyPdfError, RecursionError) as error:
        raise UnreadableError(f"the PDF is broken: {error}") from error
    without = sum(not any(line.strip() for line in page) for page in pages)
    if without == len(pages):
        raise UnreadableError("it has no text layer (a scan?): run text recognition (OCR) over it first")
    warnings = (f"{without} of {len(pages)} pages have no text layer (scans or pictures?)",) if without else ()
    paragraphs = _mended(unwrapped(_one_after_another(_without_running_heads(pages))))
    # What the file's properties give as title or date is the word processor's, not the document's.
    return Content.of((Paragraph(paragraph) for paragraph in paragraphs), MEDIA_TYPE, warnings=warnings)


def _pages(reader: pypdf.PdfReader, begun: float) -> list[list[str]]:
    """The lines of every page."""
    first = [page.extract_text() for page in reader.pages[:_SAMPLED]]
    # Letters set apart by hand come out torn ("five -year"); reading by position, twice as slow, mends most.
    torn = sum(len(_TORN.findall(text)) for text in first) > _TORN_PER_PAGE * len(first)
    return [text.split("\n") for text in _texts(reader, begun, None if torn else first)]


def _texts(reader: pypdf.PdfReader, begun: float, first: list[str] | None) -> list[str]:
    """The text of every page, with those of the `first` as they were read already; by position where that is None."""
    texts: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages):
        drawing = page.get_contents()
        if drawing is not None and len(drawing.get_data()) > _MOST_DRAWING:
            raise UnreadableError("a page of it unpacks to too much")
        if first is None:
            text = _APART.sub("-", normalised(page.extract_text(extraction_mode="layout")))
        else:
            text = normalised(first[number] if number < len(first) else page.extract_text())
        length += len(text)
        if length > _MOST_CHARACTERS or time.monotonic() - begun > _MOST_SECONDS:
            raise UnreadableError(f"it is too long: reading stopped after {len(texts) + 1} pages")
        texts.append(text)
    return texts


def _mended(paragraphs: list[str]) -> list[str]:
    """Join words that letters set apart by hand have torn ("this A greement"), and commas to the word before them.

    Two pieces are one word where the text has that word elsewhere and one of the pieces nowhere else.
    """
    known = Counter(word.casefold() for paragraph in paragraphs for word in _WORD.findall(paragraph))

    def joined(match: re.Match[str]) -> str:
        first, second = match[1].casefold(), match[2].casefold()
        torn = known[first + second] >= _KNOWN_TWICE and min(known[first], known[second]) <= 1
        return match[1] if torn else match[0]

    return [_BEFORE_COMMA.sub(r"\1", _TWO_WORDS.sub(joined, paragraph)) for paragraph in paragraphs]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop what stands at the top or foot of most pages, with whatever number, and page numbers."""
    filled = [[line for line in page if line.strip()] for page in pages]
    repeated = Counter(shape for page in filled for shape in {_shape(page[place]) for place in _edges(page)})
    often = max(3, (len(pages) + 1) // 2)
    kept = []
    for number, page in enumerate(filled, start=1):
        dropped = {
            place
            for place in _edges(page)
            if repeated[_shape(page[place])] >= often or _is_page_number(page[place], number)
        }
        numbered = iter(range(len(page)))
        kept.append([line for line in pages[number - 1] if not line.strip() or next(numbered) not in dropped])
    return kept


def _edges(page: list[str]) -> set[int]:
    """The places of a page's first and last lines."""
    return {place for place in range(len(page)) if place < _EDGE or place >= len(page) - _EDGE}


def _shape(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()).casefold())


def _is_page_number(line: str, number: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.strip())) and str(number) in re.findall(r"\d+", line)


def _one_after_another(pages: list[list[str]]) -> list[str]:
    """The lines of all pages; the empty ones at a page's edges are no ends of paragraphs."""
    lines: list[str] = []
    for page in pages:
        filled = [place for place, line in enumerate(page) if line.strip()]
        if filled:
            lines.extend(page[filled[0] : filled[-1] + 1])
    return lines
