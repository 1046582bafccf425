"""A condition is a finding, a state or a day, and not a mixture."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from judge.terms import PAUSE, pause
from judge.test_state import april, breach, ceasefire
from pactwatch.judge.cause import causes
from pactwatch.judge.condition import Condition


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"state": "broken", "day": "2025-04-01"}, "not several (state, day)"),
        ({"state": "broken", "rules": ["energy"]}, "`state` and `rules` do not go together"),
        ({"day": "2025-04-01", "zone": "coast"}, "`zone` says where"),
    ],
)
def test_what_does_not_go_together_is_told(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        Condition.model_validate(given)


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"cessation": "nosuch"}, "`nosuch` is not among the cessations"),
        ({"state": "broken", "zone": "x"}, "the zones"),
    ],
)
def test_it_refers_to_what_there_is(when: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        pause(activates=[{**PAUSE["activates"][0], "when": when}])


def reached(when: dict[str, Any], today: date, *days: int) -> list[date | None]:
    state = {
        "levels": [{"state": "broken", "verdicts": ["violation"], "within_days": 2}],
        "cessations": [{"id": "quiet", "days": 3}],
    }
    found = ceasefire(*(breach(f"n{day}", day) for day in days), terms=pause(state=state))
    findings = [finding for each in found.occurrences for finding in each.findings]
    return [each.reached for each in causes(Condition.model_validate(when), found.terms, findings, found, today)]


def test_a_state_is_reached_on_the_first_day_of_each_row_of_days() -> None:
    assert reached({"state": "broken"}, april(15), 3, 4, 8) == [april(3), april(8)]
    assert reached({"state": "strained"}, april(15), 3) == [april(3)], "broken is more than strained"
    assert reached({"state": "broken"}, april(5), 8) == [], "what has not come yet"


def test_a_day_and_a_cessation_come_when_they_come() -> None:
    assert reached({"day": "2025-04-05"}, april(4)) == []
    assert reached({"day": "2025-04-05"}, april(5)) == [april(5)]
    assert reached({"cessation": "quiet"}, april(6), 2) == [date(2025, 3, 20), april(5)]
