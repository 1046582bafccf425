"""Ways: everything that an incident could have been, and what holds in all of them (supervaluation).

Each field that a rule asks about has facets: how a possible value stands to the prohibition, and to each exception.
A facet that cannot be told from the value is None, and stands for both answers. A way takes one possibility of every
field. A rule is met if every way meets it, not met if none does, else open; the fields that can tip the answer, with
all others left as they are, are what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

Truth = bool | None
Facets = tuple[Truth, ...]


@dataclass(frozen=True)
class Valuation:
    """What holds in every way: the rule is met, not met or open, and the fields that would settle it."""

    answer: Literal["met", "not_met", "open"]
    missing: tuple[str, ...] = ()


def valuate(possible: Mapping[str, Sequence[Facets]]) -> Valuation:
    """Judge all ways. `possible` gives for each field the facets of each of its possible values.

    The first facet says whether the value fits the prohibition, each further one whether it fits that exception. A
    way breaks the rule if every field fits the prohibition and no exception is fitted by every field. All facets of
    one call must have the same length; a field without any possibility is an error (ValueError).
    """
    fields = list(possible)
    choices = [_complete(possible[field]) for field in fields]
    if not all(choices):
        raise ValueError("a field without possibilities leaves no way that it could have been")
    outcomes = {way: _breaks(way) for way in product(*choices)}
    if len(set(outcomes.values())) == 1:
        return Valuation("met" if next(iter(outcomes.values())) else "not_met")
    return Valuation("open", tuple(field for number, field in enumerate(fields) if _tips(number, choices, outcomes)))


def _complete(facets: Sequence[Facets]) -> list[tuple[bool, ...]]:
    """Every two-valued reading of the possibilities, each once."""
    readings = (
        reading
        for facet in facets
        for reading in product(*((True, False) if truth is None else (truth,) for truth in facet))
    )
    return list(dict.fromkeys(readings))


def _breaks(way: tuple[tuple[bool, ...], ...]) -> bool:
    forbidden, *exempt = (all(facets) for facets in zip(*way, strict=True))
    return forbidden and not any(exempt)


def _tips(
    number: int, choices: Sequence[Sequence[tuple[bool, ...]]], outcomes: Mapping[tuple[tuple[bool, ...], ...], bool]
) -> bool:
    others = [choice if place != number else choice[:1] for place, choice in enumerate(choices)]
    return any(
        len({outcomes[(*way[:number], reading, *way[number + 1 :])] for reading in choices[number]}) > 1
        for way in product(*others)
    )
