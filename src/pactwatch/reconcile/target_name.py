"""A target as its words name it: whether they tell one thing from another."""

from __future__ import annotations

import re
from functools import lru_cache

from pactwatch.reconcile.comparison import alike

# A target of these words alone may be anything, and so tells no two events apart.
_ANYTHING_WORDS = """
    a an the some several other unnamed unspecified area areas building buildings facilities facility infrastructure
    installation installations location locations object objects place places property site sites structure structures
    target targets
"""
_ANYTHING = frozenset(_ANYTHING_WORDS.split())
# Texts whose words are so alike, of 100, name one target.
_ALIKE = 70


@lru_cache(maxsize=65536)
def telling(target: str) -> bool:
    """Whether a target is more than "a facility"."""
    return not _ANYTHING.issuperset(re.findall(r"[^\W_]+", target.casefold()))


def same_target(one: str, other: str) -> bool:
    """Whether two targets that tell something are put in the same words, or one in some of the other's."""
    mine, theirs = one.casefold(), other.casefold()
    return alike(one, other) >= _ALIKE or mine in theirs or theirs in mine
