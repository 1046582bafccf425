"""The columns of coded reports: date, place, type, perpetrator and counts, and how much is reported from a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.linkage.moving_rate import MovingRate
from pactwatch.reconcile.place_name import PlaceName

if TYPE_CHECKING:
    import pyarrow as pa

# A report that only says "in May" overlaps with everything in May: it is compared with those of the same words alone.
LONGEST_DAYS = 7
# A block is cut by type and count where more reports than this would be compared all with each other.
LARGEST_BLOCK = 150
# Positions meet in cells of so many parts of a degree, laid out twice so that no edge parts two neighbours.
_CELLS = 2
_OPEN = 10**9


@dataclass(frozen=True)
class CodedReport:
    """An incident as one report codes it, with the position in degrees where it is given."""

    incident: IncidentClaim
    lat: float | None = None
    lon: float | None = None


@dataclass
class _Row:
    first: int | None
    last: int | None
    place: PlaceName | None
    region: PlaceName | None
    area: bool
    cells: tuple[str, ...]


def coded_rows(reports: Sequence[CodedReport]) -> pa.Table:
    """The table to score: one row a report, numbered as given."""
    import pyarrow as pa  # noqa: PLC0415

    rows = [_row(report) for report in reports]
    crowd = _crowds(rows)
    claims = [report.incident for report in reports]
    blocks = _cut([list(dict.fromkeys(_blocks(row))) for row in rows], claims)
    numbers = {
        "row": list(range(len(rows))),
        "first": [row.first for row in rows],
        "last": [row.last for row in rows],
        "area": [int(row.area) for row in rows],
        "total": [int(claim.level == "total") for claim in claims],
        "killed_low": [_low(claim.killed) for claim in claims],
        "killed_high": [_high(claim.killed) for claim in claims],
        "injured_low": [_low(claim.injured) for claim in claims],
        "injured_high": [_high(claim.injured) for claim in claims],
    }
    places = {
        "lat": [report.lat if report.lon is not None else None for report in reports],
        "lon": [report.lon if report.lat is not None else None for report in reports],
        "crowd": crowd,
    }
    words = {
        "place": [" ".join(sorted(row.place.keys)) if row.place else None for row in rows],
        "type": [claim.type for claim in claims],
        "perpetrator": [claim.perpetrator.casefold() if claim.perpetrator else None for claim in claims],
    }
    lists = {
        "names": [sorted(row.place.keys) if row.place else None for row in rows],
        "region": [sorted(row.region.keys) if row.region else None for row in rows],
        "block": blocks,
    }
    columns = {name: pa.array(values, pa.int64()) for name, values in numbers.items()}
    columns |= {name: pa.array(values, pa.float64()) for name, values in places.items()}
    columns |= {name: pa.array(values, pa.string()) for name, values in words.items()}
    columns |= {name: pa.array(values, pa.list_(pa.string())) for name, values in lists.items()}
    return pa.table(columns)


def _row(report: CodedReport) -> _Row:
    claim = report.incident
    when = ImpreciseDate.parse(claim.date) if claim.date else None
    first = when.first.toordinal() if when else None
    where = PlaceName.parse(claim.place)
    area = where is None or where.area
    region = PlaceName.parse(claim.admin1)
    place = where or region
    cells: tuple[str, ...] = ()
    if report.lat is not None and report.lon is not None:
        cells = tuple(
            f"{int((report.lat + 90) * _CELLS + half)}:{int((report.lon + 180) * _CELLS + half)}:{half}"
            for half in (0.0, 0.5)
        )
    return _Row(first, None if when is None or first is None else first + when.days - 1, place, region, area, cells)


def _crowds(rows: Sequence[_Row]) -> list[float]:
    """How many reports a day are usual about each row's place and day."""
    days: defaultdict[str, Counter[int]] = defaultdict(Counter)
    seen = [row.first for row in rows if row.first is not None]
    where = ["" if row.place is None else " ".join(sorted(row.place.keys)) for row in rows]
    for row, name in zip(rows, where, strict=True):
        if row.first is not None:
            days[name][row.first] += 1
    span = (min(seen), max(seen)) if seen else (0, 0)
    rates = {name: MovingRate(counts, span) for name, counts in days.items()}
    return [
        rates[name].at(row.first) if row.first is not None else 1.0 for row, name in zip(rows, where, strict=True)
    ]


def _blocks(row: _Row) -> Iterator[str]:
    if row.first is None or row.last is None:
        return
    # A report that names only the region meets those of its places.
    names = sorted({key for place in (row.place, row.region) if place for key in place.keys})
    if row.last - row.first >= LONGEST_DAYS:
        yield from (f"{row.first}-{row.last} {name}" for name in names)
        return
    # One day more, so that reports of a night that name its two days still meet.
    for day in range(row.first, row.last + 2):
        yield from (f"{day} {name}" for name in names)
        yield from (f"{day} {cell}" for cell in row.cells)


def _cut(blocks: Sequence[list[str]], claims: Sequence[IncidentClaim]) -> list[list[str]]:
    """The blocks with those that are too large cut by type and by the number of killed."""
    sizes = Counter(block for many in blocks for block in many)
    result = []
    for many, claim in zip(blocks, claims, strict=True):
        kept = [block for block in many if sizes[block] <= LARGEST_BLOCK]
        for block in many:
            if sizes[block] > LARGEST_BLOCK:
                kept.append(f"{block} {claim.type} {_low(claim.killed)} {_low(claim.injured)}")
        result.append(kept)
    return result


def _low(count: Count | None) -> int | None:
    return None if count is None else count.low or 0


def _high(count: Count | None) -> int | None:
    if count is None:
        return None
    return _OPEN if count.high is None else count.high
