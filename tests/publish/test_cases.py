"""The pages of the cases, and their papers as files."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pypdf
from fastapi.testclient import TestClient

from pactwatch.publish.site import create_app

from .examples import HOSTILE, NOW


def address(site: TestClient) -> str:
    found = re.search(r'href="(/cases/case-[0-9a-f]+)"', site.get("/cases").text)
    assert found
    return found.group(1)


def test_a_case_is_listed_with_its_stage(site: TestClient) -> None:
    page = site.get("/cases").text
    assert "answered" in page
    assert "Russia" in page


def test_its_report_is_a_page_with_footnotes_that_lead_back(site: TestClient) -> None:
    page = site.get(address(site)).text
    assert "5. Answers of the parties" in page
    marks, notes = re.findall(r'id="note-mark-(\d+)"', page), re.findall(r'id="note-(\d+)"', page)
    assert marks == notes == [str(number) for number in range(1, len(notes) + 1)]
    assert "Substation hit" in page


def test_its_papers_are_files(site: TestClient) -> None:
    report = site.get(f"{address(site)}/report.pdf")
    assert report.headers["content-type"] == "application/pdf"
    words = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(report.content)).pages).split())
    assert HOSTILE in words
    letter = site.get(f"{address(site)}/letters/RUS.docx")
    assert docx.Document(BytesIO(letter.content)).paragraphs[0].text == "To: Russia"


def test_what_is_no_paper_is_not_found(site: TestClient) -> None:
    for name in ("report.txt", "letters/FRA.pdf", "letters/RUS.exe"):
        assert site.get(f"{address(site)}/{name}").status_code == 404
    assert site.get("/cases/case-0").status_code == 404


def test_without_its_terms_a_case_says_what_is_missing(ledger_file: Path, site: TestClient) -> None:
    with TestClient(create_app(ledger_file, now=lambda: NOW)) as bare:
        assert "are not loaded" in bare.get(address(site)).text
        assert bare.get(f"{address(site)}/report.pdf").status_code == 404
