"""Each test of the store runs on SQLite, and on PostgreSQL where PACTWATCH_TEST_POSTGRES gives a database's URL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from pactwatch.ledger.ledger import Ledger

NewPlace = Callable[[], str]
_numbers = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewPlace]:
    """A function that gives a new place for a ledger each time, a path or a URL."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"ledger{next(_numbers)}.sqlite")
        return
    server = os.environ.get("PACTWATCH_TEST_POSTGRES")
    if server is None:
        pytest.skip("PACTWATCH_TEST_POSTGRES gives no PostgreSQL database to test on")
    engine = create_engine(server)
    schemas: list[str] = []

    def new_schema() -> str:
        schemas.append(f"pactwatch_test_{os.getpid()}_{next(_numbers)}")
        with engine.begin() as connection:
            connection.execute(CreateSchema(schemas[-1]))
        url = make_url(server).update_query_dict({"options": f"-csearch_path={schemas[-1]}"})
        return url.render_as_string(hide_password=False)

    yield new_schema
    for schema in schemas:
        with engine.begin() as connection:
            connection.execute(DropSchema(schema, cascade=True))
    engine.dispose()


@pytest.fixture
def place(new_place: NewPlace) -> str:
    """A place where there is no ledger yet."""
    return new_place()


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A new, empty ledger at that place."""
    with Ledger.create(place) as made:
        yield made
