from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge.terms import PAUSE, pause
from reconcile.claims import decided, shelling

from pactwatch.coordinate.event import Event
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.owing import activate
from pactwatch.judge.finding import Finding
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import Decision
from pactwatch.reconcile.reconciler import reconcile

# The report of the shelling was published on 28 March: it was known by the end of that day.
KNOWN = datetime(2025, 3, 29, tzinfo=UTC)
DUE = KNOWN + timedelta(hours=24)


def findings(*decisions: Decision, terms: Terms | None = None, **changes: Any) -> list[Finding]:
    return judge(terms or pause(), reconcile([shelling("a", **changes)], decisions))


def the(obligations: Sequence[Obligation]) -> Obligation:
    assert len(obligations) == 1, obligations
    return obligations[0]


def on_request() -> Terms:
    return pause(activates=[{**PAUSE["activates"][0], "on_request_of": ["UKR", "FRA"]}])


def event(obligation: Obligation, kind: str, hours: float) -> Event:
    return Event.model_validate(
        {"obligation": obligation.id, "kind": kind, "at": KNOWN + timedelta(hours=hours), "by": "Ada"}
    )


def test_a_violation_activates_who_owes_what_to_whom_by_when() -> None:
    obligation = the(activate([pause()], findings(), KNOWN))
    assert obligation.state == "active"
    assert (obligation.owed_by, obligation.action, obligation.owed_to) == (("FRA",), "consultation", ("UKR",))
    assert (obligation.start, obligation.due) == (KNOWN, DUE)
    assert obligation.findings == tuple(finding.id for finding in findings())
    assert obligation.words == "France will consult with Ukraine within 24 hours."
    assert obligation.source.title == "Declaration of support"


@pytest.mark.parametrize("changes", [{"target": None}, {"target": "a school"}, {"perpetrator": "UKR"}])
def test_what_meets_no_condition_leaves_it_dormant(changes: dict[str, Any]) -> None:
    obligation = the(activate([pause()], findings(**changes), KNOWN))
    assert (obligation.state, obligation.record, obligation.due) == ("dormant", None, None)


@pytest.mark.parametrize(("hours", "state"), [(0, "active"), (23.9, "active"), (24, "overdue"), (100, "overdue")])
def test_the_clock(hours: float, state: str) -> None:
    assert the(activate([pause()], findings(), KNOWN + timedelta(hours=hours))).state == state


def test_two_rules_broken_by_one_incident_activate_once() -> None:
    rules = [PAUSE["rules"][0], {**PAUSE["rules"][0], "id": "fire"}]
    activates = [{**PAUSE["activates"][0], "when": {}}]
    terms = pause(rules=rules, activates=activates)
    assert len(the(activate([terms], findings(terms=terms), KNOWN)).findings) == 2


class TestOnRequest:
    def test_the_clock_waits_for_the_request(self) -> None:
        obligation = the(activate([on_request()], findings(terms=on_request()), KNOWN + timedelta(days=9)))
        assert (obligation.state, obligation.due) == ("active", None)
        assert "from the request of UKR or FRA" in obligation.notes[0]

    def test_and_runs_from_it(self) -> None:
        waiting = the(activate([on_request()], findings(terms=on_request()), KNOWN))
        events = [event(waiting, "request", 5)]
        now = KNOWN + timedelta(hours=30)
        asked = the(activate([on_request()], findings(terms=on_request()), now, events))
        assert (asked.state, asked.due) == ("overdue", KNOWN + timedelta(hours=29))


class TestEvents:
    def after(self, hours: float, *happened: tuple[str, float]) -> Obligation:
        owed = the(activate([pause()], findings(), KNOWN))
        events = [event(owed, kind, at) for kind, at in happened]
        return the(activate([pause()], findings(), KNOWN + timedelta(hours=hours), events))

    def test_it_is_met(self) -> None:
        met = self.after(100, ("performance", 20))
        assert (met.state, met.ended) == ("met", KNOWN + timedelta(hours=20))
        assert "Met after it was due." not in met.notes

    def test_it_is_met_late(self) -> None:
        assert "Met after it was due." in self.after(100, ("performance", 30)).notes

    def test_what_has_not_happened_yet_does_not_count(self) -> None:
        assert self.after(10, ("performance", 20)).state == "active"

    def test_it_is_suspended_and_the_time_does_not_count(self) -> None:
        assert self.after(100, ("suspension", 4)).state == "suspended"
        resumed = self.after(26, ("suspension", 4), ("resumption", 10))
        assert (resumed.state, resumed.due) == ("active", DUE + timedelta(hours=6))

    def test_it_is_waived(self) -> None:
        assert self.after(100, ("waiver", 3)).state == "discharged"

    def test_after_its_end_nothing_moves_it(self) -> None:
        assert self.after(100, ("performance", 3), ("waiver", 5)).state == "met"


class TestWithdrawal:
    def test_a_withdrawn_finding_discharges_what_it_activated(self) -> None:
        before = activate([pause()], findings(), KNOWN)
        later = KNOWN + timedelta(hours=3)
        withdrawn = findings(decided("wrong", "a"))
        obligation = the(activate([pause()], withdrawn, later, before=before))
        assert (obligation.state, obligation.ended) == ("discharged", later)
        assert "was withdrawn" in obligation.notes[-1]
        assert obligation.findings == before[0].findings

    def test_it_stays_told_from_then_on(self) -> None:
        before = activate([pause()], findings(), KNOWN)
        first = activate([pause()], [], KNOWN + timedelta(hours=3), before=before)
        assert activate([pause()], [], KNOWN + timedelta(days=30), before=first) == first

    def test_what_was_met_stays_met(self) -> None:
        owed = the(activate([pause()], findings(), KNOWN))
        later = KNOWN + timedelta(hours=9)
        met = activate([pause()], findings(), later, [event(owed, "performance", 5)])
        assert the(activate([pause()], [], later, before=met)).state == "met"

    def test_what_still_holds_is_not_told_twice(self) -> None:
        before = activate([pause()], findings(), KNOWN)
        assert activate([pause()], findings(), KNOWN, before=before) == before


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        activate([pause()], [], datetime(2025, 3, 29))  # noqa: DTZ001


def test_findings_under_other_terms_activate_nothing() -> None:
    other = pause(name="another pause")
    assert the(activate([pause()], findings(terms=other), KNOWN)).state == "dormant"


FOUND = findings()
kinds = st.sampled_from(["request", "performance", "suspension", "resumption", "waiver"])


@settings(deadline=None)
@given(st.lists(st.tuples(kinds, st.floats(0, 60)), max_size=5), st.floats(0, 80), st.floats(0, 80))
def test_once_ended_it_stays_so(happened: list[tuple[str, float]], one: float, other: float) -> None:
    owed = the(activate([pause()], FOUND, KNOWN))
    events = [event(owed, kind, at) for kind, at in happened]
    earlier, later = (
        the(activate([pause()], FOUND, KNOWN + timedelta(hours=hours), events)) for hours in sorted((one, other))
    )
    if earlier.state in ("met", "discharged"):
        assert (later.state, later.ended) == (earlier.state, earlier.ended)
