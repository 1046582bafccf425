"""The comparison of agreements: what its cells say, what differs between two, and what the files hold."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from pactwatch.extract.claim import CommitmentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.comparison import Cell, Column, Comparison, columns
from pactwatch.publish.comparison_files import HEADINGS, csv_text, xlsx_bytes
from pactwatch.publish.comparison_rows import ROWS, rows
from pactwatch.publish.differences import Difference, differences, word_differences
from pactwatch.reconcile.instrument import Instrument, instruments

from .agreements import FRENCH, POLISH, ledger_of_agreements

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Column, ...]:
    with Ledger.open(ledger_of_agreements(tmp_path_factory.mktemp("agreements") / "ledger.sqlite")) as ledger:
        return columns(instruments(ledger.documents(), ledger.claims(), ledger.decisions()))


@pytest.fixture(scope="module")
def table(compared: tuple[Column, ...]) -> Comparison:
    return Comparison.of(compared, ROWS)


def cell(table: Comparison, row: str, doc: str) -> Cell:
    (cells,) = [cells for each, cells in table.rows if each.key == row]
    return next(each for each in cells if each.column.instrument.doc == doc)


def of(instrument: str, parties: tuple[str, ...]) -> Instrument:
    return Instrument(instrument, f"{instrument}.txt", "A pact", parties, (), ())


def test_only_agreements_are_columns_and_the_party_to_most_is_left_out_of_their_names(
    compared: tuple[Column, ...],
) -> None:
    assert [column.name for column in compared] == ["France (FRA-2.txt)", "France (FRA.txt)", "Poland"]


@pytest.mark.parametrize(
    ("key", "quote"),
    [
        ("ammunition", "Норвегія надасть Україні артилерійські снаряди."),
        ("air_defence", "Норвегія надасть засоби протиповітряної оборони."),
        ("cyber_defence", "Учасники посилюватимуть кіберстійкість."),
        ("maritime_security", "Норвегія надасть військово-морські катери."),
        ("demining", "Норвегія сприятиме розмінуванню."),
        ("accession", "Норвегія підтримуватиме вступ України до ЄС."),
    ],
)
def test_what_a_promise_names_is_found_in_ukrainian_too(key: str, quote: str) -> None:
    claim = CommitmentClaim(
        doc="d.txt", start=0, end=len(quote), quote=quote, promisors=("NOR",), action="other", firmness="signed"
    )
    stored = StoredClaim("1", "d", claim, None, None, datetime(2025, 3, 1, tzinfo=UTC))
    (row,) = rows([key])
    assert row.read(Instrument("d", "d.txt", "Угода", ("NOR", "UKR"), (), (stored,))).claims == (stored,)


def test_names_tell_agreements_apart() -> None:
    assert [each.name for each in columns([of("a", ("FRA", "UKR"))])] == ["France and Ukraine"]
    partners = [of(code, (code, "UKR")) for code in ("FRA", "GBR", "ITA", "POL")]
    assert [each.name for each in columns([*partners, of("x", ("SSD", "SDN"))])] == [
        "France",
        "Italy",
        "Poland",
        "South Sudan and Sudan",
        "United Kingdom",
    ]
    twins = [Instrument(identity, "pact.txt", "A pact", ("FRA", "UKR"), (), ()) for identity in ("1a", "2b")]
    assert [each.name for each in columns(twins)] == [
        "France and Ukraine (pact.txt) (1a)",
        "France and Ukraine (pact.txt) (2b)",
    ]
    assert [each.name for each in columns([of("a", ())])] == ["A pact"]


@given(some.lists(some.lists(some.sampled_from(["UKR", "FRA", "POL", "EU", "USA"]), unique=True), max_size=6))
def test_no_two_agreements_bear_the_same_name(parties: list[list[str]]) -> None:
    named = columns([of(str(number), tuple(codes)) for number, codes in enumerate(parties)])
    assert len({column.name for column in named}) == len(parties)


@pytest.mark.parametrize(
    ("row", "doc", "essence"),
    [
        ("signature", "FRA.txt", "16 February 2024; Paris"),
        ("signature", "FRA-2.txt", "none found"),
        ("term", "FRA.txt", "10 years"),
        ("termination_notice", "FRA.txt", "6 months"),
        ("termination_notice", "POL.txt", "none found"),
        ("consultation_if_attacked", "FRA.txt", "within 24 hours; on the request of either"),
        ("consultation_if_attacked", "POL.txt", "within 48 hours; at the request of Ukraine"),
        ("sums_to_come", "FRA.txt", "up to EUR 3 billion, 2024, military aid"),
        ("sums_named", "FRA.txt", "EUR 2 billion, 2023"),
        ("military_aid", "FRA.txt", "1 promise, signed; up to EUR 3 billion"),
        ("training", "POL.txt", "1 promise, intended"),
        ("sanctions", "POL.txt", "1 promise, signed; a promise not to"),
        ("air_defence", "POL.txt", "none found"),
        # Coded as demining, and found under the sea all the same, because it names it.
        ("maritime_security", "FRA.txt", "1 promise, signed"),
    ],
)
def test_a_cell_says_the_essential(table: Comparison, row: str, doc: str, essence: str) -> None:
    assert cell(table, row, doc).essence == essence


def test_a_cell_opens_to_its_articles(table: Comparison) -> None:
    (evidence,) = cell(table, "consultation_if_attacked", "FRA.txt").evidence
    assert evidence.section == "1" and evidence.value == "PT24H"
    claim = evidence.first.claim
    assert FRENCH[claim.start : claim.end] == claim.quote
    (forgone,) = cell(table, "sanctions", "POL.txt").evidence
    assert forgone.value == "signed, not to" and forgone.first.claim.quote in POLISH


def test_rows_are_chosen_by_key_in_the_usual_order_and_by_ones_own_words(table: Comparison) -> None:
    assert [row.key for row in rows(["term", "signature"])] == ["signature", "term"]
    assert [row.key for row in rows([])] == [row.key for row in ROWS if row.usual]
    assert [row.key for row in rows([], "clear  mines")] == ["words"]
    own = Comparison.of(table.columns, rows(["term"], "CLEAR\nmines"))
    assert [(row.key, [each.essence for each in cells]) for row, cells in own.rows][1] == (
        "words",
        ["1 promise, signed", "1 promise, signed", "none found"],
    )
    with pytest.raises(ValueError, match="there is no row “mines”; the rows are signature,"):
        rows(["term", "mines"])


def test_every_row_has_a_key_of_its_own() -> None:
    assert len({row.key for row in ROWS}) == len(ROWS)
    assert {row.label for row in ROWS} and len({row.label for row in ROWS}) == len(ROWS)


def test_the_count_of_filled_cells_is_that_of_the_cells_with_evidence(table: Comparison) -> None:
    cells = [each for _, row in table.rows for each in row]
    assert table.size == len(cells) == 3 * len(ROWS)
    assert table.filled == sum(bool(each.evidence) for each in cells)


def by_row(one: Column, other: Column) -> dict[str, Difference]:
    return {each.row.key: each for each in differences(one, other, ROWS)}


def test_rows_differ_in_the_essential_in_words_or_not(compared: tuple[Column, ...]) -> None:
    second, french, polish = compared
    found = by_row(french, polish)
    assert found["term"].likeness == "same" and found["term"].same == 1 and not found["term"].pairs
    assert found["consultation_if_attacked"].likeness == "different"
    assert found["air_defence"].likeness == "different" and found["air_defence"].left_alone
    assert found["withdrawal"].likeness == "in neither"
    worded = by_row(french, second)["demining"]
    assert worded.likeness == "worded otherwise" and len(worded.pairs) == 1


def test_an_agreement_does_not_differ_from_itself(compared: tuple[Column, ...]) -> None:
    for column in compared:
        assert {each.likeness for each in differences(column, column, ROWS)} <= {"same", "in neither"}


def test_differing_words_are_marked(compared: tuple[Column, ...]) -> None:
    _, french, polish = compared
    (pair,) = by_row(french, polish)["consultation_if_attacked"].pairs
    marked = [piece.text.strip() for piece in pair.right.pieces if piece.differs]
    assert marked == ["renewed armed", "Ukraine", "48"]
    assert "".join(piece.text for piece in pair.left.pieces) == pair.left.evidence.first.claim.quote


WORDINGS = some.text("ab \n.,’ß", max_size=60)


@given(WORDINGS, WORDINGS)
def test_the_pieces_of_a_wording_are_the_wording(one: str, other: str) -> None:
    left, right = word_differences(one, other)
    assert "".join(piece.text for piece in left) == one and "".join(piece.text for piece in right) == other
    kept = ["".join(piece.text for piece in side if not piece.differs) for side in (left, right)]
    assert " ".join(kept[0].casefold().split()) == " ".join(kept[1].casefold().split())


@given(WORDINGS)
def test_case_and_line_breaks_make_no_difference(text: str) -> None:
    for other in (text, text.upper().replace(" ", "\n") if text.upper().casefold() == text.casefold() else text):
        left, right = word_differences(text, other)
        assert not any(piece.differs for piece in (*left, *right))


def test_the_csv_has_a_line_for_each_quote_of_each_cell(table: Comparison) -> None:
    lines = list(csv.DictReader(io.StringIO(csv_text(table))))
    assert tuple(lines[0]) == HEADINGS
    assert len(lines) == sum(max(1, len(each.evidence)) for _, cells in table.rows for each in cells)
    texts = {"FRA.txt": FRENCH, "POL.txt": POLISH}
    quoted = [line for line in lines if line["quote"] and line["document"] in texts]
    assert quoted
    for line in quoted:
        assert texts[line["document"]][int(line["start"]) : int(line["end"])] == line["quote"]
    empty = [line for line in lines if not line["quote"]]
    assert empty and {line["value"] for line in empty} == {"none found"}


def test_no_field_of_the_csv_is_taken_for_a_formula(compared: tuple[Column, ...]) -> None:
    hostile = Column(compared[1].instrument, '=HYPERLINK("http://x")')
    lines = list(csv.DictReader(io.StringIO(csv_text(Comparison.of([hostile], rows(["term"]))))))
    assert [line["agreement"] for line in lines] == ['\'=HYPERLINK("http://x")']


def sheet(book: bytes, number: int) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        strings = ["".join(part.itertext()) for part in shared.iter(f"{SHEET}si")]
        tree = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    assert not list(tree.iter(f"{SHEET}f"))
    return [
        [
            strings[int(value.text or 0)] if field.get("t") == "s" else value.text or ""
            for field in row.iter(f"{SHEET}c")
            for value in field.iter(f"{SHEET}v")
        ]
        for row in tree.iter(f"{SHEET}row")
    ]


def test_the_workbook_has_the_table_and_the_words(compared: tuple[Column, ...]) -> None:
    hostile = Column(compared[1].instrument, "=1+1")
    table = Comparison.of([hostile, compared[2]], rows(["term", "termination_notice"]))
    book = xlsx_bytes(table, datetime(2025, 3, 1, tzinfo=UTC))
    assert sheet(book, 1) == [
        ["", "=1+1", "Poland"],
        ["Term", "10 years", "10 years"],
        ["Notice of termination", "6 months", "none found"],
    ]
    words = sheet(book, 2)
    assert tuple(words[0]) == HEADINGS and len(words) == 5
    assert "This Pact is valid for ten years." in words[1]


def test_the_same_table_gives_the_same_workbook(table: Comparison) -> None:
    moment = datetime(2025, 3, 1, tzinfo=UTC)
    assert xlsx_bytes(table, moment) == xlsx_bytes(table, moment)


def test_a_csv_and_a_workbook_of_nothing_can_be_made(tmp_path: Path) -> None:
    nothing = Comparison.of([], ROWS)
    assert csv_text(nothing).splitlines() == [",".join(HEADINGS)]
    assert len(sheet(xlsx_bytes(nothing, datetime(2025, 3, 1, tzinfo=UTC)), 2)) == 1
