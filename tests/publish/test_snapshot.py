"""The snapshot: gathered once, seen from any point of view, with clocks of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pactwatch.judge.terms import load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf
from pactwatch.publish.desk import Desk
from pactwatch.publish.instruments import instruments
from pactwatch.publish.point_of_view import PointOfView
from pactwatch.publish.snapshot import Snapshot

from .examples import NOW


@pytest.fixture(scope="module")
def snapshot(ledger_file: Path, terms_file: Path) -> Snapshot:
    with Ledger.open(ledger_file) as ledger:
        return Snapshot.build(ledger, [load_terms(terms_file)], None, NOW)


def test_every_claim_is_found_from_all_sides(snapshot: Snapshot) -> None:
    assert sum(len(snapshot.claims_in(document)) for document in snapshot.documents) == len(snapshot.claims)
    for record in snapshot.records.values():
        assert {stored.id for stored in snapshot.sources(record)} == set(record.claims)
        assert all(snapshot.record_of(claim) is record for claim in record.claims)
    assert all(finding in snapshot.findings_on(finding.record) for finding in snapshot.findings)
    starts = [stored.claim.start for stored in snapshot.claims_in(next(iter(snapshot.documents)))]
    assert starts == sorted(starts)


def test_an_earlier_view_holds_less(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        learned = Snapshot.build(ledger, [], AsOf(learned=datetime(2025, 4, 2, 23, tzinfo=UTC)), NOW)
        published = Snapshot.build(ledger, [], AsOf(published=date(2025, 3, 18)), NOW)
    assert {stored.document.doc for stored in learned.documents.values()} == {
        "declaration.txt",
        "pause.txt",
        "strike.txt",
    }
    assert {stored.document.doc for stored in published.documents.values()} == {"declaration.txt", "pause.txt"}
    assert not learned.decisions


def test_clocks_move_and_nothing_else_does(snapshot: Snapshot) -> None:
    early = snapshot.at(NOW - timedelta(days=2))
    assert [due.state for due in early.obligations if due.record] == ["active"]
    assert [due.state for due in snapshot.obligations if due.record] == ["overdue"]
    assert early.records is snapshot.records and early.findings is snapshot.findings


def test_a_snapshot_is_built_once_for_each_state_of_the_ledger(ledger_file: Path, terms_file: Path) -> None:
    moments = iter([NOW, NOW + timedelta(seconds=1), NOW + timedelta(hours=1)])
    desk = Desk(ledger_file, [load_terms(terms_file)], lambda: next(moments))
    first, second, third = (desk.snapshot(PointOfView()) for _ in range(3))
    assert second is first
    assert third.records is first.records and third.moment == NOW + timedelta(hours=1)


def test_an_instrument_takes_what_its_text_provides_and_promises(snapshot: Snapshot) -> None:
    by_title = {each.title: each for each in instruments(snapshot)}
    declaration = by_title["Declaration on Support for Norland"]
    assert declaration.record is not None and declaration.stage is not None and declaration.stage.stage == "signed"
    assert len(declaration.provisions) == 1 and len(declaration.commitments) == 2
    assert declaration.sources == 1 and declaration.parties == ("FRA", "UKR")


def test_an_instrument_known_from_its_text_alone_is_listed_too(snapshot: Snapshot) -> None:
    without = {id: record for id, record in snapshot.records.items() if record.kind != "agreement"}
    (alone,) = instruments(replace(snapshot, decisions=(), records=without, terms=(), findings=(), obligations=()))
    assert alone.record is None and alone.id.startswith("text-") and alone.form is None
    assert alone.parties == ("FRA", "UKR")
    assert [(stage.stage, stage.date) for stage in alone.stages] == [("signed", "2025-03-10")]
