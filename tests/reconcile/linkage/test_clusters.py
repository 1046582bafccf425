from __future__ import annotations

import random
import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.reconcile.linkage.clusters import Pair, clusters
from pactwatch.reconcile.linkage.decided import Decided
from pactwatch.reconcile.linkage.laws import Laws

SIZE = 7
pairs = st.lists(
    st.builds(
        lambda ends, p: Pair(min(ends), max(ends), p),
        st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda ends: ends[0] != ends[1]),
        st.floats(0.02, 1),
    ),
    max_size=12,
    unique_by=lambda pair: (pair.one, pair.other),
)
documents = st.lists(st.sampled_from("abcd"), min_size=SIZE, max_size=SIZE)


def laws(of: Sequence[str], decided: Decided | None = None) -> Laws:
    return Laws([str(number) for number in range(len(of))], of, decided or Decided())


def test_those_that_fit_on_average_go_together() -> None:
    chain = [Pair(0, 1, 0.9), Pair(1, 2, 0.7)]
    assert clusters(4, chain, 0.5) == [[0, 1], [2], [3]]
    assert clusters(4, [*chain, Pair(0, 2, 0.4)], 0.5) == [[0, 1, 2], [3]]


def test_a_likelier_group_is_made_first() -> None:
    assert clusters(3, [Pair(0, 1, 0.6), Pair(1, 2, 0.9)], 0.5) == [[0], [1, 2]]


def test_what_one_document_tells_apart_stays_apart() -> None:
    certain = [Pair(0, 1, 0.99), Pair(0, 2, 0.98), Pair(1, 2, 0.97)]
    assert clusters(3, certain, 0.5, laws("aab").part) == [[0, 2], [1]]


@given(pairs, documents)
def test_every_item_is_in_one_group_and_no_document_twice_in_any(made: list[Pair], of: list[str]) -> None:
    groups = clusters(SIZE, made, 0.5, laws(of).part)
    assert sorted(item for group in groups for item in group) == list(range(SIZE))
    assert all(len({of[item] for item in group}) == len(group) for group in groups)


@given(pairs, documents, st.lists(st.sets(st.integers(0, SIZE - 1), min_size=2, max_size=3), max_size=3))
def test_what_is_put_together_from_the_start_stays(made: list[Pair], of: list[str], given: list[set[int]]) -> None:
    decided = Decided()
    for group in given:
        decided.same([str(item) for item in group])
    together = [[int(name) for name in group] for group in decided.together()]
    groups = clusters(SIZE, made, 0.5, laws(of, decided).part, together)
    assert sorted(item for group in groups for item in group) == list(range(SIZE))
    assert all(any(each <= set(group) for group in groups) for each in given)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(made: list[Pair], dice: random.Random) -> None:
    shuffled = made[:]
    dice.shuffle(shuffled)
    assert clusters(SIZE, shuffled, 0.5) == clusters(SIZE, made, 0.5)


@given(pairs)
def test_a_group_that_a_new_item_has_no_pair_with_does_not_change(made: list[Pair]) -> None:
    before = clusters(SIZE, [pair for pair in made if pair.other != SIZE - 1], 0.5)
    touched = {pair.one for pair in made if pair.other == SIZE - 1}
    after = clusters(SIZE, made, 0.5)
    reached = set(touched)
    for _ in range(SIZE):
        reached |= {end for pair in made if {pair.one, pair.other} & reached for end in (pair.one, pair.other)}
    assert [group for group in before if not reached & set(group) and group != [SIZE - 1]] == [
        group for group in after if not reached & set(group) and group != [SIZE - 1]
    ]


def test_a_hundred_thousand_short_chains_take_seconds() -> None:
    many = [Pair(n, n + 1, 0.9) for n in range(0, 300_000, 3)]
    began = time.process_time()
    assert len(clusters(300_000, many, 0.5)) == 200_000
    assert time.process_time() - began < 15
