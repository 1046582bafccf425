"""The columns of headlines: what they tell, beside what is usual in the batch: its daily rate, its names and words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pactwatch.extract.headline import Headline
from pactwatch.reconcile.linkage.moving_rate import MovingRate
from pactwatch.reconcile.place_name import PlaceName

if TYPE_CHECKING:
    import pyarrow as pa

# Headlines further apart than so many days are not compared.
REACH_DAYS = 4
# A name in more than this share of a batch is what the batch is about, and tells no incidents apart.
_COMMON_NAME = 0.04
# A heading that comes back in so many stretches of ten days says nothing about any one day.
_STRETCH, _STRETCHES = 10, 4
# A day's block is cut by names, counts and words where more reports than this would be compared all with each other.
LARGEST_BLOCK = 150
# A word's weight is its copies: the square of its information, in these steps.
_STEP = 8
_OPEN = 10**9


@dataclass(frozen=True)
class DatedHeadline:
    """A headline with its outlet and the day on which it was published."""

    headline: Headline
    outlet: str
    day: date


@dataclass
class _Row:
    day: int
    names: frozenset[str]
    words: frozenset[str]
    only_names: bool
    heading: bool = False


def headline_rows(headlines: Sequence[DatedHeadline]) -> pa.Table:
    """The table to score: one row a headline, numbered as given."""
    import pyarrow as pa  # noqa: PLC0415

    rows = _rows(headlines)
    names = Counter(name for row in rows for name in row.names)
    telling = [
        sorted(name for name in row.names if names[name] <= max(2.0, _COMMON_NAME * len(rows))) for row in rows
    ]
    copies = list(_weighted(rows))
    days = Counter(row.day for row in rows if not row.only_names)
    rate = MovingRate(days, (row.day for row in rows))
    sizes = Counter(day for row in rows for day in _days(row.day))
    said = [each.headline for each in headlines]
    return pa.table(
        {
            "row": pa.array(range(len(rows)), pa.int64()),
            "day": pa.array([row.day for row in rows], pa.int64()),
            "others": pa.array([days[row.day] for row in rows], pa.float64()),
            "rate": pa.array([rate.at(row.day) for row in rows], pa.float64()),
            "only_names": pa.array([int(row.only_names) for row in rows], pa.int64()),
            "heading": pa.array([int(row.heading) for row in rows], pa.int64()),
            "names": pa.array([found or None for found in telling], pa.list_(pa.string())),
            "words": pa.array([found or None for found in copies], pa.list_(pa.string())),
            "killed_low": pa.array([h.killed.low if h.killed else None for h in said], pa.int64()),
            "killed_high": pa.array([_high(h) for h in said], pa.int64()),
            "victims": pa.array([sorted(h.victims) or None for h in said], pa.list_(pa.string())),
            "means": pa.array([sorted(h.means) or None for h in said], pa.list_(pa.string())),
            "people": pa.array([sorted(h.people) or None for h in said], pa.list_(pa.string())),
            "total": pa.array([int(h.days > 1) for h in said], pa.int64()),
            "block": pa.array(
                [
                    list(_blocks(row, found, each.headline, sizes))
                    for row, found, each in zip(rows, telling, headlines, strict=True)
                ],
                pa.list_(pa.string()),
            ),
        }
    )


def _rows(headlines: Sequence[DatedHeadline]) -> list[_Row]:
    rows = []
    stretches: defaultdict[tuple[str, frozenset[str]], set[int]] = defaultdict(set)
    keys = []
    for each in headlines:
        words = frozenset(_stem(word) for word in each.headline.words)
        parsed = (PlaceName.parse(name) for name in each.headline.names)
        names = frozenset(key for name in parsed if name for key in name.keys)
        row = _Row(each.day.toordinal(), names, words, each.headline.only_names)
        keys.append((each.outlet, frozenset(word for word in words if not any(c.isdigit() for c in word))))
        stretches[keys[-1]].add(row.day // _STRETCH)
        rows.append(row)
    places = _registers(rows, headlines)
    for row, key, each in zip(rows, keys, headlines, strict=True):
        recurs = len(stretches[key]) >= _STRETCHES and each.headline.killed is None
        if recurs and each.outlet not in places:
            row.heading, row.only_names, row.names, row.words = True, False, frozenset(), frozenset()
    return rows


def _registers(rows: Sequence[_Row], headlines: Sequence[DatedHeadline]) -> set[str]:
    """The outlets whose titles are mostly nothing but names, of many kinds: registers headed by the place."""
    titles: defaultdict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for row, each in zip(rows, headlines, strict=True):
        sizes[each.outlet] += 1
        if row.only_names:
            titles[each.outlet][row.names] += 1
    return {
        outlet
        for outlet, found in titles.items()
        if found.total() * 2 > sizes[outlet] and len(found) > max(3, found.total() // 4)
    }


def _weighted(rows: Sequence[_Row]) -> Iterable[list[str]]:
    """Each row's words, a word as often as it tells: what is shared, by length, is then the cosine of their weights."""
    seen = Counter(word for row in rows for word in row.words)
    copies = {word: round(math.log2(len(rows) / number) ** 2 / _STEP) for word, number in seen.items()}
    for row in rows:
        # A title of nothing but names is compared by its names.
        words = () if row.only_names else sorted(row.words)
        yield [f"{word} {n}" for word in words for n in range(copies[word])]


def _days(day: int) -> range:
    return range(day, day + REACH_DAYS + 1)


def _blocks(row: _Row, names: Sequence[str], said: Headline, sizes: Counter[int]) -> Iterable[str]:
    for day in _days(row.day):
        if sizes[day] <= LARGEST_BLOCK:
            yield str(day)
            continue
        yield from (f"{day} name {name}" for name in names)
        if said.killed is not None and (said.killed.low or 0) > 1:
            yield f"{day} killed {said.killed.low}"


def _high(said: Headline) -> int | None:
    if said.killed is None:
        return None
    return _OPEN if said.killed.high is None else said.killed.high


def _stem(word: str) -> str:
    for ending in ("ing", "ers", "ed", "es", "er", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word
