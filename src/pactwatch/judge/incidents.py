"""Incidents as columns: what remains possible of each, in the fields that a rule can ask about.

A row is an incident, and one incident is a table of one row. A field of a row can have several alternatives: those of
row i stand from offsets[i] to offsets[i + 1]. What is not known is an alternative too (None, or not a number).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pactwatch.judge.evidence import Evidence, Possibilities
from pactwatch.judge.terms import Uncertainty
from pactwatch.read.imprecise_date import ImpreciseDate

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """Alternatives as codes: `codes[k]` is the place of the k-th alternative in `values`."""

    offsets: Indices
    codes: Indices
    values: Sequence[Any]


@dataclass(frozen=True)
class Dates:
    """Times as alternatives: the first day and the first day after as ordinals, both 0 where not known.

    `told` is the day by whose end the incident had been reported, repeated for each of its alternatives.
    """

    offsets: Indices
    first: Indices
    after: Indices
    told: Indices


@dataclass(frozen=True)
class Places:
    """Places as alternatives: `codes` leads to (place, region) as named; longitude and latitude in degrees (WGS 84).

    `radius` is how far, in kilometres, the incident may have been from there. All three are NaN where not known.
    """

    offsets: Indices
    codes: Indices
    values: Sequence[tuple[str | None, str | None]]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    radius: NDArray[np.float64]


@dataclass(frozen=True)
class Incidents:
    """A table of incidents. `targets` leads to (targets, places), `means` to the words of the sources."""

    dates: Dates
    types: Column
    perpetrators: Column
    places: Places
    targets: Column
    statements: Column
    happened: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.happened)

    @classmethod
    def of(cls, evidence: Sequence[Evidence], uncertainty: Uncertainty) -> Incidents:
        """The table of what the evidence of each incident leaves possible."""
        places = [each.possibilities("place") for each in evidence]
        return cls(
            _dates(evidence),
            _column(evidence, lambda each: alternatives(each.possibilities("type"))),
            _column(evidence, lambda each: alternatives(each.possibilities("perpetrator"))),
            _places(evidence, places, uncertainty),
            _column(evidence, _target_sets),
            _column(evidence, lambda each: [each.statements]),
            np.array([each.happened for each in evidence], np.bool_),
        )


def alternatives(possible: Possibilities) -> list[Any]:
    """The admissible values, and None where any other remains possible too."""
    return [each.value for each in possible.values] + ([None] if possible.unknown else [])


def one_each(offsets: Indices, alternatives: int) -> bool:
    """Whether every row has exactly one alternative."""
    return len(offsets) - 1 == alternatives and bool((np.diff(offsets) == 1).all())


def taken(offsets: Indices, rows: Indices) -> tuple[Indices, Indices]:
    """Of some rows: their offsets among themselves, and where their alternatives stand in the whole column."""
    counts = offsets[rows + 1] - offsets[rows]
    inner = np.concatenate(([0], np.cumsum(counts)))
    return inner, np.repeat(offsets[rows] - inner[:-1], counts) + np.arange(inner[-1])


def occurring(numbers: Indices) -> Indices:
    """The distinct numbers (from 0) in order. numpy's own `unique` takes a tenth of a second to load at its first call."""
    return np.flatnonzero(np.bincount(numbers))


def _offsets(lists: Sequence[Sequence[Any]]) -> Indices:
    return np.concatenate(([0], np.cumsum([len(each) for each in lists], dtype=np.int64))).astype(np.int64)


def _column(evidence: Sequence[Evidence], of: Callable[[Evidence], Sequence[Hashable]]) -> Column:
    lists = [of(each) for each in evidence]
    values: dict[Hashable, int] = {}
    codes = [values.setdefault(value, len(values)) for each in lists for value in each]
    return Column(_offsets(lists), np.array(codes, np.int64), list(values))


def _dates(evidence: Sequence[Evidence]) -> Dates:
    lists = [alternatives(each.possibilities("date")) for each in evidence]
    said = [ImpreciseDate.parse(value) if value else None for each in lists for value in each]
    told = [each.told.toordinal() for each, values in zip(evidence, lists, strict=True) for _ in values]
    return Dates(
        _offsets(lists),
        np.array([date.first.toordinal() if date else 0 for date in said], np.int64),
        np.array([date.after.toordinal() if date else 0 for date in said], np.int64),
        np.array(told, np.int64),
    )


def _places(evidence: Sequence[Evidence], places: Sequence[Possibilities], uncertainty: Uncertainty) -> Places:
    lists = []
    for each, possible in zip(evidence, places, strict=True):
        known = [(value.value, each.coordinates(value.claims)) for value in possible.values]
        # Where no place is named, the coordinates alone can say where it was.
        elsewhere = None if possible.values else each.coordinates(each.claims)
        known += [(None, elsewhere)] if possible.unknown else []
        lists.append(list(product(known, alternatives(each.possibilities("admin1")))))
    pairs: dict[tuple[str | None, str | None], int] = {}
    codes, numbers = [], []
    for (place, coordinates), region in (each for every in lists for each in every):
        codes.append(pairs.setdefault((place, region), len(pairs)))
        radius = uncertainty.radius(coordinates[2]) if coordinates else None
        numbers.append((*coordinates[:2], radius) if coordinates and radius is not None else (np.nan,) * 3)
    table = np.array(numbers, np.float64).reshape(-1, 3)
    return Places(_offsets(lists), np.array(codes, np.int64), list(pairs), table[:, 0], table[:, 1], table[:, 2])


def _target_sets(evidence: Evidence) -> list[Hashable]:
    places = tuple(str(each.value) for each in evidence.possibilities("place").values)
    possible = evidence.possibilities("target")
    targets = tuple(str(each.value) for each in possible.values)
    return [(targets, places), ((), places)] if possible.unknown and targets else [(targets, places)]
