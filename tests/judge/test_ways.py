from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.every_way import every_way
from pactwatch.judge.ways import MET, NOT_MET, UNDECIDED, Truth, gathered, readings, truth_code, valuate

Facets = tuple[Truth, ...]
YES: Facets = (True,)
NO: Facets = (False,)
UNKNOWN: Facets = (None,)
ANSWERS = {int(MET): "met", int(NOT_MET): "not_met", int(UNDECIDED): "open"}


def judged(*tables: dict[str, list[Facets]]) -> list[tuple[str, tuple[str, ...]]]:
    """The answers of one call on a table with a row for each of these."""
    facets = max(len(facet) for each in tables[0].values() for facet in each)
    fields = {}
    for name in sorted(tables[0]):
        lists = [table[name] for table in tables]
        truths = [[truth_code(truth) for truth in facet] for each in lists for facet in each]
        offsets = np.concatenate(([0], np.cumsum([len(each) for each in lists])))
        fields[name] = gathered(readings(np.array(truths, np.int8).reshape(-1, facets)), offsets)
    result = valuate(fields, facets)
    return [
        (ANSWERS[int(answer)], tuple(name for name in fields if result.missing[name][row]))
        for row, answer in enumerate(result.answer)
    ]


@pytest.mark.parametrize(
    ("possible", "answer", "missing"),
    [
        # One way, and it fits or does not.
        ({"date": [YES], "type": [YES]}, "met", ()),
        ({"date": [YES], "type": [NO]}, "not_met", ()),
        # Sources differ, and it makes no difference.
        ({"date": [YES], "perpetrator": [YES, YES]}, "met", ()),
        ({"date": [NO, NO], "type": [YES]}, "not_met", ()),
        # Sources differ, and it does: exactly that field is missing.
        ({"date": [YES], "perpetrator": [YES, NO]}, "open", ("perpetrator",)),
        ({"date": [YES, NO], "type": [YES, NO]}, "open", ("date", "type")),
        # What is not known could be either.
        ({"date": [UNKNOWN], "type": [YES]}, "open", ("date",)),
        # What is not known does not matter where something else decides.
        ({"date": [UNKNOWN], "type": [NO]}, "not_met", ()),
        ({"date": [YES, NO], "type": [NO], "target": [UNKNOWN]}, "not_met", ()),
        # An exception that certainly applies, certainly does not, or may.
        ({"type": [(True, True)], "by": [(True, True)]}, "not_met", ()),
        ({"type": [(True, True)], "by": [(True, False)]}, "met", ()),
        ({"type": [(True, True)], "by": [(True, None)]}, "open", ("by",)),
        # Of two exceptions one is enough.
        ({"type": [(True, False, True)], "by": [(True, True, True)]}, "not_met", ()),
        # The exception is open, but the prohibition does not fit anyway.
        ({"type": [(False, None)]}, "not_met", ()),
        # One field decides both: where the type differs, it is either not forbidden or exempt.
        ({"type": [(True, True), (False, False)]}, "not_met", ()),
    ],
)
def test_what_holds_in_every_way(possible: dict[str, list[Facets]], answer: str, missing: tuple[str, ...]) -> None:
    assert judged(possible) == [(answer, missing)]


def test_no_possibility_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="no way"):
        judged({"date": [], "type": [YES]})
    with pytest.raises(ValueError, match="no way"):
        valuate({"date": np.array([0], np.uint64)}, 1)


truths = st.sampled_from([True, False, None])
FIELDS = ("date", "type", "by", "place")
tables = st.integers(1, 3).flatmap(
    lambda facets: st.lists(
        st.fixed_dictionaries(
            {name: st.lists(st.tuples(*[truths] * facets), min_size=1, max_size=2) for name in FIELDS}
        ),
        min_size=1,
        max_size=4,
    )
)


@settings(deadline=None)
@given(tables)
def test_columns_answer_as_every_way_looked_at_one_by_one(table: list[dict[str, list[Facets]]]) -> None:
    assert judged(*table) == [every_way(dict(sorted(row.items()))) for row in table]


@settings(deadline=None)
@given(tables, st.data())
def test_learning_more_never_turns_an_answer(table: list[dict[str, list[Facets]]], data: st.DataObject) -> None:
    """What was settled stays settled when a field becomes known; nothing that was not missing settles it alone."""
    possible = table[0]
    field = data.draw(st.sampled_from(FIELDS))
    facet = data.draw(st.sampled_from(possible[field]))
    told = tuple(data.draw(st.booleans()) if truth is None else truth for truth in facet)
    (before, missing), (after, _) = judged(possible, {**possible, field: [told]})
    if before != "open":
        assert after == before
    elif field not in missing:
        assert after == "open"


@settings(deadline=None)
@given(tables)
def test_settling_all_that_is_missing_settles_it(table: list[dict[str, list[Facets]]]) -> None:
    ((answer, missing),) = judged(table[0])
    assert (answer == "open") == bool(missing)
    known = {field: [tuple(bool(truth) for truth in table[0][field][0])] for field in missing}
    assert judged({**table[0], **known})[0][0] != "open"


def test_six_clauses_are_reckoned_with() -> None:
    six = [(True, *exempt) for exempt in product([True, False], repeat=5)]
    assert judged({"type": six, "by": [(True,) * 6]}) == [("open", ("type",))]
