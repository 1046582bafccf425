"""The language of quoted words, as an attribute of the element that quotes them, for screen readers and hyphenation."""

from __future__ import annotations

import re

from markupsafe import Markup

from pactwatch.ledger.stored import StoredDocument

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_UKRAINIAN = re.compile(r"[ІіЇїЄєҐґ]")
_LETTER = re.compile(r"[^\W\d_]")


def lang(text: str, stored: StoredDocument | None = None) -> Markup:
    """` lang="uk"` for words that are not English, else nothing; `stored` is the document that they stand in, if known.

    Where the document's language is not known, or the words are in another script than it has, the letters tell as much as
    they can: Ukrainian by those that only it has among the languages read here, else that the script is Cyrillic.
    """
    letters = len(_LETTER.findall(text))
    cyrillic = bool(letters) and 2 * len(_CYRILLIC.findall(text)) > letters
    language = stored.document.language if stored is not None else None
    if cyrillic and language in (None, "en"):
        language = "uk" if _UKRAINIAN.search(text) else "und-Cyrl"
    elif not cyrillic and language in ("uk", "ru"):
        language = None
    return Markup(' lang="{}"').format(language) if language and language != "en" else Markup("")
