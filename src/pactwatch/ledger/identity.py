"""What makes a document, a claim, a decision or an act the same one: an identity computed from what it is."""

from __future__ import annotations

from typing import Any

from pactwatch.ledger.canonical import canonical, digest

LENGTH = 32
"""Characters of an identity: 128 bits of a SHA-256, short enough for an address of a page."""


def document_identity(name: str, content_hash: str) -> str:
    """A document is a file: its name and its bytes.

    What was read from it (text, title, date of publication) is not part of it, so that a better reading of the same
    file, or a date set right by hand, leaves the document and the decisions on its claims in place.
    """
    return _identity("document", [name, content_hash])


def claim_identity(document_id: str, payload: dict[str, Any]) -> str:
    """A claim is what it says of which document at which place; who read it there does not matter."""
    said = {field: value for field, value in payload.items() if field != "read_by"}
    return _identity("claim", [document_id, said])


def decision_identity(sequence: int, payload: dict[str, Any]) -> str:
    """A decision is an act: the same words decided again later are another one, so its place in the ledger counts."""
    return _identity("decision", [sequence, payload])


def act_identity(sequence: int, payload: dict[str, Any]) -> str:
    """An act is done once: the same words written down again are another one, so its place in the ledger counts."""
    return _identity("act", [sequence, payload])


def _identity(noun: str, parts: list[Any]) -> str:
    return digest(canonical([noun, *parts]))[:LENGTH]
