"""The groups that scored pairs make: those go together that fit on average, and none that may never be together."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items by their numbers, the lower first, with the probability that they belong together."""

    one: int
    other: int
    probability: float


def clusters(
    size: int, pairs: Sequence[Pair], threshold: float, apart: Mapping[int, frozenset[int]] | None = None
) -> list[list[int]]:
    """Group the items 0 to size - 1, by average linkage under constraints.

    The two groups whose pairs are likeliest on average go together first, as long as that average is at least the
    threshold; a pair that is not given counts as 0. `apart` names for an item those that it may never be with, both
    ways. Groups, and the items in them, come in rising order. Takes time in proportion to the pairs, as long as the
    chains of likely pairs stay short.
    """
    likely: defaultdict[int, list[Pair]] = defaultdict(list)
    root = list(range(size))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for pair in pairs:
        if pair.probability >= threshold:
            one, other = find(pair.one), find(pair.other)
            root[max(one, other)] = min(one, other)
    for pair in pairs:
        if (first := find(pair.one)) == find(pair.other):
            likely[first].append(pair)
    grouped: list[list[int]] = []
    joined: set[int] = set()
    for component in likely.values():
        for group in _linked(component, threshold, apart or {}):
            grouped.append(group)
            joined.update(group)
    grouped += [[item] for item in range(size) if item not in joined]
    return sorted(grouped)


@dataclass
class _Growing:
    """The groups of one chain of likely pairs, while they grow: their items and the averages between them."""

    items: dict[int, list[int]]
    near: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, one: int, other: int) -> None:
        """Put a group into another, and take the averages anew."""
        mine, theirs = len(self.items[one]), len(self.items[other])
        for third in (self.near[one].keys() | self.near[other].keys()) - {one, other}:
            average = self.near[one].get(third, 0.0) * mine + self.near[other].get(third, 0.0) * theirs
            self.near[one][third] = self.near[third][one] = average / (mine + theirs)
            self.near[third].pop(other, None)
        self.near[one].pop(other, None)
        del self.near[other]
        self.items[one] += self.items.pop(other)


def _linked(pairs: Iterable[Pair], threshold: float, apart: Mapping[int, frozenset[int]]) -> list[list[int]]:
    growing = _Growing({item: [item] for pair in pairs for item in (pair.one, pair.other)})
    for pair in pairs:
        growing.near[pair.one][pair.other] = growing.near[pair.other][pair.one] = pair.probability
    # Two groups are still those that were put on the heap as long as neither has grown.
    heap = [(-p.probability, p.one, p.other, 1, 1) for p in pairs if p.probability >= threshold]
    heapq.heapify(heap)
    items = growing.items
    while heap:
        _, one, other, mine, theirs = heapq.heappop(heap)
        if len(items.get(one, ())) != mine or len(items.get(other, ())) != theirs:
            continue
        if any(not apart.get(item, frozenset()).isdisjoint(items[other]) for item in items[one]):
            continue
        growing.put(one, other)
        for third, average in growing.near[one].items():
            if average >= threshold:
                first, second = sorted((one, third))
                heapq.heappush(heap, (-average, first, second, len(items[first]), len(items[second])))
    return [sorted(group) for group in items.values()]


def apart_by(documents: Sequence[str]) -> dict[int, frozenset[int]]:
    """Which items may never be together because one document tells them apart, given each item's document."""
    often = {document for document, number in Counter(documents).items() if number > 1}
    of_document: defaultdict[str, list[int]] = defaultdict(list)
    for item, document in enumerate(documents):
        if document in often:
            of_document[document].append(item)
    return {item: frozenset(many) - {item} for many in of_document.values() for item in many}
