"""IATI activity files as tables: a row a transaction, with what its activity says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.read.errors import UnreadableError
from pactwatch.read.table import Layout, table_of

SAMPLE = Path(__file__).with_name("iati_sample.xml")


def rows() -> list[dict[str, str]]:
    read = table_of("aid.xml", SAMPLE.read_bytes(), Layout())
    return [dict(zip(read.columns, row.cells, strict=True)) for row in read.rows]


def test_each_transaction_is_a_row_and_an_activity_without_any_has_one() -> None:
    assert [(row["iati-identifier"], row["transaction-type"]) for row in rows()] == [
        ("XX-TEST-1-clearing", "2"),
        ("XX-TEST-1-clearing", "3"),
        ("XX-TEST-1-plan", ""),
    ]


def test_what_a_transaction_does_not_say_is_its_activity_s() -> None:
    committed, paid, plan = rows()
    assert (committed["value"], committed["currency"]) == ("2500000.50", "EUR")
    assert (paid["value"], paid["currency"]) == ("1000000", "USD")
    assert (committed["provider-org"], committed["provider-country"]) == ("Danish Sample Agency", "Denmark")
    assert (paid["provider-org"], paid["provider-country"]) == ("Norwegian Sample Fund", "Norway")
    assert committed["recipient-country"] == paid["recipient-country"] == "Ukraine"
    assert committed["sector"] == "15250"
    assert plan["humanitarian"] == "1"


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><iati-activities>&b;</iati-activities>'
    with pytest.raises(UnreadableError, match="entities"):
        table_of("aid.xml", bomb.encode(), Layout())
