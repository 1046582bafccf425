"""`pactwatch report`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pypdf
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


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(TERMS, encoding="utf-8")
    return path


def run(ledger: Path, terms: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", "--ledger", str(ledger), "--terms", str(terms), *arguments])
    return result.exit_code, result.output


SPAN = ("--from", "2026-01-05", "--until", "2026-01-11", "--clock", "published")


def test_it_writes_each_form_in_each_language(ledger_file: Path, terms: Path, tmp_path: Path) -> None:
    for language, title in (("en", "Situation report"), ("fr", "Rapport de situation")):
        for form in ("pdf", "docx", "html"):
            output = tmp_path / f"report-{language}.{form}"
            code, said = run(ledger_file, terms, *SPAN, "--language", language, "-o", str(output))
            assert code == 0 and str(output) in said
        made = pypdf.PdfReader(BytesIO((tmp_path / f"report-{language}.pdf").read_bytes()))
        assert title in made.pages[0].extract_text()
        paragraphs = docx.Document(str(tmp_path / f"report-{language}.docx")).paragraphs
        assert any(each.text == title for each in paragraphs)
        page = (tmp_path / f"report-{language}.html").read_text(encoding="utf-8")
        assert page.lstrip().startswith("<!doctype html>") and title in page
    assert "France will train 4,500 soldiers" in page  # in the French report, in its own language


def test_a_daily_report_has_one_day(ledger_file: Path, terms: Path, tmp_path: Path) -> None:
    code, said = run(ledger_file, terms, "--days", "1", "--until", "2026-01-08", "-o", str(tmp_path / "d.pdf"))
    assert (code, said.strip().rpartition(": ")[2]) == (0, "8 January 2026")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "report.odt"), "ends in none of .pdf, .docx, .html"),
        (("--from", "2026-01-05", "--until", "2026-01-01", "-o", "r.pdf"), "before it begins"),
        (("--from", "2999-01-01", "--until", "2999-01-02", "-o", "r.pdf"), "yet to come"),
        (("-o", "no/such/folder/r.html"), "No such file or directory"),
    ],
)
def test_what_cannot_be_made_is_told_in_one_line(
    ledger_file: Path, terms: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, said = run(ledger_file, terms, *arguments)
    assert code != 0 and told in " ".join(said.split()) and "Traceback" not in said
