"""The case file: steps in order, each with a name, deadlines watched, nothing after the closing, nothing erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge.terms import pause

from coordinate.test_obligation import findings
from pactwatch.coordinate.case_file import CaseBook, CaseError, CaseFile, case_files
from pactwatch.coordinate.case_step import Remedy
from pactwatch.judge.finding import Finding
from pactwatch.ledger.errors import ActError, LedgerError
from pactwatch.ledger.ledger import Ledger

OPENED = datetime(2025, 4, 1, 9, tzinfo=UTC)
TERMS = pause(procedure={"response": "P7D", "determination": "P30D"})


def days(number: float) -> datetime:
    return OPENED + timedelta(days=number)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "ledger.sqlite") as made:
        yield made


@pytest.fixture
def book(ledger: Ledger) -> CaseBook:
    return CaseBook(ledger)


def the_finding() -> Finding:
    return findings(terms=TERMS)[0]


@pytest.fixture
def case(book: CaseBook) -> CaseFile:
    return book.open(the_finding(), TERMS, "Commission", at=OPENED)


def test_the_violator_is_to_answer_and_the_finding_is_kept_as_it_was(case: CaseFile) -> None:
    assert case.opening.respondents == ("RUS",)
    assert case.finding == the_finding()
    assert (case.stage, case.unanswered, case.steps) == ("opened", (), (case.opening,))


def test_the_whole_way(book: CaseBook, case: CaseFile) -> None:
    stages = []
    steps: list[Callable[[CaseFile], CaseFile]] = [
        lambda file: book.notify(file, "RUS", "Secretary", days(1)),
        lambda file: book.respond(file, "RUS", "denies", "Secretary", "It was not us.", days(5)),
        lambda file: book.determine(file, "violation", ["RUS"], ["2.1"], "Commission", "Two sources.", days(20)),
        lambda file: book.order(file, ["RUS"], "2025-05-10", "Commission", "Repair the facility.", days(21)),
        lambda file: book.check(file, file.of(Remedy)[0].act[:8], "done", "Monitor", days(35)),
        lambda file: book.close(file, "Commission", "Remedied.", days(40)),
    ]
    for step in steps:
        case = step(case)
        stages.append(case.stage)
    assert stages == ["notified", "answered", "determined", "remedy owed", "remedied", "closed"]
    told = [(each.what, each.who, each.due, each.met) for each in case.deadlines]
    assert told == [
        ("response", ("RUS",), days(8), days(5)),
        ("determination", ("Commission",), days(30), days(20)),
        ("remedy", ("RUS",), datetime(2025, 5, 11, tzinfo=UTC), days(35)),
    ]
    assert case.of(Remedy)[0].due == date(2025, 5, 10)


def test_what_does_not_come_in_time_is_overdue(book: CaseBook, case: CaseFile) -> None:
    case = book.notify(case, "RUS", "Secretary", days(1))
    waiting = case.deadlines[0]
    assert (waiting.overdue(days(7.9)), waiting.overdue(days(8.1))) == (False, True)
    late = book.respond(case, "RUS", "explains", "Secretary", "A storm.", days(9))
    assert late.deadlines[0].overdue(days(9))
    assert late.unanswered == ()


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda book, case: book.notify(case, "FRA", "S"), "no respondent"),
        (lambda book, case: book.respond(case, "RUS", "denies", "S", " "), "its words"),
        (lambda book, case: book.respond(case, "RUS", "laughs", "S", "Ha."), "stance"),
        (lambda book, case: book.determine(case, "violation", ["RUS"], [], "C", ""), "its reasons"),
        (lambda book, case: book.determine(case, "inconclusive", ["RUS"], [], "C", "Both."), "only a violation"),
        (lambda book, case: book.order(case, ["RUS"], None, "C", "Repair it."), "follows from a determination"),
        (lambda book, case: book.check(case, "0123", "done", "M"), "none was ordered"),
        (lambda book, case: book.close(case, "C", " "), "its outcome"),
        (lambda book, case: book.notify(case, "RUS", "S", days(-1)), "was opened only at"),
        (lambda book, case: book.open(the_finding(), TERMS, "C"), "already"),
        (lambda book, case: book.file("0123"), "pactwatch case list"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused_and_changes_nothing(
    ledger: Ledger, book: CaseBook, case: CaseFile, step: Callable[[CaseBook, CaseFile], object], words: str
) -> None:
    before = ledger.verify()
    with pytest.raises(LedgerError, match=words):
        step(book, case)
    assert ledger.verify() == before


def test_a_step_needs_a_name_and_cannot_lie_in_the_future(book: CaseBook, case: CaseFile) -> None:
    with pytest.raises(ActError, match="the name"):
        book.notify(case, "RUS", " ")
    with pytest.raises(ActError, match="yet to come"):
        book.notify(case, "RUS", "S", datetime.now(UTC) + timedelta(days=1))


def test_a_respondent_must_be_a_party_of_the_terms(book: CaseBook) -> None:
    with pytest.raises(CaseError, match="no party of pause"):
        book.open(the_finding(), TERMS, "Commission", ["FRA"])


def test_a_remedy_whose_day_is_none_is_refused_before_it_is_written(book: CaseBook, case: CaseFile) -> None:
    case = book.determine(case, "violation", ["RUS"], [], "C", "Two sources.")
    with pytest.raises(CaseError, match="due"):
        book.order(case, ["RUS"], "soon", "C", "Repair it.")
    assert book.file(case.id) == case


def test_a_closed_case_takes_no_step_until_its_closing_is_taken_back(ledger: Ledger, book: CaseBook) -> None:
    case = book.close(book.open(the_finding(), TERMS, "C", at=OPENED), "C", "Withdrawn.")
    with pytest.raises(CaseError, match="take the closing back"):
        book.notify(case, "RUS", "S")
    ledger.retract(case.steps[-1].act, "C", "Too early")
    assert book.notify(book.file(case.id), "RUS", "S").stage == "notified"


def test_evidence_must_be_in_the_ledger(book: CaseBook, case: CaseFile) -> None:
    with pytest.raises(Exception, match="holds no claim"):
        book.add_evidence(case, ["0" * 32], "C", "A crater.")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["notify", "respond", "determine", "close"]), max_size=5))
def test_what_was_on_file_at_a_step_stays_on_file(tmp_path_factory: pytest.TempPathFactory, taken: list[str]) -> None:
    with Ledger.create(tmp_path_factory.mktemp("cases") / "ledger.sqlite") as ledger:
        book = CaseBook(ledger)
        case = book.open(the_finding(), TERMS, "C", at=OPENED)
        for number, step in enumerate(taken):
            before = case
            if case.stage == "closed":
                break
            if step == "notify":
                case = book.notify(case, "RUS", "S", days(number))
            elif step == "respond":
                case = book.respond(case, "RUS", "denies", "S", "No.", days(number))
            elif step == "determine":
                case = book.determine(case, "inconclusive", [], [], "C", "Unclear.", days(number))
            else:
                case = book.close(case, "C", "Done.", days(number))
            assert case.steps[: len(before.steps)] == before.steps
        assert case_files(ledger.acts()) == [case]
