"""Tolls of one event as a story goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.claim import Count, IncidentClaim
from pactwatch.extract.tolls import fits, joined_tolls

_counts = st.builds(
    lambda low, more: Count(low=low, high=None if more is None else low + more),
    st.integers(0, 50),
    st.none() | st.integers(0, 20),
)


def _claim(killed: Count | None) -> IncidentClaim:
    return IncidentClaim(doc="story.txt", start=0, end=1, quote="x", type="attack", killed=killed)


@pytest.mark.parametrize(
    ("before", "after", "words", "now", "superseded"),
    [
        (Count(low=12), Count(low=13, high=13), "13 people were killed", 13, None),
        (Count(low=20, high=20), Count(low=26, high=26), "The toll has risen to 26", 26, 20),
        (Count(low=20, high=20), Count(low=26, high=26), "26 people were killed", 20, None),
        (Count(low=20, high=20), Count(low=20, high=20), "The toll rose to 20", 20, None),
    ],
)
def test_a_later_figure_holds_where_it_is_more_exact_or_called_risen(before, after, words, now, superseded):
    old = _claim(before)
    update = joined_tolls(old, _claim(after), words, wide=False)
    assert update.get("killed", old.killed).low == now
    assert (update["supersedes"]["killed"].low if "supersedes" in update else None) == superseded


@given(_counts, _counts)
def test_of_two_figures_of_a_wave_the_larger_holds_in_whichever_order_they_come(one, other):
    if one.high is None or other.high is None:
        return
    first = joined_tolls(_claim(one), _claim(other), "", wide=True).get("killed", one)
    second = joined_tolls(_claim(other), _claim(one), "", wide=True).get("killed", other)
    assert first.low == second.low == max(one.low, other.low)


@given(_counts | st.none(), _counts | st.none())
def test_fitting_is_symmetric(one, other):
    assert fits(one, other) == fits(other, one)
