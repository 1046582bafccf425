"""The groups that scored pairs make: those go together that fit on average, and none that may never be together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items by their numbers, the lower first, with the probability that they belong together."""

    one: int
    other: int
    probability: float


# Whether two groups of items may never be together.
Part = Callable[[Sequence[int], Sequence[int]], bool]


def clusters(
    size: int,
    pairs: Sequence[Pair],
    threshold: float,
    part: Part = lambda one, other: False,
    together: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Group the items 0 to size - 1, by average linkage under constraints.

    Those of each list of `together` are together whatever else holds. Then the two groups whose pairs are likeliest on
    average go together first, as long as that average is at least the threshold and `part` does not part them; a pair
    that is not given counts as 0. Groups, and the items in them, come in rising order. Takes time in proportion to the
    pairs, as long as the chains of likely pairs stay short.
    """
    root = list(range(size))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    def join(one: int, other: int) -> None:
        one, other = find(one), find(other)
        root[max(one, other)] = min(one, other)

    for pair in pairs:
        if pair.probability >= threshold:
            join(pair.one, pair.other)
    for group in together:
        for item in group[1:]:
            join(group[0], item)
    likely: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if (first := find(pair.one)) == find(pair.other):
            likely[first].append(pair)
    given: defaultdict[int, list[Sequence[int]]] = defaultdict(list)
    for group in together:
        given[find(group[0])].append(group)
    grouped: list[list[int]] = []
    for chain in likely.keys() | given.keys():
        growing = _Growing()
        for pair in likely.get(chain, ()):
            growing.add(pair)
        for group in given.get(chain, ()):
            growing.start(group)
        grouped += growing.grown(threshold, part)
    joined = {item for group in grouped for item in group}
    grouped += [[item] for item in range(size) if item not in joined]
    return sorted(grouped)


@dataclass
class _Growing:
    """The groups of one chain of likely pairs, while they grow: their items and the averages between them."""

    items: dict[int, list[int]] = field(default_factory=dict)
    near: defaultdict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, pair: Pair) -> None:
        """Take in two items and how likely they are to be together; before any is put together."""
        for item in (pair.one, pair.other):
            self.items.setdefault(item, [item])
        self.near[pair.one][pair.other] = self.near[pair.other][pair.one] = pair.probability

    def start(self, group: Sequence[int]) -> None:
        """Put items together from the start."""
        for item in group:
            self.items.setdefault(item, [item])
        for item in group[1:]:
            self.put(group[0], item)

    def put(self, one: int, other: int) -> None:
        """Put a group into another, and take the averages anew."""
        mine, theirs = len(self.items[one]), len(self.items[other])
        for third in (self.near[one].keys() | self.near[other].keys()) - {one, other}:
            average = self.near[one].get(third, 0.0) * mine + self.near[other].get(third, 0.0) * theirs
            self.near[one][third] = self.near[third][one] = average / (mine + theirs)
            self.near[third].pop(other, None)
        self.near[one].pop(other, None)
        self.near.pop(other, None)
        self.items[one] += self.items.pop(other)

    def grown(self, threshold: float, part: Part) -> list[list[int]]:
        """The groups, when all are put together that fit."""
        # Two groups are still those that were put on the heap as long as neither has grown.
        heap = [
            (-average, one, other, len(self.items[one]), len(self.items[other]))
            for one, averages in self.near.items()
            for other, average in averages.items()
            if one < other and average >= threshold
        ]
        heapq.heapify(heap)
        while heap:
            _, one, other, mine, theirs = heapq.heappop(heap)
            if len(self.items.get(one, ())) != mine or len(self.items.get(other, ())) != theirs:
                continue
            if part(self.items[one], self.items[other]):
                continue
            self.put(one, other)
            for third, average in self.near[one].items():
                if average >= threshold:
                    first, second = sorted((one, third))
                    heapq.heappush(heap, (-average, first, second, len(self.items[first]), len(self.items[second])))
        return [sorted(group) for group in self.items.values()]
