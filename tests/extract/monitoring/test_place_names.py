"""Names of places that have no one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.monitoring.place_names import one_place


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Kedbek", "Ketbeck", True),
        ("Tali Barracks", "Tali", True),
        ("Tali Market", "Mingkaman Market", False),
        ("the town", "the village", False),
    ],
)
def test_whether_two_names_may_be_one_place(first, second, expected):
    assert one_place(first, second) is expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_order_of_names_is_of_no_matter(first, second):
    assert one_place(first, second) == one_place(second, first)
