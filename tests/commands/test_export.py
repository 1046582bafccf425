"""`pactwatch export`: a valid IATI file, and claims as CSV that lead back to their words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.extract.claim import Amount, CommitmentClaim, PositionClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.iati_check import iati_faults
from pactwatch.read.document import Document

TEXT = "=1+1 is what France pledged: EUR 3 billion. Russia said no."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place = tmp_path / "book.sqlite"
    pledge = CommitmentClaim(
        doc="a.txt",
        start=0,
        end=43,
        quote=TEXT[:43],
        promisors=("FRA", "DEU"),
        action="military_aid",
        firmness="pledged",
        amounts=(Amount(value=3e9, currency="EUR"),),
    )
    position = PositionClaim(doc="a.txt", start=44, end=59, quote=TEXT[44:59], actor="RUS", stance="rejects")
    with Ledger.create(place) as ledger:
        ledger.add(
            Document(doc="a.txt", text=TEXT, published="2026-01-08", outlet="Wire"), [pledge, position], TEXT.encode()
        )
    return place


def run(*arguments: str | Path):
    return CliRunner().invoke(app, ["export", *(str(argument) for argument in arguments)])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_commitments_with_sums_are_written_as_a_valid_iati_file(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xml"
    result = run("iati", "--ledger", book, "-o", file, "--reporting-org", "XX-TEST-1")
    assert (result.exit_code, result.stderr) == (0, "1 activities with 1 transactions\n")
    assert iati_faults(file.read_bytes()) == []


def test_a_placeholder_is_warned_of(book: Path) -> None:
    assert "give --reporting-org" in run("iati", "--ledger", book).stderr


def test_nothing_to_export_is_no_valid_iati_file(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "empty.sqlite").close()
    result = run("iati", "--ledger", tmp_path / "empty.sqlite", "--reporting-org", "XX-TEST-1")
    assert (result.exit_code, "wants one at least" in result.stderr) == (1, True)


def test_all_claims_are_rows_with_quote_document_and_offsets(book: Path) -> None:
    pledge, position = rows(run("csv", "--ledger", book).stdout)
    assert (position["kind"], position["document"], position["outlet"]) == ("position", "a.txt", "Wire")
    assert TEXT[int(position["start"]) : int(position["end"])] == position["quote"]
    assert json.loads(pledge["fields"])["amounts"] == [{"value": 3e9, "currency": "EUR", "qualifier": "exact"}]


def test_claims_of_one_kind_have_a_column_for_each_field(book: Path) -> None:
    (pledge,) = rows(run("csv", "--ledger", book, "--kind", "commitment").stdout)
    assert (pledge["promisors"], pledge["action"], pledge["published"]) == ("FRA; DEU", "military_aid", "2026-01-08")
    assert json.loads(pledge["amounts"])[0]["value"] == 3e9


def test_a_spreadsheet_takes_no_words_for_a_formula(book: Path) -> None:
    (pledge,) = rows(run("csv", "--ledger", book, "--kind", "commitment").stdout)
    assert pledge["quote"] == f"'{TEXT[:43]}"


def test_a_kind_that_is_none_is_refused(book: Path) -> None:
    result = run("csv", "--ledger", book, "--kind", "promise")
    assert (result.exit_code, "commitment" in result.stderr) == (2, True)


def test_a_place_that_cannot_be_written_is_one_line(book: Path, tmp_path: Path) -> None:
    result = run("csv", "--ledger", book, "-o", tmp_path / "no" / "out.csv")
    assert (result.exit_code, "cannot be written" in result.stderr) == (1, True)
