"""What the reader of one format gives: the text, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pactwatch.read.metadata import Metadata


@dataclass(frozen=True)
class Paragraph:
    """One line of the text to be. `heading` is its level where the file's own layout marks it as a heading."""

    text: str
    heading: int | None = None


@dataclass(frozen=True)
class Content:
    """A file's text, already normalised, with what its format knows beyond the letters.

    `headings` are the offsets at which lines begin that the layout marks as headings, with their levels. `from_site`
    is true where it may be a page of a site, with other stories and furniture around its own.
    """

    text: str
    media_type: str
    headings: dict[int, int] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()
    from_site: bool = False

    @classmethod
    def of(
        cls,
        paragraphs: Iterable[Paragraph],
        media_type: str,
        *,
        metadata: Metadata | None = None,
        warnings: tuple[str, ...] = (),
        from_site: bool = False,
    ) -> Content:
        """The content that the paragraphs make, one a line; of several empty ones in a row one is kept."""
        lines: list[str] = []
        headings: dict[int, int] = {}
        length = 0
        for paragraph in paragraphs:
            line = paragraph.text.strip()
            if not line and (not lines or not lines[-1]):
                continue
            if paragraph.heading is not None and line:
                headings[length] = paragraph.heading
            lines.append(line)
            length += len(line) + 1
        return cls("\n".join(lines).rstrip(), media_type, headings, metadata or Metadata(), warnings, from_site)
