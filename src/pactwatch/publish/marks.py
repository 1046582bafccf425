"""A document's text cut into paragraphs and pieces, so that every quote can be marked, also where they overlap."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Quoted:
    """A claim's quote in the text: the claim's id, its number on the page, its kind and its offsets."""

    claim: str
    number: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A run of text under the same quotes. `begins` are the quotes that begin here, `ends` those that end here."""

    text: str
    quotes: tuple[Quoted, ...]
    begins: frozenset[str]
    ends: tuple[Quoted, ...]


@dataclass(frozen=True)
class Paragraph:
    """One line of the text, with the offset at which it begins."""

    start: int
    pieces: tuple[Piece, ...]


def mark(text: str, quotes: Sequence[Quoted], offset: int = 0) -> list[Paragraph]:
    """The text in paragraphs and pieces. `offset` is where `text` begins in the document in which the quotes count.

    The pieces' texts, joined, are the text without its line ends. A quote that leaves the text is cut to it.
    """
    inside = [quote for quote in quotes if quote.start < offset + len(text) and quote.end > offset]
    inside.sort(key=lambda quote: (quote.start, -quote.end, quote.number))
    paragraphs: list[Paragraph] = []
    begun: set[str] = set()
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            here = [quote for quote in inside if quote.start < offset + end and quote.end > offset + start]
            pieces = tuple(_pieces(text[start:end], here, offset + start, begun))
            paragraphs.append(Paragraph(offset + start, pieces))
        start = end + 1
    return paragraphs


def _pieces(line: str, quotes: Sequence[Quoted], offset: int, begun: set[str]) -> Iterable[Piece]:
    stop = offset + len(line)
    cuts = {offset, stop}
    for quote in quotes:
        cuts.update(point for point in (quote.start, quote.end) if offset < point < stop)
    ordered = sorted(cuts)
    for first, last in itertools.pairwise(ordered):
        over = tuple(quote for quote in quotes if quote.start <= first and quote.end >= last)
        begins = frozenset(quote.claim for quote in over) - begun
        begun |= begins
        yield Piece(
            line[first - offset : last - offset],
            over,
            begins,
            tuple(quote for quote in over if quote.end == last),
        )


def context(text: str, start: int, end: int, around: int = 400) -> tuple[int, int]:
    """The bounds of a passage around a quote: whole lines where they are near, else cut at a space."""
    first = text.rfind("\n", max(0, start - around), start) + 1
    if first == 0 and start > around:
        first = text.find(" ", start - around, start) + 1 or start
    last = text.find("\n", end, end + around)
    if last < 0:
        last = len(text) if end + around >= len(text) else max(end, text.rfind(" ", end, end + around))
    return first, last
