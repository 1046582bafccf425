"""The columns of coded reports: date, place, type, perpetrator and counts, and how much is reported from a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.linkage.moving_rate import HOLE, STRETCHES
from pactwatch.reconcile.place_name import PlaceName

if TYPE_CHECKING:
    import pyarrow as pa

# A report that only says "in May" overlaps with everything in May: it is compared with those of the same words alone.
LONGEST_DAYS = 7
# A block is cut by type and count where more reports than this would be compared all with each other.
LARGEST_BLOCK = 150
# Positions meet in cells of so many parts of a degree, laid out twice so that no edge parts two neighbours.
_CELLS = 2

# Each report with the days that its date can mean, and the keys of its place and region. One that names only the region
# has that for its place.
_SAID = """
    select written.*, first, last, coalesce(here.keys, about.keys) as names, about.keys as region,
        coalesce(array_to_string(coalesce(here.keys, about.keys), ' '), '') as name, coalesce(here.area, 1) as area
    from written
    left join dates on written.date = dates.text
    left join places as here on written.place = here.text
    left join places as about on written.admin1 = about.text
"""
_NEAR = f"""
    select name, first, {
    ", ".join(
        f"sum(count(*)) over (partition by name order by first range between {days} preceding and {days} following)"
        f" as near_{days}"
        for days in (HOLE, *STRETCHES)
    )
} from said where first is not null group by name, first
"""
# How many reports a day are usual about a place and day, as MovingRate has it: that day and its neighbours left out.
_CROWDS = f"""
    select name, first, exp(({
    " + ".join(
        f"ln((near_{days} - near_{HOLE} + 0.5) / (1 + least(latest, first + {days}) - greatest(earliest, first - {days})"
        f" - least(latest, first + {HOLE}) + greatest(earliest, first - {HOLE})))"
        for days in STRETCHES
    )
}) / {len(STRETCHES)}) as crowd
    from near, (select min(first) as earliest, max(first) as latest from said)
"""
# One day more than it can mean, so that reports of a night that name its two days still meet. A report that names only
# the region meets those of its places.
_BLOCKS = f"""
    select row, hash(day, word) as block from said, unnest(range(first, last + 2)) as days(day),
        unnest(list_distinct(list_concat(names, region))) as words(word)
    where last - first < {LONGEST_DAYS}
    union all
    select row, hash(first, last, word) from said, unnest(list_distinct(list_concat(names, region))) as words(word)
    where last - first >= {LONGEST_DAYS}
    union all
    select row, hash(day, half, floor((lat + 90) * {_CELLS} + half), floor((lon + 180) * {_CELLS} + half))
    from said, unnest(range(first, last + 2)) as days(day), (values (0.0), (0.5)) as halves(half)
    where last - first < {LONGEST_DAYS} and lat is not null
"""
# Spark knows no unsigned numbers.
_CUT = f"""
    select row, list(
        (case when size > {LARGEST_BLOCK} then hash(block, type, killed_low, injured_low) else block end >> 1)::bigint
    ) as block
    from blocks join (select block, count(*) as size from blocks group by block) using (block) join written using (row)
    group by row
"""
_COLUMNS = f"""
    with said as ({_SAID}), near as ({_NEAR}), crowds as ({_CROWDS}), blocks as ({_BLOCKS}), cut as ({_CUT})
    select row, first, last, area, total, killed_low, killed_high, injured_low, injured_high, lat, lon,
        coalesce(crowd, 1) as crowd, nullif(name, '') as place, type, perpetrator, names, region,
        coalesce(block, []) as block
    from said left join crowds using (name, first) left join cut using (row)
    order by row
"""


def coded_rows(written: pa.Table) -> pa.Table:
    """The table to score, of the columns that `written_columns` gives: one row a report, numbered in the order given."""
    import duckdb  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.register("written", written.append_column("row", pa.array(range(len(written)), pa.int64())))
        connection.register("dates", _dates(written.column("date").unique().to_pylist()))
        texts = {text for name in ("place", "admin1") for text in written.column(name).unique().to_pylist()}
        connection.register("places", _places(texts))
        return connection.sql(_COLUMNS).to_arrow_table()


def _dates(texts: Iterable[str | None]) -> pa.Table:
    """The first and last day, as a number, that each written date can mean."""
    import pyarrow as pa  # noqa: PLC0415

    days = [ImpreciseDate.parse(text) for text in texts if text]
    first = [day.first.toordinal() for day in days]
    columns = (
        [day.text for day in days],
        first,
        [start + day.days - 1 for start, day in zip(first, days, strict=True)],
    )
    schema = pa.schema([("text", pa.string()), ("first", pa.int64()), ("last", pa.int64())])
    return pa.table(dict(zip(schema.names, columns, strict=True)), schema)


def _places(texts: Iterable[str | None]) -> pa.Table:
    """The keys of each place as written, and whether it is an area; those that name none are left out."""
    import pyarrow as pa  # noqa: PLC0415

    read = [(text, place) for text in texts if (place := PlaceName.parse(text))]
    columns = (
        [text for text, _ in read],
        [sorted(place.keys) for _, place in read],
        [int(place.area) for _, place in read],
    )
    schema = pa.schema([("text", pa.string()), ("keys", pa.list_(pa.string())), ("area", pa.int64())])
    return pa.table(dict(zip(schema.names, columns, strict=True)), schema)
