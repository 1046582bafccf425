from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pactwatch.read.docx import read
from pactwatch.read.errors import UnreadableError

Saved = Callable[[object], bytes]


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return written.getvalue()


def test_headings_numbers_and_tables_are_read_as_printed(word: Any, saved: Saved) -> None:
    word.add_heading("Support", level=1)
    word.add_paragraph("Side A trains the crews.", style="List Number")
    word.add_paragraph("Side B pays for it.", style="List Number")
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2026", "EUR 3 million"
    word.add_paragraph("Done at Paris.")
    content = read(saved(word))
    assert content.text == (
        "Support\n1. Side A trains the crews.\n2. Side B pays for it.\n2026 | EUR 3 million\nDone at Paris."
    )
    assert content.headings == {0: 1}


def test_a_short_bold_line_is_a_heading(word: Any, saved: Saved) -> None:
    word.add_paragraph("Some words before.")
    word.add_paragraph().add_run("Air defence").bold = True
    assert list(read(saved(word)).headings) == [len("Some words before.\n")]


def test_inserted_words_are_read_and_deleted_ones_are_not(word: Any, saved: Saved) -> None:
    inserted = '<w:ins w:id="1"><w:r><w:t>within a week</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>at once</w:delText></w:r></w:del>'
    paragraph = word.add_paragraph("They meet ")
    for change in (inserted, deleted):
        paragraph._p.append(parse_xml(change.replace(" w:id", f" {nsdecls('w')} w:id")))
    assert read(saved(word)).text == "They meet within a week"


def test_what_stands_in_a_content_control_is_read(word: Any, saved: Saved) -> None:
    inside = "<w:sdtContent><w:p><w:r><w:t>Signed in Kyiv.</w:t></w:r></w:p></w:sdtContent>"
    word.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{inside}</w:sdt>"))
    assert read(saved(word)).text == "Signed in Kyiv."


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000_000)
    with pytest.raises(UnreadableError, match="zip bomb"):
        read(written.getvalue())


def test_entities_are_refused(word: Any, saved: Saved) -> None:
    def with_entity(name: str, xml: bytes) -> bytes:
        declared = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><w:document'
        return xml.replace(b"<w:document", declared, 1) if name == "word/document.xml" else xml

    with pytest.raises(UnreadableError, match="declares XML entities"):
        read(repacked(saved(word), with_entity))


def test_a_size_that_lies_is_found_out(word: Any, saved: Saved) -> None:
    word.add_paragraph("words " * 1000)
    content = bytearray(saved(word))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (5).to_bytes(4, "little")
    with pytest.raises(UnreadableError, match="broken"):
        read(bytes(content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello", "broken"),
        (b"PK\x03\x04 cut off", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "encrypted, or an old .doc"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(content)


def test_another_zip_is_no_word_file() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableError, match="not a Word file"):
        read(written.getvalue())
