from __future__ import annotations

import sqlite3
from pathlib import Path

import typer
from typer.testing import CliRunner

from pactwatch.commands.verify import verify

app = typer.Typer()
app.command()(verify)


def test_a_whole_ledger_gives_the_hash_to_note(ledger_file: Path) -> None:
    result = CliRunner().invoke(app, ["--ledger", str(ledger_file)])
    assert result.exit_code == 0
    said, head = result.stdout.splitlines()
    assert said == "4 entries, all as they were written; the last one has the hash"
    assert CliRunner().invoke(app, ["--ledger", str(ledger_file), "--noted", head]).exit_code == 0
    missing = CliRunner().invoke(app, ["--ledger", str(ledger_file), "--noted", "f" * 64])
    assert missing.exit_code == 1
    assert "no entry has the hash that was noted" in missing.stderr


def test_an_altered_ledger_names_the_first_entry_that_does_not_fit(ledger_file: Path) -> None:
    connection = sqlite3.connect(ledger_file)
    connection.executescript("DROP TRIGGER claims_no_update; UPDATE claims SET kind = 'x' WHERE sequence = 3")
    connection.close()
    result = CliRunner().invoke(app, ["--ledger", str(ledger_file)])
    assert result.exit_code == 1
    assert f"{ledger_file}, entry 3: the columns of its claim" in result.stderr
    assert "2 entries before it are as they were written" in result.stderr


def test_where_there_is_no_ledger_one_line_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--ledger", str(tmp_path / "absent.sqlite")])
    assert result.exit_code == 1
    assert result.stderr.startswith("pactwatch: there is no ledger at ")
    assert result.stderr.count("\n") == 1
