"""Computing the whole ledger again from its payloads, to find the first entry that does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, select

from pactwatch.ledger.adding import reading_claim_rows
from pactwatch.ledger.canonical import digest
from pactwatch.ledger.chain import BEGINNING, Entry, entry_hash
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.identity import act_identity, claim_identity, decision_identity, document_identity
from pactwatch.ledger.moment import read_moment
from pactwatch.ledger.publication import document_public_on
from pactwatch.ledger.stored import RETRACTION
from pactwatch.ledger.tables import (
    acts,
    blobs,
    claims,
    decisions,
    documents,
    entries,
    reading_claims,
    readings,
    withdrawals,
)
from pactwatch.read.document import Document

_BATCH = 1000
_TABLES = {
    "document": documents,
    "claim": claims,
    "reading": readings,
    "decision": decisions,
    "withdrawal": withdrawals,
    "act": acts,
}


@dataclass(frozen=True)
class Verification:
    """What computing everything again gave.

    `head` is the hash of the last entry that fits: noted outside the ledger, it later proves that nothing before it
    was altered or cut off. `problem` says what does not fit, None where all does; `sequence` is the entry it stands
    at, None where it stands at none.
    """

    entries: int
    head: str
    problem: str | None = None
    sequence: int | None = None

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return self.problem is None


def verify(connection: Connection, noted: str | None = None) -> Verification:
    """Check each entry against the one before it, its payload, and all that follows from the payload."""
    check = _Check(connection)
    head, learned_at, fitting = BEGINNING, "", 0
    noted_found = noted is None
    for entry, row in _entries_with_rows(connection):
        problem = _link_problem(entry, fitting, head, learned_at) or check.payload(entry, row)
        if problem is not None:
            return Verification(fitting, head, problem, entry.sequence)
        head, learned_at, fitting = entry.hash, entry.learned_at, entry.sequence
        noted_found = noted_found or head == noted
    problem = _leftovers(connection)
    if problem is None and not noted_found:
        problem = f"no entry has the hash that was noted ({noted}): entries were cut off or the chain was made anew"
    return Verification(fitting, head, problem)


def _entries_with_rows(connection: Connection) -> Iterator[tuple[Entry, Any]]:
    """Each entry with the row of its kind's table (None where there is none), in batches that fit into memory."""
    last = -1
    while True:
        query = select(entries).where(entries.c.sequence > last).order_by(entries.c.sequence).limit(_BATCH)
        batch = [Entry(*row) for row in connection.execute(query)]
        if not batch:
            return
        first, last = batch[0].sequence, batch[-1].sequence
        rows = {
            (kind, row.sequence): row
            for kind, table in _TABLES.items()
            for row in connection.execute(select(table).where(table.c.sequence.between(first, last)))
        }
        for entry in batch:
            yield entry, rows.get((entry.kind, entry.sequence))


def _link_problem(entry: Entry, before: int, head: str, learned_at: str) -> str | None:
    if entry.sequence != before + 1:
        return f"it comes after entry {before}: what stood between is missing"
    if entry.previous != head:
        return "it does not follow from the entry before it"
    sealed = (entry.sequence, entry.kind, entry.subject, entry.learned_at, entry.payload_hash, entry.previous)
    if entry.hash != entry_hash(*sealed):
        return "its hash is not that of what it says"
    if entry.learned_at < learned_at:
        return "it was learned before the entry before it"
    return None


