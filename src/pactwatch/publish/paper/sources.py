"""What a footnote says of a claim: who published the words, when, under what title, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pactwatch.ledger.stored import StoredClaim, StoredDocument
from pactwatch.publish import words
from pactwatch.publish.phrases import PaperLanguage, Phrases

_LONGEST = 320
"""Characters of a quote in a footnote; what is longer is cut at a word, and the cut is shown."""


class Sources:
    """The footnotes of a paper, from the documents and claims of one point of view, in the paper's language."""

    def __init__(
        self,
        documents: Mapping[str, StoredDocument],
        claims: Mapping[str, StoredClaim],
        language: PaperLanguage = "en",
    ) -> None:
        self._documents = documents
        self._claims = claims
        self._phrases = Phrases(language)

    def note(self, claims: Iterable[str]) -> str | None:
        """One footnote for claims by their identities; None where none of them is known."""
        told = [self._claim(self._claims[id]) for id in dict.fromkeys(claims) if id in self._claims]
        return "; ".join(told) + "." if told else None

    def _claim(self, stored: StoredClaim) -> str:
        say, document = self._phrases.say, self._documents[stored.document_id].document
        title = say("quoted", text=document.title) if document.title else document.doc
        return say(
            "note_claim",
            named=", ".join(part for part in (stored.outlet, title) if part),
            published=self._phrases.when(stored.published) if stored.published else say("note_undated"),
            speaker=say("note_citing", speaker=stored.claim.speaker) if stored.claim.speaker else "",
            quote=say("quoted", text=words.short(stored.claim.quote, _LONGEST)),
            id=stored.id[:8],
        )
