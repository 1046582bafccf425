"""What the blocks pass over, the comparison would have ruled out: so grouping finds the same with them as without."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.reconcile.promise_blocks import PromiseBlocks
from pactwatch.reconcile.same_commitment import SameCommitment
from reconcile.claims import stored

LIKENESS = SameCommitment()
SUM = st.builds(
    lambda value, currency: {"value": value, "currency": currency},
    st.sampled_from([1e9, 2e9]),
    st.sampled_from(["EUR", "USD"]),
)
THING = st.builds(
    lambda name, count: {"name": name, "count": count},
    st.sampled_from(["howitzers", "tanks"]),
    st.sampled_from([6, None]),
)
PROMISE = st.fixed_dictionaries(
    {
        "doc": st.sampled_from(["january.csv", "march.csv"]),
        "section": st.sampled_from(["DEU1", "DEU2", None]),
        "promisors": st.sampled_from([("DEU",), ("FRA",)]),
        "action": st.sampled_from(["military_aid", "training"]),
        "amounts": st.lists(SUM, max_size=2).map(tuple),
        "items": st.lists(THING, max_size=2).map(tuple),
        "quote": st.sampled_from(["Germany gives six howitzers", "Germany gives six howitzers more", "Berlin pays"]),
    }
)


@given(st.lists(PROMISE, min_size=2, max_size=6))
def test_no_promise_that_may_be_the_same_is_passed_over(promises: list[dict[str, object]]) -> None:
    claims = [
        stored(str(number), "commitment", firmness="pledged", **fields) for number, fields in enumerate(promises)
    ]
    for one, other in combinations(claims, 2):
        blocks = PromiseBlocks()
        blocks.add([other], 0)
        if LIKENESS.compare(one, other).same:
            assert blocks.candidates([one]) == {0}


def test_rows_of_one_table_are_not_looked_at() -> None:
    one, other = (
        stored(
            name,
            "commitment",
            doc="january.csv",
            section=row,
            promisors=("DEU",),
            action="training",
            firmness="pledged",
        )
        for name, row in (("a", "DEU1"), ("b", "DEU2"))
    )
    blocks = PromiseBlocks()
    blocks.add([one], 0)
    assert blocks.candidates([other]) == set()
    assert blocks.candidates([one]) == {0}


def test_another_sum_in_the_same_currency_is_not_looked_at() -> None:
    def worth(name: str, *amounts: tuple[float, str]):
        sums = tuple({"value": value, "currency": currency} for value, currency in amounts)
        return stored(name, "commitment", promisors=("DEU",), action="training", firmness="pledged", amounts=sums)

    blocks = PromiseBlocks()
    blocks.add([worth("a", (1e9, "EUR"))], 0)
    assert blocks.candidates([worth("b", (2e9, "EUR"))]) == set()
    assert blocks.candidates([worth("c", (2e9, "EUR"), (1e9, "USD"))]) == set()
    assert blocks.candidates([worth("d", (1e9, "EUR"))]) == blocks.candidates([worth("e", (2e9, "USD"))]) == {0}
    assert blocks.candidates([worth("f")]) == {0}
