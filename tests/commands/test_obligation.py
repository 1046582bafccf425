"""`pactwatch obligation`: from a report of a breach to who owes what by when, asked for, confirmed and met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from judge.terms import PAUSE
from typer.testing import CliRunner, Result

from pactwatch.commands.main import app


@pytest.fixture
def place(breach: Path) -> Path:
    activates = [{**PAUSE["activates"][0], "on_request_of": ["UKR"]}]
    (breach / "terms.yaml").write_text(yaml.safe_dump({**PAUSE, "activates": activates}), encoding="utf-8")
    return breach


def run(place: Path, *arguments: str) -> Result:
    words = [each.replace("TERMS", str(place / "terms.yaml")) for each in arguments]
    return CliRunner().invoke(app, ["obligation", *words, "--ledger", str(place / "ledger.sqlite")])


def listed(place: Path) -> dict[str, object]:
    (line,) = run(place, "list", "--terms", "TERMS", "--json").stdout.splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def test_it_is_watched_asked_for_acknowledged_and_met(place: Path) -> None:
    assert "1 change written down" in run(place, "watch", "--terms", "TERMS").stdout
    assert "0 changes written down" in run(place, "watch", "--terms", "TERMS").stdout
    owed = listed(place)
    name = str(owed["id"]).removeprefix("obligation-")[:8]
    assert (owed["state"], owed["due"]) == ("active", None)
    asked = run(place, "request", name, "--by", "Kyiv", "--at", "2025-03-30T09:00")
    assert asked.exit_code == 0
    assert "overdue" in asked.stdout
    assert listed(place)["due"] == "2025-03-31T09:00:00Z"
    run(place, "acknowledge", name, "--by", "Paris", "--at", "2025-03-30 11:00")
    met = run(place, "meet", name, "--by", "Paris", "--at", "2025-03-30T20:00", "--note", "By telephone")
    assert "met" in met.stdout
    last = listed(place)
    assert (last["state"], last["acknowledged"]) == ("met", "2025-03-30T11:00:00Z")
    assert any("By telephone" in note for note in last["notes"])  # type: ignore[attr-defined]
    shown = run(place, "list", "--terms", "TERMS").stdout
    assert "1 obligation under pause" in shown


def test_an_obligation_that_nothing_was_written_of_is_told_how_to_be(place: Path) -> None:
    asked = run(place, "meet", "0123", "--by", "Paris")
    assert asked.exit_code == 1
    assert "pactwatch obligation watch" in asked.stderr


def test_what_is_yet_to_come_and_what_nobody_did_is_refused(place: Path) -> None:
    run(place, "watch", "--terms", "TERMS")
    name = str(listed(place)["id"])
    later = run(place, "meet", name, "--by", "Paris", "--at", "2999-01-01T00:00")
    assert (later.exit_code, "yet to come" in later.stderr) == (1, True)
    nobody = run(place, "meet", name, "--by", " ")
    assert (nobody.exit_code, "the name of who did it" in nobody.stderr) == (1, True)
    assert listed(place)["state"] == "active"


def test_terms_that_cannot_be_read_are_told_in_one_line(place: Path) -> None:
    (place / "terms.yaml").write_text("name: [", encoding="utf-8")
    broken = run(place, "list", "--terms", "TERMS")
    assert broken.exit_code == 1
    assert "terms.yaml" in broken.stderr
    assert "Traceback" not in broken.stderr
