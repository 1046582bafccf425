"""The comparison's pages: what they show, that they stand without JavaScript, and the files that they offer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import etree, html

from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.comparison_files import HEADINGS
from pactwatch.publish.comparison_rows import ROWS
from pactwatch.publish.site import create_app

from .agreements import ledger_of_agreements
from .examples import HOSTILE, NOW
from .test_site import VOID, links

COMPARE = "/agreements/compare"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of_agreements(tmp_path_factory.mktemp("compared") / "ledger.sqlite")


@pytest.fixture(scope="module")
def compared(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ledger, now=lambda: NOW)) as client:
        yield client


@pytest.fixture(scope="module")
def documents(ledger: Path) -> dict[str, str]:
    """The document's identity by its file's name."""
    with Ledger.open(ledger) as book:
        return {stored.document.doc: stored.id for stored in book.documents()}


def text(page: Response) -> str:
    return " ".join(html.fromstring(page.content).xpath("string(//main)").split())


def heads(page: Response) -> list[str]:
    return html.fromstring(page.content).xpath("//table//thead//th/a/text()")


def row_labels(page: Response) -> list[str]:
    return [label.strip() for label in html.fromstring(page.content).xpath("//table//th[@scope='row']/text()[1]")]


def test_the_agreements_lead_to_the_comparison(compared: TestClient) -> None:
    assert COMPARE in list(links(compared.get("/agreements")))
    page = compared.get(COMPARE)
    assert page.status_code == 200
    assert heads(page) == ["France (FRA-2.txt)", "France (FRA.txt)", "Poland"]
    assert row_labels(page) == [row.label for row in ROWS if row.usual]


def test_a_cell_opens_to_the_quote_with_its_section_and_a_link_to_its_place(compared: TestClient) -> None:
    page = html.fromstring(compared.get(COMPARE).content)
    (cell,) = page.xpath("//tr[th/@id='row-consultation_if_attacked']/td[@data-label='Poland']")
    assert "within 48 hours" in cell.xpath("string(.//summary)")
    (link,) = cell.xpath(".//details//a")
    assert link.text == "Section 1"
    assert cell.xpath("string(.//details//q)").startswith("In the event of a renewed armed attack")
    address, fragment = urldefrag(link.get("href"))
    found = html.fromstring(compared.get(address).content).xpath("//mark[@id=$name]", name=fragment)
    assert len(found) == 1


def test_what_is_absent_is_none_found_and_never_no(compared: TestClient) -> None:
    page = html.fromstring(compared.get(COMPARE).content)
    absent = page.xpath("//td[@class='none']")
    assert absent and {" ".join(cell.text_content().split()) for cell in absent} == {"none found"}
    assert "Nothing was read from 1 document in this ledger (silent.txt)" in page.text_content()


def test_columns_and_rows_are_chosen(compared: TestClient, documents: dict[str, str]) -> None:
    query = {
        "agreement": [documents["POL.txt"], documents["FRA.txt"]],
        "row": ["term", "demining"],
        "words": "soldiers",
    }
    page = compared.get(COMPARE, params=query)
    assert heads(page) == ["France (FRA.txt)", "Poland"]
    assert row_labels(page) == ["Term", "Demining", "“soldiers”"]
    tree = html.fromstring(page.content)
    assert tree.xpath("//input[@name='agreement' and @checked]/@value") == [
        documents["FRA.txt"],
        documents["POL.txt"],
    ]
    assert tree.xpath("//input[@name='row' and @checked]/@value") == ["term", "demining"]
    # What was chosen stays when the reader turns to another date.
    kept = tree.xpath("//details[@class='asof']//input[@type='hidden']")
    assert {(field.get("name"), field.get("value")) for field in kept} == {
        ("agreement", documents["POL.txt"]),
        ("agreement", documents["FRA.txt"]),
        ("row", "term"),
        ("row", "demining"),
        ("words", "soldiers"),
    }


def test_all_cells_can_be_opened_at_once(compared: TestClient) -> None:
    assert not html.fromstring(compared.get(COMPARE).content).xpath("//td//details[@open]")
    opened = html.fromstring(compared.get(f"{COMPARE}?open=1").content)
    assert len(opened.xpath("//td//details[@open]")) == len(opened.xpath("//td//details")) > 10


def test_the_differences_between_two(compared: TestClient, documents: dict[str, str]) -> None:
    page = compared.get(COMPARE, params={"a": documents["FRA.txt"], "b": documents["POL.txt"]})
    tree = html.fromstring(page.content)
    assert tree.xpath("string(//h1)") == "France (FRA.txt) and Poland: what differs"
    shown = tree.xpath("//section[@class='difference']/h3/text()")
    assert "Consultation if attacked" in shown and "Term" not in shown and "Reform" not in shown
    (section,) = tree.xpath("//section[h3[@id='difference-consultation_if_attacked']]")
    left, right = section.xpath(".//blockquote")
    assert [mark.text.strip() for mark in left.xpath(".//mark")] == ["future", "either Participant", "24"]
    assert [mark.text.strip() for mark in right.xpath(".//mark")] == ["renewed armed", "Ukraine", "48"]
    assert "Word for word the same: Term." in text(page)
    assert "Found in neither:" in text(page)


def test_the_rows_of_the_differences_are_chosen_too(compared: TestClient, documents: dict[str, str]) -> None:
    page = compared.get(
        COMPARE, params={"a": documents["FRA.txt"], "b": documents["FRA-2.txt"], "row": ["demining", "reform"]}
    )
    assert html.fromstring(page.content).xpath("//section[@class='difference']/h3/text()") == ["Demining"]
    assert "1 row says the same in other words" in text(page)


def test_the_files_hold_what_the_page_shows(compared: TestClient, documents: dict[str, str]) -> None:
    page = compared.get(COMPARE, params={"agreement": documents["POL.txt"], "row": "term"})
    for_csv, for_xlsx = html.fromstring(page.content).xpath("//a[@download]/@href")
    answer = compared.get(for_csv)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="agreements-compared.csv"'
    (line,) = csv.DictReader(io.StringIO(answer.text))
    assert tuple(line) == HEADINGS and (line["value"], line["section"]) == ("P10Y", "3")
    book = compared.get(for_xlsx)
    assert book.content.startswith(b"PK") and "spreadsheetml" in book.headers["content-type"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("row=mines", 400, "there is no row “mines”"),
        ("a=x&b=y", 404, "there is no agreement “x” to compare"),
        ("open=perhaps", 422, "That cannot be asked"),
        ("agreement=x", 200, "1 agreement that you chose is not in the ledger"),
    ],
)
def test_what_cannot_be_asked_is_answered_in_words(compared: TestClient, query: str, status: int, words: str) -> None:
    page = compared.get(f"{COMPARE}?{query}")
    assert page.status_code == status and words in " ".join(html.fromstring(page.content).text_content().split())


def test_agreements_not_yet_known_are_not_compared(compared: TestClient, documents: dict[str, str]) -> None:
    before = compared.get(f"{COMPARE}?known=2025-02-01")
    assert before.status_code == 200 and "The ledger held nothing from this point of view." in text(before)
    known = html.fromstring(compared.get(f"{COMPARE}?known=2025-03-02").content)
    carried = [link for link in known.xpath("//main//a/@href") if not link.startswith("#")]
    assert carried and all("known=2025-03-02" in link for link in carried)
    for form in known.xpath("//main//form"):
        assert form.xpath(".//input[@type='hidden' and @name='known']/@value") == ["2025-03-02"]


def test_an_empty_ledger_says_what_to_do(empty_site: TestClient) -> None:
    assert "pactwatch add" in empty_site.get(COMPARE).text
    assert empty_site.get(f"{COMPARE}.csv").text.splitlines() == [",".join(HEADINGS)]


def test_the_pages_are_well_formed_and_keep_to_the_policy(compared: TestClient, documents: dict[str, str]) -> None:
    chosen = f"agreement={documents['FRA.txt']}&agreement={documents['FRA-2.txt']}&row=demining&words=mines"
    pages = [compared.get(f"{COMPARE}{query}") for query in ("", "?open=1", f"?{chosen}")]
    pages += [
        compared.get(f"{COMPARE}?a={documents['FRA.txt']}&b={documents[other]}") for other in ("FRA-2.txt", "POL.txt")
    ]
    for page in pages:
        assert page.status_code == 200 and "default-src 'none'" in page.headers["content-security-policy"]
        tree = html.document_fromstring(page.content)
        assert not tree.xpath("//script[not(@src)] | //style | //@style")
        identities = tree.xpath("//@id")
        assert len(identities) == len(set(identities))
        assert all(
            field.get("id") in tree.xpath("//label/@for")
            for field in tree.xpath("//select | //main//input[@type!='hidden']")
        )
        assert all(name in identities for name in tree.xpath("//@aria-labelledby"))
        etree.fromstring(_closed(page.text.removeprefix("<!doctype html>")).encode())
        assert HOSTILE not in page.text


def _closed(page: str) -> str:
    """The page as XML: void elements closed, attributes without a value given one."""
    page = re.sub(r" (selected|hidden|defer|open)>", r' \1="">', page)
    return re.sub(rf"<({'|'.join(VOID)})((?:\s[^<>]*)?)>", r"<\1\2/>", page)


def test_the_style_is_the_sites_own(compared: TestClient) -> None:
    style = compared.get("/static/comparison.css").text
    assert "url(" not in style and "@import" not in style and "sticky" in style and "@media print" in style
