"""What changed between two releases of a table: rows added, rows that vanished, and values that are others now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import (
    AgreementMapping,
    ClaimMapping,
    CommitmentMapping,
    DateSource,
    FulfilmentMapping,
    Mapping,
)
from pactwatch.extract.mapping_cells import Cells
from pactwatch.extract.mapping_claims import row_key, rows_for
from pactwatch.read.table import Row, Table


class CellChange(BaseModel):
    """One column of a row whose value changed; an empty text where one of the two says nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str
    old: str
    new: str


class RowChange(BaseModel):
    """One row of a claim's kind that is new, is gone, or says something else.

    `claim` is the name of the claim in the mapping, `row` what identifies the row, `old_row` and `new_row` the numbers
    of the rows in the two tables. For a row that was added or vanished, `cells` has what it says or said.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    change: Literal["added", "vanished", "changed"]
    claim: str
    row: str
    old_row: int | None = None
    new_row: int | None = None
    cells: tuple[CellChange, ...]


def table_changes(old: Table, new: Table, mapping: Mapping, actors: Actors) -> Iterator[RowChange]:
    """Compare two releases row by row, by what identifies the rows, in the columns that the mapping uses.

    Rows that share an identity are paired so that as few values as possible differ. Numbers that are equal are the same
    however they are written ("1", "1.0"). A column that only one of the two tables has is compared as empty in the
    other. Raises MissingColumnError where a table lacks an identifying column.
    """
    before, after = Cells(old, mapping.file, actors), Cells(new, mapping.file, actors)
    for claim in mapping.file.completed:
        columns = _compared(claim)
        old_rows, new_rows = _by_key(before, claim, mapping), _by_key(after, claim, mapping)
        for key in dict.fromkeys((*old_rows, *new_rows)):
            yield from _pairs(
                key,
                claim.name,
                [(row, _values(before, row, columns)) for row in old_rows.get(key, ())],
                [(row, _values(after, row, columns)) for row in new_rows.get(key, ())],
                columns,
            )


def _by_key(cells: Cells, claim: ClaimMapping, mapping: Mapping) -> dict[str, list[Row]]:
    kept = (row for row in cells.table.rows if not any(cells.holds(row, each) for each in mapping.file.skip))
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_for(cells, kept, claim):
        rows[row_key(cells, row, claim.id or mapping.file.id) or f"row {row.number}"].append(row)
    return rows


def _compared(claim: ClaimMapping) -> tuple[str, ...]:
    """The columns to compare: those that the mapping names, else all that the claim is read from."""
    if claim.compare:
        return claim.compare
    columns: list[str] = list(claim.quote)
    sources: list[object] = [claim.date]
    if isinstance(claim, AgreementMapping):
        sources += [claim.title, claim.parties, claim.form, claim.stage]
    else:
        sources += [claim.promisors, claim.action, *claim.amounts, *claim.items]
        sources += [amount.currency for amount in claim.amounts]
        columns += [item.count for item in claim.items if item.count]
    if isinstance(claim, CommitmentMapping):
        sources += [claim.promisees, claim.firmness, claim.due, claim.condition, claim.agreement]
    if isinstance(claim, FulfilmentMapping):
        columns += [column for column in (claim.state.delivered, claim.state.of) if column]
    for source in sources:
        columns += getattr(source, "column", ())
        columns += source.parts if isinstance(source, DateSource) else ()
    return tuple(dict.fromkeys(columns))


def _values(cells: Cells, row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    found = (cells.table.column(column) for column in columns)
    return tuple("" if place is None or cells.is_empty(row.cells[place]) else row.cells[place] for place in found)


_Read = tuple[Row, tuple[str, ...]]


def _pairs(key: str, claim: str, old: list[_Read], new: list[_Read], columns: Sequence[str]) -> Iterator[RowChange]:
    left_new = list(new)
    left_old = []
    for each in old:
        same = next((other for other in left_new if not _differing(each[1], other[1])), None)
        if same is not None:
            left_new.remove(same)
        else:
            left_old.append(each)
    for row, values in left_old:
        if not left_new:
            cells = _cells(columns, values, ("",) * len(columns))
            yield RowChange(change="vanished", claim=claim, row=key, old_row=row.number, cells=cells)
            continue
        nearest = min(left_new, key=lambda other: len(_differing(values, other[1])))
        left_new.remove(nearest)
        yield RowChange(
            change="changed",
            claim=claim,
            row=key,
            old_row=row.number,
            new_row=nearest[0].number,
            cells=_cells(columns, values, nearest[1]),
        )
    for row, values in left_new:
        cells = _cells(columns, ("",) * len(columns), values)
        yield RowChange(change="added", claim=claim, row=key, new_row=row.number, cells=cells)


def _cells(columns: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[CellChange, ...]:
    return tuple(CellChange(column=columns[at], old=old[at], new=new[at]) for at in _differing(old, new))


def _differing(old: Sequence[str], new: Sequence[str]) -> list[int]:
    return [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if not _equal(one, other)]


def _equal(one: str, other: str) -> bool:
    if one == other or " ".join(one.split()) == " ".join(other.split()):
        return True
    try:
        return bool(one and other) and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
