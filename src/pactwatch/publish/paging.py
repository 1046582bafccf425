"""A long list: what the filters of a page leave of it, cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pactwatch.ledger.stored import StoredClaim

T = TypeVar("T")
SIZE = 100
"""How many rows a page shows."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: its rows, its number from 1, how many pages and how many rows there are in all."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int

    @classmethod
    def cut(cls, rows: Sequence[T], number: int) -> Page[T]:
        """The page of that number; a number past the end gives the last page, one below 1 the first."""
        pages = max(1, -(-len(rows) // SIZE))
        number = min(max(1, number), pages)
        return cls(rows[(number - 1) * SIZE : number * SIZE], number, pages, len(rows))


def chosen(
    stored: Iterable[StoredClaim], said: Mapping[str, str], sought: str = "", within: Sequence[str] = ()
) -> list[StoredClaim]:
    """The claims that a page's filters leave, the latest first.

    `said` gives the value that a field must have, an empty one asking for nothing; `sought` are words that stand in one of
    the fields named by `within`.
    """
    asked = {name: value for name, value in said.items() if value}
    rows = [
        each
        for each in stored
        if all(getattr(each.claim, name) == value for name, value in asked.items())
        and (not sought or sought.casefold() in " ".join(getattr(each.claim, n) or "" for n in within).casefold())
    ]
    return sorted(rows, key=lambda each: (each.claim.date or each.published or "", each.id), reverse=True)
