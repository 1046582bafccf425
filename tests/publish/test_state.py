"""The state of a ceasefire in one word, and where an obligation's clock stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pactwatch.coordinate.obligation import Obligation
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms, Text, load_terms
from pactwatch.publish.state import by_urgency, ceasefire_state, clock, finding_line, obligation_line

NOW = datetime(2025, 4, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def terms(terms_file: Path) -> Terms:
    return load_terms(terms_file)


def finding(
    verdict: Any, record: str = "r1", happened: str | None = "2025-04-02", terms: str = "energy-pause"
) -> Finding:
    established = "established" if verdict == "violation" else "not_established"
    return Finding(
        id=f"{verdict}-{record}",
        terms=terms,
        rule="strikes-on-energy",
        article="2.1",
        words="words",
        record=record,
        verdict=verdict,
        breach=established,
        responsibility=established,
        violators=("RUS",) if verdict == "violation" else (),
        grade="fair",
        reasons=(),
        evidence=(),
        happened=happened,
    )


def owed(**changes: Any) -> Obligation:
    base = Obligation(
        id="o",
        activation="a",
        terms="energy-pause",
        state="active",
        owed_by=("FRA",),
        owed_to=("UKR",),
        action="military_aid",
        article="1",
        words="words",
        source=Text(title="Text"),
    )
    return base.model_copy(update=changes)


@pytest.mark.parametrize(
    ("verdicts", "word"),
    [
        ([], "not judged"),
        (["no_violation"], "holding"),
        (["no_violation", "inconclusive"], "strained"),
        (["no_violation", "inconclusive", "violation"], "broken"),
    ],
)
def test_one_word_sums_up_the_findings(terms: Terms, verdicts: list[str], word: str) -> None:
    findings = [finding(verdict, f"r{number}") for number, verdict in enumerate(verdicts)]
    state = ceasefire_state(terms, findings, NOW)
    assert state.holds == word and state.incidents == len(verdicts)


def test_other_terms_do_not_count(terms: Terms) -> None:
    assert ceasefire_state(terms, [finding("violation", terms="other")], NOW).holds == "not judged"


def test_an_incident_without_a_date_weighs_nothing(terms: Terms) -> None:
    state = ceasefire_state(terms, [finding("inconclusive", happened=None)], NOW)
    assert state.holds == "not judged"
    assert (
        "no proof that they are kept" in state.in_words
        and "1 incident without a date is left aside" in state.in_words
    )


def test_an_incident_without_a_date_does_not_show_that_the_terms_hold(terms: Terms) -> None:
    state = ceasefire_state(terms, [finding("no_violation", happened=None)], NOW)
    assert state.holds == "not judged" and state.incidents == 0
    assert "1 incident without a date is left aside" in state.in_words


def test_the_counts_are_of_incidents(terms: Terms) -> None:
    findings = [finding("violation"), finding("inconclusive"), finding("inconclusive", "r2")]
    assert ceasefire_state(terms, findings, NOW).in_words == (
        "Of 2 incidents judged, 1 is found to break them; 1 cannot be decided."
    )


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (datetime(2025, 3, 17, 23, tzinfo=UTC), "not yet in force"),
        (datetime(2025, 3, 18, tzinfo=UTC), "in force"),
        (datetime(2025, 4, 16, 23, tzinfo=UTC), "in force"),
        (datetime(2025, 4, 17, tzinfo=UTC), "no longer in force"),
    ],
)
def test_the_phase_follows_the_periods(terms: Terms, moment: datetime, phase: str) -> None:
    assert ceasefire_state(terms, [], moment).phase == phase
    assert ceasefire_state(terms.model_copy(update={"in_force": ()}), [], moment).phase == "dormant"


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (owed(due=NOW + timedelta(hours=5)), "due in 5 hours"),
        (owed(due=NOW - timedelta(days=3), state="overdue"), "overdue by 3 days"),
        (owed(on_request_of=("UKR",), within="PT24H"), "24 hours from a request"),
        (owed(on_request_of=("UKR",)), "waits for a request"),
        (owed(), "no time is set"),
        (owed(state="dormant"), "nothing has activated it"),
        (owed(state="suspended", due=NOW), "suspended"),
        (owed(state="met", ended=NOW), "met 5 April 2025, 12:00 UTC"),
    ],
)
def test_clocks_in_words(due: Obligation, expected: str) -> None:
    assert clock(due, NOW) == expected


def test_the_most_pressing_comes_first() -> None:
    soon, later = owed(id="soon", due=NOW), owed(id="later", due=NOW + timedelta(days=1))
    late, asleep = owed(id="late", state="overdue", due=NOW), owed(id="asleep", state="dormant")
    assert [due.id for due in by_urgency([asleep, later, soon, late])] == ["late", "soon", "later", "asleep"]


def test_lines() -> None:
    assert obligation_line(owed()) == "France owes military aid to Ukraine"
    assert obligation_line(owed(owed_by=("FRA", "UKR"))) == "France and Ukraine owe each other military aid"
    assert finding_line(finding("violation")) == "Article 2.1: violation by Russia"
    unknown = finding("violation").model_copy(update={"violators": ()})
    assert finding_line(unknown) == "Article 2.1: violation, responsibility not established"
