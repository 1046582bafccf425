"""A full disk, a locked or read-only database, and two who write at once."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger

from .examples import CONTENT, promise, report, shelling
from .test_ledger import snapshot


@contextmanager
def each_connection(act: Callable[[Any, Any], None]) -> Iterator[None]:
    event.listen(Engine, "connect", act)
    try:
        yield
    finally:
        event.remove(Engine, "connect", act)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "ledger.sqlite"
    with Ledger.create(place) as ledger:
        ledger.add(report(), [promise()], CONTENT)
    return place


def test_readers_go_on_while_one_writes(file: Path) -> None:
    assert sqlite3.connect(file).execute("PRAGMA journal_mode").fetchone() == ("wal",)
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Ledger.open(file, wait=0.1) as ledger:
        assert len(ledger.claims()) == 1
    writer.close()


def test_a_full_disk_is_one_line_and_nothing_is_half_written(file: Path) -> None:
    pages = sqlite3.connect(file).execute("PRAGMA page_count").fetchone()[0]
    content = bytes(range(256)) * 4000
    full = each_connection(lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages + 8}"))
    with full, Ledger.open(file) as ledger:
        before = snapshot(ledger)
        with pytest.raises(LedgerError) as caught:
            ledger.add(report("big.txt"), [promise(doc="big.txt"), shelling(doc="big.txt")], content)
        assert str(caught.value) == (
            f"ledger {file}: the disk is full; nothing of this was written, make room and try again"
        )
        assert snapshot(ledger) == before
        assert ledger.verify().ok
    with Ledger.open(file) as ledger:
        assert ledger.add(report("big.txt"), [promise(doc="big.txt")], content).claims_added == 1
        assert ledger.verify().ok


@pytest.mark.parametrize("pages", [1, 3])
def test_a_ledger_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, pages: int) -> None:
    full = each_connection(lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"))
    with full, pytest.raises(LedgerError, match="the disk is full"):
        Ledger.create(tmp_path / "new.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_not_made_while_another_process_makes_it(tmp_path: Path) -> None:
    def lock(connection: sqlite3.Connection, _: object) -> None:
        other = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        locks.append(other)

    locks: list[sqlite3.Connection] = []
    with each_connection(lock), pytest.raises(LedgerError, match="another process has been writing"):
        Ledger.create(tmp_path / "new.sqlite", wait=0.1)
    for other in locks:
        other.close()


def test_a_database_locked_for_too_long_is_one_line(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(file, wait=0.1) as ledger:
        with pytest.raises(LedgerError, match="another process has been writing to it for too long"):
            ledger.add(report("other.txt"), [], CONTENT)
        other.execute("ROLLBACK")
        assert ledger.add(report("other.txt"), [], CONTENT).is_new


def test_a_writer_of_postgresql_waits_only_so_long(place: str) -> None:
    if "://" not in place:
        pytest.skip("the same for SQLite is tested above")
    Ledger.create(place).close()
    engine = create_engine(place)
    with Ledger.open(place, wait=0.2) as ledger:
        with engine.begin() as other:
            other.execute(text("LOCK TABLE entries IN EXCLUSIVE MODE"))
            with pytest.raises(LedgerError, match="another process has been writing to it for too long"):
                ledger.add(report(), [], CONTENT)
        assert ledger.add(report(), [], CONTENT).is_new
    engine.dispose()


def test_a_read_only_database_is_read_and_refuses_to_grow(file: Path) -> None:
    read_only = each_connection(lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    with read_only, Ledger.open(file) as ledger:
        before = snapshot(ledger)
        with pytest.raises(LedgerError, match="read-only here; nothing of this was written"):
            ledger.add(report("other.txt"), [promise(doc="other.txt")], CONTENT)
        assert snapshot(ledger) == before


def test_a_damaged_file_is_one_line(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(LedgerError, match=r"damaged|not a ledger") as caught, Ledger.open(file) as ledger:
        ledger.claims()
    assert "\n" not in str(caught.value)


def add_many(place: str, writer: int, start: Any) -> None:
    with Ledger.open(place) as ledger:
        start.wait()
        for number in range(20):
            name = f"{writer}-{number}.txt"
            ledger.add(report(name), [promise(doc=name), shelling(doc=name)], CONTENT)
            ledger.add(report("shared.txt"), [promise(doc="shared.txt")], CONTENT)


def test_two_processes_add_at_once(place: str) -> None:
    Ledger.create(place).close()
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    writers = [context.Process(target=add_many, args=(place, writer, start)) for writer in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with Ledger.open(place) as ledger:
        assert len(ledger.documents()) == 41
        assert len(ledger.claims()) == 81
        assert ledger.verify().ok


def test_a_password_is_not_shown(new_place: Callable[[], str]) -> None:
    place = new_place()
    if "://" not in place:
        pytest.skip("only an address of PostgreSQL has a password")
    engine = create_engine(place)
    address = engine.url.set(password="secret", database="no_such_database")
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address.render_as_string(hide_password=False))
    assert "secret" not in str(caught.value)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()
