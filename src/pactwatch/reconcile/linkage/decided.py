"""What people decided about reports: that they are of one incident, or of different ones. The machine never undoes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations

Pair = frozenset[str]


class Decided:
    """The decisions on a batch, by the names of its items. On the same two items, the later decision holds."""

    def __init__(self) -> None:
        """Begin without decisions."""
        self._same: dict[Pair, None] = {}
        self._apart: set[Pair] = set()

    def same(self, names: Collection[str]) -> None:
        """Take in that all of these are of one incident."""
        for pair in map(frozenset, combinations(names, 2)):
            self._apart.discard(pair)
            self._same[pair] = None

    def different(self, names: Collection[str]) -> None:
        """Take in that no two of these are of one incident."""
        for pair in map(frozenset, combinations(names, 2)):
            self._same.pop(pair, None)
            self._apart.add(pair)

    def parts(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether an item of the one is decided to be of another incident than an item of the other."""
        return bool(self._apart) and any(frozenset((a, b)) in self._apart for a in one for b in other)

    def together(self) -> list[list[str]]:
        """The items that are to be together, all of them in one list, sorted.

        Where one item is decided to be the same as two that are decided to be different, the earlier joining stands.
        """
        groups: dict[str, list[str]] = {}
        for pair in self._same:
            one, other = (groups.setdefault(name, [name]) for name in sorted(pair))
            if one is not other and not self.parts(one, other):
                one += other
                groups.update(dict.fromkeys(other, one))
        unique: Iterable[list[str]] = {id(group): group for group in groups.values()}.values()
        return sorted(sorted(group) for group in unique if len(group) > 1)
