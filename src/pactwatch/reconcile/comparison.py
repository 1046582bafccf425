"""The comparison of two claims: what agrees, what speaks against their being the same, and what forbids it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import fuzz

from pactwatch.ledger.stored import StoredClaim


@dataclass
class Comparison:
    """Collected point by point; each point is a field's name with a sentence that a reader can follow."""

    agree: dict[str, str] = field(default_factory=dict)
    against: dict[str, str] = field(default_factory=dict)
    forbids: dict[str, str] = field(default_factory=dict)
    enough: bool = False

    @property
    def same(self) -> bool:
        """Whether the machine may put the two together."""
        return self.enough and not self.forbids

    @property
    def weight(self) -> int:
        """How many more fields agree than speak against."""
        return len(self.agree) - len(self.against)


class Likeness(Protocol):
    """How claims of one kind are told apart. Comparing must be symmetric."""

    def keys(self, claim: StoredClaim) -> Iterable[Hashable]:
        """The blocks it stands in: only claims with a block in common are compared. No block: it stays alone."""

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """What speaks for and against the two being the same."""


def alike(one: str, other: str) -> float:
    """How alike two texts are in their words, whatever their order: 0 to 100."""
    return float(fuzz.token_sort_ratio(one.casefold(), other.casefold()))


def copied(one: str, other: str) -> bool:
    """Whether one text was copied from the other: alike nearly letter for letter, and too long to be so by chance."""
    return (
        min(len(one.split()), len(other.split())) >= 6 and float(fuzz.ratio(one.casefold(), other.casefold())) >= 92
    )


def one_may_lack(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sets of actors are the same, or the smaller lacks a single one (and still names at least two)."""
    small, large = sorted((frozenset(one), frozenset(other)), key=len)
    return small == large or (len(small) >= 2 and small <= large and len(large) - len(small) == 1)
