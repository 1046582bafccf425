"""docs/records.md says what the tables of grades and the kinds of layers are."""

from __future__ import annotations

import re

import pytest
from documented import REPOSITORY

from pactwatch.extract.yaml_file import load_yaml
from pactwatch.read.context_layer import LAYER_KINDS
from pactwatch.reconcile.grade_table import GradeRow
from pactwatch.reconcile.grading_rules import CredibilityRow, IncidentRow, SourceList

PAGE = (REPOSITORY / "docs" / "records.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("heading", "row"), [("credibility", CredibilityRow), ("incident", IncidentRow)])
def test_every_condition_of_a_table_is_told(heading: str, row: type[GradeRow]) -> None:
    table = PAGE.partition(f"| condition of `{heading}` |")[2].partition("\n\n")[0]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines()[2:])
    told = set(re.findall(r"`(\w+)`", first_cells))
    assert told == set(row.model_fields) - {"grade", "means"}


def test_every_kind_of_layer_is_told() -> None:
    assert all(f"| `{kind}` |" in PAGE and f"--kind {kind}" in PAGE for kind in LAYER_KINDS)


def test_the_list_of_sources_on_the_page_can_be_used(tmp_path: object) -> None:
    from pathlib import Path

    text = re.search(r"```yaml\n(.*?)```", PAGE, re.S)
    assert text is not None
    path = Path(str(tmp_path)) / "sources.yaml"
    path.write_text(text[1], encoding="utf-8")
    rated = load_yaml(path, SourceList).rated("the NMM")
    assert rated is not None and rated.reliability == "B"
