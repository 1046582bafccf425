"""Mappings are checked before a table is read: each fault has its file, its line and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.extract.mapping import find_mapping, known_mappings
from pactwatch.extract.yaml_file import CodebookError

from .tables import MAPPING, mapping


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("military_aid", "militry_aid", "military_aid"),
        ("currency: {fixed: USD}", "currency: {fixed: dollars}", "ISO 4217"),
        ('"%d.%m.%Y", "%m/%Y"', '"%d.%m."', "has no year"),
        ('since: "2024-01-01"', 'since: "tomorrow"', "2022-01-24"),
        ('until: ["until %d.%m.%Y"], ', "", "`until` and `since` are given together"),
        ("firmness: {fixed: pledged}", "firmness: {fixed: pledged, column: Donor}", "either `column` or `fixed`"),
        ("promisors: {column: Donor, values: {The Club: [NATO]}}\n", "", "add `promisors: ...`"),
        ("state: {delivered: Delivered, of: Sum}", "state: {delivered: Delivered}", "`delivered` and `of`"),
        (r"'(\d{4}-\d{2}-\d{2})'", r"'\d{4}'", "one group"),
        (r"'(\d{4}-\d{2}-\d{2})'", r"'(\d{4}'", "not a regular expression"),
        ("kind: fulfilment", "kind: delivery", "commitment"),
        ("outlet:", "outlets:", "outlet"),
        ('empty: ["-", not given]', "numbers: {decimal: ','}", "both `,`"),
    ],
)
def test_a_fault_is_told_with_its_line_and_mend(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in MAPPING
    with pytest.raises(CodebookError) as caught:
        mapping(tmp_path, MAPPING.replace(old, new))
    assert words in str(caught.value)
    assert "sample.yaml, line" in str(caught.value)


@pytest.mark.parametrize("name", known_mappings())
def test_the_mappings_that_come_with_the_project_fit(name: str) -> None:
    assert find_mapping(name).file.claims


def test_a_mapping_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"no mapping keel; .* kiel-2023"):
        find_mapping("keel")


def test_any_change_of_the_file_is_another_version(tmp_path: Path) -> None:
    assert mapping(tmp_path).version != mapping(tmp_path, MAPPING + "\n# seen\n").version
