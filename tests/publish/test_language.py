from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pactwatch.ledger.stored import StoredDocument
from pactwatch.publish.language import lang
from pactwatch.read.document import Document


@pytest.mark.parametrize(
    ("text", "language", "attribute"),
    [
        ("Учасники проведуть консультації протягом 24 годин (NATO).", None, ' lang="uk"'),
        ("Стороны прекращают огонь.", None, ' lang="und-Cyrl"'),
        ("Стороны прекращают огонь.", "ru", ' lang="ru"'),
        ("The parties cease fire (припинення вогню).", None, ""),
        ("The parties cease fire.", "en", ""),
        ("Les parties cessent le feu.", "fr", ' lang="fr"'),
        ("Kyiv", "uk", ""),
        ("24", None, ""),
    ],
)
def test_the_language_of_quoted_words(text: str, language: str | None, attribute: str) -> None:
    document = Document(doc="a.txt", text=text, language=language)
    assert lang(text, stored_as(document) if language else None) == attribute


def stored_as(document: Document) -> StoredDocument:
    return StoredDocument("id", document, datetime(2025, 1, 1, tzinfo=UTC))
