"""Adding a document with the claims that a reading of it made: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

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

# How many documents are looked up with one statement: SQLite takes at most 999 values in one in its older versions.
_BATCH = 500


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
    return add_all(connection, chain, [reading])[0]


def add_all(connection: Connection, chain: Chain, many: Sequence[Reading]) -> list[Added]:
    """Append several readings in their order, as `add` does with each, with few statements for all of them."""
    result: list[Added] = []
    batch: dict[str, Reading] = {}
    for reading in many:
        if reading.document_id in batch or len(batch) == _BATCH:
            result += _add_batch(connection, chain, list(batch.values()))
            batch = {}
        batch[reading.document_id] = reading
    return result + _add_batch(connection, chain, list(batch.values()))


def _add_batch(connection: Connection, chain: Chain, batch: Sequence[Reading]) -> list[Added]:
    known = _Known.of(connection, [reading.document_id for reading in batch])
    rows = _NewRows()
    result = [_append(chain, reading, known, rows) for reading in batch]
    _keep_contents(connection, rows.contents)
    chain.write()
    for table, new in (
        (documents, rows.documents),
        (claims, rows.claims),
        (readings, rows.readings),
        (reading_claims, rows.reading_claims),
    ):
        if new:
            connection.execute(insert(table), new)
    return result


@dataclass
class _NewRows:
    """What is to be written of a batch, by table."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)
    reading_claims: list[dict[str, Any]] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)


@dataclass
class _Known:
    """What the ledger holds of some documents: their versions, their claims, and the reading that stands."""

    versions: dict[str, list[Any]]
    claims: set[str]
    standing: dict[str, str]

    @classmethod
    def of(cls, connection: Connection, ids: Sequence[str]) -> _Known:
        versions: dict[str, list[Any]] = {}
        for row in connection.execute(
            select(documents.c.document_id, documents.c.sequence, documents.c.payload, entries.c.learned_at)
            .join(entries, entries.c.sequence == documents.c.sequence)
            .where(documents.c.document_id.in_(ids))
            .order_by(documents.c.sequence)
        ):
            versions.setdefault(row.document_id, []).append(row)
        if not versions:
            return cls({}, set(), {})
        claim_ids = set(connection.scalars(select(claims.c.id).where(claims.c.document_id.in_(versions))))
        made = connection.execute(
            select(readings.c.document_id, readings.c.payload)
            .where(readings.c.document_id.in_(versions))
            .order_by(readings.c.sequence)
        )
        return cls(versions, claim_ids, {row.document_id: row.payload for row in made})


def _append(chain: Chain, reading: Reading, known: _Known, rows: _NewRows) -> Added:
    versions = known.versions.get(reading.document_id, [])
    learned = read_moment(versions[0].learned_at if versions else chain.learned_at).date()
    sequence = next((version.sequence for version in versions if version.payload == reading.payload), None)
    made = [
        {"claim": claim_id, "published": claim_published(reading.document, claim)}
        for claim_id, (claim, _) in reading.claims.items()
    ]
    if sequence is not None and _payload(reading, sequence, made) == known.standing.get(reading.document_id):
        return Added(reading.document_id, is_new=False, claims_added=0)
    if sequence is None:
        public_on = document_public_on(reading.document, learned).isoformat()
        sequence = chain.append("document", reading.document_id, reading.payload)
        rows.documents.append(
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
        if claim_id not in known.claims
    ]
    rows.claims += claim_rows
    payload = _payload(reading, sequence, made)
    reading_sequence = chain.append("reading", reading.document_id, payload)
    rows.readings.append(
        {
            "sequence": reading_sequence,
            "document_id": reading.document_id,
            "document": sequence,
            "payload": payload,
        }
    )
    rows.reading_claims += reading_claim_rows(reading_sequence, reading.document, made, learned)
    rows.contents.setdefault(reading.document.sha256, reading.content)
    return Added(reading.document_id, is_new=not versions, claims_added=len(claim_rows))


def _payload(reading: Reading, sequence: int, made: Sequence[dict[str, Any]]) -> str:
    return canonical({"document": reading.document_id, "entry": sequence, "read_by": reading.read_by, "claims": made})


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


def _keep_contents(connection: Connection, contents: dict[str, bytes]) -> None:
    held = set(connection.scalars(select(blobs.c.sha256).where(blobs.c.sha256.in_(contents)))) if contents else set()
    new = [{"sha256": hashed, "content": content} for hashed, content in contents.items() if hashed not in held]
    if new:
        connection.execute(insert(blobs), new)
