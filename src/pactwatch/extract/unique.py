"""One fact once: what a story says twice is one claim, quoted where it says most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pactwatch.extract.claim import (
    AgreementClaim,
    Claim,
    CommitmentClaim,
    FulfilmentClaim,
    MeetingClaim,
    PositionClaim,
)
from pactwatch.extract.cues import normal
from pactwatch.read.imprecise_date import ImpreciseDate

_SAME_WORDS = 0.5
_NOT_TOLD = {"doc", "start", "end", "quote", "read_by", "kind"}
_LITTLE_WORDS = frozenset(
    {"the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "that", "is", "are", "was", "were", "be", "has"}
    | {"have", "had", "it", "its", "with", "by", "as", "at"}
)


def unique(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one story without repetitions: of two that say the same, the one with more fields is kept.

    Incidents are joined where they are read, and an instrument's articles are each a fact of their own; provisions and
    findings stay as they are.
    """
    kept: list[Claim] = []
    for claim in claims:
        at = next((at for at, other in enumerate(kept) if _same(claim, other)), None)
        if at is None:
            kept.append(claim)
        elif _told(claim) > _told(kept[at]):
            kept[at] = claim
    return kept


def _same(first: Claim, second: Claim) -> bool:
    if isinstance(first, AgreementClaim) and isinstance(second, AgreementClaim):
        return (
            (first.form, first.stage) == (second.form, second.stage)
            and _meet(first.parties, second.parties)
            and _may_be_one_day(first.date, second.date)
        )
    if isinstance(first, CommitmentClaim) and isinstance(second, CommitmentClaim):
        return (
            (first.action, first.polarity) == (second.action, second.polarity)
            and set(first.promisors) == set(second.promisors)
            and (first.amounts == second.amounts or not first.amounts or not second.amounts)
            and first.section is None
            and second.section is None
            and _may_be_one_day(first.date, second.date)
        )
    if isinstance(first, MeetingClaim) and isinstance(second, MeetingClaim):
        return (
            set(first.participants) == set(second.participants)
            and _may_be_one_day(first.date, second.date)
            and (first.place is None or second.place is None or first.place == second.place)
        )
    if isinstance(first, FulfilmentClaim) and isinstance(second, FulfilmentClaim):
        return (first.state, first.action, first.date) == (second.state, second.action, second.date)
    if isinstance(first, PositionClaim) and isinstance(second, PositionClaim):
        return (first.actor, first.stance) == (second.actor, second.stance) and _alike(first.about, second.about)
    return False


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return set(first) <= set(second) or set(second) <= set(first)


def _may_be_one_day(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    return ImpreciseDate.parse(first).overlaps(ImpreciseDate.parse(second))


def _alike(first: str | None, second: str | None) -> bool:
    one, two = _words(first), _words(second)
    return bool(one and two) and len(one & two) / min(len(one), len(two)) >= _SAME_WORDS


def _words(text: str | None) -> set[str]:
    return {normal(word.strip(".,;:'\"")) for word in (text or "").split()} - _LITTLE_WORDS


def _told(claim: Claim) -> int:
    """How many fields a claim fills: the fuller of two is the better evidence. Of those who did it each counts."""
    values: dict[str, Any] = claim.model_dump(exclude=_NOT_TOLD)
    doers = len(values.get("promisors") or values.get("participants") or ())
    return doers + sum(value not in (None, (), [], "") for value in values.values())
