from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pactwatch.commands.init import init
from pactwatch.ledger.ledger import Ledger

app = typer.Typer()
app.command()(init)


def test_a_new_ledger_is_made_where_it_was_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "book.sqlite"
    result = CliRunner().invoke(app, ["--ledger", str(place)])
    assert (result.exit_code, result.stdout) == (0, f"made the ledger {place}\n")
    with Ledger.open(place) as ledger:
        assert ledger.documents() == []


def test_the_environment_names_the_ledger(tmp_path: Path) -> None:
    place = tmp_path / "book.sqlite"
    assert CliRunner().invoke(app, [], env={"PACTWATCH_LEDGER": str(place)}).exit_code == 0
    assert place.exists()


def test_without_a_name_it_is_made_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PACTWATCH_LEDGER", raising=False)
    assert CliRunner().invoke(app, []).exit_code == 0
    assert (tmp_path / "pactwatch.sqlite").exists()


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(app, ["--ledger", str(place)])
    assert result.exit_code == 1
    assert result.stderr == f"pactwatch: there is something at {place} already; it is left as it is\n"
    assert place.read_text(encoding="utf-8") == "mine"
