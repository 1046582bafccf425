"""The moving rate: how many reports a day are usual about a day, that day itself left out."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

# The days on both sides that count, of which a short stretch follows the war and a long one is steadier.
STRETCHES = (10, 30)
# The day itself and its neighbours tell of the same incident, and not of what is usual.
HOLE = 1


class MovingRate:
    """Gives the rate about any day: the geometric mean of that in a short and a long stretch of days about it."""

    def __init__(self, counts: Mapping[int, int], days: Iterable[int]) -> None:
        """`counts` has how many reports there are on a day's number; `days` are the days that the batch spans."""
        self._days = sorted(counts)
        self._sums = [0, *accumulate(counts[day] for day in self._days)]
        seen = set(days)
        self._first, self._last = (min(seen), max(seen)) if seen else (0, 0)

    def at(self, day: int) -> float:
        """Reports a day, never 0."""
        return math.exp(sum(math.log(self._within(day, half)) for half in STRETCHES) / len(STRETCHES))

    def _within(self, day: int, half: int) -> float:
        low, high = max(self._first, day - half), min(self._last, day + half)
        hole_low, hole_high = max(low, day - HOLE), min(high, day + HOLE)
        number = self._count(low, high) - self._count(hole_low, hole_high)
        return (number + 0.5) / ((high - low) - (hole_high - hole_low) + 1)

    def _count(self, low: int, high: int) -> int:
        return self._sums[bisect_right(self._days, high)] - self._sums[bisect_left(self._days, low)]
