"""Figures: the best, lowest and highest number of people killed or injured by a record's sources, and who gives it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.claim import Count
from pactwatch.reconcile.record import FieldValue, Record

FigureName = Literal["killed", "injured"]
FIGURES: tuple[FigureName, ...] = ("killed", "injured")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bound(_Part):
    """A number with the claims that give it."""

    number: int = Field(ge=0)
    claims: tuple[str, ...]


class Figure(_Part):
    """What the sources of a record give as one number of casualties.

    `best` is what the record holds: what a person decided, else the latest that no source corrected. `lowest` and
    `highest` span what stands: a figure that a later report replaces in so many words, or that a person found wrong, does
    not stand and is counted in `left_out`. `open_above` says that a source that stands gives only "at least", "dozens" or
    the like at the upper end, so that no highest number is known; `highest` is then the highest that is named.
    """

    name: FigureName
    best: Count
    best_claims: tuple[str, ...]
    lowest: Bound | None
    highest: Bound | None
    open_above: bool
    sources: int = Field(ge=0, description="independent sources that give a figure that stands")
    left_out: tuple[str, ...] = Field((), description="claims whose figure was replaced or found wrong")

    @property
    def agreed(self) -> bool:
        """Whether all that stands is one and the same exact number."""
        return (
            not self.open_above
            and self.lowest is not None
            and self.highest is not None
            and self.lowest.number == self.highest.number
        )


def figure(record: Record, name: FigureName) -> Figure | None:
    """The figure of that name; None where no claim that stands gives one."""
    values = record.fields.get(name, ())
    wrong = {source.claim for source in record.sources if source.wrong}
    standing = [
        (Count.model_validate(value.value), claims)
        for value in values
        if not value.superseded and (claims := _not(wrong, value))
    ]
    held = next((value for value in values if value.held), None)
    if held is None or not standing:
        return None
    lows = [(count.low, claims) for count, claims in standing if count.low is not None]
    highs = [(top, claims) for count, claims in standing if (top := _top(count)) is not None]
    giving = {claim for _, by in standing for claim in by}
    left_out = [claim for value in values for claim in value.claims if value.superseded or claim in wrong]
    return Figure(
        name=name,
        best=Count.model_validate(held.value),
        best_claims=_not(wrong, held),
        lowest=_bound(min(low for low, _ in lows), lows) if lows else None,
        highest=_bound(max(top for top, _ in highs), highs) if highs else None,
        open_above=any(count.high is None for count, _ in standing),
        sources=sum(1 for group in record.independent if giving.intersection(group)),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def figures(record: Record) -> tuple[Figure, ...]:
    """The figures that the sources of a record give: killed, injured."""
    return tuple(found for name in FIGURES if (found := figure(record, name)) is not None)


def _top(count: Count) -> int | None:
    """The highest number that the words name: of "at least 5" that is 5."""
    return count.high if count.high is not None else count.low


def _bound(number: int, given: list[tuple[int, tuple[str, ...]]]) -> Bound:
    claims = tuple(claim for each, by in given if each == number for claim in by)
    return Bound(number=number, claims=tuple(dict.fromkeys(claims)))


def _not(wrong: set[str], value: FieldValue) -> tuple[str, ...]:
    return tuple(claim for claim in value.claims if claim not in wrong)
