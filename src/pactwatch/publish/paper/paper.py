"""The paper: a letter or report as headings, paragraphs, lists and tables, each statement with its footnote."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "fr", "uk"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Part):
    """A stretch of text; `note` is the footnote that hangs at its end, which says what the words rest on."""

    text: str
    strong: bool = False
    emphasis: bool = False
    note: str | None = None


class Heading(_Part):
    """A heading inside the paper; level 1 is a part, 2 stands within it."""

    block: Literal["heading"] = "heading"
    text: str
    level: Literal[1, 2] = 1


class Paragraph(_Part):
    """A paragraph. `label` is a number or letter that stands before it, as reports number their paragraphs."""

    block: Literal["paragraph"] = "paragraph"
    spans: tuple[Span, ...]
    label: str | None = None


class Listing(_Part):
    """A list of points, each a row of spans."""

    block: Literal["list"] = "list"
    items: tuple[tuple[Span, ...], ...]


class Grid(_Part):
    """A table with a header row; every row has as many cells as the header."""

    block: Literal["table"] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    caption: str | None = None


class Quotation(_Part):
    """Words of another text, set apart, with the footnote that says whose they are."""

    block: Literal["quotation"] = "quotation"
    text: str
    note: str | None = None


Block = Annotated[Heading | Paragraph | Listing | Grid | Quotation, Field(discriminator="block")]


class Paper(_Part):
    """A letter or report. `heading_lines` stand at its top left (who, to whom, reference), `foot` at the foot of pages."""

    title: str
    subtitle: str | None = None
    language: Language = "en"
    heading_lines: tuple[str, ...] = ()
    foot: str | None = None
    blocks: tuple[Block, ...] = ()


def text(words: str, note: str | None = None) -> tuple[Span, ...]:
    """A row of one span, with its footnote."""
    return (Span(text=words, note=note),)


def said(*parts: str | Span) -> Paragraph:
    """A paragraph of plain words and spans, in order."""
    return Paragraph(spans=tuple(part if isinstance(part, Span) else Span(text=part) for part in parts))
