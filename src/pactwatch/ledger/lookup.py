"""Finding what a person means by the beginning of an identity, or by a document's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Column, Connection, select

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.tables import acts, claims, decisions, documents

Noun = Literal["document", "claim", "decision", "act"]
_BEGINNING = re.compile(r"[0-9a-f]{4,32}")
_FEWEST = 4
"""So many characters of an identity have to be given."""


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


class Known(Protocol):
    """A thing with an identity that begins with its noun ("obligation-", "case-", "incident-")."""

    @property
    def id(self) -> str:
        """The whole identity."""
        ...


T = TypeVar("T", bound=Known)


def named(noun: str, text: str, known: Iterable[T], hint: str = "") -> T:
    """The one of the known things whose identity begins so, with or without its noun; at least four characters of it.

    `hint` says where one sees what there is. Raises LedgerError where there is none, or more than one.
    """
    rest = text.removeprefix(f"{noun}-")
    found = [each for each in known if each.id.startswith(f"{noun}-{rest}")] if len(rest) >= _FEWEST else []
    if not found:
        raise LedgerError(f"the ledger knows no {noun} {text}" + (f"; {hint}" if hint else ""))
    if len(found) > 1:
        several = ", ".join(each.id for each in found[:3])
        raise LedgerError(f"{text} can mean {several}; write more of the one that you mean")
    return found[0]
