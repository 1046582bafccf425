"""Independence: which claims count as one source, because one copies the other or the same voice is behind them.

The time grows with the number of claims, not with its square: names are looked up, and texts are compared only where they
share a run of words, with a bounded number of others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz import fuzz

from pactwatch.extract.claim import IncidentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.comparison import copied
from pactwatch.reconcile.voices import Name, voices

RUN = 4
"""How many words in a row two texts must share to be compared: one changed word in six leaves no fewer than three."""
MOST = 20
"""With how many others that share a run, or a word of a name, one is compared at most."""
CONTAINED_WORDS = 10
"""From how many words on a text that stands almost letter for letter inside another is taken as copied from it."""


def independent(claims: Sequence[StoredClaim]) -> tuple[tuple[str, ...], ...]:
    """Put together the claims that count once: of one document or outlet, one speaker, one agency, or copied words.

    Each group stands for one independent source; the groups, and the claims in them, keep the order given.
    """
    if len(claims) == 1:
        return ((claims[0].id,),)
    sets = _Sets()
    named: dict[Name, int] = {}
    first_of: dict[Hashable, int] = {}
    for number, claim in enumerate(claims):
        sets.add(number)
        sets.join(number, first_of.setdefault(claim.document_id, number))
        for name in _names(claim):
            sets.join(number, named.setdefault(name, number))
    for number, other in _parts_of_names(named):
        sets.join(number, other)
    _join_copies(claims, sets)
    groups: dict[int, list[str]] = {}
    for number, claim in enumerate(claims):
        groups.setdefault(sets.root(number), []).append(claim.id)
    return tuple(tuple(group) for group in groups.values())


class _Sets:
    """Disjoint sets of claims, by their numbers."""

    def __init__(self) -> None:
        self._parent: list[int] = []

    def add(self, number: int) -> None:
        self._parent.append(number)

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low


def _names(claim: StoredClaim) -> Iterator[Name]:
    """Who speaks in a claim: the outlet, and whom the text names as the source or as carrying it.

    A data set's row that cites one outlet only says again what that outlet said.
    """
    cited = {source.outlet for source in claim.claim.cited} if isinstance(claim.claim, IncidentClaim) else set()
    for name in (claim.outlet, claim.claim.via, claim.claim.speaker, *(cited if len(cited) == 1 else ())):
        if name and (voice := voices().voice(name)):
            yield voice


def _parts_of_names(named: dict[Name, int]) -> Iterator[tuple[int, int]]:
    """Claims whose voices are named once in short and once in full."""
    known = voices()
    with_word: defaultdict[str, list[Name]] = defaultdict(list)
    for name in sorted(named, key=lambda each: (len(each), each)):
        candidates = {short for word in set(name) for short in with_word[word]}
        for short in sorted(candidates):
            if known.part_of(short, name):
                yield named[short], named[name]
        for word in set(name) - known.common:
            if len(with_word[word]) < MOST:
                with_word[word].append(name)


def _join_copies(claims: Sequence[StoredClaim], sets: _Sets) -> None:
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        words = re.findall(r"\w+", claim.claim.quote.casefold())
        runs = list(dict.fromkeys(zip(*(words[skip:] for skip in range(RUN)), strict=False)))
        seen: set[int] = set()
        for run in runs:
            for other in having[run]:
                if other in seen:
                    continue
                seen.add(other)
                if sets.root(other) != sets.root(number) and is_copy(claim.claim.quote, claims[other].claim.quote):
                    sets.join(number, other)
        for run in runs:
            if len(having[run]) < MOST:
                having[run].append(number)


def is_copy(one: str, other: str) -> bool:
    """Whether one text was copied from the other: nearly letter for letter, in whole or as a part long enough."""
    if copied(one, other):
        return True
    short = min(one, other, key=len)
    contained = len(short.split()) >= CONTAINED_WORDS
    return contained and fuzz.partial_ratio(one.casefold(), other.casefold(), score_cutoff=95) > 0
