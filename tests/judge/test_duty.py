from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reconcile.claims import stored

from judge.terms import pause
from pactwatch.judge.duty import rate_duties
from pactwatch.judge.terms import Terms

DUTY = {
    "id": "release",
    "article": "6",
    "quote": "All for all.",
    "owed_by": ["RUS"],
    "action": "release",
    "kind": "prisoner_release",
    "by": "2025-03-31",
}


def owing(**changes: Any) -> Terms:
    return pause(duties=[{**DUTY, **changes}])


def told(name: str, state: str, **fields: Any) -> Any:
    given = {"promisors": ["RUS"], "action": "prisoner_release", "published": "2025-04-02", **fields}
    return stored(name, "fulfilment", state=state, **given)


def state(terms: Terms, *reports: Any, on: date = date(2025, 4, 10)) -> str:
    (standing,) = rate_duties(terms, reports, on)
    return standing.state


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], "cannot_be_rated"),  # silence shows nothing
        ([told("a", "met")], "met"),
        ([told("a", "partly_met")], "partly_met"),
        ([told("a", "broken")], "overdue"),
        ([told("a", "disputed")], "cannot_be_rated"),
        ([told("a", "met", speaker="the Kremlin")], "cannot_be_rated"),  # in its own cause
        ([told("a", "broken", speaker="Kyiv")], "cannot_be_rated"),  # the adversary alone
        ([told("a", "met", speaker="Kyiv")], "met"),  # against its own interest
        ([told("a", "broken", speaker="the Kremlin")], "overdue"),
        ([told("a", "broken", published="2025-04-01"), told("b", "met", published="2025-04-05")], "met"),
        ([told("a", "broken"), told("b", "met")], "cannot_be_rated"),
        ([told("a", "met", action="withdrawal")], "cannot_be_rated"),  # of another promise
        ([told("a", "met", promisors=["UKR"])], "cannot_be_rated"),
        ([told("a", "met", published="2025-05-01")], "cannot_be_rated"),  # not known yet
        ([told("a", "met", published="2025-01-01")], "cannot_be_rated"),  # before the terms were in force
    ],
)
def test_reports_decide(reports: list[Any], expected: str) -> None:
    assert state(owing(), *reports) == expected


def test_before_its_day_it_is_not_due() -> None:
    assert state(owing(), on=date(2025, 3, 31)) == "not_due"
    broken = told("a", "broken", published="2025-03-20")
    assert state(owing(), broken, on=date(2025, 3, 31)) == "not_due"
    assert state(owing(), broken, on=date(2025, 4, 1)) == "overdue"


def test_without_a_day_it_is_never_overdue() -> None:
    assert state(owing(by=None), told("a", "broken")) == "cannot_be_rated"
    assert state(owing(by=None), told("a", "met")) == "met"


def test_what_was_done_late_is_said_so() -> None:
    (standing,) = rate_duties(owing(), [told("a", "met", date="2025-04-01")], date(2025, 4, 10))
    assert standing.reasons[-1].text == "It was done after it was due (2025-03-31)."
    assert standing.reasons[0].claims == ("a",)


def test_dormant_terms_make_nothing_due() -> None:
    assert state(pause(duties=[DUTY], in_force=[])) == "not_due"


def test_each_party_is_rated() -> None:
    found = rate_duties(owing(owed_by=["RUS", "UKR"]), [told("a", "met")], date(2025, 4, 10))
    assert [(each.party, each.state) for each in found] == [("RUS", "met"), ("UKR", "cannot_be_rated")]
