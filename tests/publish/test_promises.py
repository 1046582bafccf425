"""Who promised what, in what words, since when: found alike by the site and by the command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.promises import Promise, Question, Since, promises
from pactwatch.publish.site import create_app
from pactwatch.read.document import Document
from pactwatch.reconcile.instrument import instruments
from pactwatch.reconcile.reconciler import reconcile

from .agreements import ledger_of_agreements
from .examples import NOW, claim


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of_agreements(tmp_path_factory.mktemp("promises") / "ledger.sqlite")


def read(path: Path) -> list[Promise]:
    with Ledger.open(path) as book:
        claims, decisions = book.claims(), book.decisions()
        own_texts = instruments(book.documents(), claims, decisions)
    return promises(reconcile(claims, decisions), {stored.id: stored for stored in claims}, own_texts)


@pytest.fixture(scope="module")
def found(ledger: Path) -> list[Promise]:
    return read(ledger)


@pytest.fixture(scope="module")
def site(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ledger, now=lambda: NOW)) as client:
        yield client


def test_a_promise_stands_since_its_signature_or_its_publication(found: list[Promise]) -> None:
    since = {(promise.line, promise.since) for promise in found}
    assert ("Poland: training to Ukraine", Since("2024-07-08", "signed")) in since
    assert ("Sweden: military aid to Ukraine", Since("2024-09-01", "published")) in since


def test_a_promise_without_any_day_has_none(found: list[Promise]) -> None:
    demining = [promise for promise in found if promise.record.held("action") == "demining"]
    assert [promise.since for promise in demining] == [Since("2024-02-16", "signed"), None]


def test_a_promise_told_twice_stands_since_the_earlier_day(tmp_path: Path) -> None:
    path = ledger_of_agreements(tmp_path / "ledger.sqlite")
    report = Document(doc="report.txt", text="Poland will train soldiers.", published="2024-08-01")
    told = claim(
        report,
        "commitment",
        report.text,
        promisors=["POL"],
        promisees=["UKR"],
        action="training",
        firmness="announced",
    )
    with Ledger.open(path) as book:
        book.add(report, [told], report.text.encode())
        training = [each.id for each in book.claims("commitment") if each.claim.action == "training"]  # type: ignore[union-attr]
        book.decide("same", training, "Ada", "one promise")
    (promise,) = [each for each in read(path) if Question(action="training").fits(each)]
    assert len(promise.sources) == 2 and promise.since == Since("2024-07-08", "signed")
    assert promise.line == "Poland: training to Ukraine"


def test_the_latest_come_first_and_those_without_a_day_last(found: list[Promise]) -> None:
    days = [promise.since.date if promise.since else "" for promise in found]
    assert days == sorted(days, reverse=True) and days[0] == "2024-09-01"


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (Question(action="training"), ["Poland: training to Ukraine"]),
        (Question(promisor="POL", firmness="signed"), ["Poland will not: sanctions to Ukraine"]),
        (Question(trigger="attack"), ["France and Ukraine: consultation to Ukraine"]),
        (Question(words="SHELLS"), ["Sweden: military aid to Ukraine"]),
        (Question(words="soldiers\nof  Ukraine"), ["Poland: training to Ukraine"]),
        (Question(words="eur 3 billion"), ["France: military aid to Ukraine (up to EUR 3 billion)"]),
        (Question(since=date(2024, 9, 1)), ["Sweden: military aid to Ukraine"]),
        (Question(since=date(2024, 9, 2)), []),
        (Question(action="training", promisor="FRA"), []),
    ],
)
def test_promises_are_found(found: list[Promise], question: Question, lines: list[str]) -> None:
    assert [promise.line for promise in found if question.fits(promise)] == lines


def test_nothing_asked_finds_everything(found: list[Promise]) -> None:
    assert found and all(Question().fits(promise) for promise in found)


def test_a_source_that_is_wrong_gives_no_day(tmp_path: Path) -> None:
    path = ledger_of_agreements(tmp_path / "ledger.sqlite")
    with Ledger.open(path) as book:
        told = next(stored for stored in book.claims("commitment") if stored.claim.doc == "news.txt")
        book.decide("wrong", [told.id], "Ada", "a rumour")
    (rumour,) = [promise for promise in read(path) if promise.sources[0].id == told.id]
    assert rumour.since is None and not Question(action="military_aid").fits(rumour)


def test_the_site_says_since_when_and_filters_by_it(site: TestClient) -> None:
    page = html.fromstring(site.get("/commitments?action=training").content)
    assert " ".join(page.xpath("string(//td[@data-label='Since'])").split()) == "8 July 2024 (signed)"
    later = html.fromstring(site.get("/commitments?since=2024-07-08").content)
    assert {cell.text_content() for cell in later.xpath("//td[@data-label='Promised by']")} == {"Poland", "Sweden"}
    assert later.xpath("string(//input[@id='filter-since']/@value)") == "2024-07-08"
    refused = site.get("/commitments?since=soon")
    assert refused.status_code == 400 and "is not a day that “since” can take" in refused.text


def test_a_commitments_page_says_since_when(site: TestClient) -> None:
    (link,) = html.fromstring(site.get("/commitments?action=training").content).xpath("//table//th/a/@href")
    text = " ".join(html.fromstring(site.get(link).content).text_content().split())
    assert "Known to stand since 8 July 2024, when it was signed." in text
