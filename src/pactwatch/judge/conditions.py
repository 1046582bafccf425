"""Conditions: how one possible value of a field stands to a rule.

The answer is None where the value does not tell; the value is None where the field is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pactwatch.judge.terms import Exemption, Period, Prohibition, Terms
from pactwatch.judge.ways import Truth
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.place_name import PlaceName

# By the coding manual states are coded by ISO 3166 alpha-3, everybody else by name.
_STATE = re.compile(r"[A-Z]{3}")


def in_force(when: str | None, told: date, periods: Sequence[Period]) -> Truth:
    """Whether the terms were in force on every day that the date can mean, on none, or on some (None).

    `told` is the day by whose end it had been reported: nothing is reported before it happens.
    """
    if when is None:
        return None if any(period.first <= told for period in periods) else False
    said = ImpreciseDate.parse(when)
    after = min(said.after, told + timedelta(days=1))
    if after <= said.first:
        # Reported before it is said to have happened: one of the two days is wrong, and the report's is the surer.
        return None if any(period.first <= told for period in periods) else False
    ends = [min(after, period.until or after) for period in periods]
    covered = sum(
        max(0, (end - max(said.first, period.first)).days) for period, end in zip(periods, ends, strict=True)
    )
    if covered == 0:
        return False
    return True if covered >= (after - said.first).days else None


def of_type(kind: str | None, condition: Prohibition | Exemption) -> Truth:
    """Whether it is one of the types named. An unspecified attack may be any of the violent ones."""
    if not condition.types or kind in condition.types:
        return True
    return None if kind in (None, "attack") else False


def by_party(actor: str | None, condition: Prohibition | Exemption, terms: Terms) -> Truth:
    """Whether the actor's conduct is that of a party named. Of a group known by its name alone, that stays open."""
    if isinstance(condition, Exemption) and not condition.by:
        return True
    if actor is None:
        return None
    party = terms.party_of(actor)
    if party is not None:
        return not condition.by or party in condition.by
    return False if _STATE.fullmatch(actor) else None


def against_target(targets: Sequence[str], places: Sequence[str], condition: Prohibition | Exemption) -> Truth:
    """Whether something named was hit. Targets add up: one source names the substation, another the houses beside it.

    A target that only repeats the place, or has one of the words that leave it open, does not tell.
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
    return False if telling and len(telling) == len(targets) else None


def in_zones(place: str | None, admin1: str | None, condition: Prohibition | Exemption, terms: Terms) -> Truth:
    """Whether the place is in a zone named, by its own name or its region's. Only a known region puts it outside."""
    if not condition.where:
        return True
    areas = [PlaceName.parse(area) for zone in terms.zones if zone.name in condition.where for area in zone.areas]
    for name in (PlaceName.parse(place), PlaceName.parse(admin1)):
        if name is not None and any(area is not None and area.keys <= name.keys for area in areas):
            return True
    return False if admin1 else None


def _has_word(text: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}(?:e?s)?\b", text, re.I) for word in words)
