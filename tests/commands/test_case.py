"""`pactwatch case`: a case from the finding to its report, and the papers that a party is sent."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest
import yaml
from judge.terms import PAUSE
from typer.testing import CliRunner, Result

from commands.conftest import BREACH
from pactwatch.commands.judging import findings
from pactwatch.commands.main import app
from pactwatch.coordinate.case_file import CaseBook, CaseFile
from pactwatch.coordinate.case_step import Remedy
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger

GIVEN = {**PAUSE, "procedure": {"response": "P7D", "determination": "P30D"}}


@pytest.fixture
def place(breach: Path) -> Path:
    (breach / "terms.yaml").write_text(yaml.safe_dump(GIVEN), encoding="utf-8")
    return breach


def run(place: Path, *arguments: str) -> Result:
    words = [str(place / each) if each in ("terms.yaml", "p.pdf", "p.docx", "p.txt") else each for each in arguments]
    return CliRunner().invoke(app, ["case", *words, "--ledger", str(place / "ledger.sqlite")])


def the_case(place: Path) -> CaseFile:
    with Ledger.open(place / "ledger.sqlite") as book:
        (only,) = CaseBook(book).files()
    return only


@pytest.fixture
def opened(place: Path) -> Path:
    with Ledger.open(place / "ledger.sqlite") as book:
        (finding,) = findings(book, [Terms.model_validate(GIVEN)])
    told = run(
        place, "open", finding.id[:14], "--terms", "terms.yaml", "--by", "Commission", "--at", "2025-04-01T09:00"
    )
    assert told.exit_code == 0, told.stderr
    return place


def words_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_from_the_finding_to_the_report(opened: Path) -> None:
    name = the_case(opened).id[:12]
    steps = [
        ("notify", name, "RUS", "--by", "Secretary", "--at", "2025-04-02T10:00"),
        ("respond", name, "RUS", "--stance", "denies", "--says", "It was not us.", "--by", "Secretary"),
        (
            "determine",
            name,
            "violation",
            "--violator",
            "RUS",
            "--article",
            "2.1",
            "--says",
            "It is shown.",
            "--by",
            "C",
        ),
        ("remedy", name, "--owed-by", "RUS", "--due", "2025-05-10", "--says", "Repair the facility.", "--by", "C"),
    ]
    for step in steps:
        told = run(opened, *step)
        assert told.exit_code == 0, told.stderr
    assert "remedy of Russia: overdue" in told.stdout
    with Ledger.open(opened / "ledger.sqlite") as book:
        claim = book.claims()[0].id
    run(opened, "evidence", name, claim[:8], "--says", "The wire's report.", "--by", "C")
    run(opened, "verify", name, the_case(opened).of(Remedy)[0].act[:8], "partly_done", "--by", "Monitor")
    written = run(opened, "report", name, "--terms", "terms.yaml", "-o", "p.pdf")
    assert written.exit_code == 0, written.stderr
    told_words = words_of(opened / "p.pdf")
    for part in (
        "1. Allegation",
        "Neither side strikes the energy facilities of the other.",
        "Perpetrator: RUS (fair, 1 independent source)",
        f"Example Wire, “Shelling”, 28 March 2025: “{BREACH}” (claim {claim[:8]})",
        "Russia denies it, as Secretary put on file: It was not us.",
        "that the terms were violated, by Russia. Articles: 2.1.",
        "carried out in part, Monitor",
    ):
        assert part in told_words
    assert "1 case" in run(opened, "list").stdout


def test_the_letter_says_when_an_answer_is_due(opened: Path) -> None:
    name = the_case(opened).id
    run(opened, "letter", name, "RUS", "--terms", "terms.yaml", "-o", "p.docx")
    draft = "\n".join(paragraph.text for paragraph in docx.Document(str(opened / "p.docx")).paragraphs)
    assert "draft, not sent" in draft
    run(opened, "notify", name, "RUS", "--by", "Secretary", "--at", "2025-04-02T10:00")
    run(opened, "letter", name, "RUS", "--terms", "terms.yaml", "-o", "p.pdf")
    assert "within 7 days of this notification, by 9 April 2025, 10:00 UTC." in words_of(opened / "p.pdf")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (("open", "0123", "--terms", "terms.yaml", "--by", "C"), "knows no finding 0123"),
        (("notify", "NAME", "UKR", "--by", "S"), "no respondent"),
        (("letter", "NAME", "UKR", "--terms", "terms.yaml", "-o", "p.pdf"), "no respondent"),
        (("retract", "0000", "--by", "S", "--says", "Wrong"), "knows no"),
        (("evidence", "NAME", "report.txt", "--says", "x", "--by", "S"), "not a claim"),
        (("report", "NAME", "--terms", "terms.yaml", "-o", "p.txt"), "neither in .pdf nor in .docx"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(opened: Path, step: tuple[str, ...], words: str) -> None:
    told = run(opened, *(the_case(opened).id if each == "NAME" else each for each in step))
    assert told.exit_code in (1, 2)
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_a_step_can_be_taken_back(opened: Path) -> None:
    name = the_case(opened).id
    run(opened, "notify", name, "RUS", "--by", "Secretary")
    act = the_case(opened).steps[-1].act
    assert run(opened, "retract", act[:8], "--by", "Secretary", "--says", "Wrong address").exit_code == 0
    assert the_case(opened).stage == "opened"
