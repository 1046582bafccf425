"""How firm a commitment can be, rising, and the firmest of several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from pactwatch.extract.claim import CommitmentClaim, Firmness

FIRMNESS: tuple[Firmness, ...] = get_args(Firmness)
"""How firm a commitment can be, rising."""


def firmest(claims: Iterable[CommitmentClaim]) -> Firmness:
    """The highest firmness among commitments. Raises ValueError where there is none."""
    return max((claim.firmness for claim in claims), key=FIRMNESS.index)
