"""What changed between two releases of a table: rows added, rows that vanished, and values that are others now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import ClaimMapping, Mapping
from pactwatch.extract.mapping_cells import Cells
from pactwatch.extract.mapping_claims import row_key, rows_for
from pactwatch.extract.mapping_sources import named_columns
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
    of the rows in the two tables. For a row that was added or vanished, `cells` has what it says or said. A row that
    was renamed says the same under another identity, which `was` names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    change: Literal["added", "vanished", "changed", "renamed"]
    claim: str
    row: str
    was: str | None = None
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
        text = (mapping.file.text,) if mapping.file.text and not claim.quote else ()
        yield from _Comparison(
            claim.name, columns, _by_key(before, claim, mapping, text), _by_key(after, claim, mapping, text)
        ).changes()


@dataclass(frozen=True)
class _Read:
    """A row with its values in the compared columns, and the running text that tells it from others."""

    row: Row
    values: tuple[str, ...]
    text: str


_ByKey = dict[str, list[_Read]]


def _by_key(cells: Cells, claim: ClaimMapping, mapping: Mapping, text: tuple[str, ...]) -> _ByKey:
    kept = (row for row in cells.table.rows if not any(cells.holds(row, each) for each in mapping.file.skip))
    columns = _compared(claim)
    rows: _ByKey = {}
    for row in rows_for(cells, kept, claim):
        key = row_key(cells, row, claim.id or mapping.file.id) or f"row {row.number}"
        said = " ".join(" ".join(_values(cells, row, text)).split())
        rows.setdefault(key, []).append(_Read(row, _values(cells, row, columns), said))
    return rows


def _compared(claim: ClaimMapping) -> tuple[str, ...]:
    """The columns to compare: those that the mapping names, else all that the claim is read from."""
    if claim.compare:
        return claim.compare
    named = claim.model_copy(update={"where": ()})
    columns = [column for columns in named_columns(named) for column in columns]
    return tuple(dict.fromkeys(columns))


def _values(cells: Cells, row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    found = (cells.table.column(column) for column in columns)
    return tuple("" if place is None or cells.is_empty(row.cells[place]) else row.cells[place] for place in found)


class _Comparison:
    """The rows of one claim's kind in two releases, paired step by step; what is paired is taken out."""

    def __init__(self, claim: str, columns: tuple[str, ...], old: _ByKey, new: _ByKey) -> None:
        self._claim = claim
        self._columns = columns
        self._old = old
        self._new = new

    def changes(self) -> Iterator[RowChange]:
        """Rows that say the same are paired first, then those that only moved to another identity, then the rest."""
        for key in self._old.keys() & self._new.keys():
            for each in list(self._old[key]):
                same = next((other for other in self._new[key] if not _differing(each.values, other.values)), None)
                if same is not None:
                    self._old[key].remove(each)
                    self._new[key].remove(same)
        yield from self._renamed()
        for key in dict.fromkeys((*self._old, *self._new)):
            yield from self._rest(key, self._old.get(key, []), self._new.get(key, []))

    def _renamed(self) -> Iterator[RowChange]:
        """Rows with running text that say the same, word for word, under another identity, and no other row does."""
        moved: defaultdict[tuple[str, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, rows in enumerate((self._old, self._new)):
            for key, found in rows.items():
                for each in found:
                    if each.text:
                        moved[each.text, *map(_same, each.values)][side].append(key)
        for (text, *values), (was, now) in moved.items():
            if len(was) == len(now) == 1:
                gone = self._take(self._old[was[0]], text, values)
                come = self._take(self._new[now[0]], text, values)
                yield RowChange(
                    change="renamed",
                    claim=self._claim,
                    row=now[0],
                    was=was[0],
                    old_row=gone.row.number,
                    new_row=come.row.number,
                    cells=(),
                )

    @staticmethod
    def _take(rows: list[_Read], text: str, values: Sequence[str]) -> _Read:
        found = next(each for each in rows if each.text == text and not _differing(each.values, values))
        rows.remove(found)
        return found

    def _rest(self, key: str, old: list[_Read], new: list[_Read]) -> Iterator[RowChange]:
        nothing = ("",) * len(self._columns)
        left = list(new)
        for each in old:
            if not left:
                yield self._change("vanished", key, each, None, each.values, nothing)
                continue
            nearest = min(left, key=lambda other: len(_differing(each.values, other.values)))
            left.remove(nearest)
            yield self._change("changed", key, each, nearest, each.values, nearest.values)
        for each in left:
            yield self._change("added", key, None, each, nothing, each.values)

    def _change(
        self,
        change: Literal["added", "vanished", "changed"],
        key: str,
        old: _Read | None,
        new: _Read | None,
        before: Sequence[str],
        after: Sequence[str],
    ) -> RowChange:
        return RowChange(
            change=change,
            claim=self._claim,
            row=key,
            old_row=old.row.number if old else None,
            new_row=new.row.number if new else None,
            cells=_cells(self._columns, before, after),
        )


def _cells(columns: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[CellChange, ...]:
    return tuple(CellChange(column=columns[at], old=old[at], new=new[at]) for at in _differing(old, new))


def _differing(old: Sequence[str], new: Sequence[str]) -> list[int]:
    return [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if _same(one) != _same(other)]


def _same(value: str) -> str:
    """The value in the one form that all writings of it share: 1 for 1.0, one space for several."""
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return " ".join(value.split())
