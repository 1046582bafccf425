"""The clock of a credible cessation: days in a row, what sets it back, when it is full, and that it errs to caution."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reconcile.claims import shelling

from judge.terms import pause
from judge.test_state import april, breach, ceasefire
from pactwatch.judge.cessation import CessationClock, cessation_clock, first_days
from pactwatch.judge.state import Ceasefire
from pactwatch.ledger.stored import StoredClaim


def over(*claims: StoredClaim, **changes: Any) -> Ceasefire:
    cessation = {"id": "quiet", "days": 4, **changes}
    return ceasefire(*claims, terms=pause(state={"cessations": [cessation]}))


def clock(found: Ceasefire, day: date) -> CessationClock:
    return cessation_clock(found, found.terms.state.cessations[0], day)


def test_it_counts_days_in_a_row_since_the_last_breach() -> None:
    told = clock(found := over(breach("a", 3)), april(6))
    assert (told.counted, told.set_back, told.reached) == (3, april(3), None)
    assert {finding.record for finding in told.by} == {found.occurrences[0].record}
    assert clock(found, april(7)).reached == april(7)
    assert clock(found, april(9)).reached == april(7)
    assert clock(found, april(3)).counted == 0


def test_it_begins_with_the_time_in_force() -> None:
    found = over()
    assert clock(found, date(2025, 3, 17)).running is False
    told = clock(found, date(2025, 3, 19))
    assert (told.counted, told.silent, told.set_back) == (2, 2, None)
    assert clock(found, date(2025, 4, 17)).running is False


def test_silence_can_be_told_not_to_count() -> None:
    assert clock(over(silence_counts=False), april(6)).counted == 0


def test_a_day_on_which_it_only_may_have_happened_does_not_count() -> None:
    found = over(breach("a", 3, date="2025-04-03/2025-04-05", published="2025-04-09"))
    assert clock(found, april(6)).set_back == april(5)


@pytest.mark.parametrize(("at_least", "counted"), [("holding", 2), ("strained", 17)])
def test_how_good_a_day_must_be_is_for_the_terms(at_least: str, counted: int) -> None:
    unclear = breach("a", 1, target="a facility")
    assert clock(over(unclear, at_least=at_least), april(3)).counted == counted


def test_it_is_full_once_in_each_row_of_days() -> None:
    found = over(breach("a", 3), breach("b", 12))
    assert first_days(found, found.terms.state.cessations[0], date(2025, 5, 1)) == [
        date(2025, 3, 21), april(7), april(16)
    ]  # fmt: skip


def test_a_breach_in_another_time_does_not_reach_in() -> None:
    found = over(shelling("a", date="2025-03-01", published="2025-03-02"))
    assert clock(found, april(1)).set_back is None
