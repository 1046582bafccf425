"""`pactwatch notify`."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app

TERMS = """
name: pause
source: {title: Terms of the pause}
parties: [{actor: RUS}, {actor: UKR}]
in_force: [{from: 2025-03-18}]
rules:
  - {id: shelling, article: "1", quote: No shelling., forbids: {types: [shelling]}}
standard_of_evidence: {name: reasonable_grounds}
"""
SUBSCRIPTIONS = """
subscriptions:
  - {name: desk, webhook: "http://127.0.0.1:9/hook", secret_from: DESK_SECRET, since: 2020-01-01}
"""


@pytest.fixture
def files(tmp_path: Path, ledger_file: Path) -> list[str]:
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    options = {
        "ledger": ledger_file,
        "terms": tmp_path / "terms.yaml",
        "subscriptions": tmp_path / "subscriptions.yaml",
    }
    return [part for name, path in options.items() for part in (f"--{name}", str(path))]


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_SECRET", "whsec_" + "A" * 44)
    monkeypatch.setenv("NO_PROXY", "*")


def test_a_failure_is_told_kept_and_not_tried_again_at_once(files: list[str]) -> None:
    first = CliRunner().invoke(app, ["notify", *files])
    assert first.exit_code == 1
    assert "desk: notice-" in first.output and "was not delivered: no connection; tried again from" in first.output
    assert "1 new notice; 0 deliveries made, 1 failed, 0 waiting" in first.output
    again = CliRunner().invoke(app, ["notify", *files], catch_exceptions=False)
    assert (again.exit_code, again.output.strip()) == (
        0,
        "0 new notices; 0 deliveries made, 0 failed, 1 waiting for a later run",
    )


def test_without_its_secret_nothing_is_done(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_SECRET")
    result = CliRunner().invoke(app, ["notify", *files])
    assert (result.exit_code, result.output.strip()) == (
        1,
        "pactwatch: the environment variable DESK_SECRET is not set",
    )


def test_a_fault_in_the_file_is_told_with_its_line(files: list[str], tmp_path: Path) -> None:
    path = tmp_path / "subscriptions.yaml"
    path.write_text(SUBSCRIPTIONS.replace("since: 2020-01-01", "since: soon"), encoding="utf-8")
    result = CliRunner().invoke(app, ["notify", *files])
    assert result.exit_code == 1 and "subscriptions.yaml, line 3: since: should be a date" in result.output
    path.unlink()
    missing = CliRunner().invoke(app, ["notify", *files])
    assert missing.exit_code == 1 and "No such file" in missing.output


def test_two_runs_do_not_work_at_once(files: list[str], tmp_path: Path) -> None:
    with (tmp_path / "subscriptions.yaml").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = CliRunner().invoke(app, ["notify", *files])
    assert result.exit_code == 1 and "another run works with" in result.output
