"""Finding what a person means by the beginning of an identity, or by a document's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Connection, select

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.tables import acts, claims, decisions, documents

Noun = Literal["document", "claim", "decision", "act"]
_BEGINNING = re.compile(r"[0-9a-f]{4,32}")


@dataclass(frozen=True)
class Found:
    """One thing in the ledger: what kind of thing, and its whole identity."""

    noun: Noun
    id: str


def find(connection: Connection, text: str) -> Found:
    """The one thing whose identity begins so (at least four characters), or the one document of that name.

    Raises LedgerError where there is none, or more than one.
    """
    named = select(documents.c.document_id).where(documents.c.name == text).distinct()
    found = [Found("document", identity) for identity in connection.scalars(named)]
    if _BEGINNING.fullmatch(text):
        identities: dict[Noun, Column[str]] = {
            "document": documents.c.document_id,
            "claim": claims.c.id,
            "decision": decisions.c.id,
            "act": acts.c.id,
        }
        for noun, column in identities.items():
            beginning = select(column).where(column.startswith(text)).distinct().order_by(column).limit(3)
            found.extend(Found(noun, identity) for identity in connection.scalars(beginning))
    found = list(dict.fromkeys(found))
    if not found:
        raise LedgerError(f"the ledger knows no claim, document, decision or act {text}")
    if len(found) > 1:
        several = ", ".join(f"{one.noun} {one.id}" for one in found[:3])
        raise LedgerError(f"{text} can mean {several}; write more of the one that you mean")
    return found[0]
