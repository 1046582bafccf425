"""The extractor: document in, claims out. Rules today, a language model or another language's pipeline beside it."""

from __future__ import annotations

from typing import Protocol

from pactwatch.extract.claim import Claim, ReadBy
from pactwatch.read.document import Document


class Extractor(Protocol):
    """Whatever proposes claims keeps this contract: every quote stands in the document letter for letter."""

    @property
    def read_by(self) -> ReadBy:
        """Which extractor, pipeline and codebook read the claims, each with its version."""

    def extract(self, document: Document) -> list[Claim]:
        """The claims of one document, in the order of their quotes. Raises nothing for odd text: it gives fewer."""
