"""The papers of a case in both languages: one structure, every ground with its footnote, the parties' words as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from coordinate.test_obligation import findings
from judge.terms import pause
from reconcile.claims import shelling

from pactwatch.coordinate.case_file import CaseBook, CaseFile
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import StoredDocument
from pactwatch.publish.paper.case_papers import letter, report
from pactwatch.publish.paper.paper import Heading, Listing, Paper, Quotation
from pactwatch.publish.paper.sources import Sources
from pactwatch.publish.phrases import PaperLanguage
from pactwatch.read.document import Document

TERMS = pause(procedure={"response": "P7D"})


def at(day: int) -> datetime:
    return datetime(2025, 4, day, 9, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: object) -> CaseFile:
    with Ledger.create(f"{tmp_path}/ledger.sqlite") as ledger:
        book = CaseBook(ledger)
        made = book.open(findings()[0], TERMS, "Commission", ["RUS"], at(1))
        made = book.notify(made, "RUS", "Secretary", at(2))
        made = book.respond(made, "RUS", "denies", "Secretary", "It was not us.", at(3))
        made = book.determine(made, "violation", ["RUS"], ["2.1"], "Commission", "By the sources.", at(4))
        return book.order(made, ["RUS"], None, "Commission", "Repair the station.", at(5))


def sources(language: PaperLanguage) -> Sources:
    claim = shelling("a")
    document = Document(doc="a.txt", text=claim.claim.quote, title="The report")
    return Sources({claim.document_id: StoredDocument("a.txt", document, at(1))}, {claim.id: claim}, language)


def said(paper: Paper) -> str:
    return f"{paper.title} {paper.subtitle} {paper.heading_lines} " + " ".join(
        block.model_dump_json() for block in paper.blocks
    )


@pytest.mark.parametrize("kind", ["letter", "report"])
def test_both_languages_have_one_structure_and_footnotes(case: CaseFile, kind: str) -> None:
    papers = {
        language: letter(case, "RUS", TERMS, sources(language), language)
        if kind == "letter"
        else report(case, TERMS, sources(language), language)
        for language in get_args(PaperLanguage)
    }
    english, french = papers["en"], papers["fr"]
    assert french.language == "fr" and english.title != french.title
    listings = [[block for block in paper.blocks if isinstance(block, Listing)] for paper in (english, french)]
    assert [len(each.items) for each in listings[0]] == [len(each.items) for each in listings[1]]
    assert any(span.note for listing in listings[1] for item in listing.items for span in item)
    # The rule, the answer and the grounds are nobody's to translate.
    quotes = [[block.text for block in paper.blocks if isinstance(block, Quotation)] for paper in (english, french)]
    assert quotes[0] == quotes[1] and quotes[0][0] == case.finding.words
    extra = len(french.blocks) - len(english.blocks)
    assert extra == 1 and "en anglais" in said(french), "it says that the grounds are in English"


def test_the_letter_says_when_an_answer_is_due(case: CaseFile) -> None:
    assert "within 7 days of this notification, by 9 April 2025, 09:00 UTC." in said(
        letter(case, "RUS", TERMS, sources("en"))
    )
    french = said(letter(case, "RUS", TERMS, sources("fr"), "fr"))
    assert "Russie" in french and "9 avril 2025" in french and "Notification d’une violation alléguée" in french


def test_the_report_tells_the_answer_the_determination_and_the_remedy(case: CaseFile) -> None:
    english, french = said(report(case, TERMS, sources("en"))), said(report(case, TERMS, sources("fr"), "fr"))
    assert "Commission determined on 4 April 2025 that the terms were violated, by Russia." in english
    assert "Russia denies it" in english and "not verified yet" in english
    assert "Commission a conclu le 4 avril 2025 que le texte a été violé" in french
    assert "Russie" in french and "conteste les faits" in french and "pas encore vérifiée" in french
    headings = [block.text for block in report(case, TERMS, sources("fr"), "fr").blocks if isinstance(block, Heading)]
    assert headings[0] == "1. Allégation" and len(headings) == 7
