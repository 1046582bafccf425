"""The situation report: what it tells, by the right clock, with a footnote for each statement, in two languages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pypdf
import pytest

from pactwatch.coordinate.case_file import CaseBook
from pactwatch.coordinate.need import add_need
from pactwatch.judge.judgement import judge
from pactwatch.judge.state import Ceasefire
from pactwatch.publish.paper.page import page
from pactwatch.publish.paper.paper import Grid, Heading, Listing, Paper, Paragraph, Span
from pactwatch.publish.paper.pdf import pdf
from pactwatch.publish.paper.word import word
from pactwatch.publish.situation.situation import Situation
from pactwatch.reconcile.reconciler import reconcile

from ..examples import HOSTILE, documents
from .conftest import NOW, Book

FIRST, LAST = date(2025, 3, 30), date(2025, 4, 5)
WEEK = {"first": FIRST, "last": LAST}
PARTS = 10


def spans(paper: Paper) -> Iterator[Span]:
    for block in paper.blocks:
        match block:
            case Paragraph():
                yield from block.spans
            case Listing():
                yield from (span for item in block.items for span in item)
            case Grid():
                yield from (span for row in block.rows for cell in row for span in cell)


def words(paper: Paper) -> str:
    return "\n".join(span.text for span in spans(paper))


@pytest.fixture
def told(book: Book) -> Book:
    """The constructed story, with a case, a need, a decision and a task in it."""
    book.add(documents())
    ledger = book.ledger
    incidents = [stored.id for stored in ledger.claims("incident")]
    at = datetime(2025, 4, 4, 21, tzinfo=UTC)
    ledger.decide("same", incidents[:2], "A. Analyst", "One substation", at)
    finding = judge(book.terms, reconcile(ledger.claims(), ledger.decisions()))[0]
    CaseBook(ledger).open(finding, book.terms, "Commission", ["RUS"], at)
    wanted = {"capability": "monitoring", "item": "observers", "quantity": 30, "place": "Kherson"}
    add_need(ledger, wanted, 1, "Cell", None)
    details = {"title": "Call the parties", "owner": "Paris", "due": "2025-04-05T08:00:00+00:00", "about": None}
    ledger.act("task", "task-1", "Cell", at, details=details)
    return book


def test_it_tells_of_the_incident_its_finding_and_what_falls_due(told: Book) -> None:
    paper = told.report(**WEEK, clock="published")
    said = words(paper)
    assert "energy-pause: broken (part 2)." in said
    assert "Incidents dated to the period: 1, against 0 in the period before" in said
    assert "energy-pause, article 2.1: violation; responsible: Russia" in said
    assert "overdue by" in said and "France and Ukraine" in said
    assert "Decided by A. Analyst" in said
    assert "Call the parties; owner: Paris" in said
    assert "France and Ukraine: consultation; dormant before, now overdue" in said


def test_what_was_done_after_the_period_is_not_told(told: Book) -> None:
    # The need is written down today, long after the period that the report is on.
    assert "30 observers" not in words(told.report(**WEEK, clock="published"))
    today = datetime.now(UTC)
    later = told.report(first=FIRST, last=today.date(), clock="published", now=today)
    assert "30 observers (monitoring), in Kherson; priority 1" in words(later)


def test_every_statement_has_a_footnote(told: Book) -> None:
    paper = told.report(**WEEK, clock="published")
    for block in paper.blocks:
        if isinstance(block, Listing):
            assert all(any(span.note for span in item) for item in block.items), block
        if isinstance(block, Grid):
            assert all(any(span.note for cell in row for span in cell) for row in block.rows), block
    notes = " ".join(span.note or "" for span in spans(paper))
    for quote in ("Some 20 people", "A drone hit an electricity substation", "the Participants will consult"):
        assert (quote in notes) == (quote != "Some 20 people")


def test_both_languages_have_one_structure(told: Book) -> None:
    english, french = (told.report(language, **WEEK, clock="published") for language in ("en", "fr"))
    assert [block.block for block in english.blocks] == [block.block for block in french.blocks]
    assert [bool(span.note) for span in spans(english)] == [bool(span.note) for span in spans(french)]
    assert sum(isinstance(block, Heading) for block in french.blocks) == PARTS
    assert french.title == "Rapport de situation" and french.subtitle == "Du 30 mars 2025 au 5 avril 2025"
    said = words(french)
    assert "frappe aérienne ou de drone" in said.casefold() and "Russie" in said
    # What sources say stays in their language.
    assert "A drone hit an electricity substation" in " ".join(span.note or "" for span in spans(french))


def test_what_may_lie_outside_the_period_is_told_as_what_could_be(told: Book) -> None:
    situation = told.told(**WEEK, clock="published")
    first = situation.now.findings[0]
    for happened, verdict, state, could_be in (
        ("2025-04-01", "violation", "broken", "broken"),
        ("2025-03-29/2025-03-31", "violation", "not judged", "broken"),
        ("2025-03-29/2025-03-31", "inconclusive", "not judged", "strained"),
        ("2025-03-20", "violation", "not judged", "not judged"),
    ):
        findings = (first.model_copy(update={"verdict": verdict, "happened": happened}),)
        ceasefires = (Ceasefire.of(told.terms, findings, as_of=WEEK["last"]),)
        now = replace(situation.now, findings=findings, ceasefires=ceasefires)
        one = Situation(situation.period, "published", situation.before, now).states[0]
        assert (one.now.holds, one.now.could_be) == (state, could_be), happened
        assert one.since.holds == ("broken" if verdict == "violation" else "strained")


def test_the_state_of_the_period_is_that_of_the_ceasefires_own_rule(told: Book) -> None:
    situation = told.told(**WEEK, clock="published")
    (ceasefire,) = situation.now.ceasefires
    (one,) = situation.states
    assert one.now.counts == ceasefire.counts(WEEK["first"], WEEK["last"])
    assert one.before.counts == ceasefire.counts(date(2025, 3, 23), date(2025, 3, 29))


def test_a_later_toll_is_a_correction_of_an_earlier_report(book: Book) -> None:
    story = documents()
    book.add(story)
    said = words(book.report(first=date(2025, 4, 3), last=date(2025, 4, 3)))
    assert "Air or drone strike, Kryvyi Rih, 2 April 2025: injured was 20, is now 26" in said
    # In the report of the two days together it is no correction: nobody was told of 20 before.
    assert "injured was" not in words(book.report(first=date(2025, 4, 2), last=date(2025, 4, 3)))


def test_a_finding_that_no_longer_follows_is_told_as_withdrawn(book: Book) -> None:
    book.add(documents())
    for stored in book.ledger.claims("incident"):
        book.ledger.decide("wrong", [stored.id], "A. Analyst", "another town", datetime(2025, 4, 5, 9, tzinfo=UTC))
    said = words(book.report(first=date(2025, 4, 5), last=date(2025, 4, 5)))
    assert said.count("Decided by A. Analyst: the statement is wrong; reason: another town") == 3
    assert "violation (Russia)" in said or "Withdrawn, since it no longer follows" in said


def test_an_incident_that_is_decided_wrong_at_once_is_not_reported_as_new(book: Book) -> None:
    book.add(documents())
    for stored in book.ledger.claims("incident"):
        book.ledger.decide("wrong", [stored.id], "A. Analyst", "another town", datetime(2025, 4, 5, 9, tzinfo=UTC))
    said = words(book.report(first=date(2025, 4, 1), last=date(2025, 4, 5)))
    assert "0 incidents are reported for the first time" in said and "another town" in said


def test_a_report_of_the_past_is_what_it_would_have_been_then(book: Book) -> None:
    """By the clock of learning, nothing that comes later changes the report of a span."""
    story = documents()
    made: list[tuple[dict[str, date], Paper]] = []
    for entry in story:
        book.add([entry])
        at = entry[2]
        end = {"first": date(2025, 3, 1), "last": at.date()}
        made.append((end, book.report(**end, now=datetime.combine(at.date(), datetime.max.time(), UTC))))
    incidents = [stored.id for stored in book.ledger.claims("incident")]
    book.ledger.decide("wrong", incidents[:1], "A. Analyst", "no", datetime(2025, 4, 5, 9, tzinfo=UTC))
    add_need(book.ledger, {"capability": "demining"}, 2, "Cell", None)
    for span, then in made:
        assert book.report(**span, now=NOW) == then
    assert len({then.model_dump_json() for _, then in made}) == len(made)


def test_by_the_clock_of_publication_the_order_of_learning_does_not_matter(
    another: Callable[[], Book],
) -> None:
    moment = datetime(2025, 4, 5, tzinfo=UTC)
    made = []
    for seed in range(4):
        story = documents()
        random.Random(seed).shuffle(story)
        book = another()
        book.add(story, moment)
        paper = book.report(**WEEK, clock="published")
        made.append([(type(block), words(Paper(title="", blocks=(block,)))) for block in paper.blocks])
    assert all(each == made[0] for each in made)


def test_what_is_published_after_the_span_changes_nothing(another: Callable[[], Book]) -> None:
    story, until = documents(), date(2025, 4, 2)
    early, whole = another(), another()
    early.add([entry for entry in story if (entry[0].published or "") <= until.isoformat()])
    whole.add(story)
    span = {"first": date(2025, 3, 1), "last": until}
    reports = [book.report(**span, clock="published") for book in (early, whole)]
    assert reports[0] == reports[1]


def test_what_is_learned_late_is_new_when_it_is_learned(another: Callable[[], Book]) -> None:
    book = another()
    story = documents()
    book.add(story[:2])
    book.add(story[2:], datetime(2025, 4, 6, 9, tzinfo=UTC))
    day = {"first": date(2025, 4, 6), "last": date(2025, 4, 6)}
    assert "2 incidents are reported for the first time" in words(book.report(**day))
    assert "0 incidents are reported for the first time" in words(book.report(**day, clock="published"))


def test_a_period_that_has_not_begun_is_refused(book: Book) -> None:
    with pytest.raises(ValueError, match="yet to come"):
        book.report(first=date(2025, 4, 7), last=date(2025, 4, 8))


def test_a_period_that_is_not_over_is_told_up_to_today(book: Book) -> None:
    assert book.told(date(2025, 4, 1), date(2025, 4, 30)).period.last == NOW.date()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_page_pdf_and_word_with_hostile_text_as_text(told: Book, language: str) -> None:
    details = {"title": HOSTILE, "owner": HOSTILE, "due": "2025-04-05T08:00:00+00:00", "about": None}
    told.ledger.act("task", "task-2", HOSTILE, datetime(2025, 4, 4, 21, tzinfo=UTC), HOSTILE, details)
    paper = told.report(language, **WEEK, clock="published")  # type: ignore[arg-type]
    html = page(paper).decode()
    assert HOSTILE not in html and "&lt;script&gt;" in html and f'lang="{language}"' in html
    written = "".join(part.extract_text() for part in pypdf.PdfReader(BytesIO(pdf(paper))).pages)
    assert paper.title in written
    assert docx.Document(BytesIO(word(paper))).paragraphs[3].text == paper.title
