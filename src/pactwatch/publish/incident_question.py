"""The question that a reader asks of the incidents: of what type, by whom, where, and on which days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pactwatch.publish.asked_day import asked_day
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class IncidentQuestion:
    """What is asked for, as it stands in an address; what is empty is not asked.

    `place` is part of the name of a place or region. `since` and `until` are ISO days, both included: an incident that may
    have been on one of the days between them fits, and one without a date does not.
    """

    type: str = ""
    perpetrator: str = ""
    place: str = ""
    since: str = ""
    until: str = ""

    def of(self, records: Iterable[Record]) -> list[Record]:
        """The incidents that are asked for. Raises HTTPException 400 where a day is none."""
        first, last = asked_day("since", self.since), asked_day("until", self.until)
        return [record for record in records if self._fits(record) and _between(record.held("date"), first, last)]

    def _fits(self, record: Record) -> bool:
        return (
            (not self.type or record.held("type") == self.type)
            and (not self.perpetrator or record.held("perpetrator") == self.perpetrator)
            and (
                not self.place
                or self.place.casefold() in f"{record.held('place')} {record.held('admin1')}".casefold()
            )
        )


def _between(told: str | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    if told is None:
        return False
    when = ImpreciseDate.parse(told)
    return (last is None or when.first <= last) and (first is None or when.after > first)
