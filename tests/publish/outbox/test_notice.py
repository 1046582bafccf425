"""Which notices a ledger gives, once each, with identities that stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pactwatch.coordinate.activation import write_down
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.outbox.notice import Notice, notices
from pactwatch.publish.snapshot import Snapshot

DAY = timedelta(hours=24)


@pytest.fixture
def terms(terms_file: Path) -> Terms:
    return load_terms(terms_file)


def told(ledger: Ledger, terms: Terms, at: str, before: list[Notice] | None = None) -> list[Notice]:
    snapshot = Snapshot.build(ledger, [terms], None, datetime.fromisoformat(at).replace(tzinfo=UTC))
    return notices(snapshot, before or [], DAY, "https://pactwatch.example/")


def test_what_is_told_follows_the_clock(ledger: Ledger, terms: Terms) -> None:
    types = {
        at: sorted(each.type for each in told(ledger, terms, at))
        for at in ("2025-04-03T12:00", "2025-04-05T12:00", "2025-04-06T12:00", "2025-04-07T12:00")
    }
    first = ["finding.new", "obligation.arisen"]
    assert types == {
        "2025-04-03T12:00": [*first, "obligation.due"],
        "2025-04-05T12:00": [*first, "obligation.overdue"],
        "2025-04-06T12:00": ["case.deadline_due", *first, "obligation.overdue"],
        "2025-04-07T12:00": ["case.deadline_overdue", *first, "obligation.overdue"],
    }


def test_nothing_is_told_twice_and_identities_stay(ledger: Ledger, terms: Terms) -> None:
    first = told(ledger, terms, "2025-04-07T12:00")
    assert told(ledger, terms, "2025-04-09T12:00", first) == []
    assert [each.id for each in told(ledger, terms, "2025-04-07T12:00")] == [each.id for each in first]
    assert len({each.id for each in first}) == len(first)


def test_a_finding_has_its_words_its_address_and_when_it_was_known(ledger: Ledger, terms: Terms) -> None:
    found = next(each for each in told(ledger, terms, "2025-04-05T12:00") if each.type == "finding.new")
    assert found.title == "energy-pause: Article 2.1: violation by Russia (2 April 2025)"
    assert found.address == f"https://pactwatch.example/findings/{found.about}"
    # The decision that joined two reports came last.
    assert found.at == datetime(2025, 4, 4, 21, tzinfo=UTC)
    assert found.data["verdict"] == "violation" and found.data["violators"] == ["RUS"]


def test_a_finding_that_changes_is_told_again_and_one_that_is_gone_is_withdrawn(ledger: Ledger, terms: Terms) -> None:
    before = told(ledger, terms, "2025-04-05T12:00")
    ids = [stored.id for stored in ledger.claims("incident")]
    decisions = [ledger.decide("wrong", [id], "A. Analyst", "another town") for id in ids]
    change = [each for each in told(ledger, terms, "2025-04-06T12:00", before) if each.type.startswith("finding.")]
    assert [each.type for each in change] in (["finding.changed"], ["finding.withdrawn"])
    assert change[0].data["before"] == {"verdict": "violation", "violators": ["RUS"]}
    assert "violation" in change[0].verdicts
    # And back again: told a third time, under a third identity.
    for decision in decisions:
        ledger.withdraw(decision.id, "A. Analyst", "it was that town")
    again = told(ledger, terms, "2025-04-06T12:00", [*before, *change])
    back = [each for each in again if each.type.startswith("finding.")]
    assert len(back) == 1 and back[0].data["verdict"] == "violation"
    assert back[0].id not in {each.id for each in (*before, *change)}


def test_terms_that_are_not_loaded_withdraw_nothing(ledger: Ledger, terms: Terms) -> None:
    before = told(ledger, terms, "2025-04-05T12:00")
    other = terms.model_copy(update={"name": "other-terms"})
    assert not any(each.type == "finding.withdrawn" for each in told(ledger, other, "2025-04-05T12:00", before))


def test_a_clock_that_was_stopped_gives_a_warning_of_its_own(ledger: Ledger, terms: Terms) -> None:
    snapshot = Snapshot.build(ledger, [terms], None, datetime(2025, 4, 3, 12, tzinfo=UTC))
    write_down(ledger, [terms], snapshot.findings, "watch")
    due = next(each for each in snapshot.obligations if each.due)
    first = told(ledger, terms, "2025-04-03T12:00")
    ledger.act("suspension", due.id, "NATO", datetime(2025, 4, 3, 13, tzinfo=UTC))
    ledger.act("resumption", due.id, "NATO", datetime(2025, 4, 5, 13, tzinfo=UTC))
    again = told(ledger, terms, "2025-04-05T20:00", first)
    assert [each.type for each in again if each.about == due.id] == ["obligation.due"]


def test_what_was_met_late_was_overdue(ledger: Ledger, terms: Terms) -> None:
    snapshot = Snapshot.build(ledger, [terms], None, datetime(2025, 4, 5, 12, tzinfo=UTC))
    write_down(ledger, [terms], snapshot.findings, "watch")
    due = next(each for each in snapshot.obligations if each.due)
    ledger.act("performance", due.id, "FRA", datetime(2025, 4, 6, tzinfo=UTC))
    types = [each.type for each in told(ledger, terms, "2025-04-07T12:00") if each.about == due.id]
    assert sorted(types) == ["obligation.arisen", "obligation.overdue"]
