from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from lxml import etree

from pactwatch.publish.paper.paper import Paper, said
from pactwatch.publish.paper.word import word

from .papers import NOTES, PAPER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_the_text_and_the_tables_are_there() -> None:
    document = docx.Document(BytesIO(word(PAPER)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "To: the <Ministry>"
    assert "It was alleged on 27 March & denied." in texts
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["FRA", "consultation"]
    assert document.core_properties.title == PAPER.title


def test_each_footnote_stands_where_the_text_refers_to_it() -> None:
    package = zipfile.ZipFile(BytesIO(word(PAPER)))
    notes = {
        note.get(f"{W}id"): "".join(note.itertext()).strip()
        for note in etree.fromstring(package.read("word/footnotes.xml")).iter(f"{W}footnote")
    }
    body = etree.fromstring(package.read("word/document.xml"))
    referred = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert [notes[number] for number in referred] == NOTES


def test_a_paper_without_footnotes_opens_too() -> None:
    document = docx.Document(BytesIO(word(Paper(title="Short", blocks=(said("One line."),)))))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Short", "One line."]
