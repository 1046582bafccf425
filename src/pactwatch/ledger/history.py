"""What the ledger knows of one thing, in the order in which it learned it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from pactwatch.ledger.chain import EntryKind
from pactwatch.ledger.lookup import Found
from pactwatch.ledger.moment import read_moment
from pactwatch.ledger.tables import acts, claims, decisions, documents, entries, readings, withdrawals


@dataclass(frozen=True)
class HistoryLine:
    """One thing that the ledger learned: which entry of the chain, when, what kind, and what it says in words."""

    sequence: int
    learned_at: datetime
    kind: EntryKind
    words: str


def history(connection: Connection, found: Found) -> list[HistoryLine]:
    """Everything learned of a document, a claim, a decision or an act.

    A document's history has its readings and the decisions on its claims, a claim's has its document's; a decision's
    has only itself and its withdrawal, an act's itself and its being taken back.
    """
    if found.noun == "decision":
        lines = _decisions(connection, {found.id}, None)
    elif found.noun == "act":
        lines = _acts(connection, found.id)
    elif found.noun == "claim":
        document_id = connection.scalars(select(claims.c.document_id).where(claims.c.id == found.id)).one()
        lines = [
            *_documents(connection, document_id),
            *_claims(connection, claims.c.id == found.id),
            *_readings(connection, document_id, found.id),
            *_decisions(connection, None, {found.id}),
        ]
    else:
        of_document = claims.c.document_id == found.id
        lines = [
            *_documents(connection, found.id),
            *_claims(connection, of_document),
            *_readings(connection, found.id, None),
            *_decisions(connection, None, set(connection.scalars(select(claims.c.id).where(of_document)))),
        ]
    return sorted(lines, key=lambda line: line.sequence)


def _documents(connection: Connection, document_id: str) -> list[HistoryLine]:
    query = select(documents.c.sequence, entries.c.learned_at, documents.c.payload)
    rows = connection.execute(
        query.join(entries, entries.c.sequence == documents.c.sequence)
        .where(documents.c.document_id == document_id)
        .order_by(documents.c.sequence)
    ).all()
    lines = []
    for number, (sequence, learned_at, payload) in enumerate(rows):
        says = json.loads(payload)
        verb = "added" if number == 0 else "read anew to other text or metadata"
        published = says.get("published", "on an unknown date")
        words = f"{verb}: {says['doc']}, published {published}, {says.get('title', 'without a title')}"
        lines.append(HistoryLine(sequence, read_moment(learned_at), "document", words))
    return lines


def _claims(connection: Connection, which: ColumnElement[bool]) -> list[HistoryLine]:
    query = select(claims.c.sequence, claims.c.id, entries.c.learned_at, claims.c.kind, claims.c.payload)
    lines = []
    for sequence, identity, learned_at, kind, payload in connection.execute(
        query.join(entries, entries.c.sequence == claims.c.sequence).where(which)
    ):
        words = f"{kind} {identity}: {json.loads(payload)['quote']}"
        lines.append(HistoryLine(sequence, read_moment(learned_at), "claim", words))
    return lines


def _readings(connection: Connection, document_id: str, claim_id: str | None) -> list[HistoryLine]:
    query = select(readings.c.sequence, entries.c.learned_at, readings.c.payload)
    lines: list[HistoryLine] = []
    before: set[str] = set()
    for sequence, learned_at, payload in connection.execute(
        query.join(entries, entries.c.sequence == readings.c.sequence)
        .where(readings.c.document_id == document_id)
        .order_by(readings.c.sequence)
    ):
        says = json.loads(payload)
        made = {claim["claim"] for claim in says.get("claims", [])}
        reader = _readers(says.get("read_by", []))
        if claim_id is None:
            new, gone = len(made - before), len(before - made)
            words = f"{reader} finds {_claims_counted(len(made))}: {new} new, {gone} no longer found"
        else:
            words = f"{reader} {'finds the claim' if claim_id in made else 'does not find the claim'}"
        before = made
        lines.append(HistoryLine(sequence, read_moment(learned_at), "reading", words))
    return lines


def _claims_counted(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"


def _readers(read_by: list[dict[str, Any]]) -> str:
    names = [f"{one['extractor']} with {one['pipeline']} and codebook {one['codebook']}" for one in read_by]
    return " and ".join(names) or "a reader that is not named"


def _decisions(connection: Connection, only: set[str] | None, about: set[str] | None) -> list[HistoryLine]:
    query = select(decisions.c.sequence, decisions.c.id, entries.c.learned_at, decisions.c.payload)
    lines, shown = [], set()
    for sequence, identity, learned_at, payload in connection.execute(
        query.join(entries, entries.c.sequence == decisions.c.sequence)
    ):
        says = json.loads(payload)
        if (only is None or identity in only) and (about is None or about & set(says["claims"])):
            shown.add(identity)
            words = f"{identity}: {says['kind']} ({', '.join(says['claims'])}), by {says['by']}: {says['reason']}"
            lines.append(HistoryLine(sequence, read_moment(learned_at), "decision", words))
    query = select(withdrawals.c.sequence, withdrawals.c.decision, entries.c.learned_at, withdrawals.c.payload)
    for sequence, identity, learned_at, payload in connection.execute(
        query.join(entries, entries.c.sequence == withdrawals.c.sequence)
    ):
        if identity in shown:
            says = json.loads(payload)
            words = f"{identity} withdrawn by {says['by']}: {says['reason']}"
            lines.append(HistoryLine(sequence, read_moment(learned_at), "withdrawal", words))
    return lines


def _acts(connection: Connection, act_id: str) -> list[HistoryLine]:
    query = select(acts.c.sequence, entries.c.learned_at, acts.c.payload)
    lines = []
    for sequence, learned_at, payload in connection.execute(
        query.join(entries, entries.c.sequence == acts.c.sequence).where(
            or_(acts.c.id == act_id, acts.c.about == act_id)
        )
    ):
        says = json.loads(payload)
        note = f": {says['note']}" if says.get("note") else ""
        words = f"{says['kind']} on {says['about']}, by {says['by']}, done {says['at']}{note}"
        lines.append(HistoryLine(sequence, read_moment(learned_at), "act", words))
    return lines
