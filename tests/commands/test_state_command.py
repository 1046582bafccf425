"""`pactwatch state` and `pactwatch whatif`: on the ledger, without seeing the future, and without writing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from judge.terms import PAUSE
from typer.testing import CliRunner, Result

from pactwatch.commands.main import app
from pactwatch.extract.claim import CLAIM
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document
from pactwatch.reconcile.reconciler import reconcile

TERMS = {
    **PAUSE,
    "activates": [],
    "signs": [{"trigger": "attack", "rules": ["energy"], "violators": ["RUS"]}],
    "state": {"cessations": [{"id": "quiet", "days": 5}]},
}


def added(book: Ledger, name: str, published: str, **fields: Any) -> None:
    text = f"{name}: {fields}"
    claim = CLAIM.validate_python({"doc": name, "start": 0, "end": len(text), "quote": text, **fields})
    book.add(Document(doc=name, text=text, published=published), [claim], text.encode())


def strike(day: int, **changes: Any) -> dict[str, Any]:
    told = {"kind": "incident", "type": "shelling", "date": f"2025-04-{day:02}", "place": f"Town {day}"}
    return {**told, "perpetrator": "RUS", "target": "an energy facility", **changes}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Ledger.create(tmp_path / "ledger.sqlite") as book:
        promise = {"action": "consultation", "firmness": "signed", "trigger": "attack", "respond_within": "PT24H"}
        added(
            book, "pact.txt", "2024-07-08", kind="commitment", promisors=["POL", "UKR"], promisees=["UKR", "POL"], **promise
        )  # fmt: skip
        added(book, "tally.txt", "2025-04-08", kind="tally", monitor="OSCE SMM", measure="ceasefire violations",
              period="2025-04-01/2025-04-07", count={"value": 7200, "qualifier": "about"})  # fmt: skip
        added(book, "strike.txt", "2025-04-03", **strike(2))
    (tmp_path / "terms.yaml").write_text(yaml.safe_dump(TERMS), encoding="utf-8")
    return tmp_path


def run(place: Path, command: str, *arguments: str) -> Result:
    terms = ["--terms", str(place / "terms.yaml"), "--ledger", str(place / "ledger.sqlite")]
    return CliRunner().invoke(app, [command, *arguments, *terms])


def stands(place: Path, *arguments: str) -> dict[str, Any]:
    result = run(place, "state", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_it_tells_the_state_its_grounds_the_counts_and_the_clock(place: Path) -> None:
    told = stands(place, "--on", "2025-04-08")
    assert (told["state"], len(told["by"])) == ("broken", 1)
    assert told["counts"]["violations"] == {"low": 1, "high": 1} and told["before"]["violations"]["high"] == 0
    (clock,) = told["clocks"]
    assert (clock["counted"], clock["set_back"], clock["reached"]) == (6, "2025-04-02", "2025-04-07")
    assert len(told["tallies"]) == 1


def test_what_a_mission_counted_stands_beside_and_is_not_added(place: Path) -> None:
    result = run(place, "state", "--on", "2025-04-08", "--by", "week")
    assert "not added: OSCE SMM: about 7,200" in result.stdout
    assert "2025-03-31" in result.stdout and "1 more" in result.stdout


def test_a_day_does_not_see_what_was_published_later(place: Path) -> None:
    before = stands(place, "--on", "2025-04-04")
    with Ledger.open(place / "ledger.sqlite") as book:
        added(book, "late.txt", "2025-04-05", **strike(4))
    assert stands(place, "--on", "2025-04-04") == before
    hindsight = stands(place, "--on", "2025-04-04", "--published-by", "2025-04-05")
    assert hindsight["counts"]["violations"]["low"] == 2


def test_an_unknown_zone_is_told_in_one_line(place: Path) -> None:
    result = run(place, "state", "--zone", "nosuch")
    assert result.exit_code == 1 and "there is no zone `nosuch` (zones: coast)" in result.stderr


def test_a_dry_run_tells_what_falls_due_and_writes_nothing(place: Path) -> None:
    line = {"doc": "x", "start": 0, "end": 3, "quote": "hit", "published": "2025-04-07", **strike(6)}
    (place / "attack.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    files = {path: hashlib.sha256(path.read_bytes()).digest() for path in place.iterdir()}
    result = run(place, "whatif", str(place / "attack.jsonl"))
    assert result.exit_code == 0, result.output
    # The consultation on the strike of 2 April still waits: it is fed, and does not arise again.
    assert "0 obligations would arise" in result.stdout
    fed = result.stdout.split("1 obligation still open would be triggered by it too:\n")[1]
    assert fed.lstrip().startswith("Poland and Ukraine owe each other consultation: overdue by")
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in files} == files
    assert set(place.glob("ledger.sqlite*")) <= set(files)


def test_a_dry_run_of_an_incident_of_the_ledger(place: Path) -> None:
    with Ledger.open(place / "ledger.sqlite") as book:
        added(book, "weak.txt", "2025-04-07", **strike(6, target="a facility"))
        claims = book.claims()
    (open_one,) = [
        record for record in reconcile(claims) if record.kind == "incident" and record.held("target") == "a facility"
    ]
    told = json.loads(run(place, "whatif", "--json", "--record", open_one.id).stdout)
    assert list(told["missing"].values()) == [["target"]] and told["obligations"] == []
    refused = run(place, "whatif", "--record", "incident")
    assert refused.exit_code == 1 and "knows no incident incident" in refused.stderr


@pytest.mark.parametrize("arguments", [[], ["x.jsonl", "--record", "abc"]])
def test_a_file_or_an_incident_is_named(place: Path, arguments: list[str]) -> None:
    assert run(place, "whatif", *arguments).exit_code == 2
