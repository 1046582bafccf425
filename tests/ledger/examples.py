"""Documents and claims for the tests of the ledger, and the hand of a forger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, text

from pactwatch.extract.claim import Claim, CommitmentClaim, IncidentClaim, ReadBy
from pactwatch.ledger.database import Database
from pactwatch.ledger.tables import metadata
from pactwatch.read.document import Document

TEXT = (
    "France will train 4,500 soldiers. On Tuesday shells hit the town. Norway pledged 85 billion kroner. All agreed."
)
CONTENT = TEXT.encode()
FIRST_CODEBOOK = ReadBy(extractor="rules 1", pipeline="en_core_web_sm 3.8.0", codebook="1")
SECOND_CODEBOOK = ReadBy(extractor="rules 1", pipeline="en_core_web_sm 3.8.0", codebook="2")
START = datetime(2026, 1, 10, 12, tzinfo=UTC)


def at(day: float) -> datetime:
    """A moment so many days after the first one."""
    return START + timedelta(days=day)


def report(name: str = "report.txt", **fields: Any) -> Document:
    return Document(doc=name, **{"text": TEXT, "published": "2026-01-08", **fields})


def promise(quote: str = "France will train 4,500 soldiers", doc: str = "report.txt", **fields: Any) -> Claim:
    start = TEXT.index(quote)
    given = {"action": "training", "firmness": "announced", "read_by": FIRST_CODEBOOK, **fields}
    return CommitmentClaim(doc=doc, start=start, end=start + len(quote), quote=quote, **given)


def shelling(quote: str = "shells hit the town", doc: str = "report.txt", **fields: Any) -> Claim:
    start = TEXT.index(quote)
    given = {"type": "shelling", "read_by": FIRST_CODEBOOK, **fields}
    return IncidentClaim(doc=doc, start=start, end=start + len(quote), quote=quote, **given)


def forge(place: str, statement: str, **values: Any) -> None:
    """Change a ledger behind its back, as who owns the database can: without its guards."""
    database = Database(place, wait=1)
    engine = create_engine(f"sqlite:///{database.file}" if database.file else place)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in metadata.sorted_tables:
                connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL"))
        connection.execute(text(statement), values)
    engine.dispose()
