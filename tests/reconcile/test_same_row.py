"""Rows of one data set: one row in two releases is one event, two rows are two, whatever else they say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pactwatch.extract.claim import IncidentClaim, ReadBy
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.same_row import row_of, same_row

TABLE = ReadBy(extractor="table 1", pipeline="mapping ucdp-ged", codebook="1")
RULES = ReadBy(extractor="rules 1", pipeline="en", codebook="1")


def claim(doc: str, number: int, read_by: ReadBy = TABLE, **said: str) -> StoredClaim:
    made = IncidentClaim(
        doc=doc,
        start=0,
        end=9,
        quote="Two died.",
        read_by=read_by,
        **{"type": "attack", "date": "2024-01-01", "place": "Avdiivka", **said},
    )
    moment = datetime(2025, 1, 1 + number, tzinfo=UTC)
    return StoredClaim(
        id=f"c{number}", document_id=f"d{number}", outlet="U", published=None, learned_at=moment, claim=made
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (claim("ucdp-ged/1", 1), claim("ucdp-ged/1", 2), True),
        (claim("ucdp-ged/1", 1), claim("ucdp-ged/2", 2), False),
        (claim("ucdp-ged/1", 1), claim("acled/1", 2), None),
        (claim("ucdp-ged/1", 1), claim("ucdp-ged/2", 2, RULES), None),
        (claim("a.txt", 1), claim("b.txt", 2), None),
    ],
)
def test_rows_of_one_data_set(one: StoredClaim, other: StoredClaim, same: bool | None) -> None:
    assert same_row(one, other) is same is same_row(other, one)


def test_a_file_s_name_is_no_row() -> None:
    assert row_of(claim("report.txt", 1)) is None


def test_two_rows_that_say_the_same_are_two_and_one_that_was_coded_anew_is_one() -> None:
    two = reconcile([claim("ucdp-ged/1", 1), claim("ucdp-ged/2", 2)], [])
    assert [len(record.claims) for record in two] == [1, 1]
    (one,) = reconcile([claim("ucdp-ged/1", 1), claim("ucdp-ged/1", 2, date="2024-05-01", type="troop movement")], [])
    assert len(one.claims) == 2
    assert "both are the row ucdp-ged/1" in one.reasons[1].text
