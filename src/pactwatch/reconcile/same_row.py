"""Rows of data sets: one row in two releases is one event, and two rows of one data set are two."""

from __future__ import annotations

from pactwatch.ledger.stored import StoredClaim

_BY_TABLE = "table "


def row_of(claim: StoredClaim) -> tuple[str, str] | None:
    """The data set and the row that a claim was read from: ("ucdp-ged", "147997"); None where it is from no such row."""
    made_by = claim.claim.read_by
    data_set, cut, row = claim.claim.doc.partition("/")
    if made_by is None or not made_by.extractor.startswith(_BY_TABLE) or not cut:
        return None
    return data_set, row


def same_row(one: StoredClaim, other: StoredClaim) -> bool | None:
    """Whether two claims are of one row of one data set (True), of two rows of it (False), or neither (None)."""
    mine, theirs = row_of(one), row_of(other)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    return mine == theirs