class _Check:
    """Whether the payloads say what the entries seal, and the other columns what the payloads say."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._first_learned: dict[str, str] = {}
        self._kinds: dict[str, Callable[[Entry, Any, dict[str, Any]], bool]] = {
            "document": self._document,
            "claim": self._claim,
            "reading": self._reading,
            "decision": self._decision,
            "withdrawal": self._withdrawal,
            "act": self._act,
        }

    def payload(self, entry: Entry, row: Any) -> str | None:
        """What does not fit between an entry and the row that it seals; None where all does."""
        if row is None:
            return f"its {entry.kind} is missing"
        if digest(row.payload) != entry.payload_hash:
            return f"the text of its {entry.kind} was altered"
        try:
            fits = self._kinds[entry.kind](entry, row, json.loads(row.payload))
        except (AttributeError, KeyError, TypeError, ValueError, LedgerError) as error:
            return f"the text of its {entry.kind} cannot be read: {' '.join(str(error).split())}"
        if not fits:
            return f"the columns of its {entry.kind}, or what it refers to, do not fit its text"
        return None

    def _document(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        document = Document.model_validate(payload)
        self._first_learned.setdefault(entry.subject, entry.learned_at)
        content = self._connection.scalars(
            select(blobs.c.content).where(blobs.c.sha256 == document.sha256)
        ).one_or_none()
        return (
            content is not None
            and sha256(content).hexdigest() == document.sha256 == row.content_hash
            and document_identity(document.doc, document.sha256) == entry.subject == row.document_id
            and (document.doc, document.outlet) == (row.name, row.outlet)
            and document_public_on(document, self._learned(entry.subject)).isoformat() == row.public_on
        )

    def _claim(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        same: bool = claim_identity(row.document_id, payload) == entry.subject == row.id
        return same and bool(payload["kind"] == row.kind)

    def _reading(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        version = self._connection.execute(
            select(documents.c.document_id, documents.c.payload).where(
                documents.c.sequence == payload["entry"], documents.c.sequence < entry.sequence
            )
        ).one_or_none()
        if version is None or row.document != payload["entry"]:
            return False
        if not payload["document"] == version.document_id == row.document_id == entry.subject:
            return False
        document, made = Document.model_validate_json(version.payload), payload.get("claims", [])
        expected = reading_claim_rows(entry.sequence, document, made, self._learned(entry.subject))
        query = (
            select(reading_claims, claims.c.payload, claims.c.sequence, claims.c.document_id)
            .join(claims, claims.c.id == reading_claims.c.claim)
            .where(reading_claims.c.reading == entry.sequence)
            .order_by(reading_claims.c.position)
        )
        found = [dict(one) for one in self._connection.execute(query).mappings()]
        for one in found:
            claim = json.loads(one.pop("payload"))
            earlier = one.pop("sequence") < entry.sequence
            its_own = one.pop("document_id") == entry.subject
            quoted = document.text[claim["start"] : claim["end"]] == claim["quote"]
            if not (earlier and its_own and quoted):
                return False
        return found == expected

    def _decision(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        named = select(func.count()).where(claims.c.id.in_(payload["claims"]), claims.c.sequence < entry.sequence)
        return decision_identity(entry.sequence, payload) == entry.subject == row.id and self._connection.scalar(
            named
        ) == len(payload["claims"])

    def _withdrawal(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        taken = select(decisions.c.sequence).where(
            decisions.c.id == payload["decision"], decisions.c.sequence < entry.sequence
        )
        return payload["decision"] == entry.subject == row.decision and self._connection.scalar(taken) is not None

    def _act(self, entry: Entry, row: Any, payload: dict[str, Any]) -> bool:
        same: bool = act_identity(entry.sequence, payload) == entry.subject == row.id
        if not (same and payload["kind"] == row.kind and payload["about"] == row.about):
            return False
        if row.kind != RETRACTION:
            return bool(payload["at"] <= entry.learned_at)
        done = select(acts.c.sequence).where(acts.c.id == row.about, acts.c.sequence < entry.sequence)
        return self._connection.scalar(done) is not None

    def _learned(self, document_id: str) -> date:
        return read_moment(self._first_learned[document_id]).date()


def _leftovers(connection: Connection) -> str | None:
    for kind, table in _TABLES.items():
        sealed = and_(entries.c.sequence == table.c.sequence, entries.c.kind == kind)
        if strays := _without(connection, table, entries, sealed):
            return f"{strays} rows of {table.name} belong to no entry"
    of_reading = readings.c.sequence == reading_claims.c.reading
    if strays := _without(connection, reading_claims, readings, of_reading):
        return f"{strays} rows of {reading_claims.name} belong to no reading"
    if strays := _without(connection, blobs, documents, documents.c.content_hash == blobs.c.sha256):
        return f"{strays} files belong to no document"
    return None


def _without(connection: Connection, table: Table[Any], other: Table[Any], belongs: ColumnElement[bool]) -> int:
    alone = ~exists().where(belongs).correlate(table)
    return connection.scalar(select(func.count()).select_from(table).where(alone)) or 0
