"""Two releases of a table: what was added, vanished, changed, and what only got another identity."""

from __future__ import annotations

from pathlib import Path

from pactwatch.extract.mapping_changes import CellChange, RowChange, table_changes
from pactwatch.read.table import Layout, table_of

from .tables import FIRST, HEADER, SECOND, actors, mapping


def compare(folder: Path, old: str, new: str) -> list[RowChange]:
    tables = [table_of("aid.csv", text.encode(), Layout()) for text in (old, new)]
    return list(table_changes(tables[0], tables[1], mapping(folder), actors()))


def test_old_and_new_values_are_told_by_row(tmp_path: Path) -> None:
    found = {(each.claim, each.row): each for each in compare(tmp_path, FIRST, SECOND)}
    changed = found["pledge", "A1"]
    assert (changed.change, changed.old_row, changed.new_row) == ("changed", 2, 2)
    assert changed.cells == (CellChange(column="Sum", old="1,500,000", new="1,800,000"),)
    assert {cell.column for cell in found["delivery", "A1"].cells} == {"Delivered", "Sum"}
    assert found["pledge", "A2"].change == "vanished"
    assert CellChange(column="Donor", old="The Club", new="") in found["pledge", "A2"].cells
    assert found["pledge", "A8"].change == "added"
    assert CellChange(column="Donor", old="", new="Italy") in found["pledge", "A8"].cells


def test_a_row_that_says_the_same_under_another_identity_was_renamed(tmp_path: Path) -> None:
    renamed = [each for each in compare(tmp_path, FIRST, SECOND) if each.change == "renamed"]
    assert [(each.claim, each.was, each.row, each.cells) for each in renamed] == [("pledge", "A4", "A7", ())]


def test_a_release_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert compare(tmp_path, FIRST, FIRST) == []


def test_what_changed_one_way_changed_back_the_other_way(tmp_path: Path) -> None:
    forth, back = compare(tmp_path, FIRST, SECOND), compare(tmp_path, SECOND, FIRST)
    other = {"added": "vanished", "vanished": "added", "changed": "changed", "renamed": "renamed"}
    assert sorted((other[each.change], each.claim, each.was or each.row) for each in forth) == sorted(
        (each.change, each.claim, each.row) for each in back
    )


def test_rows_of_one_identity_are_paired_by_what_they_say(tmp_path: Path) -> None:
    row = "A1,Chad,Arms,01.02.2024,{},EUR,-,{},-,-,-\n"
    old = HEADER + row.format(5, "boat") + row.format(6, "truck")
    new = HEADER + row.format(7, "truck") + row.format(5, "boat")
    (change,) = compare(tmp_path, old, new)
    assert (change.old_row, change.new_row) == (3, 2)
    assert change.cells == (CellChange(column="Sum", old="6", new="7"),)


def test_a_number_written_otherwise_is_no_change(tmp_path: Path) -> None:
    row = "A1,Chad,Arms,01.02.2024,{},EUR,-,-,-,-,-\n"
    assert compare(tmp_path, HEADER + row.format("5"), HEADER + row.format("5.0")) == []
