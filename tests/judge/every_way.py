"""Every way that an incident could have been, one by one: what judging by columns has to agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

Way = tuple[tuple[bool, ...], ...]


def every_way(possible: Mapping[str, Sequence[tuple[bool | None, ...]]]) -> tuple[str, tuple[str, ...]]:
    """The answer and the fields that would settle it, by looking at each way and at each change of one field."""
    choices = [
        [
            reading
            for facet in facets
            for reading in product(*((True, False) if truth is None else (truth,) for truth in facet))
        ]
        for facets in possible.values()
    ]
    outcomes = {way: breaks(way) for way in product(*choices)}
    if len(set(outcomes.values())) == 1:
        return ("met" if next(iter(outcomes.values())) else "not_met"), ()
    missing = [
        name
        for number, name in enumerate(possible)
        if any(
            outcomes[way] != outcomes[(*way[:number], reading, *way[number + 1 :])]
            for way in outcomes
            for reading in choices[number]
        )
    ]
    return "open", tuple(missing)


def breaks(way: Way) -> bool:
    """Whether one way breaks a rule: all fields fit the prohibition, and no exception is fitted by all."""
    forbidden, *exempt = (all(facets) for facets in zip(*way, strict=True))
    return forbidden and not any(exempt)
