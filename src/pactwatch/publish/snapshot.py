"""The snapshot: everything that the pages show, gathered once from the ledger and the rooms that derive from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from pactwatch.coordinate.activation import recorded
from pactwatch.coordinate.case_file import CaseFile, case_files
from pactwatch.coordinate.event import events
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.owing import activate
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act, AsOf, Decision, StoredClaim, StoredDocument
from pactwatch.publish.arisen import arisen
from pactwatch.publish.grading import Assessments, Grading, GradingFiles
from pactwatch.publish.incident_map import IncidentMap
from pactwatch.reconcile.figure_history import Step, figure_history
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Status, statuses


@dataclass(frozen=True)
class Snapshot:
    """The ledger from one point of view: what it holds, what that adds up to, how it is judged and what falls due."""

    documents: Mapping[str, StoredDocument]
    claims: Mapping[str, StoredClaim]
    decisions: tuple[Decision, ...]
    records: Mapping[str, Record]
    terms: tuple[Terms, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    moment: datetime
    assessments: Assessments
    acts: tuple[Act, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()

    @classmethod
    def build(
        cls,
        ledger: Ledger,
        terms: Sequence[Terms],
        as_of: AsOf | None,
        now: datetime,
        grading: Grading | None = None,
    ) -> Snapshot:
        """Gather everything. `now` is the moment from which the obligations' clocks are read.

        `grading` is by what incidents are graded; the rules that come with Pactwatch where it is not given.
        """
        grading = grading or Grading(GradingFiles(), IncidentMap(), ledger.content)
        # Loaded here: it takes numpy with it, and commands that only ask the ledger should not wait for that.
        from pactwatch.judge.judgement import judge  # noqa: PLC0415

        documents = {stored.id: stored for stored in ledger.documents(as_of=as_of)}
        claims = {stored.id: stored for stored in ledger.claims(as_of=as_of)}
        decisions = tuple(ledger.decisions(as_of=as_of))
        records = {record.id: record for record in reconcile(list(claims.values()), list(decisions))}
        findings = tuple(finding for each in terms for finding in judge(each, list(records.values())))
        snapshot = cls(
            documents,
            claims,
            decisions,
            records,
            tuple(terms),
            findings,
            (),
            now,
            Assessments(grading, documents.values()),
            tuple(ledger.acts(as_of=as_of)),
            tuple(Ceasefire.of(each, findings, records.values(), now.date()) for each in terms),
        )
        return snapshot.at(now)

    def at(self, now: datetime) -> Snapshot:
        """The same snapshot with its clocks read at another moment; nothing else is derived anew."""
        happened, before = events(self.acts), recorded(self.acts, now)
        due = activate(
            self.terms,
            self.findings,
            now,
            happened,
            before,
            list(self.records.values()),
            self.claims.values(),
            self.ceasefires,
        )
        return replace(self, obligations=tuple(due), moment=now)

    @cached_property
    def cases(self) -> list[CaseFile]:
        """The cases of the commission, as they were opened."""
        return case_files(self.acts)

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """What has become of each commitment by the day of the snapshot's clocks, by the record's id."""
        records = list(self.records.values())
        due = arisen(records, self.claims, self.obligations)
        return statuses(records, self.claims, self.moment.date(), due)

    @cached_property
    def unjoined(self) -> Sequence[StoredClaim]:
        """The reports on promises that fit no commitment."""
        joined = {told.source.claim for record in self.records.values() for told in record.fulfilments}
        return [stored for stored in self.claims_of("fulfilment") if stored.id not in joined]

    @cached_property
    def _claims_by_document(self) -> Mapping[str, list[StoredClaim]]:
        grouped: defaultdict[str, list[StoredClaim]] = defaultdict(list)
        for stored in self.claims.values():
            grouped[stored.document_id].append(stored)
        for group in grouped.values():
            group.sort(key=lambda stored: (stored.claim.start, stored.claim.end))
        return grouped

    @cached_property
    def _record_by_claim(self) -> Mapping[str, Record]:
        return {claim: record for record in self.records.values() for claim in record.claims}

    @cached_property
    def _decisions_by_claim(self) -> Mapping[str, list[Decision]]:
        grouped: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            for claim in decision.claims:
                grouped[claim].append(decision)
        return grouped

    @cached_property
    def _findings_by_record(self) -> Mapping[str, list[Finding]]:
        grouped: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            grouped[finding.record].append(finding)
        return grouped

    def claims_in(self, document: str) -> Sequence[StoredClaim]:
        """The claims of one document, in the order of their quotes."""
        return self._claims_by_document.get(document, [])

    def claims_of(self, kind: str) -> Sequence[StoredClaim]:
        """The claims of one kind."""
        return self._claims_by_kind.get(kind, [])

    @cached_property
    def _claims_by_kind(self) -> Mapping[str, list[StoredClaim]]:
        grouped: defaultdict[str, list[StoredClaim]] = defaultdict(list)
        for stored in self.claims.values():
            grouped[stored.claim.kind].append(stored)
        return grouped

    def sources(self, record: Record) -> Sequence[StoredClaim]:
        """The claims that a record rests on, those first that were published first."""
        return in_order(self.claims[claim] for claim in record.claims if claim in self.claims)

    def figure_history(self, record: Record) -> Sequence[Step]:
        """How an incident's figures developed, by the days of publication."""
        return figure_history(self.sources(record), self.decisions, "published")

    def record_of(self, claim: str) -> Record | None:
        """The record that a claim adds to, if it adds to one."""
        return self._record_by_claim.get(claim)

    def records_of(self, kind: str) -> Sequence[Record]:
        """The records of one kind."""
        return [record for record in self.records.values() if record.kind == kind]

    def decisions_on(self, claim: str) -> Sequence[Decision]:
        """What people decided about a claim, withdrawn decisions included."""
        return self._decisions_by_claim.get(claim, [])

    def findings_on(self, record: str) -> Sequence[Finding]:
        """The findings about a record."""
        return self._findings_by_record.get(record, [])


def in_order(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """Claims by their day of publication, those without one last, then by when they were learned."""
    return sorted(claims, key=lambda stored: (stored.published or "9999", stored.learned_at, stored.id))
