"""Reading the cells of a row as a mapping says: numbers, dates, codes and actors, exactly as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import MappingFile, Numbers
from pactwatch.extract.mapping_sources import UNIX, ActorSource, Coded, Condition, DateSource, Width
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.read.table import Row, Table

T = TypeVar("T")
_DIRECTIVE = re.compile(r"%-?([A-Za-z])")


class CellError(ValueError):
    """A cell that cannot be read as what the mapping says it holds. Its text names the column and what is there."""

    def __init__(self, column: str, cell: str, message: str) -> None:
        shown = cell if len(cell) <= 60 else cell[:57] + "..."
        super().__init__(f"{column}: {shown!r} {message}")


class MissingColumnError(ValueError):
    """The table has no column of a name that the mapping uses."""


class Cells:
    """Reads the cells of one table under one mapping."""

    def __init__(self, table: Table, mapping: MappingFile, actors: Actors) -> None:
        self.table = table
        self._actors = actors
        self._numbers = _number_pattern(mapping.numbers)
        self._signs = mapping.numbers
        self._empty = frozenset(("", *(text.casefold() for text in mapping.empty)))
        self._optional = frozenset(mapping.optional)
        self._found: dict[tuple[str, ...], list[int]] = {}
        self._codes: dict[tuple[int, str], tuple[str, ...]] = {}

    def place(self, column: str) -> int:
        """The place of a column. Raises MissingColumnError, with the nearest name that there is."""
        place = self.table.column(column)
        if place is None:
            nearest = process.extractOne(column, self.table.columns, scorer=fuzz.ratio)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise MissingColumnError(f"the table has no column {column!r}{hint}")
        return place

    def places(self, columns: Iterable[str]) -> list[int]:
        """The places of those columns that the table has; none where it may lack them.

        Raises MissingColumnError where it has none of those that it has to have.
        """
        names = tuple(columns)
        if names not in self._found:
            found = [place for name in names if (place := self.table.column(name)) is not None]
            self._found[names] = found or [self.place(name) for name in names if name not in self._optional]
        return self._found[names]

    def cell(self, row: Row, columns: Iterable[str]) -> tuple[str, str] | None:
        """The first of the columns that is filled in the row, with the cell; None where all are empty."""
        for place in self.places(columns):
            if not self.is_empty(row.cells[place]):
                return self.table.columns[place], row.cells[place]
        return None

    def is_empty(self, cell: str) -> bool:
        """Whether a cell says nothing: it is blank, or has one of the mapping's words for nothing."""
        return cell.casefold() in self._empty

    def holds(self, row: Row, condition: Condition) -> bool:
        """Whether the row meets a condition."""
        found = self.cell(row, condition.column)
        said = found[1].casefold() if found else ""
        if condition.filled is not None and condition.filled != (found is not None):
            return False
        if condition.equals and said not in {value.casefold() for value in condition.equals}:
            return False
        return said not in {value.casefold() for value in condition.differs}

    def number(self, row: Row, columns: Iterable[str]) -> Decimal | None:
        """The number in a cell, None where it is empty. Raises CellError for anything but a number."""
        found = self.cell(row, columns)
        if found is None:
            return None
        column, written = found
        if self._numbers.fullmatch(written) is None:
            raise CellError(column, written, "is no number")
        plain = written.replace(self._signs.thousands, "") if self._signs.thousands else written
        return Decimal(plain.replace(self._signs.decimal, "."))

    def date(self, row: Row, source: DateSource) -> str | None:
        """The date in a cell as an ISO date or interval, None where it is empty. Raises CellError where it is none."""
        if source.parts:
            cells = [found[1] for name in source.parts if (found := self.cell(row, (name,)))]
            if len(cells) < len(source.parts):
                return None
            found = "+".join(source.parts), "-".join(cells)
        else:
            found = self.cell(row, source.column)
        if found is None:
            return None
        iso = self._day(*found, source)
        if source.last and (end := self.cell(row, source.last)) is not None:
            iso = _interval(iso, self._day(*end, source), *end)
        if source.width is not None and (told := self.cell(row, source.width.column)) is not None:
            if told[1] not in source.width.values:
                raise CellError(*told, "is no width of a date in the mapping; add it to `values`")
            iso = _widened(iso, source.width.values[told[1]])
        return iso

    def _day(self, column: str, written: str, source: DateSource) -> str:
        iso = read_date(written, source)
        if iso is None:
            raise CellError(column, written, "is no date in the formats that the mapping gives")
        return iso

    def coded(self, row: Row, source: Coded[T]) -> T:
        """The value that a cell stands for. Raises CellError where the mapping gives none for it."""
        if source.fixed is not None:
            return source.fixed
        column, written = self.cell(row, source.column) or (source.column[0], "")
        said = written.casefold()
        for text, value in source.values.items():
            if text.casefold() == said:
                return value
        for word, value in source.words.items():
            if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", said):
                return value
        for stem, value in source.stems.items():
            if re.search(rf"(?<!\w){re.escape(stem.casefold())}", said):
                return value
        if source.otherwise is None:
            raise CellError(column, written, "has no value in the mapping; add it to `values`")
        return source.otherwise

    def actors(self, row: Row, source: ActorSource) -> tuple[str, ...]:
        """The actors of a row by their codes. Raises CellError for a name that nobody knows, if that is to be told."""
        if source.fixed:
            return source.fixed
        found = self.cell(row, source.column)
        if found is None:
            return ()
        column, written = found
        key = id(source), written
        if key not in self._codes:
            self._codes[key] = self._resolved(column, written, source)
        return self._codes[key]

    def _resolved(self, column: str, written: str, source: ActorSource) -> tuple[str, ...]:
        whole = {text.casefold(): codes for text, codes in source.values.items()}
        if written.casefold() in whole:
            return whole[written.casefold()]
        codes: tuple[str, ...] = ()
        if source.inside:
            inside = next((found[1] for pattern in source.inside if (found := re.search(pattern, written))), None)
            codes = self._actors.resolve(inside) if inside else ()
        elif source.mentions:
            codes = tuple(dict.fromkeys(code for mention in self._actors.find(written) for code in mention.codes))
        else:
            codes = self._actors.resolve(written)
        if codes or source.unknown == "leave":
            return codes
        if source.unknown == "keep":
            return (written,)
        raise CellError(column, written, "is no actor that the codebook knows; add it there, or to `values`")


