from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

import pytest

from pactwatch.read.errors import UnreadableError
from pactwatch.read.pdf import read

MakePdf = Callable[..., bytes]
LONG = (
    "The observers of the mission stay at the line of contact for as long as both of the sides ask them to, "
    "and they report each week to the council, which makes the report public on the following day."
)


def test_lines_become_paragraphs_across_pages_without_running_heads(make_pdf: MakePdf) -> None:
    lines = wrap(LONG, 60)
    pages = [
        ["Mission report", *lines[:2], "1"],
        ["Mission report", *lines[2:], "2"],
        ["Mission report", "The end.", "3"],
    ]
    assert read(make_pdf(pages)).text == f"{LONG}\nThe end."


def test_numbers_that_count_no_pages_stay(make_pdf: MakePdf) -> None:
    assert read(make_pdf([["The toll of the week was", "26"]])).text == "The toll of the week was\n26"


def test_pages_without_text_are_told(make_pdf: MakePdf) -> None:
    content = read(make_pdf([["Some words."], []]))
    assert content.text == "Some words."
    assert content.warnings == ("1 of 2 pages have no text layer (scans or pictures?)",)


def test_a_scan_is_refused(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadableError, match="no text layer"):
        read(make_pdf([[], []]))


def test_a_locked_one_is_refused(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadableError, match="encrypted"):
        read(make_pdf([["Some words."]], password="secret"))


def test_one_that_only_forbids_changes_is_read(make_pdf: MakePdf) -> None:
    assert read(make_pdf([["Some words."]], password="")).text == "Some words."


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnonsense" * 10, b"%PDF-", b"nothing of the kind"])
def test_a_broken_one_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="broken"):
        read(content)


def test_one_that_was_cut_off_is_refused(make_pdf: MakePdf) -> None:
    content = make_pdf([["Some words."]])
    with pytest.raises(UnreadableError, match=r"broken|no text layer"):
        read(content[: len(content) // 3])


def test_too_many_pages_are_refused(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.read.pdf._MOST_PAGES", 2)
    with pytest.raises(UnreadableError, match="3 pages"):
        read(make_pdf([["a"], ["b"], ["c"]]))


def test_torn_words_are_mended_where_the_text_knows_them(make_pdf: MakePdf) -> None:
    lines = ["This A greement binds , and the Agreement lasts.", "An Agreement is a way to go away."]
    text = read(make_pdf([lines])).text
    assert text == "This Agreement binds, and the Agreement lasts. An Agreement is a way to go away."
