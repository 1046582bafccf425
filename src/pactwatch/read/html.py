"""Web pages and documents in HTML: a page's story without its navigation, a document whole."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from typing import Any

import htmldate
import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs

from pactwatch.read.characters import normalised
from pactwatch.read.content import Content, Paragraph
from pactwatch.read.errors import UnreadableError
from pactwatch.read.lines import unwrapped
from pactwatch.read.metadata import Metadata
from pactwatch.read.numbering import counted
from pactwatch.read.text import decoded

MEDIA_TYPE = "text/html"

_MOST_BYTES = 10 * 1024 * 1024
_LARGEST_PAGE = 4 * 1024 * 1024
# How the type of an <ol> counts, in the words of `numbering.counted`.
_LISTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button")
)
_BLOCKS = defs.block_tags | {"article", "aside", "body", "figure", "footer", "header", "main", "nav", "section"}
_BLOCKS |= {"dd", "details", "dt", "figcaption", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = ("nav", "header", "footer", "aside", "article", "main", "form")
_LINKED = 0.2
_TOO_LITTLE = 0.1
_FEWEST_CHARACTERS = 250
_FEWEST_PAGES = 5

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(content: bytes) -> Content:
    """The text of an HTML file. Raises UnreadableError where the bytes are no text, or too many."""
    if len(content) > _MOST_BYTES:
        raise UnreadableError(f"it has {len(content) // 2**20} MB of HTML; {_MOST_BYTES // 2**20} MB are the most")
    declared = _DECLARED.search(content[:4096])
    source, warnings = decoded(content, declared[1].decode("ascii") if declared else None)
    source = _XML_DECLARATION.sub("", source).replace("\0", "")
    if not source.strip():
        raise UnreadableError("it has no text")
    try:
        tree = lxml_html.document_fromstring(source)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(f"it is no HTML that can be read: {error}") from error
    if _is_page(tree):
        metadata = _metadata(tree, source)
        # Finding the story takes some ten seconds a megabyte.
        large = len(content) > _LARGEST_PAGE
        story = None if large else trafilatura.extract(source, include_comments=False, include_tables=True)
        whole = _visible_length(tree)
        if story and len(story) >= min(_FEWEST_CHARACTERS, _TOO_LITTLE * whole):
            paragraphs = (Paragraph(line) for line in normalised(story).split("\n"))
            return Content.of(paragraphs, MEDIA_TYPE, metadata=metadata, warnings=warnings, from_site=True)
        warnings = (*warnings, "no story was found on the page, so that the whole page is the text")
        return Content.of(_whole(tree), MEDIA_TYPE, metadata=metadata, warnings=warnings, from_site=True)
    title = _one_line(tree.findtext(".//title"))
    return Content.of(_whole(tree), MEDIA_TYPE, metadata=Metadata(title=title), warnings=warnings)


def _is_page(tree: Any) -> bool:
    """Whether it is a page of a site, with navigation around its story, rather than a document saved as HTML."""
    if any(tree.find(f".//{tag}") is not None for tag in _FURNITURE):
        return True
    if tree.xpath("//meta[starts-with(@property, 'og:')] | //script[@type='application/ld+json']"):
        return True
    linked = sum(len(" ".join(link.itertext()).strip()) for link in tree.iterfind(".//a[@href]"))
    return linked > _LINKED * _visible_length(tree)


def _visible_length(tree: Any) -> int:
    return sum(len(text.strip()) for text in tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))


def _metadata(tree: Any, source: str) -> Metadata:
    """What the page says of itself in its head, and in the <time> of its one article."""
    found = trafilatura.extract_metadata(source)
    return Metadata(
        title=_one_line(found.title),
        outlet=_one_line(found.sitename),
        byline=_one_line(found.author),
        url=_one_line(found.url),
        published=_published(tree),
    )


def _published(tree: Any) -> str | None:
    """The date that the head gives. The body is kept from htmldate, which takes any date there for the page's."""
    head = lxml_html.Element("html")
    for part in (*tree.iterfind("head"), *tree.xpath("//body//script[@type='application/ld+json']")):
        head.append(copy.deepcopy(part))
    if found := htmldate.find_date(head, extensive_search=False, original_date=True):
        return str(found)
    times = tree.xpath("//article//time[@datetime]") or tree.xpath("//time[@datetime]")
    inside_one = len(tree.findall(".//article")) == 1 or len(times) == 1
    return str(times[0].get("datetime")) if times and inside_one else None


def _one_line(text: str | None) -> str | None:
    return " ".join(normalised(text).split()) or None if text else None


def _whole(tree: Any) -> Iterator[Paragraph]:
    """Everything that a reader of the file sees, block by block."""
    body = tree.find("body")
    lines: list[str] = []
    levels: dict[str, int] = {}
    for text, level in _blocks(body if body is not None else tree):
        # Scanned documents keep the lines of the paper inside a block: there an empty line ends a paragraph.
        block = normalised(text).strip(" \t").split("\n")
        lines.extend(block)
        if level is not None:
            levels[" ".join(text.split())] = level
    for line in unwrapped(_without_page_numbers(lines)):
        yield Paragraph(line, levels.get(line))


def _without_page_numbers(lines: list[str]) -> list[str]:
    """Drop the numbers of the paper's pages: lines that are only a number, each one more than the one before."""
    numbers = [(place, int(line)) for place, line in enumerate(lines) if len(line) <= 4 and line.isdecimal()]
    # The longest run that ends in each number, as the places of its lines.
    runs: dict[int, list[int]] = {}
    for place, number in numbers:
        longer = [*runs.get(number - 1, []), place]
        if len(longer) > len(runs.get(number, [])):
            runs[number] = longer
    pages = sorted(runs.values(), key=len)[-1] if runs else []
    return [line for place, line in enumerate(lines) if len(pages) < _FEWEST_PAGES or place not in pages]


def _blocks(root: Any) -> Iterator[tuple[str, int | None]]:
    """The text of each block, with its level where it is a heading."""
    pieces: list[str] = []
    level: int | None = None
    counts: dict[Any, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event in ("comment", "pi") or not isinstance(tag, str):
            pieces.append(element.tail or "")
            continue
        if tag in _BLOCKS:
            if "".join(pieces).strip(" \t"):
                yield "".join(pieces), level
            pieces = []
            level = _HEADINGS.get(tag) if event == "start" else None
        if event == "start" and tag == "li":
            pieces.append(_item_label(element, counts))
        if event == "start":
            pieces.append("\n" if tag == "br" else "" if _hidden(element) else element.text or "")
        else:
            pieces.append("" if _hidden(element.getparent()) else element.tail or "")
    if "".join(pieces).strip():
        yield "".join(pieces), level


def _item_label(item: Any, counts: dict[Any, int]) -> str:
    """What a browser prints before an item of a list, which does not stand in its text."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return "• "
    first = above.get("start", "1")
    counts[above] = counts[above] + 1 if above in counts else int(first) if first.isdecimal() else 1
    return f"{counted(counts[above], _LISTS.get(above.get('type', ''), 'decimal'))}. "


def _hidden(element: Any) -> bool:
    if element is None:
        return False
    return element.tag in _UNSEEN or any(above.tag in _UNSEEN for above in element.iterancestors())
