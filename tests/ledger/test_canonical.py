from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.claim import CLAIM, Amount, Count, Goods
from pactwatch.ledger.canonical import canonical

from .examples import promise, shelling

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_what_is_absent_is_left_out_and_keys_are_sorted() -> None:
    assert canonical({"b": None, "a": [], "d": {"x": None}, "c": (1, None)}) == '{"c":[1,null],"d":{}}'


def test_a_field_that_a_later_version_adds_changes_nothing() -> None:
    assert canonical({"a": "é", "later": None, "latest": ()}) == canonical({"a": "é"}) == '{"a":"é"}'


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"value": float("inf")})


@given(VALUES)
def test_writing_again_what_was_read_gives_the_same(value: object) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written


@given(
    st.lists(st.builds(Amount, value=st.floats(0, 1e15), currency=st.sampled_from(["EUR", "NOK"])), max_size=3),
    st.lists(st.builds(Goods, name=st.text(), count=st.none() | st.integers(0)), max_size=3),
    st.builds(Count, low=st.none() | st.integers(0), high=st.none() | st.integers(0)),
)
def test_a_claim_comes_back_as_it_was(amounts: list[Amount], items: list[Goods], count: Count) -> None:
    corrected = {"killed": count, "injured": Count()}
    for claim in (promise(amounts=tuple(amounts), items=tuple(items)), shelling(killed=count, supersedes=corrected)):
        assert CLAIM.validate_json(canonical(claim.model_dump(mode="json"))) == claim
