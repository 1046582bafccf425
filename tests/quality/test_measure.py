"""The measurements, on inputs whose figures are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from agreement_facts import score_agreements
from clusters import score_clusters
from hypothesis import given
from hypothesis import strategies as st
from linkage import linking_at_scale
from measure import main
from page import table
from speed import ledger_growth, write_copies

from pactwatch.extract.claim import Claim, ReadBy
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"
REPORTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz"), min_size=1)


class NothingFound:
    """An extractor that finds nothing."""

    read_by = ReadBy(extractor="none", pipeline="none", codebook="none")

    def extract(self, document: Document) -> list[Claim]:
        return []


def test_clusters_are_scored_by_hand() -> None:
    # Two of three reports of x are together, the third is with that of y.
    scored = score_clusters({"a": "x", "b": "x", "c": "x", "d": "y"}, {"a": "1", "b": "1", "c": "2", "d": "2"})
    assert (scored.reports, scored.incidents, scored.made) == (4, 2, 2)
    assert scored.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert scored.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    # One right pair of the three that there are and the two that were made.
    assert scored.pair_f1 == pytest.approx(2 * 1 / (3 + 2))


def test_a_report_that_was_not_grouped_is_alone() -> None:
    scored = score_clusters({"a": "x", "b": "x"}, {"a": "b", "other": "b"})
    assert (scored.made, scored.precision, scored.recall) == (2, 1.0, 0.5)


@given(REPORTS)
def test_the_gold_itself_is_perfect(gold: dict[str, str]) -> None:
    scored = score_clusters(gold, gold)
    assert (scored.precision, scored.recall, scored.f1, scored.pair_f1) == (1.0, 1.0, 1.0, 1.0)


@given(REPORTS, REPORTS)
def test_gold_and_found_turned_round_turn_precision_and_recall(gold: dict[str, str], found: dict[str, str]) -> None:
    found = {report: found.get(report, report) for report in gold}
    one, other = score_clusters(gold, found), score_clusters(found, gold)
    assert (one.precision, one.recall) == (pytest.approx(other.recall), pytest.approx(other.precision))


AGREEMENT = {
    "doc": "XYZ",
    "signed": {"date": "2024-01-12"},
    "term": None,
    "termination_notice": {"iso_duration": "P6M"},
    "consultation_if_attacked": {"within": "PT24H"},
    "legal_status": {"status": "not_stated"},
    "money": [{"value": 1000.0, "currency": "EUR"}, {"value": 5, "currency": "USD"}],
}


def provision(name: str, value: str | None = None) -> dict[str, object]:
    return {"kind": "provision", "provision": name, "value": value}


def test_what_an_agreement_says_of_itself_is_scored_by_hand() -> None:
    found = [
        provision("signature", "2024-01-12"),
        provision("consultation", "PT24H"),
        provision("consultation", "PT48H"),
        {"kind": "commitment", "amounts": [{"value": 1000, "currency": "EUR"}, {"value": None, "currency": "EUR"}]},
        {"kind": "incident", "amounts": [{"value": 5, "currency": "USD"}]},
    ]
    scored = score_agreements([AGREEMENT], {"XYZ": found})
    assert scored == {
        "signature": (1, 1.0),
        "term": (1, 1.0),
        "termination notice": (1, 0.0),
        "consultation": (1, 0.0),
        "sums": (1, pytest.approx(2 / 3)),
    }


def test_a_stated_legal_status_is_rated() -> None:
    stated = AGREEMENT | {"legal_status": {"status": "binding"}}
    assert score_agreements([stated], {"XYZ": [provision("legal_status", "binding")]})["legal status"] == (1, 1.0)
    assert score_agreements([stated], {})["legal status"] == (1, 0.0)


def test_copies_are_other_documents_of_other_years(tmp_path: Path) -> None:
    write_copies(EXAMPLES, tmp_path, 40)
    read = [read_file(path) for path in sorted(tmp_path.iterdir()) if path.suffix != ".json"]
    assert len({document.doc for document in read}) == 40
    first, later = (read_file(tmp_path / f"kherson-shelled-00{years}.txt") for years in (0, 1))
    assert first.published is not None and later.published is not None
    assert date.fromisoformat(later.published).year == date.fromisoformat(first.published).year + 1


def test_a_ledger_that_grew_is_whole(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    write_copies(EXAMPLES, documents, 5)
    grown = ledger_growth(NothingFound(), documents, tmp_path / "ledger.sqlite")
    assert (grown.documents, grown.claims, grown.records) == (5, 0, 0)
    assert min(grown.reading.clock, grown.keeping.processor, grown.verifying.clock, grown.megabytes) > 0


def test_a_table_is_markdown_and_reads_as_text() -> None:
    assert table(["kind", "F1"], [["meeting", "0.500"], ["all", "–"]]).splitlines() == [
        "| kind    |    F1 |",
        "| ------- | ----: |",
        "| meeting | 0.500 |",
        "| all     |     – |",
    ]


def test_a_folder_without_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 2
    assert "no folder gold" in capsys.readouterr().err


def test_what_was_printed_at_scale_is_taken_into_the_page(tmp_path: Path) -> None:
    assert "| 1,000,000 | 9 s |" in linking_at_scale(_printed(tmp_path))
    assert main(["--scale-printed", str(tmp_path / "none")]) == 2


def _printed(tmp_path: Path) -> Path:
    file = tmp_path / "printed.md"
    file.write_text("| reports | clock |\n| --- | --- |\n| 1,000,000 | 9 s |\n", encoding="utf-8")
    return file
