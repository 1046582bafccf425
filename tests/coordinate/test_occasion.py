"""Many triggers, one obligation: fed while it is open, anew once it has ended, and its history kept."""

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
from pactwatch.coordinate.trigger import standing
from pactwatch.judge.finding import Finding
from pactwatch.judge.judgement import judge
from pactwatch.judge.recurrence import Recurrence
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import Decision
from pactwatch.reconcile.reconciler import reconcile

NOW = datetime(2025, 4, 16, 12, tzinfo=UTC)


def struck(*days: int, decisions: Sequence[Decision] = (), terms: Terms | None = None) -> list[Finding]:
    """Findings on a strike on each of these days of April 2025, each reported on the day after, each elsewhere."""
    told = [
        shelling(f"on{day}", date=f"2025-04-{day:02}", published=f"2025-04-{day + 1:02}", place=f"Place{day}")
        for day in days
    ]
    return judge(terms or pause(), reconcile(told, decisions))


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2025, 4, day, hour, tzinfo=UTC)


def event(obligation: Obligation, kind: str, at: datetime) -> Event:
    return Event.model_validate({"obligation": obligation.id, "kind": kind, "at": at, "by": "Ada"})


def anew(**recurrence: Any) -> Terms:
    return pause(activates=[{**PAUSE["activates"][0], "recurrence": recurrence}])


def days(obligation: Obligation) -> list[int]:
    return [trigger.known.day - 1 for trigger in standing(obligation.triggers) if trigger.known]


def test_while_it_is_open_further_triggers_feed_it_and_the_clock_is_the_first_ones() -> None:
    (owed,) = activate([pause()], struck(2, 5, 9), NOW)
    assert days(owed) == [2, 5, 9]
    assert (owed.start, owed.due, owed.state) == (moment(4), moment(5), "overdue")
    assert len(owed.findings) == 3 and owed.record == owed.triggers[0].record


def test_the_order_in_which_they_are_known_to_the_program_does_not_count() -> None:
    assert activate([pause()], struck(9, 2, 5), NOW) == activate([pause()], struck(2, 5, 9), NOW)


def test_what_comes_after_it_was_met_obliges_anew() -> None:
    (first,) = activate([pause()], struck(2), NOW)
    met = event(first, "performance", moment(6))
    owed = activate([pause()], struck(2, 4, 9, 10), NOW, [met])
    assert [(days(due), due.state) for due in owed] == [([2, 4], "met"), ([9, 10], "overdue")]
    assert owed[0].id == first.id and owed[1].due == moment(12)


def test_each_obliges_of_its_own_where_the_terms_or_the_words_say_so() -> None:
    terms = anew(each=True)
    assert [days(due) for due in activate([terms], struck(2, 5), NOW)] == [[2], [5]]
    in_words = {**PAUSE["activates"][0], "quote": "France reports on  each incident within 24 hours."}
    assert len(activate([pause(activates=[in_words])], struck(2, 5), NOW)) == 2


def test_after_so_many_quiet_days_it_obliges_anew() -> None:
    owed = activate([anew(anew_after_days=3)], struck(2, 4, 6, 11), NOW)
    assert [days(due) for due in owed] == [[2, 4, 6], [11]]


def test_what_was_written_down_keeps_its_name_though_an_earlier_report_comes_late() -> None:
    before = activate([pause()], struck(5), NOW)
    (owed,) = activate([pause()], struck(2, 5), NOW, before=before)
    assert owed.id == before[0].id
    assert days(owed) == [2, 5] and owed.due == moment(5)


def test_a_trigger_that_falls_away_stays_told_and_the_clock_is_that_of_the_first_that_holds() -> None:
    before = activate([pause()], struck(2, 5), NOW)
    (owed,) = activate([pause()], struck(2, 5, decisions=[decided("wrong", "on2")]), NOW, before=before)
    assert owed.id == before[0].id and owed.due == moment(8)
    assert [trigger.fell_away for trigger in owed.triggers] == [NOW, None]
    again = activate([pause()], struck(2, 5, decisions=[decided("wrong", "on2")]), NOW + timedelta(1), before=[owed])
    assert again[0].triggers == owed.triggers, "since when it no longer holds does not move"


def test_when_all_fall_away_it_is_discharged_and_what_comes_later_obliges_anew() -> None:
    before = activate([pause()], struck(2), NOW)
    gone, new = activate([pause()], struck(9), NOW, before=before)
    assert (gone.id, gone.state) == (before[0].id, "discharged")
    assert days(new) == [9] and new.id != gone.id


def test_what_came_under_terms_that_are_not_asked_for_now_has_not_fallen_away() -> None:
    (owed,) = activate([pause()], struck(2), NOW)
    other = pause(name="other")
    assert [due.state for due in activate([other], [], NOW, before=[owed])] == ["dormant"]


def test_a_recurrence_that_names_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        Recurrence(anew_after_days=0)


BY_DAY = {finding.made_known.day - 1: finding for finding in struck(*range(1, 13)) if finding.made_known}


@settings(deadline=None, max_examples=25)
@given(st.sets(st.integers(1, 12), min_size=1, max_size=6), st.lists(st.integers(1, 14), max_size=2))
def test_each_trigger_is_in_one_obligation_and_one_more_does_not_move_the_others(
    told: set[int], met_on: list[int]
) -> None:
    some = [BY_DAY[day] for day in sorted(told)]
    (first, *_) = activate([pause()], some, NOW)
    events = [event(first, "performance", moment(day, 12)) for day in met_on]
    owed = activate([pause()], some, NOW, events)
    assert sorted(day for due in owed for day in days(due)) == sorted(told)
    assert sum(due.state not in ("met", "discharged") for due in owed) <= 1, "at most one is open"
    later = [*some, BY_DAY[12]]
    after = activate([pause()], later, NOW, events, before=owed)
    assert {due.id for due in owed} <= {due.id for due in after}
