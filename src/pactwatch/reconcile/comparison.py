"""The comparison of two claims: what agrees, what speaks against their being the same, and what forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from rapidfuzz import fuzz

from pactwatch.ledger.stored import StoredClaim


@dataclass
class Comparison:
    """Collected point by point; each point is a field's name with a sentence that a reader can follow.

    `bits` has the weight of fields for which one was learned, above 0 where it speaks for the two being the same.
    """

    agree: dict[str, str] = field(default_factory=dict)
    against: dict[str, str] = field(default_factory=dict)
    forbids: dict[str, str] = field(default_factory=dict)
    bits: dict[str, float] = field(default_factory=dict)
    enough: bool = False

    @property
    def same(self) -> bool:
        """Whether the machine may put the two together."""
        return self.enough and not self.forbids

    @property
    def balance(self) -> int:
        """How many more fields agree than speak against."""
        return len(self.agree) - len(self.against)

    @property
    def weight(self) -> float:
        """By which of several fits the best is taken: the learned weights, or the balance where there are none."""
        return sum(self.bits.values()) if self.bits else self.balance

    def told(self, points: Mapping[str, str]) -> str:
        """Points in words, those with a learned weight with it."""
        return "; ".join(
            f"{says} ({self.bits[name]:+.1f} bits)" if name in self.bits else says for name, says in points.items()
        )


class Blocks(Protocol):
    """Where the groups stand, so that a claim is compared with those alone that it could be put into."""

    def add(self, claims: Sequence[StoredClaim], number: int) -> None:
        """Note that these claims are now in the group of that number."""

    def candidates(self, claims: Sequence[StoredClaim]) -> set[int]:
        """The numbers of the groups that the claims could join: more than do, never fewer."""


class KeyBlocks:
    """Blocks by keys: a claim is put under some, and looked for under others or the same.

    A claim that is put under no key stays alone.
    """

    def __init__(
        self,
        keys: Callable[[StoredClaim], Iterable[Hashable]],
        sought: Callable[[StoredClaim], Iterable[Hashable]] | None = None,
    ) -> None:
        """Take what gives the keys that a claim is put under, and those that its like are under if not the same."""
        self._keys = keys
        self._sought = sought or keys
        self._numbers: defaultdict[Hashable, set[int]] = defaultdict(set)

    def add(self, claims: Sequence[StoredClaim], number: int) -> None:
        """Note that these claims are now in the group of that number."""
        for claim in claims:
            for key in self._keys(claim):
                self._numbers[key].add(number)

    def candidates(self, claims: Sequence[StoredClaim]) -> set[int]:
        """The numbers of the groups with a claim that is under one of the keys sought for these."""
        keys = {key for claim in claims for key in self._sought(claim)}
        return {number for key in keys for number in self._numbers.get(key, ())}


class Likeness(Protocol):
    """How claims of one kind are told apart. Comparing must be symmetric."""

    def blocks(self) -> Blocks:
        """Empty blocks, for one run of grouping."""

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """What speaks for and against the two being the same."""


def alike(one: str, other: str, least: float = 0) -> float:
    """How alike two texts are in their words, whatever their order: 0 to 100, and 0 where it is less than `least`."""
    return float(fuzz.ratio(_words_in_order(one), _words_in_order(other), score_cutoff=least))


@lru_cache(maxsize=65536)
def _words_in_order(text: str) -> str:
    return " ".join(sorted(text.casefold().split()))


def copied(one: str, other: str) -> bool:
    """Whether one text was copied from the other: alike nearly letter for letter, and too long to be so by chance."""
    return (
        min(len(one.split()), len(other.split())) >= 6 and float(fuzz.ratio(one.casefold(), other.casefold())) >= 92
    )


def one_may_lack(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sets of actors are the same, or the smaller lacks a single one (and still names at least two)."""
    small, large = sorted((frozenset(one), frozenset(other)), key=len)
    return small == large or (len(small) >= 2 and small <= large and len(large) - len(small) == 1)
