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
# The same for a block of a whole region or day, in which few are of one incident.
LARGEST_COARSE = 30
# Positions meet in cells of so many parts of a degree, laid out twice so that no edge parts two neighbours.
_CELLS = 2
# Reports so many days apart still meet.
APART = 2

# Each report with the days that its date can mean, and the keys of its place and region. One that names only the region
# has that for its place.
_SAID = """
    select written.*, first, last, coalesce(here.keys, about.keys) as names, about.keys as region,
        coalesce(array_to_string(coalesce(here.keys, about.keys), ' '), '') as name, coalesce(here.area, 1) as area,
        coalesce(here.letters, about.letters) as letters
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
# A report meets others of its days, and of two days on: those of a night name either of its days, and may be a day off. Of
# those it meets the ones that share a word of the place's name or a cell; where they are few, also those that share a word
# of the region, which may be all that one of them names; and all of a day that has few.
_DAYS = f"""
    select *, unnest(range(first, last + {APART} + 1)) as day from said where last - first < {LONGEST_DAYS}
"""
_BLOCKS = f"""
    select row, hash(day, word) as block, {LARGEST_BLOCK} as largest from days, unnest(names) as words(word)
    union all
    select row, hash(day, half, floor((lat + 90) * {_CELLS} + half), floor((lon + 180) * {_CELLS} + half)), {LARGEST_BLOCK}
    from days, (values (0.0), (0.5)) as halves(half) where lat is not null
    union all
    select row, hash(first, last, word), {LARGEST_BLOCK}
    from said, unnest(list_distinct(list_concat(names, region))) as words(word)
    where last - first >= {LONGEST_DAYS}
    union all
    select row, hash(day, word, 'region'), {LARGEST_COARSE}
    from days, unnest(case when area = 1 then list_distinct(list_concat(names, region)) else region end) as words(word)
    union all
    select row, hash(day), {LARGEST_COARSE} from (select *, count(*) over (partition by day) as size from days)
    where size <= {LARGEST_COARSE}
"""
# Spark knows no unsigned numbers.
_CUT = """
    select row, list(
        (case when size > largest then hash(block, type, killed_low, injured_low) else block end >> 1)::bigint
    ) as block
    from (select *, count(*) over (partition by block) as size from blocks) join written using (row)
    group by row
"""
_COLUMNS = f"""
    with said as ({_SAID}), near as ({_NEAR}), crowds as ({_CROWDS}),
        days as ({_DAYS}), blocks as ({_BLOCKS}), cut as ({_CUT})
    select row, first, last, area, total, killed_low, killed_high, injured_low, injured_high, lat, lon,
        coalesce(crowd, 1) as crowd, nullif(name, '') as place, type, perpetrator, names, region, letters,
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
    return pa.table(
        {
            "text": pa.array([text for text, _ in read], pa.string()),
            "keys": pa.array([sorted(place.keys) for _, place in read], pa.list_(pa.string())),
            "area": pa.array([int(place.area) for _, place in read], pa.int64()),
            "letters": pa.array([place.letters for _, place in read], pa.string()),
        }
    )
