"""A long list, cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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
