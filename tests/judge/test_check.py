from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from judge.terms import PAUSE, rule
from pactwatch.judge.check import Remark, check_terms
from pactwatch.judge.terms import load_terms
from pactwatch.read.reader import read_file

TEXT = """Terms of a pause

1. Scope
The pause holds on the coast.

2. Prohibitions
Neither side strikes the energy facilities of the other.

3. Prisoners
The parties exchange all prisoners.
"""


class WrittenOut(yaml.SafeDumper):
    """Writes a value out wherever it stands: terms are read without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def remarks(tmp_path: Path, text: str | None = None, **changes: Any) -> list[Remark]:
    path = tmp_path / "terms.yaml"
    path.write_text(
        yaml.dump({**PAUSE, "activates": [], **changes}, Dumper=WrittenOut, sort_keys=False), encoding="utf-8"
    )
    texts = []
    if text is not None:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        texts = [read_file(tmp_path / "text.txt")]
    return check_terms(load_terms(path), path, texts)


def told(found: list[Remark], severity: str) -> list[str]:
    return [remark.text for remark in found if remark.severity == severity]


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"rules": [rule(by=[])]}, "gap", "`by` names no party"),
        ({}, "gap", "zone coast: no `shape`"),
        ({}, "note", "zone coast: no rule and no duty"),
        ({"rules": [rule(by=["RUS"])]}, "gap", "party UKR: no rule or duty binds it"),
        ({"in_force": []}, "note", "dormant"),
        ({"paused": [{"from": "2025-03-01"}]}, "error", "never in force"),
        ({"rules": [rule(), {**rule(), "id": "again"}]}, "note", "energy and again forbid the same"),
        (
            {
                "rules": [
                    rule(against=[]),
                    {**rule(against=[]), "id": "b", "exceptions": [{"id": "x", "words": "y", "by": ["RUS"]}]},
                ]
            },
            "error",
            "rules b and energy disagree on",
        ),
    ],
)
def test_what_is_remarked(changes: dict[str, Any], severity: str, words: str, tmp_path: Path) -> None:
    assert any(words in text for text in told(remarks(tmp_path, **changes), severity))


def test_rules_at_other_times_do_not_contradict(tmp_path: Path) -> None:
    exempt = {"exceptions": [{"id": "x", "words": "y", "by": ["RUS"]}]}
    first = {**rule(against=[]), "in_force": [{"from": "2025-03-18", "until": "2025-03-20"}]}
    second = {**rule(against=[]), "id": "b", **exempt, "in_force": [{"from": "2025-03-20"}]}
    assert told(remarks(tmp_path, rules=[first, second]), "error") == []


def test_a_quote_is_looked_for_in_the_text_and_its_line_is_told(tmp_path: Path) -> None:
    found = remarks(tmp_path, TEXT, rules=[{**rule(), "quote": "Nobody strikes anything."}])
    (error,) = (remark for remark in found if remark.severity == "error")
    lines = (tmp_path / "terms.yaml").read_text().splitlines()
    assert "Nobody strikes anything." in lines[error.line - 1]
    assert told(remarks(tmp_path, TEXT), "error") == []


def test_articles_that_nothing_covers_are_named(tmp_path: Path) -> None:
    uncovered = [text for text in told(remarks(tmp_path, TEXT), "gap") if "covered by no rule" in text]
    assert [text.split(" of ")[0] for text in uncovered] == ["article 1", "article 3"]


def test_what_is_unfinished_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(
        yaml.dump({**PAUSE, "activates": []}, Dumper=WrittenOut) + "# TODO say who owns it\n", encoding="utf-8"
    )
    found = [remark for remark in check_terms(load_terms(path), path) if "unfinished" in remark.text]
    assert [remark.line for remark in found] == [len(path.read_text().splitlines())]
