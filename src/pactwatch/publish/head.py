"""The head of the ledger: changes with all that is appended, and so tells whether a snapshot still holds."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from pactwatch.ledger.database import Database
from pactwatch.ledger.ledger import WAIT
from pactwatch.ledger.tables import entries


class Head:
    """Reads the hash of a ledger's last entry, without reading the ledger."""

    def __init__(self, place: str | Path) -> None:
        self._database = Database(place, WAIT)

    def read(self) -> str:
        """The hash of the last entry, which stands for all before it; empty for an empty ledger.

        Raises LedgerError where the ledger cannot be read.
        """
        with self._database.reading() as connection:
            query = select(entries.c.hash).order_by(entries.c.sequence.desc()).limit(1)
            return connection.scalars(query).one_or_none() or ""
