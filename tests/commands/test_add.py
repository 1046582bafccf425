"""`pactwatch add`: into the ledger whole or not at all, and the same file twice changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.ledger.ledger import Ledger

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_files_are_added_once(tmp_path: Path) -> None:
    ledger = tmp_path / "book.sqlite"
    assert run("init", "--ledger", ledger).exit_code == 0
    shutil.copytree(EXAMPLES / "documents", tmp_path / "documents")
    first = run("add", tmp_path / "documents", "--ledger", ledger)
    assert first.exit_code == 0, first.stderr
    with Ledger.open(ledger) as book:
        documents, claims, head = len(book.documents()), len(book.claims()), book.verify().head
    assert documents == 23
    assert claims > 50
    second = run("add", tmp_path / "documents", "--ledger", ledger)
    assert "0 documents and 0 claims added" in second.stdout
    with Ledger.open(ledger) as book:
        assert book.verify().head == head


def test_a_date_that_is_none_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    ledger = tmp_path / "book.sqlite"
    run("init", "--ledger", ledger)
    result = run("add", EXAMPLES / "documents", "--published", "someday", "--ledger", ledger)
    assert result.exit_code == 2
    assert "write it as" in result.stderr
    with Ledger.open(ledger) as book:
        assert book.documents() == []


def test_what_could_not_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    ledger = tmp_path / "book.sqlite"
    run("init", "--ledger", ledger)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Russia rejected the ceasefire.", encoding="utf-8")
    result = run("add", tmp_path / "empty.txt", tmp_path / "good.txt", tmp_path / "gone.txt", "--ledger", ledger)
    assert result.exit_code == 1
    assert "1 document and" in result.stdout
    assert "2 could not be read" in result.stdout
    assert "empty.txt" in result.stdout
    assert "gone.txt" in result.stdout


def test_without_a_ledger_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Russia rejected the ceasefire.", encoding="utf-8")
    result = run("add", tmp_path / "good.txt", "--ledger", tmp_path / "none.sqlite")
    assert result.exit_code == 1
    assert "none.sqlite" in result.stderr


def test_the_demonstration_fills_its_own_ledger(tmp_path: Path) -> None:
    result = run("demo", "--examples", EXAMPLES, "--folder", tmp_path / "demo", "--only-build")
    assert result.exit_code == 0, result.stderr
    assert "23 documents" in result.stdout
    assert "a case, needs, offers, tasks" in result.stdout
    again = run("demo", "--examples", EXAMPLES, "--folder", tmp_path / "demo", "--only-build")
    assert "0 documents with 0 facts added" in again.stdout
    assert "a case" not in again.stdout
