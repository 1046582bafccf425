"""Coded reports: an incident as one report codes it, and many of them as columns of what is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwatch.extract.claim import Count, IncidentClaim

if TYPE_CHECKING:
    import pyarrow as pa

# A count that is open above.
_OPEN = 10**9
# So many reports are held as objects before they become columns, which take a tenth of the memory.
_BATCH = 10_000
_TEXTS = ("date", "place", "admin1", "type", "perpetrator")
_DEGREES = ("lat", "lon")
_NUMBERS = ("total", "killed_low", "killed_high", "injured_low", "injured_high")
_KINDS = dict.fromkeys(_TEXTS, "string") | dict.fromkeys(_DEGREES, "float64") | dict.fromkeys(_NUMBERS, "int64")


@dataclass(frozen=True, slots=True)
class CodedReport:
    """An incident as one report codes it, in the fields of IncidentClaim, with the position in degrees where it is given."""

    date: str | None = None
    place: str | None = None
    admin1: str | None = None
    type: str | None = None
    perpetrator: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    level: str | None = None
    lat: float | None = None
    lon: float | None = None

    @classmethod
    def of(cls, claim: IncidentClaim) -> CodedReport:
        """What a claim codes. A position that stands for a district or more is none of the event's."""
        at = claim.position if claim.position and claim.position.precision in ("exact", "settlement") else None
        return cls(
            claim.date,
            claim.place,
            claim.admin1,
            claim.type,
            claim.perpetrator,
            claim.killed,
            claim.injured,
            claim.level,
            at.lat if at else None,
            at.lon if at else None,
        )


class WrittenColumns:
    """Collects what coded reports say, as written: the columns that `coded_rows` makes those to compare of."""

    def __init__(self) -> None:
        """Begin without reports."""
        self._waiting: list[CodedReport] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, report: CodedReport) -> None:
        """Take in one more report."""
        self._waiting.append(report)
        if len(self._waiting) == _BATCH:
            self._empty()

    def table(self) -> pa.Table:
        """All reports, one row each, in the order in which they were added."""
        import pyarrow as pa  # noqa: PLC0415

        self._empty()
        return pa.Table.from_batches(self._batches)

    def _empty(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._batches and not self._waiting:
            return
        columns = list(zip(*map(_written, self._waiting), strict=True)) or [()] * len(_KINDS)
        arrays = [pa.array(values, kind) for values, kind in zip(columns, _KINDS.values(), strict=True)]
        self._batches.append(pa.record_batch(arrays, names=list(_KINDS)))
        self._waiting.clear()


def _written(report: CodedReport) -> tuple[Any, ...]:
    placed = report.lat is not None and report.lon is not None
    return (
        report.date,
        report.place,
        report.admin1,
        report.type,
        report.perpetrator.casefold() if report.perpetrator else None,
        report.lat if placed else None,
        report.lon if placed else None,
        int(report.level == "total"),
        *_range(report.killed),
        *_range(report.injured),
    )


def _range(count: Count | None) -> tuple[int | None, int | None]:
    if count is None:
        return None, None
    return count.low or 0, _OPEN if count.high is None else count.high
