"""Tolls of one event as a story goes on: what is told again, told more exactly, or corrected."""

from __future__ import annotations

import re
from typing import Any, Literal

from pactwatch.extract.claim import Count, IncidentClaim

_REVISED = re.compile(
    r"(?i:\b(?:ris(?:e|es|en|ing)|rose|climb(?:s|ed)?|gr(?:ew|own|ows)|increased?|reach(?:es|ed)?|updated?|revised|corrected"
    r"|later|now|has\s+since|new\s+(?:toll|figure))\b)"
)


def fits(one: Count | None, other: Count | None) -> bool:
    """Whether two figures may be of one event: one is not told, they are equal, or one lies within the other's range."""
    return one is None or other is None or one.low == other.low or _holds(one, other) or _holds(other, one)


def is_revised(words: str) -> bool:
    """Whether words say that a figure has risen or was corrected."""
    return _REVISED.search(words) is not None


def joined_tolls(old: IncidentClaim, new: IncidentClaim, words: str, *, wide: bool) -> dict[str, Any]:
    """What a later sentence changes in the figures of an event, as values for the fields killed, injured, supersedes.

    words: the later sentence. A figure that lies within an open one is the more exact; one that the words call risen or
    corrected supersedes the one before. Of two figures of a whole wave (`wide`) the larger holds, since a toll only rises,
    and the smaller is kept as superseded.
    """
    update: dict[str, Any] = {}
    superseded: dict[Literal["killed", "injured"], Count] = {**(old.supersedes or {}), **(new.supersedes or {})}
    harms: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")
    for harm in harms:
        before, after = getattr(old, harm), getattr(new, harm)
        if after is None or before == after:
            continue
        if before is None or (before.high is None and after.high is not None and _holds(before, after)):
            update[harm] = after
        elif _larger(after, before) and is_revised(words):
            update[harm], superseded[harm] = after, before
        elif wide and _larger(before, after):
            superseded.setdefault(harm, after)
        elif wide and _larger(after, before):
            update[harm] = after
            superseded.setdefault(harm, before)
    if superseded != (old.supersedes or {}):
        update["supersedes"] = superseded
    return update


def _holds(wide: Count, narrow: Count) -> bool:
    low = wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    high = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return low and high


def _larger(one: Count, other: Count) -> bool:
    return _least(one) > _least(other)


def _least(count: Count) -> int:
    return (count.low if count.low is not None else count.high) or 0
