"""What the ledger shows from a point of view: the chain is cut at a moment; the latest reading before it stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, select, true

from pactwatch.extract.claim import CLAIM
from pactwatch.ledger.moment import read_moment, write_moment
from pactwatch.ledger.stored import RETRACTION, Act, AsOf, Decision, StoredClaim, StoredDocument
from pactwatch.ledger.tables import acts, claims, decisions, documents, entries, reading_claims, readings, withdrawals
from pactwatch.read.document import Document, PublishedBasis


def horizon(connection: Connection, as_of: AsOf | None) -> int:
    """The last entry that the point of view can see: since learning only goes forward, all before it is seen too."""
    last = select(func.max(entries.c.sequence))
    if as_of is not None and as_of.learned is not None:
        last = last.where(entries.c.learned_at <= write_moment(as_of.learned))
    return connection.scalar(last) or 0


def stored_documents(
    connection: Connection, as_of: AsOf | None = None, document_id: str | None = None
) -> list[StoredDocument]:
    """The documents as their latest readings have them, in the order in which they were learned."""
    standing, first = _standing(horizon(connection, as_of), document_id), _first_learned(document_id)
    query = (
        select(documents.c.document_id, documents.c.payload, entries.c.learned_at)
        .select_from(standing)
        .join(readings, readings.c.sequence == standing.c.sequence)
        .join(documents, documents.c.sequence == readings.c.document)
        .join(first, first.c.document_id == documents.c.document_id)
        .join(entries, entries.c.sequence == first.c.sequence)
        .where(_public(documents.c.public_on, as_of))
        .order_by(first.c.sequence)
    )
    return [
        StoredDocument(identity, Document.model_validate_json(payload), read_moment(learned_at))
        for identity, payload, learned_at in connection.execute(query)
    ]


def published(
    connection: Connection, document_ids: Sequence[str]
) -> dict[str, tuple[str | None, PublishedBasis | None]]:
    """The dates of publication of those of the documents that are held, as their latest versions have them."""
    query = (
        select(documents.c.document_id, documents.c.payload)
        .where(documents.c.document_id.in_(document_ids))
        .order_by(documents.c.sequence)
    )
    payloads = {row.document_id: json.loads(row.payload) for row in connection.execute(query)}
    return {name: (payload.get("published"), payload.get("published_basis")) for name, payload in payloads.items()}


def stored_claims(
    connection: Connection, as_of: AsOf | None = None, kind: str | None = None, document_id: str | None = None
) -> list[StoredClaim]:
    """The claims that the latest readings make, by document and then in the reading's order."""
    standing, first = _standing(horizon(connection, as_of), document_id), _first_learned(document_id)
    query = (
        _claims_of_readings()
        .join(standing, standing.c.sequence == readings.c.sequence)
        .join(first, first.c.document_id == readings.c.document_id)
        .where(_public(reading_claims.c.public_on, as_of))
        .order_by(first.c.sequence, reading_claims.c.position)
    )
    if kind is not None:
        query = query.where(claims.c.kind == kind)
    return [_stored_claim(row) for row in connection.execute(query)]


