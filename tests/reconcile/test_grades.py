from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pactwatch.extract.yaml_file import CodebookError
from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.corroboration import Corroboration, Says
from pactwatch.reconcile.grades import Assessment, assess
from pactwatch.reconcile.grading_rules import (
    GradingRules,
    SourceList,
    grading_rules,
    load_grading_rules,
    load_source_list,
)
from pactwatch.reconcile.reconciler import reconcile
from reconcile.claims import decided, shelling

SOURCES = SourceList.model_validate(
    {
        "sources": [
            {"name": "Monitors", "reliability": "B", "because": "they visit"},
            {"name": "Gazette", "names": ["The Norland Gazette"], "reliability": "E"},
        ]
    }
)


LAST = "{grade: 3, means: m}"


def layer(says: Says) -> Corroboration:
    return Corroboration(layer="d", name="Heat", kind="thermal_anomalies", rule="heat", says=says, text="...")


def graded(*claims: StoredClaim, decisions: tuple[Decision, ...] = (), layers: tuple[Says, ...] = ()) -> Assessment:
    (record,) = reconcile(claims, decisions)
    return assess(record, grading_rules(), SOURCES, [layer(says) for says in layers])


def together(*claims: StoredClaim) -> tuple[Decision, ...]:
    return (decided("same", *(claim.id for claim in claims)),)


class TestIncident:
    @pytest.mark.parametrize(
        ("claims", "layers", "grade"),
        [
            ([{}], (), "weak"),
            ([{}, {}], (), "fair"),
            ([{"alleged": True}, {"alleged": True}], (), "weak"),
            ([{"speaker": "Russian Defence Ministry"}], (), "confirmed"),
            ([{"speaker": "Monitors"}], ("supports",), "fair"),
            ([{"speaker": "Somebody"}], ("supports",), "weak"),
            ([{}, {}], ("weakens",), "weak"),
            ([{}, {}, {}], ("weakens",), "fair"),
            ([{}, {}], ("says nothing",), "fair"),
        ],
    )
    def test_the_table(self, claims: list[dict[str, Any]], layers: tuple[Says, ...], grade: str) -> None:
        made = [shelling(f"c{n}", **fields) for n, fields in enumerate(claims)]
        assert graded(*made, layers=layers).grade == grade

    def test_two_perpetrators_make_it_contested_until_a_person_decides(self) -> None:
        one, other = shelling("a"), shelling("b", perpetrator="UKR")
        same = together(one, other)
        assert graded(one, other, decisions=same).grade == "contested"
        assert graded(one, other, decisions=(*same, decided("right", "a", hours=2))).grade == "fair"

    def test_it_is_discounted_when_every_report_was_found_wrong(self) -> None:
        found = graded(shelling("a"), decisions=(decided("wrong", "a"),))
        assert found.grade == "discounted" and found.sources == 0

    def test_an_accusation_by_the_other_side_admits_nothing(self) -> None:
        assert graded(shelling("a", speaker="Ukrainian officials")).grade == "weak"


class TestReport:
    def codes(self, *claims: StoredClaim, **given: Any) -> list[str]:
        return [report.code for report in graded(*claims, **given).reports]

    def test_one_source_is_possibly_true_and_who_is_not_listed_cannot_be_judged(self) -> None:
        assert self.codes(shelling("a", speaker="Monitors")) == ["B3"]
        assert self.codes(shelling("a", outlet="the Norland Gazette")) == ["E3"]
        assert self.codes(shelling("a")) == ["F3"]

    def test_another_independent_source_confirms_and_a_copy_does_not(self) -> None:
        assert self.codes(shelling("a"), shelling("b")) == ["F1", "F1"]
        assert self.codes(shelling("a", via="AP"), shelling("b", via="AP")) == ["F3", "F3"]

    def test_a_contradiction_makes_it_doubtful_and_a_later_rise_is_none(self) -> None:
        two, nine = {"low": 2, "high": 2}, {"low": 9, "high": 9}
        claims = shelling("a", killed=nine), shelling("b", killed=two)
        assert self.codes(*claims, decisions=together(*claims)) == ["F4", "F4"]
        rising = shelling("a", killed=two), shelling("b", killed=nine, published="2025-03-30")
        assert self.codes(*rising, decisions=together(*rising)) == ["F1", "F1"]

    def test_an_allegation_alone_and_a_replaced_figure_cannot_be_judged(self) -> None:
        assert self.codes(shelling("a", alleged=True)) == ["F6"]
        twenty, more = {"low": 20, "high": 20}, {"low": 26, "high": 26}
        later = shelling("b", injured=more, published="2025-03-29", supersedes={"injured": twenty})
        assert self.codes(shelling("a", injured=twenty), later) == ["F6", "F3"]


class TestFiles:
    def test_a_table_of_ones_own_is_obeyed(self, tmp_path: Path) -> None:
        own = tmp_path / "grades.yaml"
        own.write_text(
            "version: mine\nreliable: [A]\ncredibility:\n  - {grade: 5, means: Never.}\n"
            "incident:\n  - {grade: discounted, sources: 1, means: All.}\n  - {grade: weak, means: Rest.}\n"
        )
        (record,) = reconcile([shelling("a")])
        found = assess(record, load_grading_rules(own), SourceList())
        assert found.grade == "discounted" and found.means == "All." and found.reports[0].code == "F5"

    @pytest.mark.parametrize(
        ("credibility", "incident", "line", "word"),
        [
            ([LAST], ["{grade: fair, source: 2, means: m}"], 6, "did you mean `sources`"),
            ([LAST], ["{grade: fair, sources: 2, means: m}"], 6, "last row"),
            ([LAST, LAST], ["{grade: weak, means: m}"], 4, "must be the last"),
        ],
    )
    def test_a_fault_is_told_with_its_line(
        self, tmp_path: Path, credibility: list[str], incident: list[str], line: int, word: str
    ) -> None:
        tables = [
            "credibility:",
            *(f"  - {row}" for row in credibility),
            "incident:",
            *(f"  - {row}" for row in incident),
        ]
        text = "\n".join(["version: x", "reliable: [A]", *tables])
        path = tmp_path / "grades.yaml"
        path.write_text(text)
        with pytest.raises(CodebookError) as error:
            load_grading_rules(path)
        assert error.value.line == line and word in error.value.message

    def test_a_source_rated_twice_under_two_names_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "sources.yaml"
        path.write_text(
            "sources:\n  - {name: AP, reliability: B}\n  - {name: The Associated Press, reliability: C}\n"
        )
        with pytest.raises(CodebookError, match=r"line 3: .*rated already, as `AP`"):
            load_source_list(path)

    def test_every_row_that_comes_with_pactwatch_can_be_reached(self) -> None:
        rules: GradingRules = grading_rules()
        for rows in (rules.credibility, rules.incident):
            conditions = [row.conditions for row in rows]
            assert all(one != other for n, one in enumerate(conditions) for other in conditions[:n])
