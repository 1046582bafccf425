"""The activation: what a watch tells the ledger, once, and what the ledger still tells when the findings change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge.terms import pause
from reconcile.claims import decided

from coordinate.test_obligation import findings
from coordinate.test_occasion import struck
from pactwatch.coordinate.activation import (
    ACTIVATION,
    DISCHARGE,
    TRIGGER,
    TRIGGER_WITHDRAWN,
    recorded,
    write_down,
)
from pactwatch.coordinate.event import events
from pactwatch.coordinate.owing import activate
from pactwatch.ledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "ledger.sqlite") as made:
        yield made


def now() -> datetime:
    return datetime.now(UTC)


def test_what_arose_is_written_down_once(ledger: Ledger) -> None:
    (act,) = write_down(ledger, [pause()], findings(), "watch")
    assert (act.kind, act.by) == (ACTIVATION, "watch")
    assert write_down(ledger, [pause()], findings(), "watch") == []
    (owed,) = recorded(ledger.acts(), now())
    assert owed == activate([pause()], findings(), now())[0]


def test_a_finding_that_falls_away_discharges_it_from_the_moment_it_is_known(ledger: Ledger) -> None:
    write_down(ledger, [pause()], findings(), "watch")
    (act,) = write_down(ledger, [pause()], [], "watch")
    assert act.kind == DISCHARGE
    assert write_down(ledger, [pause()], [], "watch") == []
    (owed,) = recorded(ledger.acts(), now())
    assert (owed.state, owed.ended) == ("discharged", act.at)
    assert "was withdrawn" in owed.notes[-1]
    assert recorded(ledger.acts(), act.at - timedelta(microseconds=1))[0].state in ("active", "overdue")


def test_a_finding_that_holds_again_activates_it_again(ledger: Ledger) -> None:
    for found in (findings(), [], findings()):
        write_down(ledger, [pause()], found, "watch")
    assert [act.kind for act in ledger.acts()] == [ACTIVATION, DISCHARGE, ACTIVATION]
    assert recorded(ledger.acts(), now())[0].state == "overdue"


def test_what_people_did_is_told_with_it_and_not_twice(ledger: Ledger) -> None:
    write_down(ledger, [pause()], findings(), "watch")
    (before,) = recorded(ledger.acts(), now())
    started = before.start
    assert started is not None
    for hours, kind in ((2, "acknowledgement"), (4, "suspension"), (10, "resumption"), (20, "performance")):
        ledger.act(kind, before.id, "Ministry", started + timedelta(hours=hours))
    assert write_down(ledger, [pause()], findings(), "watch") == []
    (owed,) = recorded(ledger.acts(), now())
    assert (owed.state, owed.acknowledged) == ("met", started + timedelta(hours=2))
    assert before.due is not None
    assert owed.due == before.due + timedelta(hours=6)
    assert owed == activate([pause()], findings(), now(), events(ledger.acts()), recorded(ledger.acts(), now()))[0]
    assert write_down(ledger, [pause()], [], "watch") == [], "what was met does not fall away"


def test_an_act_that_was_taken_back_moves_nothing(ledger: Ledger) -> None:
    write_down(ledger, [pause()], findings(), "watch")
    owed = recorded(ledger.acts(), now())[0]
    ledger.retract(ledger.act("performance", owed.id, "Ministry").id, "Ministry", "It was another one")
    assert recorded(ledger.acts(), now()) == [owed]


def test_acts_on_other_things_are_no_events(ledger: Ledger) -> None:
    ledger.act("request", "case-1", "Ministry")
    ledger.act("note", "obligation-1", "Ministry")
    assert events(ledger.acts()) == []


FOUND = findings()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["holds", "gone", "meet", "request"]), max_size=5))
def test_what_the_ledger_told_at_a_moment_it_tells_of_that_moment_ever_after(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("watch") / "ledger.sqlite") as ledger:
        told = []
        for step in steps:
            known = recorded(ledger.acts(), now())
            if step in ("holds", "gone"):
                write_down(ledger, [pause()], FOUND if step == "holds" else [], "watch")
            elif known:
                ledger.act("performance" if step == "meet" else "request", known[0].id, "Ministry")
            moment = now()
            told.append((moment, recorded(ledger.acts(), moment)))
        for moment, obligations in told:
            assert recorded(ledger.acts(), moment) == obligations


def test_further_triggers_are_written_down_with_their_obligation_each_once(ledger: Ledger) -> None:
    (owed,) = activate([pause()], struck(2), now())
    write_down(ledger, [pause()], struck(2), "watch")
    written = write_down(ledger, [pause()], struck(2, 5), "watch")
    assert [(act.kind, act.about) for act in written] == [(TRIGGER, owed.id)]
    assert write_down(ledger, [pause()], struck(2, 5), "watch") == []
    (told,) = recorded(ledger.acts(), now())
    assert len(told.triggers) == 2 and told.due == owed.due
    assert told == activate([pause()], struck(2, 5), now(), before=[told])[0]


def test_a_trigger_that_falls_away_is_written_down_and_what_was_told_before_stays_told(ledger: Ledger) -> None:
    write_down(ledger, [pause()], struck(2, 5), "watch")
    before = now()
    wrong = struck(2, 5, decisions=[decided("wrong", "on2")])
    (act,) = write_down(ledger, [pause()], wrong, "watch")
    assert act.kind == TRIGGER_WITHDRAWN
    assert write_down(ledger, [pause()], wrong, "watch") == []
    (told,) = recorded(ledger.acts(), now())
    assert [trigger.fell_away for trigger in told.triggers] == [act.at, None]
    assert all(trigger.fell_away is None for trigger in recorded(ledger.acts(), before)[0].triggers)
    (back,) = write_down(ledger, [pause()], struck(2, 5), "watch")
    assert back.kind == TRIGGER and recorded(ledger.acts(), now())[0].due == told.due - timedelta(days=3)


def test_what_comes_after_it_was_met_is_another_obligation(ledger: Ledger) -> None:
    write_down(ledger, [pause()], struck(2), "watch")
    (first,) = recorded(ledger.acts(), now())
    ledger.act("performance", first.id, "Ministry", datetime(2025, 4, 6, tzinfo=UTC))
    assert [act.kind for act in write_down(ledger, [pause()], struck(2, 4, 9), "watch")] == [TRIGGER, ACTIVATION]
    assert [due.state for due in recorded(ledger.acts(), now())] == ["met", "overdue"]


def test_one_written_down_before_triggers_were_kept_is_the_same_obligation(ledger: Ledger) -> None:
    (owed,) = activate([pause()], struck(2), now())
    ledger.act(ACTIVATION, owed.id, "watch", details=owed.model_dump(mode="json", exclude={"triggers"}))
    assert write_down(ledger, [pause()], struck(2), "watch") == []
    assert [act.kind for act in write_down(ledger, [pause()], struck(2, 5), "watch")] == [TRIGGER]
    assert recorded(ledger.acts(), now())[0].due == owed.due
