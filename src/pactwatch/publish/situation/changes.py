"""What changed between two views of a ledger: what is new, what was revised, what was withdrawn.

Records and findings get other identities when they are joined or split, so that they are known again by their claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pactwatch.judge.finding import Finding
from pactwatch.publish.snapshot import Snapshot
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Status

_REVISED = ("type", "date", "place", "perpetrator", "killed", "injured")


@dataclass(frozen=True)
class FieldChange:
    """An incident of which another value is held than before."""

    record: Record
    field: str
    before: Any
    now: Any
    claims: tuple[str, ...]


@dataclass(frozen=True)
class StatusChange:
    """A promise with another status than before."""

    record: Record
    before: Status
    now: Status


@dataclass(frozen=True)
class FindingChange:
    """A finding that is other than before; `now` is None where it no longer follows from what is known."""

    before: Finding
    now: Finding | None


class Changes:
    """The differences between a view and an earlier one."""

    def __init__(self, before: Snapshot, now: Snapshot) -> None:
        self._before, self._now = before, now

    def earlier(self, record: Record) -> list[Record]:
        """The records of the earlier view that share a claim with one of the later view, in its order."""
        found = (self._before.record_of(claim) for claim in record.claims)
        return list({each.id: each for each in found if each is not None and each.kind == record.kind}.values())

    def later(self, record: Record) -> list[Record]:
        """The same from an earlier record to those of the later view."""
        found = (self._now.record_of(claim) for claim in record.claims)
        return list({each.id: each for each in found if each is not None and each.kind == record.kind}.values())

    def new(self, kind: str) -> list[Record]:
        """The records of that kind of which the earlier view had no claim, and not all claims are decided wrong."""
        standing = (each for each in self._now.records_of(kind) if not all(source.wrong for source in each.sources))
        return [record for record in standing if not self.earlier(record)]

    @cached_property
    def joined(self) -> list[tuple[Record, int]]:
        """Incidents that were several, each with how many."""
        found = ((record, len(self.earlier(record))) for record in self._now.records_of("incident"))
        return [(record, number) for record, number in found if number > 1]

    @cached_property
    def split(self) -> list[tuple[Record, int]]:
        """Incidents of the earlier view that are several now, each with how many."""
        found = ((record, len(self.later(record))) for record in self._before.records_of("incident"))
        return [(record, number) for record, number in found if number > 1]

    @cached_property
    def fields(self) -> list[FieldChange]:
        """The values of incidents that were revised. A value that was not held before is no revision."""
        changed = []
        for record in self._now.records_of("incident"):
            earlier = self.earlier(record)
            if len(earlier) != 1:
                continue
            for field in _REVISED:
                was, is_now = earlier[0].held(field), record.held(field)
                if was is not None and is_now is not None and was != is_now:
                    claims = next(value.claims for value in record.fields[field] if value.held)
                    changed.append(FieldChange(record, field, was, is_now, claims))
        return changed

    @cached_property
    def statuses(self) -> list[StatusChange]:
        """The promises whose status is another one."""
        changed = []
        for id, now in self._now.statuses.items():
            record = self._now.records[id]
            was = [self._before.statuses.get(each.id) for each in self.earlier(record)]
            told = next((status for status in was if status is not None), None)
            if told is not None and told.status != now.status:
                changed.append(StatusChange(record, told, now))
        return changed

    @cached_property
    def findings(self) -> tuple[list[Finding], list[FindingChange]]:
        """The findings on incidents or rules on which nothing was found before, and those that are other than before."""
        new: list[Finding] = []
        changed: list[FindingChange] = []
        met: set[str] = set()
        was = {(each.terms, each.rule, each.record): each for each in self._before.findings}
        for finding in self._now.findings:
            earlier = self._earlier_findings(was, finding)
            met.update(each.id for each in earlier)
            if not earlier:
                new.append(finding)
            elif all(_says(each) != _says(finding) for each in earlier):
                changed.append(FindingChange(earlier[0], finding))
        gone = [FindingChange(each, None) for each in self._before.findings if each.id not in met]
        return new, [*changed, *gone]

    def _earlier_findings(self, was: dict[tuple[str, str, str], Finding], finding: Finding) -> list[Finding]:
        records = self.earlier(self._now.records[finding.record])
        keys = ((finding.terms, finding.rule, record.id) for record in records)
        return [was[key] for key in keys if key in was]


def _says(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.violators
