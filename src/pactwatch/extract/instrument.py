"""Instruments: whether a document is one, who its parties are, and which article a sentence stands in."""

from __future__ import annotations

import re

from pactwatch.extract.actors import Actors
from pactwatch.read.document import Document, Section

_OPENING = 2500
_TITLE = 400
_FORM = re.compile(
    r"\b(agreement|accord|memorandum|declaration|protocol|treaty|commitments|package of measures|ceasefire)\b",
    re.IGNORECASE,
)
_PARTIES = re.compile(r"\b(?:the|both|either|each)\s+(?:Participants?|Part(?:y|ies)|Sides?|Signator(?:y|ies))\b")
_SIGNED = re.compile(r"\b(?:signed|done)\b[^.\n]{0,60}\b(?:at|in|on)\b", re.IGNORECASE)


def is_instrument(document: Document) -> bool:
    """Whether a document is an agreement's own text: it calls itself one, is numbered, has parties or a signing."""
    opening = document.text[:_OPENING]
    if len([section for section in document.sections if section.number]) < 4 or not _FORM.search(opening):
        return False
    named = len(_PARTIES.findall(document.text))
    modal = len(re.findall(r"\b(?:shall|will|undertakes?|commits?)\b", document.text))
    return (named >= 2 or bool(_SIGNED.search(document.text))) and modal >= 3


def parties_of(document: Document, actors: Actors) -> tuple[str, ...]:
    """The parties: the states and bodies that the title names, else those that the opening names."""
    heads = [part for part in (document.title, document.text[:_TITLE]) if part]
    for text in [*heads, document.text[:_OPENING]]:
        # Titles are often printed in capitals, which hide where a name begins.
        readable = text.title() if text.isupper() or sum(c.isupper() for c in text) > len(text) * 0.4 else text
        for version in (readable, text):
            codes = tuple(
                dict.fromkeys(
                    code
                    for mention in actors.find(version)
                    if mention.kind in {"state", "body", "group"}
                    for code in mention.codes
                )
            )
            if len(codes) >= 2:
                # The title names the parties; the lines after it may name others as well.
                return codes if text == document.title else codes[:2]
    return ()


def headings_at(sections: tuple[Section, ...], offset: int) -> tuple[str, ...]:
    """The headings of the sections around an offset, outermost first."""
    return tuple(section.heading for section in sections if section.heading and section.start <= offset < section.end)