def stored_claim(connection: Connection, claim_id: str) -> StoredClaim | None:
    """One claim as the latest reading that makes it has it, whether or not it still stands."""
    query = _claims_of_readings().where(claims.c.id == claim_id).order_by(readings.c.sequence.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _stored_claim(row)


def stored_decisions(
    connection: Connection, as_of: AsOf | None = None, decision_id: str | None = None
) -> list[Decision]:
    """The decisions in the order in which they were taken, with the withdrawals that the point of view can see."""
    last = horizon(connection, as_of)
    taken, taken_back = entries.alias("taken"), entries.alias("taken_back")
    query = (
        select(decisions.c.id, decisions.c.payload, taken.c.learned_at, taken_back.c.learned_at)
        .join(taken, taken.c.sequence == decisions.c.sequence)
        .outerjoin(withdrawals, and_(withdrawals.c.decision == decisions.c.id, withdrawals.c.sequence <= last))
        .outerjoin(taken_back, taken_back.c.sequence == withdrawals.c.sequence)
        .where(decisions.c.sequence <= last)
        .order_by(decisions.c.sequence)
    )
    if decision_id is not None:
        query = query.where(decisions.c.id == decision_id)
    found = []
    for identity, payload, learned_at, withdrawn_at in connection.execute(query):
        decided = json.loads(payload)
        found.append(
            Decision(
                id=identity,
                kind=decided["kind"],
                claims=tuple(decided["claims"]),
                by=decided["by"],
                reason=decided["reason"],
                learned_at=read_moment(learned_at),
                withdrawn_at=read_moment(withdrawn_at) if withdrawn_at else None,
            )
        )
    return found


def stored_acts(
    connection: Connection, as_of: AsOf | None = None, about: str | None = None, act_id: str | None = None
) -> list[Act]:
    """What people did, in the order in which the ledger learned it, with the retractions that the point of view sees.

    A retraction is told by the act that it takes back, and not given on its own.
    """
    last = horizon(connection, as_of)
    taken_back, learned, back_learned = (
        acts.alias("taken_back"),
        entries.alias("learned"),
        entries.alias("back_learned"),
    )
    query = (
        select(acts.c.id, acts.c.payload, learned.c.learned_at, back_learned.c.learned_at)
        .join(learned, learned.c.sequence == acts.c.sequence)
        .outerjoin(
            taken_back,
            and_(taken_back.c.kind == RETRACTION, taken_back.c.about == acts.c.id, taken_back.c.sequence <= last),
        )
        .outerjoin(back_learned, back_learned.c.sequence == taken_back.c.sequence)
        .where(acts.c.sequence <= last, acts.c.kind != RETRACTION)
        .order_by(acts.c.sequence)
    )
    if about is not None:
        query = query.where(acts.c.about == about)
    if act_id is not None:
        query = query.where(acts.c.id == act_id)
    found = []
    for identity, payload, learned_at, retracted_at in connection.execute(query):
        said = json.loads(payload)
        found.append(
            Act(
                id=identity,
                kind=said["kind"],
                about=said["about"],
                by=said["by"],
                at=read_moment(said["at"]),
                learned_at=read_moment(learned_at),
                note=said.get("note"),
                details=said.get("details", {}),
                retracted_at=read_moment(retracted_at) if retracted_at else None,
            )
        )
    return found


def _standing(last: int, document_id: str | None) -> Subquery:
    latest = select(func.max(readings.c.sequence).label("sequence")).where(readings.c.sequence <= last)
    if document_id is not None:
        latest = latest.where(readings.c.document_id == document_id)
    return latest.group_by(readings.c.document_id).subquery("standing")


def _first_learned(document_id: str | None) -> Subquery:
    first = select(documents.c.document_id, func.min(documents.c.sequence).label("sequence"))
    if document_id is not None:
        first = first.where(documents.c.document_id == document_id)
    return first.group_by(documents.c.document_id).subquery("first_learned")


def _public(public_on: ColumnElement[str], as_of: AsOf | None) -> ColumnElement[bool]:
    if as_of is None or as_of.published is None:
        return true()
    return public_on <= as_of.published.isoformat()


def _claims_of_readings() -> Select[str, str, str, str | None, str | None, str]:
    return (
        select(
            claims.c.id,
            claims.c.document_id,
            claims.c.payload,
            reading_claims.c.published,
            documents.c.outlet,
            entries.c.learned_at,
        )
        .select_from(readings)
        .join(documents, documents.c.sequence == readings.c.document)
        .join(reading_claims, reading_claims.c.reading == readings.c.sequence)
        .join(claims, claims.c.id == reading_claims.c.claim)
        .join(entries, entries.c.sequence == claims.c.sequence)
    )


def _stored_claim(row: Any) -> StoredClaim:
    identity, document_id, payload, published, outlet, learned_at = row
    return StoredClaim(
        id=identity,
        document_id=document_id,
        claim=CLAIM.validate_json(payload),
        published=published,
        outlet=outlet,
        learned_at=read_moment(learned_at),
    )
