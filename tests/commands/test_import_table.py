"""`pactwatch import`, `changes` and `history` of a row: releases of a table, each a source of its own date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf

MAPPING = r"""
title: Sample aid
outlet: Sample Tracker
published: '(\d{4}-\d{2}-\d{2})'
id: [Id]
promisors: {column: Donor}
action: {fixed: military_aid}
claims:
  - name: pledge
    kind: commitment
    firmness: {fixed: pledged}
    amounts: [{column: Sum, currency: {fixed: EUR}}]
"""
FIRST = "Id,Donor,Sum\nA1,Norway,5\nA2,France,7\n"
SECOND = "Id,Donor,Sum\nA1,Norway,6\nA3,Italy,8\n"


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sample.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "aid_2024-01-31.csv").write_text(FIRST, encoding="utf-8")
    (tmp_path / "aid_2024-02-29.csv").write_text(SECOND, encoding="utf-8")
    assert run("init", "--ledger", tmp_path / "book.sqlite").exit_code == 0
    return tmp_path


def imported(folder: Path, *more: str | Path):
    files = folder / "aid_2024-01-31.csv", folder / "aid_2024-02-29.csv"
    return run("import", *files, "--mapping", folder / "sample.yaml", "--ledger", folder / "book.sqlite", *more)


def test_each_release_is_a_source_of_its_own_date(folder: Path) -> None:
    result = imported(folder)
    assert result.exit_code == 0, result.stderr
    assert "aid_2024-01-31.csv (2024-01-31): 2 rows, 2 commitments; 2 claims added" in result.stdout
    with Ledger.open(folder / "book.sqlite") as book:
        assert [stored.published for stored in book.claims()] == ["2024-01-31"] * 2 + ["2024-02-29"] * 2
        earlier = book.claims(as_of=AsOf(published=book.documents()[0].learned_at.date().replace(2024, 2, 1)))
        assert len(earlier) == 2
        head = book.verify().head
    again = imported(folder)
    assert "known already" in again.stdout
    with Ledger.open(folder / "book.sqlite") as book:
        assert book.verify().head == head


def test_the_user_s_date_goes_before_the_file_s_name(folder: Path) -> None:
    imported(folder, "--published", "5 March 2024")
    with Ledger.open(folder / "book.sqlite") as book:
        assert {stored.document.published for stored in book.documents()} == {"2024-03-05"}


def test_a_cell_that_cannot_be_read_is_told_with_row_and_column_and_the_rest_is_added(folder: Path) -> None:
    (folder / "aid_2024-01-31.csv").write_text("Id,Donor,Sum\nA1,Norway,five\nA2,France,7\n", encoding="utf-8")
    result = imported(folder)
    assert result.exit_code == 1
    assert "aid_2024-01-31.csv: row 2 (A1), Sum: 'five' is no number" in result.stderr
    with Ledger.open(folder / "book.sqlite") as book:
        assert len(book.claims()) == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [("Id,Giver,Sum\nA1,Norway,5\n", "no column 'Donor'"), ("", "empty")],
)
def test_a_table_that_does_not_fit_is_told_and_the_others_are_added(folder: Path, content: str, words: str) -> None:
    (folder / "aid_2024-01-31.csv").write_text(content, encoding="utf-8")
    result = imported(folder)
    assert result.exit_code == 1
    assert words in result.stderr
    with Ledger.open(folder / "book.sqlite") as book:
        assert [stored.document.doc for stored in book.documents()] == ["aid_2024-02-29.csv"]


def test_a_dry_run_prints_the_claims_and_adds_nothing(folder: Path) -> None:
    result = imported(folder, "--dry-run")
    assert [json.loads(line)["section"] for line in result.stdout.splitlines()] == ["A1", "A2", "A1", "A3"]
    with Ledger.open(folder / "book.sqlite") as book:
        assert book.documents() == []


def test_a_mapping_that_is_not_there_or_does_not_fit_is_told(folder: Path) -> None:
    result = run("import", folder / "aid_2024-01-31.csv", "--mapping", "keel", "--ledger", folder / "book.sqlite")
    assert (result.exit_code, "no mapping keel" in result.stderr) == (1, True)
    (folder / "sample.yaml").write_text(MAPPING.replace("fixed: pledged", "fixed: pledgd"), encoding="utf-8")
    result = imported(folder)
    assert (result.exit_code, "sample.yaml, line 11" in result.stderr) == (1, True)


def test_a_date_that_is_none_is_refused(folder: Path) -> None:
    assert imported(folder, "--published", "lately").exit_code == 2


def test_changes_between_two_releases_are_listed_by_row(folder: Path) -> None:
    files = folder / "aid_2024-01-31.csv", folder / "aid_2024-02-29.csv"
    result = run("changes", *files, "--mapping", folder / "sample.yaml")
    assert result.stdout.splitlines()[:-1] == [
        "changed   pledge A1: Sum: 5 -> 6",
        "vanished  pledge A2: Donor: France; Sum: 7",
        "added     pledge A3: Donor: Italy; Sum: 8",
    ]
    as_json = run("changes", *files, "--mapping", folder / "sample.yaml", "--json")
    assert json.loads(as_json.stdout.splitlines()[0])["cells"] == [{"column": "Sum", "old": "5", "new": "6"}]


def test_changes_of_a_file_that_is_not_there_are_one_line(folder: Path) -> None:
    gone = folder / "gone.csv"
    result = run("changes", gone, gone, "--mapping", folder / "sample.yaml")
    assert (result.exit_code, result.stderr) == (1, f"pactwatch: {gone}: there is no such file\n")


def test_the_history_of_a_row_has_what_changed_and_what_vanished(folder: Path) -> None:
    imported(folder)

    def history(row: str) -> list[str]:
        return run("history", row, "--ledger", folder / "book.sqlite").stdout.splitlines()

    assert history("A1") == [
        "2024-01-31 aid_2024-01-31.csv commitment A1: Norway; military aid; EUR 5; date not given",
        "2024-02-29 aid_2024-02-29.csv commitment A1: Norway; military aid; EUR 6; date not given",
    ]
    assert history("A2")[1] == "2024-02-29 aid_2024-02-29.csv commitment A2: no longer there"
    assert [line[:10] for line in history("A3")] == ["2024-02-29"]
    unknown = run("history", "A9", "--ledger", folder / "book.sqlite")
    assert (unknown.exit_code, "A9" in unknown.stderr) == (1, True)
