from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from pactwatch.ledger.append_only import MESSAGE
from pactwatch.ledger.database import Database
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.tables import metadata

from .examples import CONTENT, promise, report
from .test_ledger import snapshot

TABLES = sorted(metadata.tables)


def refused(place: str, statement: str) -> None:
    database = Database(place, wait=1)
    engine = create_engine(f"sqlite:///{database.file}" if database.file else place)
    with pytest.raises(DBAPIError, match=MESSAGE), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(report(), [promise()], CONTENT)
    decision = ledger.decide("wrong", [ledger.claims()[0].id], "Ada", "misread")
    ledger.withdraw(decision.id, "Ada", "read again")
    ledger.act("request", "obligation-1", "Ada")
    return ledger


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_any_table_is_changed_or_deleted(filled: Ledger, place: str, table: str) -> None:
    before = snapshot(filled)
    column = next(iter(metadata.tables[table].c)).name
    refused(place, f"UPDATE {table} SET {column} = {column}")
    refused(place, f"DELETE FROM {table}")
    assert snapshot(filled) == before
    assert filled.verify().ok


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_any_table_is_replaced(tmp_path: Path, table: str) -> None:
    place = str(tmp_path / "ledger.sqlite")
    with Ledger.create(place) as ledger:
        ledger.add(report(), [promise()], CONTENT)
        decision = ledger.decide("wrong", [ledger.claims()[0].id], "Ada", "misread")
        ledger.withdraw(decision.id, "Ada", "read again")
        ledger.act("request", "obligation-1", "Ada")
        refused(place, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        assert ledger.verify().ok


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied(filled: Ledger, place: str, table: str) -> None:
    if "://" not in place:
        pytest.skip("SQLite has no TRUNCATE")
    refused(place, f"TRUNCATE {table} CASCADE")
    assert filled.verify().ok
