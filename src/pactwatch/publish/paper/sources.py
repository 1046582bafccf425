"""What a footnote says of a claim: who published the words, when, under what title, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pactwatch.ledger.stored import StoredClaim, StoredDocument
from pactwatch.publish import words

_LONGEST = 320
"""Characters of a quote in a footnote; what is longer is cut at a word, and the cut is shown."""


class Sources:
    """The footnotes of a paper, from the documents and claims of one point of view."""

    def __init__(self, documents: Mapping[str, StoredDocument], claims: Mapping[str, StoredClaim]) -> None:
        self._documents = documents
        self._claims = claims

    def note(self, claims: Iterable[str]) -> str | None:
        """One footnote for claims by their identities; None where none of them is known."""
        told = [self._claim(self._claims[id]) for id in dict.fromkeys(claims) if id in self._claims]
        return "; ".join(told) + "." if told else None

    def _claim(self, stored: StoredClaim) -> str:
        document = self._documents[stored.document_id].document
        published = words.when(stored.published) if stored.published else "without a date"
        named = [part for part in (stored.outlet, f"“{document.title}”" if document.title else document.doc) if part]
        speaker = f", citing {stored.claim.speaker}" if stored.claim.speaker else ""
        quote = words.short(stored.claim.quote, _LONGEST)
        return f"{', '.join(named)}, {published}{speaker}: “{quote}” (claim {stored.id[:8]})"
