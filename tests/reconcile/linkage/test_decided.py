from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.reconcile.linkage.decided import Decided

decisions = st.lists(
    st.tuples(st.booleans(), st.sets(st.sampled_from("abcdef"), min_size=2, max_size=2).map(sorted)), max_size=8
)


def made(given: list[tuple[bool, list[str]]]) -> Decided:
    decided = Decided()
    for same, names in given:
        (decided.same if same else decided.different)(names)
    return decided


@given(decisions)
def test_the_last_decision_on_two_holds_unless_a_third_stands_between(given: list[tuple[bool, list[str]]]) -> None:
    last = {tuple(names): same for same, names in given}
    together = made(given).together()
    for (one, other), same in last.items():
        if not same:
            assert made(given).parts([one], [other])
            assert not any(one in group and other in group for group in together)
        elif all(last.values()):
            assert any(one in group and other in group for group in together)


@given(decisions)
def test_no_item_is_in_two_groups(given: list[tuple[bool, list[str]]]) -> None:
    names = [name for group in made(given).together() for name in group]
    assert len(names) == len(set(names))


def test_a_joining_that_a_splitting_stands_against_is_not_made() -> None:
    decided = made([(False, ["a", "c"]), (True, ["a", "b"]), (True, ["b", "c"])])
    assert decided.together() == [["a", "b"]]
