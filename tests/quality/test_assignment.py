from __future__ import annotations

from itertools import permutations

import pytest
from assignment import assign
from hypothesis import given
from hypothesis import strategies as st


def total(weights: list[list[float]], pairs: list[tuple[int, int]]) -> float:
    return sum(weights[row][column] for row, column in pairs)


def best_total(weights: list[list[float]]) -> float:
    """By trying every way; the shorter side is laid along the longer one."""
    table = weights if len(weights) <= len(weights[0]) else [list(column) for column in zip(*weights, strict=True)]
    return max(total(table, list(enumerate(columns))) for columns in permutations(range(len(table[0])), len(table)))


def test_it_gives_up_the_best_pair_where_that_leaves_more() -> None:
    weights = [[0.9, 0.8], [0.8, 0.0]]
    assert assign(weights) == [(0, 1), (1, 0)]


def test_pairs_of_no_weight_are_left_out() -> None:
    assert assign([[0.0, 0.5], [0.0, 0.4]]) == [(0, 1)]


@pytest.mark.parametrize("weights", [[], [[], []]])
def test_nothing_is_paired_with_nothing(weights: list[list[float]]) -> None:
    assert assign(weights) == []


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        assign([[1.0], [1.0, 2.0]])


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0, 1.3]), min_size=width, max_size=width),
            min_size=1,
            max_size=5,
        )
    )
)
def test_no_other_pairing_is_heavier(weights: list[list[float]]) -> None:
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert total(weights, pairs) == pytest.approx(best_total(weights))
