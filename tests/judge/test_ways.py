from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.judge.ways import Facets, Valuation, valuate

YES: Facets = (True,)
NO: Facets = (False,)
UNKNOWN: Facets = (None,)


@pytest.mark.parametrize(
    ("possible", "expected"),
    [
        # One way, and it fits or does not.
        ({"date": [YES], "type": [YES]}, Valuation("met")),
        ({"date": [YES], "type": [NO]}, Valuation("not_met")),
        # Sources differ, and it makes no difference.
        ({"date": [YES], "perpetrator": [YES, YES]}, Valuation("met")),
        ({"date": [NO, NO], "type": [YES]}, Valuation("not_met")),
        # Sources differ, and it does: exactly that field is missing.
        ({"date": [YES], "perpetrator": [YES, NO]}, Valuation("open", ("perpetrator",))),
        ({"date": [YES, NO], "type": [YES, NO]}, Valuation("open", ("date", "type"))),
        # What is not known could be either.
        ({"date": [UNKNOWN], "type": [YES]}, Valuation("open", ("date",))),
        # What is not known does not matter where something else decides.
        ({"date": [UNKNOWN], "type": [NO]}, Valuation("not_met")),
        ({"date": [YES, NO], "type": [NO], "target": [UNKNOWN]}, Valuation("not_met")),
        # An exception that certainly applies, certainly does not, or may.
        ({"type": [(True, True)], "by": [(True, True)]}, Valuation("not_met")),
        ({"type": [(True, True)], "by": [(True, False)]}, Valuation("met")),
        ({"type": [(True, True)], "by": [(True, None)]}, Valuation("open", ("by",))),
        # Of two exceptions one is enough.
        ({"type": [(True, False, True)], "by": [(True, True, True)]}, Valuation("not_met")),
        # The exception is open, but the prohibition does not fit anyway.
        ({"type": [(False, None)]}, Valuation("not_met")),
        # One field decides both: where the type differs, it is either not forbidden or exempt.
        ({"type": [(True, True), (False, False)]}, Valuation("not_met")),
    ],
)
def test_what_holds_in_every_way(possible: dict[str, list[Facets]], expected: Valuation) -> None:
    assert valuate(possible) == expected


def test_no_possibility_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="no way"):
        valuate({"date": [], "type": [YES]})


truths = st.sampled_from([True, False, None])
possibilities = st.integers(1, 3).flatmap(
    lambda facets: st.dictionaries(
        st.sampled_from(["date", "type", "by", "place"]),
        st.lists(st.tuples(*[truths] * facets), min_size=1, max_size=2),
        min_size=1,
    )
)


@settings(deadline=None)
@given(possibilities)
def test_open_means_that_something_is_missing_and_only_then(possible: dict[str, list[Facets]]) -> None:
    result = valuate(possible)
    assert (result.answer == "open") == bool(result.missing)


@settings(deadline=None)
@given(possibilities, st.data())
def test_learning_more_never_turns_an_answer(possible: dict[str, list[Facets]], data: st.DataObject) -> None:
    """What was settled stays settled when a field becomes known; nothing that was not missing settles it alone."""
    field = data.draw(st.sampled_from(sorted(possible)))
    facet = data.draw(st.sampled_from(possible[field]))
    told = tuple(data.draw(st.booleans()) if truth is None else truth for truth in facet)
    before, after = valuate(possible), valuate({**possible, field: [told]})
    if before.answer != "open":
        assert after.answer == before.answer
    elif field not in before.missing:
        assert after.answer == "open"


@settings(deadline=None)
@given(possibilities)
def test_settling_all_that_is_missing_settles_it(possible: dict[str, list[Facets]]) -> None:
    missing = valuate(possible).missing
    known = {field: [tuple(bool(truth) for truth in possible[field][0])] for field in missing}
    assert valuate({**possible, **known}).answer != "open"


@settings(deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=3), min_size=1, max_size=4))
def test_against_counting_every_way(fields: list[list[bool]]) -> None:
    outcomes = {all(way) for way in product(*fields)}
    answer = valuate({str(number): [(value,) for value in values] for number, values in enumerate(fields)}).answer
    assert answer == ("open" if len(outcomes) == 2 else "met" if outcomes == {True} else "not_met")
