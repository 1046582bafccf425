"""When a document was published, and what says so."""

from __future__ import annotations

from pactwatch.read.document import PublishedBasis
from pactwatch.read.metadata import Metadata
from pactwatch.read.written_date import single_date


def publication(
    *, user: str | None, sidecar: Metadata | None, page: Metadata, words: Metadata
) -> tuple[str | None, PublishedBasis | None, tuple[str, ...]]:
    """The ISO date with its basis: the user's word, then NAME.json, then the page's head, then the text's own words.

    Never a guess: None where none of them names a date. The third value are warnings on dates that cannot be read.
    Raises ValueError where the user's date cannot be read.
    """
    if user is not None:
        date = single_date(user)
        if date is None:
            raise ValueError(f"{user!r} is not a date; write it as 2025-05-26")
        return date, "user", ()
    warnings: tuple[str, ...] = ()
    sources: tuple[tuple[PublishedBasis, str | None], ...] = (
        ("metadata", sidecar.published if sidecar else None),
        ("page", page.published),
        ("text", words.published),
    )
    for basis, written in sources:
        if written is None:
            continue
        if date := single_date(written):
            return date, basis, warnings
        warnings = (*warnings, f"the date of publication {written!r} could not be read")
    return None, None, warnings
