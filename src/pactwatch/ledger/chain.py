"""The chain: every entry carries the hash of the one before it, so that nothing can be changed unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from pactwatch.ledger.canonical import canonical, digest
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.moment import write_moment
from pactwatch.ledger.tables import entries

EntryKind = Literal["document", "claim", "reading", "decision", "withdrawal", "act"]
BEGINNING = "0" * 64
"""What the first entry carries as the hash of the one before it."""


@dataclass(frozen=True)
class Entry:
    """One thing that the ledger learned: a link of the chain.

    `subject` is the identity of what it is about; `payload_hash` that of what was learned, which another table holds.
    """

    sequence: int
    kind: str
    subject: str
    learned_at: str
    payload_hash: str
    previous: str
    hash: str


def entry_hash(sequence: int, kind: str, subject: str, learned_at: str, payload_hash: str, previous: str) -> str:
    """The hash that seals an entry: SHA-256 over the canonical JSON list of all its other columns."""
    return digest(canonical([sequence, kind, subject, learned_at, payload_hash, previous]))


class Chain:
    """The growing end of the chain inside one writing transaction; all that it appends has one moment of learning."""

    def __init__(self, connection: Connection, learned_at: datetime | None) -> None:
        """Find the end of the chain. Raises LedgerError where `learned_at` (or now) lies before the last entry."""
        latest = select(entries.c.sequence, entries.c.learned_at, entries.c.hash)
        last = connection.execute(latest.order_by(entries.c.sequence.desc()).limit(1)).one_or_none()
        self.learned_at = write_moment(learned_at or datetime.now(UTC))
        if last is not None and self.learned_at < last.learned_at:
            clock = "the moment given" if learned_at else "this machine's clock"
            raise LedgerError(
                f"{clock} ({self.learned_at}) is before the last entry of the ledger ({last.learned_at}): "
                "what is learned now cannot be written into the past; set the clock right"
            )
        self._connection = connection
        self._sequence = last.sequence if last else 0
        self._hash = last.hash if last else BEGINNING
        self._appended: list[Entry] = []

    @property
    def next_sequence(self) -> int:
        """The number that the next entry will have."""
        return self._sequence + 1

    def append(self, kind: EntryKind, subject: str, payload: str) -> int:
        """Add an entry for a payload (canonical JSON) and give its number. Nothing is written before `write`."""
        sequence, payload_hash = self.next_sequence, digest(payload)
        sealed = entry_hash(sequence, kind, subject, self.learned_at, payload_hash, self._hash)
        self._appended.append(Entry(sequence, kind, subject, self.learned_at, payload_hash, self._hash, sealed))
        self._sequence, self._hash = sequence, sealed
        return sequence

    def write(self) -> None:
        """Write the entries appended so far."""
        if self._appended:
            self._connection.execute(insert(entries), [vars(entry) for entry in self._appended])
            self._appended = []
