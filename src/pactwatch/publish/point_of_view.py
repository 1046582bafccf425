"""The point of view that a reader asks for: what was known, or published, up to and on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from pactwatch.ledger.stored import AsOf


@dataclass(frozen=True)
class PointOfView:
    """Two days, each of them open where None: `known` asks the ledger's clock, `published` the sources'."""

    known: date | None = None
    published: date | None = None

    @classmethod
    def parse(cls, known: str | None, published: str | None) -> PointOfView:
        """Read the two query fields. Raises ValueError, in words for the reader, where one is not a day."""
        return cls(day_of("known", known), day_of("published", published))

    @property
    def as_of(self) -> AsOf | None:
        """The same for the ledger, which counts to the end of the day (UTC); None where both clocks are open."""
        if self.known is None and self.published is None:
            return None
        return AsOf(learned=_end(self.known) if self.known else None, published=self.published)

    def moment(self, now: datetime) -> datetime:
        """The moment from which clocks are read: the end of the earlier day asked for, and never after now."""
        days = [day for day in (self.known, self.published) if day is not None]
        return min([now, *(_end(day) for day in days)])

    @property
    def query(self) -> dict[str, str]:
        """The query fields that carry it along."""
        fields = {"known": self.known, "published": self.published}
        return {name: day.isoformat() for name, day in fields.items() if day is not None}


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def day_of(name: str, text: str | None) -> date | None:
    """The day under a name of an address, None for an empty text. Raises ValueError, in words for the reader."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day that “{name}” can take: write it as 2026-03-01.") from None
