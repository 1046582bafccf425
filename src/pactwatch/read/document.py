"""The document: what was read from one file, before anything is taken from it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PublishedBasis = Literal["user", "metadata", "page", "text"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Part):
    """A numbered article, paragraph, list item or heading of an instrument.

    `number` is the number as the text prints it, with its parents' ("II.3", "14", "18(a)"); None for a bare heading.
    `start` and `end` are character offsets into the document's text; the heading is inside them.
    """

    number: str | None = None
    heading: str | None = None
    level: int = Field(ge=1, description="1 for a part or article, 2 for what stands inside it, and so on")
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Item(_Part):
    """A story of its own on a page that has several, with a date of its own.

    The first item is the page's main story; the others are side feeds, updates, teasers.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    heading: str | None = None
    published: str | None = Field(None, description="ISO date, as coarse as the page gives it")
    role: Literal["story", "feed", "teaser", "boilerplate"] = "story"


class Document(_Part):
    """What was read: one file's text with what the file says of itself."""

    doc: str = Field(description="the file's name, without its folders")
    text: str = Field(description="the text that every offset counts in; lines end with \\n")
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = Field(None, description="ISO date; None where nothing gives it")
    published_basis: PublishedBasis | None = Field(
        None,
        description="user: given by hand; metadata: NAME.json; page: the page's own metadata; text: its words",
    )
    language: str | None = Field(None, description="ISO 639-1 code")
    media_type: str = Field("text/plain", description="what kind of file it was read from")
    sha256: str = Field("", description="hash of the file's bytes, hexadecimal")
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = Field((), description="what could not be read well, in words for the user")
