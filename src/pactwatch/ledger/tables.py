"""The ledger's tables. Every row belongs to one entry of the chain, except the bytes, which stand under their hash.

The column `sequence` is the entry's number; where a table's row is not itself hashed, it can be computed again from
the payload that is. docs/ledger.md tells what each table holds.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
)

SCHEMA_VERSION = 2
"""Version 1 had no acts; `Ledger.open` adds the table to such a ledger."""

metadata = MetaData()


class AboutColumns(TypedColumns):
    """What kind of database this is: one row, written when the ledger is made, and one for each later version."""

    schema_version: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    made_at: Named[str] = Column(String(27))


class BlobColumns(TypedColumns):
    """The bytes of the files, each once, under their SHA-256."""

    sha256: Named[str] = Column(String(64), primary_key=True)
    content: Named[bytes] = Column(LargeBinary)


class EntryColumns(TypedColumns):
    """The chain: one row for everything that the ledger ever learned, in order."""

    sequence: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    kind: Named[str] = Column(String(10))
    subject: Named[str] = Column(String(32))
    learned_at: Named[str] = Column(String(27))
    payload_hash: Named[str] = Column(String(64))
    previous: Named[str] = Column(String(64))
    hash: Named[str] = Column(String(64))


class DocumentColumns(TypedColumns):
    """What was read from a file; a row more where the same file was later read to another text, title or date."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    document_id: Named[str] = Column(String(32))
    name: Named[str] = Column(Text)
    content_hash: Named[str] = Column(ForeignKey("blobs.sha256"))
    outlet: Named[str | None] = Column(Text)
    public_on: Named[str] = Column(String(10))
    payload: Named[str] = Column(Text)


class ClaimColumns(TypedColumns):
    """Each claim once, when it was first learned."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    id: Named[str] = Column(String(32), unique=True)
    document_id: Named[str] = Column(String(32))
    kind: Named[str] = Column(String(16))
    payload: Named[str] = Column(Text)


class ReadingColumns(TypedColumns):
    """A reading of a document: which claims it made of which text. The latest one of a document stands."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    document_id: Named[str] = Column(String(32))
    document: Named[int] = Column(ForeignKey("documents.sequence"))
    payload: Named[str] = Column(Text)


class ReadingClaimColumns(TypedColumns):
    """The claims of a reading, in its order, each with the date of publication that the reading gives it."""

    reading: Named[int] = Column(ForeignKey("readings.sequence"), primary_key=True, autoincrement=False)
    position: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    claim: Named[str] = Column(ForeignKey("claims.id"))
    published: Named[str | None] = Column(Text)
    public_on: Named[str] = Column(String(10))


class DecisionColumns(TypedColumns):
    """What a person decided."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    id: Named[str] = Column(String(32), unique=True)
    payload: Named[str] = Column(Text)


class WithdrawalColumns(TypedColumns):
    """A later decision that withdraws an earlier one."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    decision: Named[str] = Column(ForeignKey("decisions.id"), unique=True)
    payload: Named[str] = Column(Text)


class ActColumns(TypedColumns):
    """What somebody did about something that Pactwatch keeps track of: an obligation, a case, a task."""

    sequence: Named[int] = Column(ForeignKey("entries.sequence"), primary_key=True, autoincrement=False)
    id: Named[str] = Column(String(32), unique=True)
    kind: Named[str] = Column(Text)
    about: Named[str] = Column(Text)
    payload: Named[str] = Column(Text)


about = Table("about", metadata, AboutColumns)
blobs = Table("blobs", metadata, BlobColumns)
entries = Table("entries", metadata, EntryColumns, Index("entries_learned_at", "learned_at"))
documents = Table("documents", metadata, DocumentColumns, Index("documents_document_id", "document_id"))
claims = Table("claims", metadata, ClaimColumns, Index("claims_document_id", "document_id"))
readings = Table("readings", metadata, ReadingColumns, Index("readings_document_id", "document_id"))
reading_claims = Table("reading_claims", metadata, ReadingClaimColumns, Index("reading_claims_claim", "claim"))
decisions = Table("decisions", metadata, DecisionColumns)
withdrawals = Table("withdrawals", metadata, WithdrawalColumns)
acts = Table("acts", metadata, ActColumns, Index("acts_about", "about"))
