"""Reading counts of people, positions and cited sources from the cells of a row."""

from __future__ import annotations

import math
from decimal import Decimal

from pactwatch.extract.claim import CitedSource, Count, Position, PositionPrecision
from pactwatch.extract.mapping_cells import CellError, Cells, read_date
from pactwatch.extract.mapping_sources import CitedSources, CountSource, FromColumn, PositionSource, PrecisionSource
from pactwatch.read.table import Row

_MOST_PEOPLE = 100_000_000


def read_people(cells: Cells, row: Row, source: CountSource) -> Count | None:
    """A number of people as a range; None where the cells are empty. Raises CellError where it is no such number."""
    if source.column:
        return _range(cells, row, source.column)
    low, best, high = (
        _whole(cells, row, (column,)) if column else None for column in (source.low, source.best, source.high)
    )
    if low is None and best is None and high is None:
        return None
    told = [number for number in (low, best, high) if number is not None]
    if told != sorted(told):
        column = source.low or source.best or ""
        raise CellError(column, ", ".join(map(str, told)), "are no lowest, best and highest figure: they do not rise")
    if source.low is None and source.high is None:
        low = high = best
    return Count(low=low, best=best if (low, high) != (best, best) else None, high=high)


def _range(cells: Cells, row: Row, columns: tuple[str, ...]) -> Count | None:
    found = cells.cell(row, columns)
    if found is None:
        return None
    try:
        number = _whole(cells, row, columns)
    except CellError:
        # Read only where a cell has words, since the grammar of counts takes a while to make ready.
        from pactwatch.extract.counts import read_count  # noqa: PLC0415

        said = read_count(found[1])
        if said is None or found[1].startswith("-"):
            raise
        return said
    return Count(low=number, high=number)


def _whole(cells: Cells, row: Row, columns: tuple[str, ...]) -> int | None:
    number = cells.number(row, columns)
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 <= number <= _MOST_PEOPLE:
        found = cells.cell(row, columns)
        raise CellError(*(found or (columns[0], "")), "is no number of people")
    return int(number)


def read_position(cells: Cells, row: Row, source: PositionSource) -> Position | None:
    """Where the row puts its incident, with what that stands for; None where it gives no coordinates.

    Raises CellError for coordinates that are none, and for a precision that the mapping does not know.
    """
    found = _coordinates(cells, row, source)
    if found is None:
        return None
    column, latitude, longitude = found
    written = f"{latitude} {longitude}"
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise CellError(column, written, "is no latitude and longitude in degrees")
    if latitude == longitude == 0:
        raise CellError(column, written, "is a point in the sea that stands for a missing one")
    precision = _precision(cells, row, source.precision)
    return Position(lat=float(latitude), lon=float(longitude), precision=precision)


def _coordinates(cells: Cells, row: Row, source: PositionSource) -> tuple[str, Decimal, Decimal] | None:
    if source.lat:
        latitude, longitude = cells.number(row, source.lat), cells.number(row, source.lon)
        half = cells.cell(row, (*source.lat, *source.lon))
        if latitude is not None and longitude is not None:
            return half[0] if half else source.lat[0], latitude, longitude
        if half is not None:
            raise CellError(*half, "is half a position: the other coordinate is missing")
    point = cells.cell(row, source.point) if source.point else None
    if point is None:
        return None
    column, written = point
    parts = written.replace(",", " ").split()
    try:
        latitude, longitude = Decimal(parts[0]), Decimal(parts[1])
    except (ArithmeticError, IndexError) as error:
        raise CellError(column, written, "is no point; it should be as in '50.45 30.52'") from error
    if not (latitude.is_finite() and longitude.is_finite()):
        raise CellError(column, written, "is no point; it should be as in '50.45 30.52'")
    return column, latitude, longitude


def _precision(cells: Cells, row: Row, source: PrecisionSource) -> PositionPrecision:
    if source.fixed is not None:
        return source.fixed
    found = cells.cell(row, source.column)
    if found is not None:
        said = found[1].casefold()
        for text, value in source.values.items():
            if text.casefold() == said:
                return value
        if source.up_to:
            reach = cells.number(row, source.column)
            if reach is not None and math.isfinite(reach):
                limits = sorted(source.up_to.items(), key=lambda limit: limit[1])
                return next((name for name, limit in limits if reach <= Decimal(str(limit))), "country")
    if source.otherwise is None:
        column, written = found or (source.column[0], "")
        raise CellError(column, written, "has no class of precision in the mapping; add it to `values`")
    return source.otherwise


def read_cited(cells: Cells, row: Row, source: CitedSources) -> tuple[CitedSource, ...]:
    """The sources that the row names, each once.

    Dates, titles and addresses are taken where there is one for each outlet: a title may have the cutting sign itself.
    """
    outlets = _parts(cells, row, source.outlet, source.between)
    count = len(outlets)

    def beside(column: FromColumn | None) -> list[str]:
        parts = _parts(cells, row, column, source.between) if column else []
        return parts if len(parts) == count else [""] * count

    dates = [read_date(text, source.date) if source.date and text else None for text in beside(source.date)]
    rows = zip(outlets, dates, beside(source.title), beside(source.url), strict=True)
    return tuple(
        dict.fromkeys(
            CitedSource(outlet=outlet, published=day, title=title or None, url=url or None)
            for outlet, day, title, url in rows
            if outlet
        )
    )


def _parts(cells: Cells, row: Row, source: FromColumn, between: str) -> list[str]:
    found = cells.cell(row, source.column)
    return [part.strip() for part in found[1].split(between)] if found else []
