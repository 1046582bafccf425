"""`pactwatch compare`: agreements side by side in the terminal, and as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import Result
from publish.agreements import ledger_of_agreements
from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.ledger.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of_agreements(tmp_path_factory.mktemp("compare") / "ledger.sqlite")


def run(ledger: Path, *arguments: str | Path, columns: int = 200) -> Result:
    whole = ["compare", *map(str, arguments), "--ledger", str(ledger)]
    return CliRunner().invoke(app, whole, env={"COLUMNS": str(columns)})


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_few_agreements_stand_side_by_side(ledger: Path) -> None:
    result = run(ledger, "FRA.txt", "poland", "--row", "term", "--row", "consultation_if_attacked")
    assert result.exit_code == 0
    (term,) = [line for line in result.stdout.splitlines() if "Term" in line]
    assert term.count("10 years  [4]") == 1 and term.count("10 years  [3]") == 1
    assert "within 48 hours; at the request of Ukraine  [1]" in result.stdout
    assert "4 of 4 cells found; “none found” is not “no”" in result.stdout


def test_many_agreements_are_listed_below_each_other(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.commands.compare._WIDEST", 2)
    shown = [line.split() for line in run(ledger, "--row", "term").stdout.splitlines() if line.strip()]
    assert shown[0] == ["Term"]
    assert ["Poland", "10", "years", "[3]"] in shown
    assert ["France", "(FRA-2.txt)", "none", "found"] in shown


@pytest.mark.parametrize("name", ["POL.txt", "pol", "Poland"])
def test_an_agreement_is_named_by_its_file_or_its_parties(ledger: Path, tmp_path: Path, name: str) -> None:
    run(ledger, name, "--csv", tmp_path / "out.csv")
    assert {line["agreement"] for line in lines(tmp_path / "out.csv")} == {"Poland"}


def test_an_agreement_is_named_by_the_beginning_of_its_identity(ledger: Path, tmp_path: Path) -> None:
    with Ledger.open(ledger) as book:
        identity = next(stored.id for stored in book.documents() if stored.document.doc == "POL.txt")
    run(ledger, identity[:8], "--csv", tmp_path / "out.csv")
    assert {line["document"] for line in lines(tmp_path / "out.csv")} == {"POL.txt"}


def test_an_agreement_that_is_not_there_is_one_line(ledger: Path) -> None:
    result = run(ledger, "ITA.txt")
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr == (
        "pactwatch: ITA.txt is no agreement in this ledger; it holds FRA-2.txt, FRA.txt, POL.txt\n"
    )


def test_a_row_that_is_not_there_is_refused(ledger: Path) -> None:
    result = run(ledger, "--row", "mines")
    assert result.exit_code == 2 and "there is no row “mines”" in " ".join(result.stderr.split())


def test_the_files_are_written(ledger: Path, tmp_path: Path) -> None:
    table, book = tmp_path / "out.csv", tmp_path / "out.xlsx"
    result = run(ledger, "--csv", table, "--xlsx", book, "--row", "demining", "--words", "clear mines")
    assert result.exit_code == 0 and result.stdout == ""
    assert result.stderr == f"wrote {table}\nwrote {book}\n"
    assert [(line["agreement"], line["row"], line["value"]) for line in lines(table)] == [
        ("France (FRA-2.txt)", "demining", "signed"),
        ("France (FRA-2.txt)", "words", "signed"),
        ("France (FRA.txt)", "demining", "signed"),
        ("France (FRA.txt)", "words", "signed"),
        ("Poland", "demining", "none found"),
        ("Poland", "words", "none found"),
    ]
    assert book.read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_written_is_one_line(ledger: Path, tmp_path: Path) -> None:
    result = run(ledger, "--csv", tmp_path / "absent" / "out.csv")
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"pactwatch: {tmp_path / 'absent' / 'out.csv'}: it cannot be written: No such file or directory\n"
    )


def test_a_ledger_without_agreements_says_what_to_do(ledger_file: Path) -> None:
    result = run(ledger_file)
    assert result.exit_code == 1
    assert result.stderr == (
        f"pactwatch: {ledger_file} holds no agreement's own text; add one: pactwatch add agreement.docx\n"
    )


def test_there_is_no_ledger(tmp_path: Path) -> None:
    result = run(tmp_path / "absent.sqlite")
    assert result.exit_code == 1 and "there is no ledger at" in result.stderr
