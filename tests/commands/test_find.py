"""`pactwatch find`: who promised what, in what words, since when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from publish.agreements import FRENCH, ledger_of_agreements
from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.extract.claim import CommitmentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of_agreements(tmp_path_factory.mktemp("find") / "ledger.sqlite")


def run(ledger: Path, *arguments: str, columns: int = 160) -> Result:
    return CliRunner().invoke(app, ["find", *arguments, "--ledger", str(ledger)], env={"COLUMNS": str(columns)})


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_who_promised_demining_in_what_words_since_when(ledger: Path) -> None:
    result = run(ledger, "--action", "demining", "--since", "2024-01-01")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "2024-02-16" in shown and "France: demining to Ukraine; signed" in shown
    assert "will clear mines in the Black Sea" in shown and "FRA.txt, 3" in shown
    assert result.stderr == "1 of 8 promises found\n"


def test_the_table_fits_a_narrow_terminal(ledger: Path) -> None:
    narrow = run(ledger, columns=80).stdout.splitlines()
    assert narrow and max(map(len, narrow)) <= 80
    assert "in what words" in narrow[1]


@pytest.mark.parametrize(
    ("arguments", "docs"),
    [
        (["--action", "Air defence"], ["FRA.txt"]),
        (["--action", "air-defence"], ["FRA.txt"]),
        (["--promisor", "POL"], ["POL.txt", "POL.txt"]),
        (["--promisor", "poland", "--firmness", "intended"], ["POL.txt"]),
        (["--trigger", "attack"], ["FRA.txt"]),
        (["--words", "shells", "--since", "2024-09-01"], ["news.txt"]),
        (["--promisor", "Poland", "--action", "demining"], []),
    ],
)
def test_promises_are_asked_for(ledger: Path, arguments: list[str], docs: list[str]) -> None:
    result = run(ledger, *arguments, "--json")
    assert result.exit_code == 0
    assert [found["sources"][0]["doc"] for found in objects(result)] == docs  # type: ignore[index]


def test_the_json_lines_carry_the_words_and_their_place(ledger: Path) -> None:
    (found,) = objects(run(ledger, "--action", "military_aid", "--promisor", "FRA", "--json"))
    (source,) = found.pop("sources")  # type: ignore[misc]
    assert FRENCH[source["start"] : source["end"]] == source["quote"]
    assert (source["section"], source["agreement"]) == ("2", "Pact of France and Ukraine")
    assert str(found.pop("promise")).startswith("commitment-")
    assert found == {
        "since": "2024-02-16",
        "since_basis": "signed",
        "promisors": ["FRA"],
        "promisees": ["UKR"],
        "action": "military_aid",
        "firmness": "signed",
        "polarity": "will",
        "trigger": "none",
        "amounts": [{"value": 3e9, "currency": "EUR", "qualifier": "up_to"}],
    }


@pytest.mark.parametrize(
    ("option", "value"), [("--action", "mines"), ("--firmness", "sure"), ("--trigger", "war"), ("--since", "soon")]
)
def test_what_the_coding_manual_does_not_know_is_refused(ledger: Path, option: str, value: str) -> None:
    result = run(ledger, option, value)
    assert result.exit_code == 2 and option in result.stderr and value in result.stderr


def test_nothing_found_is_said_and_is_no_failure(ledger: Path) -> None:
    result = run(ledger, "--action", "withdrawal")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 of 8 promises found\n")


def test_a_document_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    text = "France will \x1b[2J[bold]train[/bold] soldiers."
    told = CommitmentClaim(
        doc="a.txt", start=0, end=len(text), quote=text, promisors=("FRA",), action="training", firmness="announced"
    )
    with Ledger.create(tmp_path / "ledger.sqlite") as book:
        book.add(Document(doc="a.txt", text=text), [told], b"")
    shown = run(tmp_path / "ledger.sqlite").stdout
    assert "\x1b[2J" not in shown and "[bold]train[/bold]" in shown
