"""`pactwatch import` of incidents: each row a document, in batches, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands import import_rows
from pactwatch.commands.main import app
from pactwatch.extract.claim import IncidentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.reconcile.reconciler import reconcile

HEADER = "id,date,type,place,lat,lon,killed,description\n"


def table(count: int, killed: int = 1) -> str:
    rows = (
        f"{n},2024-01-{n % 28 + 1:02},attack,Village {n % 3},50.{n},30,{killed},Shots {n}\n" for n in range(count)
    )
    return HEADER + "".join(rows)


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    assert run("init", "--ledger", tmp_path / "book.sqlite").exit_code == 0
    return tmp_path / "book.sqlite"


def imported(book: Path, text: str, *more: str, name: str = "events.csv"):
    (book.parent / name).write_text(text, encoding="utf-8")
    return run("import", book.parent / name, "--mapping", "incidents", "--ledger", book, *more)


def head(book: Path) -> str:
    with Ledger.open(book) as ledger:
        return ledger.verify().head


def test_each_row_is_a_document_and_the_file_is_kept_too(book: Path) -> None:
    result = imported(book, table(5))
    assert result.exit_code == 0, result.stderr
    assert "5 rows, 5 incidents (5 attack); 0 rows known already, 5 claims added" in result.stdout
    with Ledger.open(book) as ledger:
        documents = {stored.document.doc: stored for stored in ledger.documents()}
        assert set(documents) == {"events.csv", *(f"incidents/{n}" for n in range(5))}
        assert ledger.content(documents["events.csv"].id) == table(5).encode()
        (claim,) = ledger.claims(document_id=documents["incidents/3"].id)
        assert isinstance(claim.claim, IncidentClaim) and claim.claim.quote == "Shots 3"
    first = head(book)
    again = imported(book, table(5))
    assert "5 rows known already, 0 claims added" in again.stdout and head(book) == first


def test_an_import_that_was_stopped_goes_on(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_rows, "_BATCH", 4)
    add_all = Ledger.add_all
    batches = 0

    def stopped(self: Ledger, many: object, learned_at: object = None):
        nonlocal batches
        batches += 1
        if batches == 3:
            raise KeyboardInterrupt
        return add_all(self, many)

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add_all", stopped)
        result = imported(book, table(10))
    assert result.exit_code == 130 and "the same command goes on where it was" in result.stderr
    result = imported(book, table(10))
    assert "8 rows known already, 2 claims added" in result.stdout
    with Ledger.open(book) as ledger:
        assert len(ledger.claims()) == 10
        assert ledger.verify().ok


def test_a_later_release_adds_what_it_says_anew_and_the_first_date_stays(book: Path) -> None:
    imported(book, table(3), "--published", "2024-03-01")
    changed = table(3).replace("Village 1,50.1,30,1", "Village 1,50.1,30,4")
    result = imported(book, changed, "--published", "2024-04-01", name="later.csv")
    assert "3 rows, 3 incidents (3 attack); 2 rows known already, 1 claims added" in result.stdout
    with Ledger.open(book) as ledger:
        rows = [each.document for each in ledger.documents() if each.document.doc.startswith("incidents/")]
        records = reconcile(ledger.claims(), [])
    assert sorted((row.doc, row.published) for row in rows) == [
        ("incidents/0", "2024-03-01"),
        ("incidents/1", "2024-03-01"),
        ("incidents/1", "2024-04-01"),
        ("incidents/2", "2024-03-01"),
    ]
    # The row is one event with a new figure; the three rows are three.
    assert len(records) == 3
    (both,) = (record for record in records if len(record.claims) == 2)
    assert both.held("killed") == {"low": 4, "high": 4}


def test_what_is_wrong_is_told_in_one_line_and_nothing_else_is_lost(book: Path) -> None:
    bad = HEADER + "1,2024-01-01,attack,X,99,30,1,a\n2,2024-01-01,attack,X\n3,2024-01-02,attack,Y,50,30,1,c\n"
    result = imported(book, bad)
    assert result.exit_code == 1
    assert "events.csv: row 2, lat: '99 30' is no latitude and longitude in degrees" in result.stderr
    assert "events.csv: row 3 has 4 cells where the header has 8; it was left out" in result.stderr
    assert "3 rows, 2 incidents" in result.stdout
    assert "no column 'date'" in imported(book, "id,type\n1,attack\n", name="other.csv").stderr
    assert run("import", book.parent / "none.csv", "--mapping", "incidents", "--ledger", book).exit_code == 1


def test_dry_run_prints_the_claims_and_adds_nothing(book: Path) -> None:
    before = head(book)
    result = imported(book, table(2), "--dry-run")
    assert result.stdout.count('"kind": "incident"') == 2 and head(book) == before


def test_a_gazetteer_that_is_wrong_ends_the_command_before_it_begins(book: Path) -> None:
    bad = book.parent / "places.csv"
    bad.write_text("name,country,latitude,longitude\nLeer,SSD,98,30\nJuba,Sudan,4,31\n", encoding="utf-8")
    result = run("--gazetteer", bad, "verify", "--ledger", book)
    assert result.exit_code == 1
    assert "places.csv, line 2: latitude: 98 is not between -90 and 90 degrees" in result.stderr
    assert "places.csv, line 3: country: 'Sudan' is no ISO 3166 alpha-3 code" in result.stderr
    assert "Traceback" not in result.stderr
    assert "there is no such file" in run("--gazetteer", book.parent / "no.csv", "verify", "--ledger", book).stderr
