"""The guards that make the tables append-only, inside the database, whoever writes to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Table, UniqueConstraint

MESSAGE = "the ledger only grows: rows are never changed or deleted"
_REFUSE = f"SELECT RAISE(ABORT, '{MESSAGE}');"


def guards(dialect: str, tables: Iterable[Table]) -> Iterator[str]:
    """The statements that make the tables append-only, for "sqlite" or "postgresql"."""
    if dialect == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION pactwatch_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for table in tables:
        yield from _postgresql(table) if dialect == "postgresql" else _sqlite(table)


def _sqlite(table: Table) -> Iterator[str]:
    name = table.name
    for act in ("UPDATE", "DELETE"):
        yield f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} BEGIN {_REFUSE} END"
    # INSERT OR REPLACE deletes the row in its way without asking the guard against DELETE.
    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {name} WHERE {_same(key)})" for key in _keys(table))
    yield (f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {taken} BEGIN {_REFUSE} END")


def _postgresql(table: Table) -> Iterator[str]:
    # For each statement, so that TRUNCATE is covered too and a statement that meets no row is refused as well.
    yield (
        f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION pactwatch_append_only()"
    )


def _keys(table: Table) -> Iterator[list[str]]:
    yield [column.name for column in table.primary_key]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns]


def _same(key: list[str]) -> str:
    return " AND ".join(f"{column} = NEW.{column}" for column in key)
