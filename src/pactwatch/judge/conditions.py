"""Conditions: how one possible value of a field stands to a clause of a rule.

The answer is None where the value does not tell; the value is None where the field is not known. Each is asked once
for every distinct value and then looked up for whole columns; times and shapes are compared as columns at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pactwatch.judge.period import Days
from pactwatch.judge.rule import Clause, Exemption
from pactwatch.judge.terms import Terms
from pactwatch.judge.ways import NO, OPEN, YES, Truth
from pactwatch.judge.zone import Zone
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.same_incident import VIOLENT

Statement = tuple[str, bool]
"""The words of a source, and whether it is believed where it clears the accused or adds to what happened."""
# By the coding manual states are coded by ISO 3166 alpha-3, everybody else by name.
_STATE = re.compile(r"[A-Z]{3}")


def in_force(
    first: NDArray[np.int64], after: NDArray[np.int64], told: NDArray[np.int64], spans: Sequence[Days]
) -> NDArray[np.int8]:
    """Whether it was in force on every day that a date can mean, on none, or on some (OPEN).

    `first` and `after` are the first day and the first day after, as ordinals, both 0 where no date is known; `told`
    is the day by whose end it had been reported: nothing is reported before it happens. `spans` are disjoint.
    """
    bounded = np.minimum(after, told + 1)
    # Reported before it is said to have happened: one of the two days is wrong, and the report's is the surer.
    unknown = (after == 0) | (bounded <= first)
    begun = min((span[0] for span in spans), default=None)
    covered = np.zeros(len(first), np.int64)
    for start, end in spans:
        covered += np.maximum(np.minimum(bounded, end) - np.maximum(first, start), 0)
    answer = np.where(covered == 0, NO, np.where(covered >= bounded - first, YES, OPEN))
    answer[unknown] = NO if begun is None else np.where(begun <= told[unknown], OPEN, NO)
    return answer.astype(np.int8)


def of_type(kind: str | None, condition: Clause) -> Truth:
    """Whether it is one of the types named. An unspecified attack may be any of the violent ones."""
    if not condition.types or kind in condition.types:
        return True
    may_be = kind is None or (kind == "attack" and not VIOLENT.isdisjoint(condition.types))
    return None if may_be else False


def by_party(actor: str | None, condition: Clause, terms: Terms) -> Truth:
    """Whether the actor's conduct is that of a party named. Of a group known by its name alone, that stays open."""
    if isinstance(condition, Exemption) and not condition.by:
        return True
    if actor is None:
        return None
    parties = terms.parties_of(actor)
    if parties:
        return not condition.by or any(party in condition.by for party in parties)
    return False if _STATE.fullmatch(actor) else None


def against_target(targets: Sequence[str], places: Sequence[str], condition: Clause) -> Truth:
    """Whether something named was hit. Targets add up: one source names the substation, another the houses beside it.

    A target that only repeats the place, or has one of the words that leave it open, does not tell: it says less
    exactly what another source names, and leaves the answer open where none does.
    """
    if not condition.against:
        return True
    if any(_has_word(target, condition.against) for target in targets):
        return True
    named = [PlaceName.parse(place) for place in places]
    telling = [
        target
        for target in targets
        if not _has_word(target, condition.unclear)
        and not any(place and (words := PlaceName.parse(target)) and words.keys <= place.keys for place in named)
    ]
    return False if telling else None


def by_means(statements: Sequence[Statement], condition: Clause) -> Truth:
    """Whether a source that is believed names one of the means. What no source names may still have been used."""
    return True if not condition.using or _said(statements, condition.using) else None


def as_claimed(statements: Sequence[Statement], condition: Clause) -> Truth:
    """Whether an exception is claimed as its words say. Nobody has to disprove what no source claims.

    Where only a source claims it that is not believed (the accused itself, an allegation), it stays open.
    """
    if not isinstance(condition, Exemption) or not condition.claimed:
        return True
    return _said(statements, condition.claimed)


def _said(statements: Sequence[Statement], words: tuple[str, ...]) -> Truth:
    believed = [trusted for quote, trusted in statements if _has_word(quote, words)]
    return any(believed) or None if believed else False


def named_in_zones(place: str | None, admin1: str | None, zones: Sequence[Zone]) -> Truth:
    """Whether the place is in one of the zones, by its own name or its region's.

    Only a known region puts it outside: of a zone that names its `areas` alone, or one that says which `regions`
    hold it. A zone with a shape and no `regions` is not decided by names unless they are inside.
    """
    names = [name for name in (PlaceName.parse(place), PlaceName.parse(admin1)) if name is not None]
    outside = True
    for zone in zones:
        if any(area.keys <= name.keys for area in _names(zone.areas) for name in names):
            return True
        region = PlaceName.parse(admin1)
        if zone.regions:
            outside &= region is not None and not any(each.keys <= region.keys for each in _names(zone.regions))
        else:
            outside &= zone.shape is None and zone.geometry is None and bool(admin1)
    return False if outside else None


@lru_cache(maxsize=1024)
def _names(areas: tuple[str, ...]) -> tuple[PlaceName, ...]:
    return tuple(name for area in areas if (name := PlaceName.parse(area)) is not None)


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and _words(words).search(text) is not None


@lru_cache(maxsize=1024)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:e?s)?\b", re.IGNORECASE)
