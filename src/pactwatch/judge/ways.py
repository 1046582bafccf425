"""Ways: everything that an incident could have been, and what holds in all of them (supervaluation), by columns.

Each field that a rule asks about has facets: how a possible value stands to the prohibition, and to each exception.
A facet that cannot be told from the value is OPEN, and stands for both answers. A way takes one possibility of every
field. A rule is met if every way meets it, not met if none does, else open; the fields that can tip the answer, with
all others left as they are, are what is missing.

Ways are not listed one by one. What a field can be is a set of two-valued readings of its facets, kept as the bits of
one number: with k facets there are 2**k readings, and the bit of a reading says whether it is possible. Two fields
together can be whatever the two readings give, facet by facet. So a column of incidents is judged by a few
operations on whole columns, and exactly as if every way had been looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Truth = bool | None
NO, YES, OPEN = np.int8(0), np.int8(1), np.int8(2)
MET, NOT_MET, UNDECIDED = np.int8(1), np.int8(0), np.int8(2)

Truths = NDArray[np.int8]
Bits = NDArray[np.uint64]


def truth_code(truth: Truth) -> np.int8:
    """The number that stands for an answer in a column."""
    return OPEN if truth is None else YES if truth else NO


@dataclass(frozen=True)
class Valuation:
    """What holds in every way, a row for each incident.

    `answer` is MET, NOT_MET or UNDECIDED; `missing` says for each field, by row, whether it would settle it.
    """

    answer: NDArray[np.int8]
    missing: Mapping[str, NDArray[np.bool_]]


def readings(truths: Truths) -> Bits:
    """The two-valued readings of facets as sets of bits. `truths` has a row for each value and a column a facet.

    Reading r gives facet j the answer of r's bit j.
    """
    rows, facets = truths.shape
    result = np.zeros(rows, np.uint64)
    for reading in range(2**facets):
        possible = np.ones(rows, np.bool_)
        for facet in range(facets):
            wanted = YES if reading >> facet & 1 else NO
            possible &= (truths[:, facet] == wanted) | (truths[:, facet] == OPEN)
        result |= possible.astype(np.uint64) << np.uint64(reading)
    return result


def gathered(bits: Bits, offsets: NDArray[np.int64]) -> Bits:
    """The sets of whole rows from those of their values; row i has the values from offsets[i] to offsets[i + 1].

    Raises ValueError where a row has no value: a field without possibilities leaves no way that it could have been.
    """
    if len(offsets) - 1 == len(bits) and (
        len(bits) == 0 or (offsets[-1] == len(bits) and bool((np.diff(offsets) == 1).all()))
    ):
        return bits
    if (np.diff(offsets) < 1).any():
        raise ValueError("a field without possibilities leaves no way that it could have been")
    return np.bitwise_or.reduceat(bits, offsets[:-1]) if len(offsets) > 1 else bits[:0]


def valuate(fields: Mapping[str, Bits], facets: int) -> Valuation:
    """Judge every row in all its ways. `fields` gives for each field its column of sets of readings.

    Facet 0 says whether a value fits the prohibition, each further one whether it fits that exception. A way breaks
    the rule if every field fits the prohibition and no exception is fitted by every field.
    """
    columns = list(fields.values())
    if not all((column != 0).all() for column in columns):
        raise ValueError("a field without possibilities leaves no way that it could have been")
    rows = len(columns[0])
    # All that the fields up to here can be together, and all that those from here on can be.
    everything = np.full(rows, 1 << (2**facets - 1), np.uint64)
    before = [everything]
    for column in columns:
        before.append(_together(before[-1], column, facets))
    behind = [everything]
    for column in reversed(columns):
        behind.append(_together(behind[-1], column, facets))
    behind.reverse()
    breaking = np.uint64(sum(1 << reading for reading in range(2**facets) if reading == 1))
    can_break, can_keep = (before[-1] & breaking) != 0, (before[-1] & ~breaking) != 0
    answer = np.where(can_break & can_keep, UNDECIDED, np.where(can_break, MET, NOT_MET)).astype(np.int8)
    undecided = np.flatnonzero(answer == UNDECIDED)
    missing = {}
    for number, (name, column) in enumerate(fields.items()):
        tips = np.zeros(rows, np.bool_)
        others = _together(before[number][undecided], behind[number + 1][undecided], facets)
        tips[undecided] = _tips(column[undecided], others, facets)
        missing[name] = tips
    return Valuation(answer, missing)


def _together(one: Bits, other: Bits, facets: int) -> Bits:
    """Every reading that one of each set can give together: what holds of both, facet by facet."""
    if facets == 1:
        both = one & other & np.uint64(2)
        return both | ((one | other) & np.uint64(1))
    result = np.zeros(len(one), np.uint64)
    for a in range(2**facets):
        has = (one >> np.uint64(a)) & np.uint64(1)
        if not has.any():
            continue
        for b in range(2**facets):
            result |= (has & (other >> np.uint64(b))) << np.uint64(a & b)
    return result


def _tips(own: Bits, others: Bits, facets: int) -> NDArray[np.bool_]:
    """Whether for some way of all other fields this one decides between a breach and none."""
    tips = np.zeros(len(own), np.bool_)
    for other in range(2**facets):
        breaking = np.uint64(sum(1 << each for each in range(2**facets) if each & other == 1))
        given = (others >> np.uint64(other)) & np.uint64(1) != 0
        tips |= given & (own & breaking != 0) & (own & ~breaking != 0)
    return tips
