"""Independence: which claims count as one source, because one copies the other or the same voice is behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.comparison import copied


def independent(claims: Sequence[StoredClaim]) -> tuple[tuple[str, ...], ...]:
    """Put together the claims that count once: of one document or outlet, one speaker, one agency, or copied words.

    Each group stands for one independent source; the groups, and the claims in them, keep the order given.
    """
    parent = {claim.id: claim.id for claim in claims}

    def root(claim: str) -> str:
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    first_of: dict[str, str] = {}
    for claim in claims:
        for name in _voices(claim):
            parent[root(claim.id)] = root(first_of.setdefault(name, claim.id))
    for one, other in combinations(claims, 2):
        if root(one.id) != root(other.id) and copied(one.claim.quote, other.claim.quote):
            parent[root(other.id)] = root(one.id)
    groups: dict[str, list[str]] = {}
    for claim in claims:
        groups.setdefault(root(claim.id), []).append(claim.id)
    return tuple(tuple(group) for group in groups.values())


def _voices(claim: StoredClaim) -> set[str]:
    """Who speaks in a claim: the document, the outlet, and whom they name as the source."""
    names = {name.casefold().strip() for name in (claim.outlet, claim.claim.via, claim.claim.speaker) if name}
    return {f"document {claim.document_id}"} | {f"name {name.removeprefix('the ')}" for name in names if name}
