"""The trigger: one time that the condition of an obligation came, since when that was known, and by which findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.judge.cause import Cause
from pactwatch.read.imprecise_date import ImpreciseDate


class Trigger(BaseModel):
    """A cause as an obligation keeps it. It stays told when it falls away, with the moment from which it no longer held.

    `key` is the identity of the incident's record, or names the state or day that was reached.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    terms: str = Field(description="the terms under which it came")
    record: str | None = Field(None, description="the incident")
    reached: date | None = Field(None, description="the day on which a state was reached, or that day")
    known: date | None = Field(None, description="the day by whose end it was known")
    findings: tuple[str, ...] = ()
    words: str = Field("", description="what has come")
    note: str | None = Field(None, description="what has to be known of it")
    fell_away: datetime | None = Field(None, description="since when it no longer holds by what is known")

    @property
    def moment(self) -> datetime | None:
        """The latest moment at which it can have become known: the end of its day; None where no day is known."""
        return datetime.combine(self.known + timedelta(days=1), time.min, UTC) if self.known is not None else None


def trigger_of(cause: Cause, terms: str) -> Trigger:
    """A cause under the terms of that name as a trigger."""
    return Trigger(
        key=cause.key,
        terms=terms,
        record=cause.record,
        reached=cause.reached,
        known=cause.known,
        findings=tuple(sorted(finding.id for finding in cause.findings)),
        words=cause.words,
    )


def merged(triggers: Iterable[Trigger]) -> list[Trigger]:
    """Triggers in order, each incident once: where several terms find its breach, their findings are put together."""
    by_key: dict[str, Trigger] = {}
    for each in triggers:
        other = by_key.get(each.key)
        if other is None:
            by_key[each.key] = each
            continue
        known = min((day for day in (other.known, each.known) if day), default=None)
        findings = tuple(sorted({*other.findings, *each.findings}))
        by_key[each.key] = other.model_copy(update={"findings": findings, "known": known})
    return in_order(by_key.values())


def in_order(triggers: Iterable[Trigger]) -> list[Trigger]:
    """Triggers by the day on which they were known, those without one last."""
    return sorted(triggers, key=lambda each: (each.known or date.max, each.key))


def standing(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Those that have not fallen away."""
    return [each for each in triggers if each.fell_away is None]


def days_of(cause: Cause) -> tuple[date, date]:
    """The first and the last day on which it can have come; any day where none is known."""
    if cause.reached is not None:
        return cause.reached, cause.reached
    spans = [ImpreciseDate.parse(each.happened) for each in cause.findings if each.happened]
    if not spans:
        return date.min, date.max
    return min(each.first for each in spans), max(each.after for each in spans) - timedelta(days=1)
