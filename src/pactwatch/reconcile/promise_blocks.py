"""Where groups of promises stand: a claim finds those that no difference of sum, thing or row rules out.

A promise joins only one of the same promisors, action and direction. Of those, a sum in the same currency must be equal,
things named on both sides must be the same, and two rows of one table are two promises. What is ruled out so is never
looked at; a register of thousands of rows would else be compared row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from pactwatch.extract.claim import CommitmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.status_rules import status_rules

Currencies = frozenset[str]
_ANYTHING = "anything"
_NOTHING = "nothing"


@lru_cache(maxsize=65536)
def thing_called(name: str) -> str:
    """The kind of thing that a name of goods or people stands for, as the rules of status have it."""
    return status_rules().thing(name)


class PromiseBlocks:
    """Blocks of groups by sum, and by thing and currency."""

    def __init__(self) -> None:
        """Begin without groups."""
        self._by_sum: defaultdict[Hashable, set[int]] = defaultdict(set)
        self._by_thing: defaultdict[Hashable, defaultdict[Currencies, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._sections: defaultdict[int, defaultdict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))

    def add(self, claims: Sequence[StoredClaim], number: int) -> None:
        """Note that these claims are now in the group of that number."""
        for claim in claims:
            said = _commitment(claim)
            promise = _promise(said)
            if promise is None:
                continue
            for key in _sums(said):
                self._by_sum[promise, *key].add(number)
            for thing in (_ANYTHING, *(_things(said) or (_NOTHING,))):
                self._by_thing[promise, thing][_currencies(said)].add(number)
            self._sections[number][claim.document_id].add(said.section)

    def candidates(self, claims: Sequence[StoredClaim]) -> set[int]:
        """The numbers of the groups that the claims could join: more than do, never fewer."""
        found: set[int] = set()
        for claim in claims:
            found.update(self._not_ruled_out(_commitment(claim)))
        return {number for number in found if not any(self._another_row(claim, number) for claim in claims)}

    def _not_ruled_out(self, said: CommitmentClaim) -> Iterator[int]:
        promise = _promise(said)
        if promise is None:
            return
        for key in _sums(said):
            yield from self._by_sum.get((promise, *key), ())
        things = _things(said)
        mine = _currencies(said)
        for thing in (*things, _NOTHING) if things else (_ANYTHING,):
            for theirs, numbers in self._by_thing.get((promise, thing), {}).items():
                # Where they share a currency, only an equal sum is not ruled out.
                if mine.isdisjoint(theirs):
                    yield from numbers

    def _another_row(self, claim: StoredClaim, number: int) -> bool:
        sections = self._sections[number].get(claim.document_id)
        return sections is not None and sections != {_commitment(claim).section}


def _commitment(claim: StoredClaim) -> CommitmentClaim:
    assert isinstance(claim.claim, CommitmentClaim)
    return claim.claim


def _promise(said: CommitmentClaim) -> Hashable | None:
    """Who promises what. A promise of nobody named has none and stays alone."""
    return (frozenset(said.promisors), said.action, said.polarity) if said.promisors else None


def _sums(said: CommitmentClaim) -> set[tuple[str | None, float]]:
    return {(amount.currency, amount.value) for amount in said.amounts}


def _currencies(said: CommitmentClaim) -> Currencies:
    return frozenset(amount.currency for amount in said.amounts)


def _things(said: CommitmentClaim) -> tuple[str, ...]:
    return tuple(sorted({f"thing {thing_called(item.name)}" for item in said.items}))
