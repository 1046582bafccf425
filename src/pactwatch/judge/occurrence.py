"""The occurrence: an incident as a state of the ceasefire counts it, with what is sure of it and what is only possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pactwatch.judge.evidence import Evidence, Possibilities
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.record import Record

Shares = Mapping[str, bool]
"""Names with whether it is sure that they hold (True) or only possible (False); what is certainly not is left out."""


@dataclass(frozen=True)
class Occurrence:
    """One incident with its findings under one set of terms.

    `first` and `last` are the days between which it happened, both None where no day is known for it. `known` is the day
    by whose end it had been reported. `zones` are None where the record was not at hand to tell.
    """

    record: str
    findings: tuple[Finding, ...]
    first: date | None
    last: date | None
    known: date | None
    types: Shares
    parties: Shares
    zones: Shares | None

    def in_zone(self, zone: str | None) -> bool | None:
        """Whether it was in a zone, None where it may have been; everything is where no zone is asked for."""
        if zone is None:
            return True
        return None if self.zones is None else (self.zones[zone] or None) if zone in self.zones else False

    def may_have_happened(self, first: date, last: date) -> bool:
        """Whether it may have happened in a time, both days in it."""
        return self.first is not None and self.last is not None and self.first <= last and self.last >= first

    def happened(self, first: date, last: date) -> bool:
        """Whether it certainly happened in a time, both days in it."""
        return self.first is not None and self.last is not None and self.first >= first and self.last <= last


def occurrences(
    terms: Terms, findings: Iterable[Finding], records: Iterable[Record] = (), as_of: date | None = None
) -> list[Occurrence]:
    """The incidents that were judged under the terms, in the order of their first findings.

    `records` are those of the findings. Of one that is not among them only what the finding says is known: its date and
    its violators. Nothing has happened after it was reported, nor after `as_of`.
    """
    by_record: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.terms == terms.name:
            by_record[finding.record].append(finding)
    held = {record.id: record for record in records if record.id in by_record and record.kind == "incident"}
    evidence = {id: Evidence(terms, record) for id, record in held.items()}
    zones = _zones(terms, evidence)
    return [
        _occurrence(terms, id, tuple(found), evidence.get(id), zones.get(id), as_of)
        for id, found in by_record.items()
    ]


def _occurrence(
    terms: Terms,
    id: str,
    found: tuple[Finding, ...],
    evidence: Evidence | None,
    zones: Shares | None,
    as_of: date | None,
) -> Occurrence:
    known = evidence.told if evidence else min((each.made_known for each in found if each.made_known), default=None)
    latest = min((day for day in (known, as_of) if day), default=None)
    span = _span([found[0].happened], evidence, latest)
    if span is None and latest and any(each.verdict == "violation" for each in found):
        # Found to be a breach on whatever day it was: it was while the terms were in force.
        begun = min((period.first for period in terms.in_force), default=latest)
        span = (min(begun, latest), latest)
    if span is not None and (during := _in_force(terms, found)) is not None:
        first, last = max(span[0], during[0]), min(span[1], during[1])
        span = (first, last) if first <= last else span
    violators = {violator: True for finding in found for violator in finding.violators}
    parties = _parties(terms, evidence)
    return Occurrence(
        record=id,
        findings=found,
        first=span[0] if span else None,
        last=span[1] if span else None,
        known=known,
        types=_shares(evidence.possibilities("type")) if evidence else {},
        parties={**{name: False for name in parties if name not in violators}, **violators},
        zones=zones,
    )


def _in_force(terms: Terms, found: Sequence[Finding]) -> tuple[date, date] | None:
    """The days between which a breach must have happened, since it is one only while the rule is in force."""
    rules = {rule.id: rule.in_force or terms.in_force for rule in terms.rules}
    times = [period for each in found if each.verdict == "violation" for period in rules.get(each.rule, ())]
    if not times:
        return None
    ends = [period.until for period in times]
    last = date.max if None in ends else max(end for end in ends if end) - timedelta(days=1)
    return min(period.first for period in times), last


def _span(happened: Sequence[str | None], evidence: Evidence | None, latest: date | None) -> tuple[date, date] | None:
    """The first and the last day on which it can have happened; None where a day is not known."""
    said: Sequence[str | None] = happened
    if evidence is not None:
        possible = evidence.possibilities("date")
        said = [None] if possible.unknown and not possible.values else [str(each.value) for each in possible.values]
    if None in said or not said:
        return None
    dates = [ImpreciseDate.parse(str(each)) for each in said]
    first, last = min(each.first for each in dates), max(each.after for each in dates) - timedelta(days=1)
    return (first, last) if latest is None or latest < first else (first, min(last, latest))


def _parties(terms: Terms, evidence: Evidence | None) -> set[str]:
    values = evidence.possibilities("perpetrator").values if evidence else ()
    return {party for each in values for party in terms.parties_of(str(each.value))}


def _shares(possible: Possibilities) -> Shares:
    values = dict.fromkeys(str(each.value) for each in possible.values)
    return dict.fromkeys(values, len(values) == 1 and not possible.unknown)


def _zones(terms: Terms, evidence: Mapping[str, Evidence]) -> Mapping[str, Shares]:
    """How each incident stands to each zone of the terms, by the columns that also judge it."""
    if not terms.zones or not evidence:
        return {id: {} for id in evidence}
    # Loaded here: numpy takes a while, and most commands that ask for a state need no zones.
    from pactwatch.judge.areas import Areas  # noqa: PLC0415
    from pactwatch.judge.incidents import Incidents  # noqa: PLC0415
    from pactwatch.judge.ways import NO, YES  # noqa: PLC0415

    places = Incidents.of(list(evidence.values()), terms.uncertainty_km).places
    shares: dict[str, dict[str, bool]] = {id: {} for id in evidence}
    for zone, standing in zip(terms.zones, Areas([(zone,) for zone in terms.zones]).standings(places), strict=True):
        truths = dict(zip(standing.indices.tolist(), standing.truths.tolist(), strict=True))
        for row, id in enumerate(evidence):
            told = [truths.get(each, NO) for each in range(places.offsets[row], places.offsets[row + 1])]
            if any(each != NO for each in told):
                shares[id][zone.name] = all(each == YES for each in told)
    return shares
