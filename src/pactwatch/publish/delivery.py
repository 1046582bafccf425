"""What was pledged, allocated and delivered: per promisors, action and unit, and over time, with what nobody confirms.

Each commitment counts once, however many sources tell of it, in the currency that it was first given in; nothing is
converted. What no source tells is None, shown as unknown, and never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pactwatch.extract.claim import Amount
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.reconcile.promise_history import Measure, Tranche, made_by, measures
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Status
from pactwatch.reconcile.status_rules import status_rules

_WEEKS_UP_TO = timedelta(days=150)
_MONTHS_UP_TO = timedelta(days=4 * 366)


@dataclass(frozen=True)
class Line:
    """One commitment in one unit, with what became of it."""

    record: Record
    status: Status
    measure: Measure

    @property
    def unknown(self) -> float | None:
        """The part of the promise that no source says to be allocated or delivered; None where no sum was promised."""
        if self.measure.promised is None:
            return None
        return max(0.0, self.measure.promised - max(self.measure.delivered_sum or 0, self.measure.allocated_sum or 0))


@dataclass(frozen=True)
class Row:
    """All commitments by the same promisors for the same action in the same unit. None is unknown."""

    promisors: tuple[str, ...]
    action: str
    unit: str
    money: bool
    lines: tuple[Line, ...]

    @property
    def pledged(self) -> float | None:
        """What was promised, in all."""
        return _sum(line.measure.promised for line in self.lines)

    @property
    def allocated(self) -> float | None:
        """What sources say was set aside."""
        return _sum(line.measure.allocated_sum for line in self.lines)

    @property
    def delivered(self) -> float | None:
        """What sources say was handed over."""
        return _sum(line.measure.delivered_sum for line in self.lines)

    @property
    def unknown(self) -> float | None:
        """What was promised and no source says to be allocated or delivered."""
        return _sum(line.unknown for line in self.lines)

    @property
    def unknown_share(self) -> float | None:
        """The same as a share of what was promised."""
        return None if not self.pledged or self.unknown is None else self.unknown / self.pledged

    @property
    def exceeded(self) -> tuple[Line, ...]:
        """The commitments of which more is reported as delivered than was promised."""
        return tuple(line for line in self.lines if line.measure.share is not None and line.measure.share > 1)

    @property
    def ceiling(self) -> bool:
        """Whether some of the promises name a ceiling ("up to")."""
        return any(line.measure.qualifier == "up_to" for line in self.lines)

    def told(self, which: str) -> list[tuple[Line, Tranche]]:
        """Every part that sources tell of, "allocated" or "delivered", with its commitment."""
        return [(line, each) for line in self.lines for each in getattr(line.measure, which)]

    def put(self, value: float | None) -> str:
        """A figure of the row in words."""
        return figure(value, self.unit, self.money)


@dataclass(frozen=True)
class Step:
    """Where things stood at the end of a step of time: what was promised by then, and what became of it.

    `only_allocated` is what was allocated beyond what was delivered of the same promise.
    """

    first: date
    last: date
    name: str
    pledged: float | None
    allocated: float | None
    delivered: float | None
    unknown: float | None
    only_allocated: float | None = None


@dataclass(frozen=True)
class Chosen:
    """Which commitments to count; what is empty is not asked."""

    promisor: str = ""
    action: str = ""
    currency: str = ""

    def fits(self, record: Record) -> bool:
        """Whether a commitment is among them."""
        return (not self.promisor or self.promisor in (record.held("promisors") or ())) and (
            not self.action or record.held("action") == self.action
        )


def figure(value: float | None, unit: str, money: bool) -> str:
    """A figure in words; "unknown" for None."""
    if value is None:
        return "unknown"
    return words.amount(Amount(value=value, currency=unit)) if money else f"{words.number(round(value))} {unit}"


def counted(records: Iterable[Record], statuses: Mapping[str, Status], chosen: Chosen) -> list[Record]:
    """The commitments that count: promised, to do something, and neither taken back nor lapsed."""
    rules = status_rules()
    return [
        record
        for record in records
        if record.id in statuses
        and chosen.fits(record)
        and record.held("polarity") != "will_not"
        and statuses[record.id].status not in rules.not_counted
        and statuses[record.id].stage in rules.pledged_stages
    ]


def told_once(
    records: Sequence[Record], statuses: Mapping[str, Status], claims: Mapping[str, StoredClaim]
) -> list[Record]:
    """The commitments without those whose sum stands in the same words as another's: one sum is pledged once.

    "Macron and Zelensky signed an agreement under which Paris pledged 3 billion" may be read as a promise by both and as
    one by France. The promise by the fewest counts.
    """
    seen: dict[tuple[str, float, str], list[tuple[int, int]]] = {}
    kept = set()
    for record in sorted(records, key=lambda each: (len(each.held("promisors") or ()), each.id)):
        spans = [
            ((measure.unit, measure.promised, stored.document_id), (stored.claim.start, stored.claim.end))
            for measure in statuses[record.id].measures
            if measure.money and measure.promised is not None
            for stored in (claims[id] for id in measure.claims if id in claims)
        ]
        if any(start < other and begin < end for key, (start, end) in spans for begin, other in seen.get(key, ())):
            continue
        kept.add(record.id)
        for key, span in spans:
            seen.setdefault(key, []).append(span)
    return [record for record in records if record.id in kept]


def rows(records: Iterable[Record], statuses: Mapping[str, Status], chosen: Chosen) -> list[Row]:
    """The table, the greatest pledges first within a unit, money before goods; commitments without a figure left out."""
    together: dict[tuple[tuple[str, ...], str, str, bool], list[Line]] = {}
    for record in records:
        for measure in statuses[record.id].measures:
            if chosen.currency and (not measure.money or measure.unit != chosen.currency):
                continue
            promisors = tuple(sorted(record.held("promisors") or ()))
            key = (promisors, record.held("action") or "other", measure.unit, measure.money)
            together.setdefault(key, []).append(Line(record, statuses[record.id], measure))
    found = [Row(*key, tuple(lines)) for key, lines in together.items()]
    sizes: dict[str, float] = {}
    for row in found:
        sizes[row.unit] = sizes.get(row.unit, 0) + len(row.lines)
    return sorted(
        found,
        key=lambda row: (
            not row.money,
            -sizes[row.unit] if row.money else 0,
            row.unit if row.money else "",
            -(row.pledged or row.delivered or 0),
            row.promisors,
            row.action,
            row.unit,
        ),
    )


def totals(found: Sequence[Row]) -> list[Row]:
    """One row for each currency that has more than one: the sums within it, whoever promised."""
    by_unit: dict[str, list[Row]] = {}
    for row in found:
        if row.money:
            by_unit.setdefault(row.unit, []).append(row)
    return [
        Row((), "", unit, True, tuple(line for row in several for line in row.lines))
        for unit, several in by_unit.items()
        if len(several) > 1
    ]


def over_time(
    records: Sequence[Record], claims: Mapping[str, StoredClaim], currency: str, until: date
) -> tuple[Step, ...]:
    """How the sums in one currency stood at the end of each week, month or year, up to a day.

    A promise counts from the day by which it had surely been made, a part from the day by which it had surely been
    handed over or set aside. The step is as short as leaves the table readable.
    """
    changes: list[tuple[date, int, Measure | None]] = []
    for number, record in enumerate(records):
        known = [*record.claims, *(told.source.claim for told in record.fulfilments)]
        days = sorted({made_by(claims[id]) for id in known if id in claims})
        for day in days:
            measure = next(
                (each for each in measures(record, claims, day) if each.money and each.unit == currency), None
            )
            changes.append((day, number, measure))
    changes = sorted((each for each in changes if each[0] <= until), key=lambda each: (each[0], each[1]))
    told = [day for day, _, measure in changes if measure is not None]
    if not told:
        return ()
    steps = []
    current: dict[int, Measure] = {}
    place = 0
    for first, last, name in _steps(told[0], max(told)):
        while place < len(changes) and changes[place][0] <= last:
            _, number, measure = changes[place]
            current.pop(number, None)
            if measure is not None:
                current[number] = measure
            place += 1
        lines = list(current.values())
        steps.append(
            Step(
                first=first,
                last=last,
                name=name,
                pledged=_sum(line.promised for line in lines),
                allocated=_sum(line.allocated_sum for line in lines),
                delivered=_sum(line.delivered_sum for line in lines),
                unknown=_sum(_open(line) for line in lines),
                only_allocated=_sum(
                    max(0.0, line.allocated_sum - (line.delivered_sum or 0))
                    for line in lines
                    if line.allocated_sum is not None
                ),
            )
        )
    return tuple(steps)


def _open(measure: Measure) -> float | None:
    if measure.promised is None:
        return None
    return max(0.0, measure.promised - max(measure.delivered_sum or 0, measure.allocated_sum or 0))


def _steps(first: date, last: date) -> list[tuple[date, date, str]]:
    """Weeks, months or years from one day to another, each with its first and its last day and its name."""
    if last - first <= _WEEKS_UP_TO:
        begin = first - timedelta(days=first.weekday())
        number = (last - begin).days // 7 + 1
        starts = [begin + timedelta(days=7 * week) for week in range(number + 1)]
        names = [f"week of {words.day(start)}" for start in starts]
    elif last - first <= _MONTHS_UP_TO:
        number = (last.year - first.year) * 12 + last.month - first.month + 1
        months = [first.month - 1 + step for step in range(number + 1)]
        starts = [date(first.year + month // 12, month % 12 + 1, 1) for month in months]
        names = [words.month(start) for start in starts]
    else:
        starts = [date(year, 1, 1) for year in range(first.year, last.year + 2)]
        names = [str(start.year) for start in starts]
    return [
        (start, after - timedelta(days=1), name)
        for start, after, name in zip(starts[:-1], starts[1:], names[:-1], strict=True)
    ]


def _sum(values: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
