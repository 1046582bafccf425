"""The database under a ledger: SQLite or PostgreSQL, one writer at a time, and errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from pactwatch.ledger.errors import LedgerError

# Any number does, as long as every Pactwatch uses the same: it names the one lock that writers wait for.
_WRITER_LOCK = 7_228_928

_REASONS = (
    ("is locked", "another process has been writing to it for too long; try again when it has finished"),
    ("lock timeout", "another process has been writing to it for too long; try again when it has finished"),
    ("is full", "the disk is full; nothing of this was written, make room and try again"),
    ("no space left", "the disk is full; nothing of this was written, make room and try again"),
    ("readonly", "it is read-only here; nothing of this was written"),
    ("read-only", "it is read-only here; nothing of this was written"),
    ("not a database", "the file is not a ledger"),
    ("malformed", "the file is damaged; restore it from a copy"),
    ("unable to open", "the file cannot be opened; look at its folder and its permissions"),
)


class Database:
    """One SQLite file or one PostgreSQL database."""

    def __init__(self, place: str | Path, wait: float) -> None:
        """Take a path or a URL, and how many seconds to wait for another writer. Raises LedgerError for a bad URL."""
        url = _url(place)
        self.file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self.name = str(place) if self.file else url.render_as_string(hide_password=True)
        self._wait = wait
        self._engine = _engine(url, wait)

    @property
    def dialect(self) -> str:
        """Either "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the database. Raises LedgerError where it cannot be read."""
        with self._in_plain_words(), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone: all of it is kept or nothing. Raises LedgerError where it cannot be written."""
        with self._in_plain_words(), self._engine.connect() as connection:
            connection.execution_options(pactwatch_writes=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._wait * 1000)}")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
                yield connection

    def keep_a_write_ahead_log(self) -> None:
        """Let readers go on while one process writes. PostgreSQL does so always; SQLite remembers it in the file."""
        if self.dialect == "sqlite":
            with self._in_plain_words(), self._engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"ledger {self.name}: {_reason(error.orig)}") from error
        except sqlite3.Error as error:
            # What is said to the driver itself, before SQLAlchemy stands between.
            raise LedgerError(f"ledger {self.name}: {_reason(error)}") from error
        except PoolTimeoutError as error:
            raise LedgerError(f"ledger {self.name}: too many readers at once; try again") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"ledger {self.name}: {_reason(error)}") from error


def _reason(error: BaseException | None) -> str:
    words = " ".join(str(error).split())
    lowered = words.lower()
    return next((reason for sign, reason in _REASONS if sign in lowered), words)


def _url(place: str | Path) -> URL:
    text = str(place)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).absolute()))
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError(
            "the ledger's address is not a URL: write postgresql://USER@HOST/DATABASE or a path"
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(f"a ledger is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}")
    if not url.database or url.database == ":memory:":
        raise LedgerError("the ledger's address names no database")
    return url


def _engine(url: URL, wait: float) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url)
        engine = create_engine(url, connect_args={"timeout": wait})
    except ModuleNotFoundError as error:
        raise LedgerError(f"PostgreSQL needs its driver, {error.name}: pip install 'psycopg[binary]'") from error
    except (ArgumentError, SQLAlchemyError) as error:
        raise LedgerError(f"the ledger's address cannot be used: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # Python's own transactions begin too late (at the first write): _begin_sqlite begins them instead.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # Every transaction reaches the disk before the ledger says that it is kept.
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock before it reads, or two writers would number their entries from the same last one.
    writes = connection.get_execution_options().get("pactwatch_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
