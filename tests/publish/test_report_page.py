"""The situation report on the site."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pypdf
import pytest
from fastapi.testclient import TestClient

SPAN = "from=2025-03-30&until=2025-04-05&clock=published"


def test_it_is_of_the_last_seven_days_where_nothing_is_asked(site: TestClient) -> None:
    page = site.get("/report").text
    assert "30 March 2025 to 5 April 2025" in page
    assert "As this ledger knew it at 5 April 2025, 12:00 UTC" in page


def test_its_footnotes_lead_there_and_back(site: TestClient) -> None:
    page = site.get(f"/report?{SPAN}").text
    marks, notes = re.findall(r'id="note-mark-(\d+)"', page), re.findall(r'id="note-(\d+)"', page)
    assert marks == notes and len(notes) > 20


def test_it_is_written_in_french(site: TestClient) -> None:
    page = site.get(f"/report?{SPAN}&language=fr").text
    assert '<article class="paper" lang="fr">' in page
    assert "Rapport de situation" in page and "État des cessez-le-feu" in page
    written = site.get(f"/report.pdf?{SPAN}&language=fr")
    assert written.headers["content-disposition"] == 'attachment; filename="report-2025-03-30-2025-04-05-fr.pdf"'
    assert "Synthèse" in pypdf.PdfReader(BytesIO(written.content)).pages[0].extract_text()


def test_its_files_are_what_the_page_links_to(site: TestClient) -> None:
    page = site.get(f"/report?{SPAN}&language=fr").text
    link = re.search(r'href="(/report\.docx[^"]+)"', page)
    assert link
    made = docx.Document(BytesIO(site.get(link.group(1).replace("&amp;", "&")).content))
    assert any(each.text == "Rapport de situation" for each in made.paragraphs)


def test_from_what_was_published_by_a_day_it_ends_on_that_day(site: TestClient) -> None:
    page = site.get("/report?published=2025-04-02").text
    assert "From what had been published by 2 April 2025" in page
    assert "27 March 2025 to 2 April 2025" in page
    known = site.get("/report?known=2025-04-02").text
    assert "As this ledger knew it at 2 April 2025, 23:59 UTC" in known


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=soon", "“soon” is not a day that “from” can take"),
        ("from=2025-04-05&until=2025-04-01", "ends (2025-04-01) before it begins"),
        ("language=de", "no language of the report"),
        ("clock=wall", "“wall” is no clock"),
        ("from=2031-01-01&until=2031-01-02", "before it begins"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(site: TestClient, query: str, told: str) -> None:
    answer = site.get(f"/report?{query}")
    assert answer.status_code == 400 and told in answer.text


def test_what_is_no_form_is_not_found(site: TestClient) -> None:
    assert site.get("/report.exe").status_code == 404
