"""Optimal assignment: the one-to-one pairing of rows and columns with the greatest total weight.

A greedy pairing (best pair first) is simpler, but it can leave a fact unpaired that another choice would have paired,
so that a better extractor could score lower. This is the exact method of shortest augmenting paths with potentials
(Kuhn and Munkres, in the form of Jonker and Volgenant): cubic in the number of facts of one kind in one document,
which is a few dozen, so plain Python is fast enough and no solver has to be installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of one optimal assignment, in order of rows. Pairs of weight zero or less are left out.

    `weights` is a table with rows of equal length; it may be empty. Raises ValueError where their lengths differ.
    """
    if not weights or not weights[0]:
        return []
    if any(len(a) != len(b) for a, b in pairwise(weights)):
        raise ValueError("the rows of the table differ in length")
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in assign(turned))
    held_by = _cheapest([[-max(weight, 0.0) for weight in row] for row in weights])
    return sorted((row, column) for column, row in held_by.items() if weights[row][column] > 0)


def _cheapest(costs: list[list[float]]) -> dict[int, int]:
    """The row that holds each taken column when every row gets a column at the least total cost (rows <= columns)."""
    width = len(costs[0])
    row_price = [0.0] * len(costs)
    column_price = [0.0] * width
    held_by: dict[int, int] = {}
    for newcomer in range(len(costs)):
        # Grow a tree of cheapest alternating paths from the newcomer until it reaches a column that nobody holds.
        least = [inf] * width
        came_from: list[int | None] = [None] * width
        done: list[int] = []
        row, column = newcomer, None
        while True:
            for other in range(width):
                if other in done:
                    continue
                reduced = costs[row][other] - row_price[row] - column_price[other]
                if reduced < least[other]:
                    least[other], came_from[other] = reduced, column
            nearest = min((other for other in range(width) if other not in done), key=lambda other: least[other])
            step = least[nearest]
            row_price[newcomer] += step
            for other in done:
                row_price[held_by[other]] += step
                column_price[other] -= step
            for other in range(width):
                if other not in done:
                    least[other] -= step
            if nearest not in held_by:
                break
            done.append(nearest)
            row, column = held_by[nearest], nearest
        # Walk back along the path: each column on it goes to the row from which it was reached.
        free: int | None = nearest
        while free is not None:
            previous = came_from[free]
            held_by[free] = newcomer if previous is None else held_by[previous]
            free = previous
    return held_by
