from __future__ import annotations

import json
from pathlib import Path

import pytest

from pactwatch.read.opening import described
from pactwatch.read.reader import read_file


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A truce\n\nby Ada Field November 29, 2023 11:51 PM 2 min read\nMore.", "2023-11-29"),
        ("A truce\n\nPublished: 29 November 2023\nMore.", "2023-11-29"),
        ("A truce\nMINSK, 2 March 2018 – The group met today.", "2018-03-02"),
        ("Memorandum of 19 September 2014\n\nTo carry out what was agreed, the sides meet.", "2014-09-19"),
        ("A truce\n\nDecember 9, 2019\n\nThe presidents met.", "2019-12-09"),
        ("TO:\nThe Chair\nDATE:\n15 May 2017\nSUBJECT:\nA report", "2017-05-15"),
        ("TO:\nThe Chair\nDATE:\nFebruary 2017\nSUBJECT:\nA report", "2017-02"),
    ],
)
def test_a_document_says_its_date(text: str, date: str) -> None:
    assert described(text, {}).published == date


@pytest.mark.parametrize(
    "text",
    [
        "BELGOROD, 26 May. /TASS/. Drones came at night.",
        "A truce\nThe president, left, before a meeting in Paris, France, on May 14, 2023. (A Photographer)",
        "The two sides met on Tuesday.",
        "A truce\nThe sides, recalling the accord signed on 3 May 2020 at the bridge, agree on what follows.",
        "This document was signed in Paris on 3 May 2020.\nMore.",
        "",
    ],
)
def test_a_date_that_is_only_mentioned_is_not_the_documents(text: str) -> None:
    assert described(text, {}).published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A truce at last\n\nThe two sides met.", "A truce at last"),
        ("Skip to content\nA truce at last\n\nThe two sides met.", "A truce at last"),
        ("NewsA truce at last\n\nA truce at last\n\nThe two sides met.", "A truce at last"),
        ("AGREEMENT\nBETWEEN\nSIDE A\nAND\nSIDE B\n\nPreamble\nThe sides", "AGREEMENT BETWEEN SIDE A AND SIDE B"),
        (
            "THE MEDIATOR\nAGREEMENT ON A TRUCE\nIN THE VALLEY\nADDIS ABABA, ETHIOPIA\n12 September 2018\n",
            "AGREEMENT ON A TRUCE IN THE VALLEY",
        ),
        ("The two sides met on the bridge on Tuesday.\nMore.", None),
        (
            "<_io.BufferedReader name='Status Report as of 7 May 2018.pdf'>\nLatest News\nMore.",
            "Status Report as of 7 May 2018",
        ),
    ],
)
def test_the_title_is_the_first_line_that_is_none_of_the_text(text: str, title: str | None) -> None:
    assert described(text, {}).title == title


def test_the_byline_names_the_author_and_the_desk() -> None:
    said = described("A truce\nby Ada Field and The Daily Paper news desk March 5, 2024 10:42 PM 2 min read", {})
    assert said.byline == "Ada Field and The Daily Paper news desk"
    assert said.outlet == "The Daily Paper"


def test_the_dates_of_real_letters_are_found(shared: Path) -> None:
    for row in (shared / "gold" / "south_sudan.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(row)
        document = read_file(shared / "data" / "south_sudan" / "reports" / f"{gold['doc']}.html")
        assert document.published == gold["published"], gold["doc"]
