"""Tables: every cell is kept as it stands, rows count as in a spreadsheet, and what is broken is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.metadata import Metadata
from pactwatch.read.reader import MOST_CHARACTERS
from pactwatch.read.table import Layout, Table, read_table, table_of
from pactwatch.read.table_document import table_document

PLAIN = b"Id,Donor,Sum\nA1,Norway,5\n\nA2,Chad,\n"


def table(content: bytes, name: str = "aid.csv", layout: Layout | None = None) -> Table:
    return table_of(name, content, layout or Layout())


def test_rows_count_as_in_a_spreadsheet_and_blank_ones_are_passed_over() -> None:
    read = table(PLAIN)
    assert read.columns == ("Id", "Donor", "Sum")
    assert [(row.number, row.cells) for row in read.rows] == [(2, ("A1", "Norway", "5")), (4, ("A2", "Chad", ""))]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(sign: str) -> None:
    assert table(f"a{sign}b c{sign}d\n1{sign}2{sign}3\n".encode()).rows[0].cells == ("1", "2", "3")


def test_the_mapping_may_say_the_delimiter_and_the_row_of_the_header() -> None:
    read = table(b"Aid, by donor, 2024\n\nId#Donor\n1#Chad\n", layout=Layout(header=3, delimiter="#"))
    assert read.columns == ("Id", "Donor")
    assert [(row.number, row.cells) for row in read.rows] == [(4, ("1", "Chad"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    assert table("Name\nŁódź\n".encode(encoding)).rows[0].cells == ("Łódź",)


def test_a_cell_over_several_lines_is_one_line_and_keeps_its_words() -> None:
    assert table(b'Text,Sum\n"First line.\r\n  Second\xc2\xa0line. ",5\n').rows[0].cells == (
        "First line. Second line.",
        "5",
    )


def test_a_row_of_another_width_is_told_and_left_out() -> None:
    read = table(b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,\n")
    assert [row.number for row in read.rows] == [3, 5]
    assert [fault[:27] for fault in read.faults] == ["row 2 has 2 cells where the", "row 4 has 4 cells where the"]


def test_columns_are_found_whatever_their_capitals_spaces_and_punctuation() -> None:
    read = table(b"Official Source,Total ,Type of Item\n1,2,3\n")
    assert [read.column(name) for name in ("OfficialSource", "Total", "type of item", "Donor")] == [0, 1, 2, None]


def test_columns_of_one_name_and_of_none_are_told_apart_by_their_place() -> None:
    assert table(b"Source,,Source\n1,2,3\n").columns == ("Source", "column 2", "Source (column 3)")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("aid.csv", b"", "empty"),
        ("aid.csv", b"\n\n", "no names of columns"),
        ("aid.xlsx", b"PK\x03\x04", "save it as one of .csv"),
        ("aid.csv", b"PK\x03\x04", "not a text"),
        ("aid.xml", b"<html></html>", "no IATI activity file"),
        ("aid.xml", b"<iati-activities>", "not well-formed"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=words) as caught:
        read_table(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_table(tmp_path / "gone.csv")


def test_a_document_has_a_line_and_a_section_for_each_row() -> None:
    text = table_document(
        table(PLAIN), ["A1", "A2"], about=Metadata(title="Aid", outlet="Tracker", published="2024-03"), basis="user"
    )
    assert text.document.text == "Id: A1 | Donor: Norway | Sum: 5\nId: A2 | Donor: Chad"
    assert [(part.number, text.document.text[part.start : part.end]) for part in text.document.sections] == [
        ("A1", "Id: A1 | Donor: Norway | Sum: 5"),
        ("A2", "Id: A2 | Donor: Chad"),
    ]
    assert (text.document.title, text.document.outlet, text.document.published) == ("Aid", "Tracker", "2024-03")


def test_only_the_columns_that_are_asked_for_are_shown() -> None:
    text = table_document(table(PLAIN), ["A1", "A2"], about=Metadata(), basis=None, shown=[2, 1])
    assert text.document.text == "Sum: 5 | Donor: Norway\nDonor: Chad"


def test_a_text_beyond_the_limit_is_refused_with_the_mend() -> None:
    long = b"Id,Text\n" + b"".join(b"%d,%s\n" % (number, b"word " * 20_000) for number in range(101))
    with pytest.raises(UnreadableError, match="`shown`"):
        table_document(table(long), [""] * 101, about=Metadata(), basis=None)
    assert len(long) > MOST_CHARACTERS


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_every_cell_stands_at_its_place_in_the_text(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("First", "Second"), *rows])
    read = table(file.getvalue().encode(), layout=Layout(delimiter=","))
    text = table_document(read, [str(row.number) for row in read.rows], about=Metadata(), basis=None)
    for row, place in zip(read.rows, text.rows, strict=True):
        assert {column for column, cell in enumerate(row.cells) if cell} == set(place.cells)
        for column, (label, value, end) in place.cells.items():
            assert text.document.text[value:end] == row.cells[column]
            assert text.document.text[label:end] == f"{read.columns[column]}: {row.cells[column]}"