def _number_pattern(numbers: Numbers) -> re.Pattern[str]:
    decimal = re.escape(numbers.decimal)
    grouped = rf"\d{{1,3}}(?:{re.escape(numbers.thousands)}\d{{3}})+|" if numbers.thousands else ""
    return re.compile(rf"[-+]?(?:{grouped}\d+)(?:{decimal}\d*)?(?:[eE][-+]?\d+)?")


def read_date(written: str, source: DateSource) -> str | None:
    """A date as the source's formats write it, as an ISO date or interval; None where it is in none of them."""
    written = " ".join(written.split())
    for pattern in source.formats:
        if iso := _parsed(written, pattern):
            return iso
    for pattern in source.until:
        if iso := _parsed(written, pattern):
            interval = f"{source.since}/{iso}"
            try:
                return ImpreciseDate.parse(interval).text
            except ValueError:
                return None
    return None


@lru_cache(maxsize=20_000)
def _parsed(written: str, pattern: str) -> str | None:
    try:
        if pattern == UNIX:
            return datetime.fromtimestamp(float(written), UTC).date().isoformat()
        moment = datetime.strptime(written, pattern)  # noqa: DTZ007 - the day counts as it is written, in no time zone
    except (ValueError, OverflowError, OSError):
        return None
    said = set(_DIRECTIVE.findall(pattern))
    if said & set("djx"):
        return moment.date().isoformat()
    return f"{moment:%Y-%m}" if said & set("mbB") else f"{moment:%Y}"


def _interval(first: str, last: str, column: str, written: str) -> str:
    if first == last:
        return first
    try:
        return ImpreciseDate.parse(f"{first.partition('/')[0]}/{last.rpartition('/')[2]}").text
    except ValueError as error:
        raise CellError(column, written, f"is before the day on which it began, {first}") from error


def _widened(iso: str, width: Width) -> str:
    """The date as wide as the table knows it; one that is wider already stays."""
    found = ImpreciseDate.parse(iso)
    if width == "day" or found.days > 1:
        return iso
    if width == "week":
        return f"{found.first - timedelta(days=6)}/{found.first + timedelta(days=6)}"
    return iso[:7] if width == "month" else iso[:4]
