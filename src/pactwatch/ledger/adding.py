"""Adding a document with the claims that a reading of it made: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from pactwatch.extract.claim import Claim
from pactwatch.ledger.canonical import canonical
from pactwatch.ledger.chain import Chain
from pactwatch.ledger.errors import ClaimError, LedgerError
from pactwatch.ledger.identity import claim_identity, document_identity
from pactwatch.ledger.moment import read_moment
from pactwatch.ledger.publication import claim_public_on, claim_published, document_public_on
from pactwatch.ledger.stored import Added
from pactwatch.ledger.tables import blobs, claims, documents, entries, reading_claims, readings
from pactwatch.read.document import Document


@dataclass(frozen=True)
class Reading:
    """A document read, checked and ready to be added: every claim rests on words of its text."""

    document_id: str
    document: Document
    content: bytes
    payload: str
    claims: dict[str, tuple[Claim, str]]

    @classmethod
    def checked(cls, document: Document, made: Sequence[Claim], content: bytes) -> Reading:
        """Check a document against its bytes and its claims against its text.

        Raises ClaimError for a claim of another document or one whose quote is not at its place in the text, and
        LedgerError where the document carries the hash of other bytes. A claim given twice counts once.
        """
        content_hash = sha256(content).hexdigest()
        if document.sha256 not in ("", content_hash):
            raise LedgerError(
                f"{document.doc}: the document was read from other bytes than these; read the file again"
            )
        document = document.model_copy(update={"sha256": content_hash})
        document_id = document_identity(document.doc, content_hash)
        by_id: dict[str, tuple[Claim, str]] = {}
        for claim in made:
            payload = _claim_payload(document, claim)
            by_id.setdefault(claim_identity(document_id, payload), (claim, canonical(payload)))
        return cls(document_id, document, content, canonical(document.model_dump(mode="json")), by_id)

    @property
    def read_by(self) -> list[dict[str, Any]]:
        """What made the claims, each reader once."""
        readers = {claim.read_by for claim, _ in self.claims.values() if claim.read_by is not None}
        return sorted((reader.model_dump() for reader in readers), key=canonical)


def add(connection: Connection, chain: Chain, reading: Reading) -> Added:
    """Append what the ledger does not know yet of a reading, and the reading itself unless it stands already."""
    versions = connection.execute(
        select(documents.c.sequence, documents.c.payload, entries.c.learned_at)
        .join(entries, entries.c.sequence == documents.c.sequence)
        .where(documents.c.document_id == reading.document_id)
        .order_by(documents.c.sequence)
    ).all()
    known = set(
        connection.scalars(select(claims.c.id).where(claims.c.document_id == reading.document_id)),
    )
    standing = connection.scalars(
        select(readings.c.payload)
        .where(readings.c.document_id == reading.document_id)
        .order_by(readings.c.sequence.desc())
        .limit(1)
    ).one_or_none()
    learned = read_moment(versions[0].learned_at if versions else chain.learned_at).date()
    public_on = document_public_on(reading.document, learned).isoformat()

    sequence = next((version.sequence for version in versions if version.payload == reading.payload), None)
    document_rows = []
    if sequence is None:
        sequence = chain.append("document", reading.document_id, reading.payload)
        document_rows.append(
            {
                "sequence": sequence,
                "document_id": reading.document_id,
                "name": reading.document.doc,
                "content_hash": reading.document.sha256,
                "outlet": reading.document.outlet,
                "public_on": public_on,
                "payload": reading.payload,
            }
        )
    claim_rows = [
        {
            "sequence": chain.append("claim", claim_id, payload),
            "id": claim_id,
            "document_id": reading.document_id,
            "kind": claim.kind,
            "payload": payload,
        }
        for claim_id, (claim, payload) in reading.claims.items()
        if claim_id not in known
    ]
    made = [
        {"claim": claim_id, "published": claim_published(reading.document, claim)}
        for claim_id, (claim, _) in reading.claims.items()
    ]
    payload = canonical(
        {"document": reading.document_id, "entry": sequence, "read_by": reading.read_by, "claims": made}
    )
    if payload == standing:
        return Added(reading.document_id, is_new=False, claims_added=0)

    reading_sequence = chain.append("reading", reading.document_id, payload)
    _keep_content(connection, reading)
    chain.write()
    _insert(connection, documents, document_rows)
    _insert(connection, claims, claim_rows)
    connection.execute(
        insert(readings),
        {
            "sequence": reading_sequence,
            "document_id": reading.document_id,
            "document": sequence,
            "payload": payload,
        },
    )
    _insert(connection, reading_claims, reading_claim_rows(reading_sequence, reading.document, made, learned))
    return Added(reading.document_id, is_new=not versions, claims_added=len(claim_rows))


def reading_claim_rows(
    sequence: int, document: Document, made: Sequence[dict[str, Any]], learned: date
) -> list[dict[str, Any]]:
    """The rows of reading_claims that follow from a reading's payload (`made` is its list of claims)."""
    return [
        {
            "reading": sequence,
            "position": position,
            "claim": one["claim"],
            "published": one.get("published"),
            "public_on": claim_public_on(document, one.get("published"), learned).isoformat(),
        }
        for position, one in enumerate(made)
    ]


def _claim_payload(document: Document, claim: Claim) -> dict[str, Any]:
    place = f"{document.doc}, characters {claim.start} to {claim.end}"
    if claim.doc != document.doc:
        raise ClaimError(f"{place}: the claim is one of {claim.doc}, not of this document")
    if document.text[claim.start : claim.end] != claim.quote:
        raise ClaimError(f"{place}: the text does not say {claim.quote!r} there")
    return claim.model_dump(mode="json")


def _keep_content(connection: Connection, reading: Reading) -> None:
    content_hash = reading.document.sha256
    if connection.scalars(select(blobs.c.sha256).where(blobs.c.sha256 == content_hash)).one_or_none() is None:
        connection.execute(insert(blobs), {"sha256": content_hash, "content": reading.content})


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
