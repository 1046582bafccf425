"""From rows to claims: numbers as they stand, the row as the quote, and every cell that cannot be read is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.claim import AgreementClaim, Amount, CommitmentClaim, FulfilmentClaim, Goods
from pactwatch.extract.mapping import Mapping, MappingFile, Numbers, find_mapping
from pactwatch.extract.mapping_cells import Cells, MissingColumnError
from pactwatch.extract.mapping_claims import map_table
from pactwatch.read.table import Layout, Row, Table, table_of

from .tables import FIRST, HEADER, MAPPING, actors, mapped

SAMPLE = Path(__file__).parents[1] / "read" / "iati_sample.xml"


def commitments(folder: Path, table: str = FIRST, text: str = MAPPING) -> dict[str | None, CommitmentClaim]:
    claims = mapped(folder, table, text).claims
    return {claim.section: claim for claim in claims if isinstance(claim, CommitmentClaim)}


def test_a_row_gives_a_claim_with_all_that_its_cells_say(tmp_path: Path) -> None:
    claim = commitments(tmp_path)["A1"]
    assert (claim.promisors, claim.promisees, claim.action) == (("NOR",), ("UKR",), "military_aid")
    assert claim.amounts == (
        Amount(value=1_500_000, currency="NOK"),
        Amount(value=150_000, currency="USD", qualifier="about"),
    )
    assert claim.items == (Goods(name="howitzer", count=12),)
    assert (claim.date, claim.firmness) == ("2024-03-05", "pledged")
    assert claim.speaker == "Institute of Samples"
    assert claim.via == "Sample Tracker, release of 2024-06-30"
    assert claim.read_by is not None
    assert claim.read_by.pipeline == "mapping sample"


def test_the_quote_is_the_running_text_or_the_row_and_stands_in_the_document(tmp_path: Path) -> None:
    made = mapped(tmp_path)
    assert [made.document.text[claim.start : claim.end] for claim in made.claims] == [c.quote for c in made.claims]
    found = commitments(tmp_path)
    assert found["A1"].quote == "Norway will send howitzers, 12 of them."
    assert found["A6"].quote.startswith("Id: A6 | Donor: Poland | Kind: Arms")
    deliveries = [claim for claim in made.claims if isinstance(claim, FulfilmentClaim)]
    assert [claim.quote for claim in deliveries] == ["Delivered: 500,000", "Delivered: 70"]


def test_a_delivery_names_its_row_and_is_met_when_all_of_it_came(tmp_path: Path) -> None:
    deliveries = [claim for claim in mapped(tmp_path).claims if isinstance(claim, FulfilmentClaim)]
    assert [(claim.commitment, claim.state) for claim in deliveries] == [("A1", "partly_met"), ("A2", "met")]


def test_a_date_is_as_coarse_as_its_format_and_an_end_gives_an_interval(tmp_path: Path) -> None:
    found = commitments(tmp_path)
    assert (found["A2"].date, found["A6"].date) == ("2024-04", "2024-01-01/2024-05-10")


def test_the_release_is_dated_by_its_file_s_name(tmp_path: Path) -> None:
    document = mapped(tmp_path).document
    assert (document.published, document.published_basis) == ("2024-06-30", "metadata")


def test_every_cell_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    assert [str(fault) for fault in mapped(tmp_path).faults] == [
        "row 4 (A3), Donor: 'Atlantis' is no actor that the codebook knows; add it there, or to `values`",
        "row 5 (A4), Day: 'soon' is no date in the formats that the mapping gives",
        "row 5 (A4), Sum: '12.5.0' is no number",
        "row 6 (A5), Kind: 'Songs' has no value in the mapping; add it to `values`",
        "row 7 (A6), Currency: 'zloty' is no currency; it should be an ISO 4217 code beside the sum",
    ]
    found = commitments(tmp_path)
    assert set(found) == {"A1", "A2", "A4", "A6"}
    assert (found["A4"].date, found["A4"].action) == (None, "demining")
    assert found["A4"].amounts == (Amount(value=3_000_000, currency="USD", qualifier="about"),)
    assert found["A6"].amounts == ()


def test_rows_that_share_an_identity_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    row = "A1,Chad,Arms,01.02.2024,5,EUR,-,-,-,-,-\n"
    other = "-,Chad,Arms,01.02.2024,6,EUR,-,-,-,-,-\n"
    assert set(commitments(tmp_path, HEADER + row + row + other)) == {"A1, row 2", "A1, row 3", "row 4"}


def test_european_numbers_are_read_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    table = HEADER + 'A1,Chad,Arms,01.02.2024,"1.234,5",EUR,-,-,-,-,-\n'
    assert [str(fault) for fault in mapped(tmp_path, table).faults] == ["row 2 (A1), Sum: '1.234,5' is no number"]
    european = MAPPING.replace("id: [Id]", 'numbers: {decimal: ",", thousands: "."}\nid: [Id]')
    assert commitments(tmp_path, table, european)["A1"].amounts == (Amount(value=1234.5, currency="EUR"),)


def test_only_the_first_of_rows_that_are_alike_gives_a_claim(tmp_path: Path) -> None:
    rows = "".join(f"A{n},Chad,Arms,01.02.2024,5,EUR,-,item {n},-,-,-\n" for n in range(3))
    once = MAPPING.replace("    firmness:", "    once: [Donor, Day, Sum]\n    firmness:")
    assert set(commitments(tmp_path, HEADER + rows, once)) == {"A0"}


def test_a_column_that_is_missing_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError, match="no column 'Donor'; did you mean 'Donors'"):
        mapped(tmp_path, "Id,Donors\nA1,Chad\n")


def test_an_iati_file_gives_commitments_and_disbursements() -> None:
    table = table_of("aid.xml", SAMPLE.read_bytes(), Layout())
    promised, paid = map_table(table, find_mapping("iati"), actors()).claims
    assert isinstance(promised, CommitmentClaim)
    assert isinstance(paid, FulfilmentClaim)
    assert (promised.promisors, promised.promisees, promised.action) == (("DNK",), ("UKR",), "demining")
    assert (promised.amounts, promised.date) == ((Amount(value=2500000.5, currency="EUR"),), "2024-01-15")
    assert (paid.promisors, paid.amounts) == (("NOR",), (Amount(value=1_000_000, currency="USD"),))


def test_agreement_metadata_give_agreements_with_their_stage() -> None:
    header = "AgtId,Agt,Dat,Status,Con,PPName,Agtp,Stage,StageSub,Part,ThrdPart,Loc1ISO,Loc2ISO\n"
    row = '7,Memorandum on a Truce,2014-09-19,Multiparty signed/agreed,,,,,,"For Ukraine:\nA. B.\nFor Russia:\nC. D.",,,\n'
    table = table_of("agreements.csv", (header + row).encode(), Layout())
    (claim,) = map_table(table, find_mapping("pax"), actors(), "2025-12-31").claims
    assert isinstance(claim, AgreementClaim)
    assert (claim.title, claim.form, claim.stage) == ("Memorandum on a Truce", "memorandum", "agreed")
    assert (claim.parties, claim.date) == (("UKR", "RUS"), "2014-09-19")


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([(".", ","), (",", "."), (",", " ")]),
)
def test_a_number_is_exactly_what_its_cell_says(value: Decimal, signs: tuple[str, str]) -> None:
    decimal, thousands = signs
    written = f"{value:,.2f}".translate(str.maketrans({",": thousands, ".": decimal}))
    table = Table("t.csv", ("Sum",), (Row(2, (written,)),), "text/csv", b"")
    file = MappingFile.model_construct(empty=(), numbers=Numbers(decimal=decimal, thousands=thousands))  # type: ignore[arg-type]
    assert Cells(table, file, actors=None).number(table.rows[0], ["Sum"]) == value  # type: ignore[arg-type]


def test_a_mapping_knows_no_date_in_a_name_without_one() -> None:
    found: Mapping = find_mapping("kiel-2023")
    assert (found.date_in("retrieved_2023-01-05.csv"), found.date_in("latest.csv")) == ("2023-01-05", None)
