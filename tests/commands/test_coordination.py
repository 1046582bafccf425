"""`pactwatch need`, `contribution`, `match` and `task`: the lists of a coordination cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pactwatch.commands.main import app
from pactwatch.ledger.ledger import Ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    Ledger.create(tmp_path / "ledger.sqlite").close()
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(place / "ledger.sqlite")])


def lines(answer: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_from_a_need_to_who_gives_what(place: Path) -> None:
    wanted = ("monitoring", "--item", "observers", "--by", "Cell")
    assert "need-1: 30 observers in Kherson, priority 1" in (
        run(place, "need", "add", *wanted, "--quantity", "30", "--place", "Kherson", "--priority", "1").stdout
    )
    run(place, "need", "add", *wanted, "--quantity", "10")
    made = run(place, "contribution", "add", "NOR", *wanted, "--quantity", "25", "--until", "2999-12-31")
    assert "contribution-1: Norway, 25 observers until 31 December 2999" in made.stdout
    first, second = lines(run(place, "match", "list", "--json"))
    assert (first["gap"], second["gap"]) == (5, 10)
    assert (
        run(place, "match", "assign", "need-1", "contribution-1", "--quantity", "25", "--by", "Cell").exit_code == 0
    )
    over = run(place, "match", "assign", "need-2", "contribution-1", "--quantity", "10", "--by", "Cell")
    assert "beware: contribution-1 is assigned 35 times, and 25 are offered" in over.stdout
    assert "twice:" in run(place, "match", "list").stdout
    assert [offer["id"] for offer in lines(run(place, "contribution", "list", "--json"))] == ["contribution-1"]
    run(place, "contribution", "withdraw", "contribution-1", "--by", "Oslo", "--note", "Not available")
    assert [line["gap"] for line in lines(run(place, "match", "list", "--json"))] == [30, 10]
    run(place, "need", "withdraw", "need-1", "--by", "Cell", "--note", "No longer")
    assert len(lines(run(place, "match", "list", "--json"))) == 1


def test_a_task_from_setting_to_done(place: Path) -> None:
    set_ = run(
        place, "task", "add", "Call the parties", "--owner", "Paris", "--by", "Cell", "--due", "2020-01-01T10:00"
    )
    assert "task-1: Paris, Call the parties, due 1 January 2020, 10:00 UTC" in set_.stdout
    assert lines(run(place, "task", "list", "--json"))[0]["state"] == "overdue"
    assert "London" in run(place, "task", "hand", "1", "London", "--by", "Paris").stdout
    run(place, "task", "acknowledge", "task-1", "--by", "London")
    assert "done" in run(place, "task", "done", "1", "--by", "London").stdout
    assert "1 task" in run(place, "task", "list").stdout
    assert "done already" in run(place, "task", "drop", "1", "--by", "Cell", "--note", "x").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("need", "add", "magic", "--by", "Cell"), "capability"),
        (("need", "add", "monitoring", "--by", " "), "the name of who did it"),
        (("need", "withdraw", "need-9", "--by", "Cell", "--note", "x"), "knows no need"),
        (("match", "assign", "need-9", "contribution-9", "--by", "Cell"), "knows no need need-9"),
        (("task", "done", "9", "--by", "Cell"), "pactwatch task list"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(place: Path, arguments: tuple[str, ...], words: str) -> None:
    answer = run(place, *arguments)
    assert answer.exit_code == 1
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1
