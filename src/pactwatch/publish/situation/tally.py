"""The tally of a period's incidents by type and by party: from what is sure to all that what is known allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactwatch.extract.claim import Count
from pactwatch.publish.situation.reporting_period import ReportingPeriod
from pactwatch.publish.situation.toll import toll
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class Range:
    """From the least to the most; `high` None where no most is known. `records` are those counted at most."""

    low: int
    high: int | None
    records: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """The incidents of a period: in all, by type, by party (None: no source names one), and their losses.

    An incident is sure where its whole date lies in the period, and possible where only a part of it does. Of a
    type or party it is sure where no standing source says otherwise. The sums of the losses take the lowest figures of
    the sure incidents and the highest of all that are possible, and a total in place of the incidents that it covers.
    """

    total: Range
    types: dict[str | None, Range]
    parties: dict[str | None, Range]
    killed: Range
    injured: Range


def tally(records: Iterable[Record], period: ReportingPeriod) -> Tally:
    """Count the incidents among the records whose date the period allows."""
    placed = [(record, period.place(record.held("date"))) for record in records if record.kind == "incident"]
    counted = [(record, placing == "inside") for record, placing in placed if placing in ("inside", "possibly")]
    return Tally(
        total=_range([(record.id, sure) for record, sure in counted]),
        types=_by("type", counted),
        parties=_by("perpetrator", counted),
        killed=_losses("killed", counted),
        injured=_losses("injured", counted),
    )


def standing(record: Record, field: str) -> list[object]:
    """The values of a field that some claim still says: neither superseded nor said only by claims decided wrong."""
    wrong = {source.claim for source in record.sources if source.wrong}
    said = record.fields.get(field, ())
    if any(value.decided and value.held for value in said):
        return [record.held(field)]
    return [value.value for value in said if not value.superseded and set(value.claims) - wrong]


def losses(record: Record, field: str) -> Count | None:
    """The figure that is held for a loss; None where none is."""
    held = record.held(field)
    return None if held is None else Count.model_validate(held)


def _range(counted: Sequence[tuple[str, bool]]) -> Range:
    return Range(sum(sure for _, sure in counted), len(counted), tuple(id for id, _ in counted))


def _by(field: str, counted: Sequence[tuple[Record, bool]]) -> dict[str | None, Range]:
    rows: dict[str | None, list[tuple[str, bool]]] = {}
    for record, sure in counted:
        values = [str(value) for value in standing(record, field) if value is not None]
        for value in dict.fromkeys(values) or (None,):
            rows.setdefault(value, []).append((record.id, sure and len(values) <= 1))
    return {
        code: _range(rows[code]) for code in sorted(rows, key=lambda code: (code is None, -len(rows[code]), code))
    }


def _losses(field: str, counted: Sequence[tuple[Record, bool]]) -> Range:
    told = tuple(record.id for record, _ in counted if losses(record, field) is not None)
    return Range(*toll(counted, field), told)
