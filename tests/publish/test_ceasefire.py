"""The page of the ceasefire: the state with its rule, the counts and the chart, in a zone and on a day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from judge.terms import pause

from pactwatch.judge.state import Range
from pactwatch.judge.state_rule import StateRule
from pactwatch.publish.site import create_app
from pactwatch.publish.state import change_words, range_words, rule_lines
from pactwatch.publish.state_chart import state_chart, step_of
from pactwatch.publish.tallies import tallies, tally_line

from .examples import NOW  # isort: skip
from judge.test_state import april, breach, ceasefire  # isort: skip


def test_the_page_says_how_it_stands_and_by_which_rule(site: TestClient) -> None:
    page = site.get("/ceasefire").text
    assert "Broken" in page and "on 5 April 2025" in page
    assert "an incident found to be a violation, since the beginning" in page
    assert "/charts/ceasefire/energy-pause.svg" in page


def test_the_page_rates_the_duties_of_the_terms(ledger_file: Path, terms_file: Path, tmp_path: Path) -> None:
    duty = (
        '{id: lists, article: "Стаття 4", quote: Сторони обмінюються списками., owed_by: [RUS, UKR], '
        "action: exchange lists, kind: prisoner_release, by: 2025-03-25}"
    )
    given = terms_file.read_text(encoding="utf-8") + f"duties:\n  - {duty}\n"
    (tmp_path / "terms.yaml").write_text(given, encoding="utf-8")
    with TestClient(create_app(ledger_file, [tmp_path / "terms.yaml"], now=lambda: NOW)) as client:
        page = client.get("/ceasefire").text
    assert "What the parties have to do" in page and page.count("exchange lists") == 2
    assert "cannot be rated" in page and "No report says whether it was done." in page
    assert '<summary>Стаття 4</summary><q lang="uk">' in page


def test_without_duties_the_page_says_nothing_of_them(site: TestClient) -> None:
    assert "What the parties have to do" not in site.get("/ceasefire").text


def test_a_day_before_anything_is_not_judged(site: TestClient) -> None:
    page = site.get("/ceasefire", params={"on": "2025-03-20", "days": "1"}).text
    assert '<p class="verdict">Not judged</p>' in page


def test_an_empty_day_of_the_form_is_today(site: TestClient) -> None:
    page = site.get("/ceasefire?on=&zone=&days=7")
    assert page.status_code == 200 and "on 5 April 2025" in page.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ceasefire?on=yesterday", 400),
        ("/ceasefire?days=0", 400),
        ("/ceasefire?zone=nosuch", 404),
        ("/charts/ceasefire/nosuch.svg", 404),
        ("/charts/ceasefire/energy-pause.svg?zone=nosuch", 404),
    ],
)
def test_what_cannot_be_asked_is_refused(site: TestClient, address: str, status: int) -> None:
    assert site.get(address).status_code == status


def test_the_chart_is_drawn_for_both_themes_and_a_phone(site: TestClient) -> None:
    drawn = [
        site.get("/charts/ceasefire/energy-pause.svg", params=query).text
        for query in ({}, {"theme": "dark"}, {"narrow": "true"})
    ]
    assert all(each.startswith("<svg") and "undecided" in each for each in drawn)
    assert len(set(drawn)) == 3


def test_the_chart_has_a_bar_for_each_step_that_has_incidents() -> None:
    found = ceasefire(breach("a", 3), breach("b", 5, date="2025-04-05/2025-04-06", published="2025-04-09"))
    drawn = state_chart(found.series(april(1), april(10), "day"), "light")
    # Two possible days and one certain day, and a strip of ten days.
    assert drawn.count("#dba29e") == 2 + 1 and len(re.findall("#9a1f1a", drawn)) == 1 + 8 + 2


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (date(2025, 3, 18), date(2025, 4, 16), "day"),
        (date(2025, 1, 1), date(2025, 12, 1), "week"),
        (date(2015, 2, 15), date(2022, 2, 21), "month"),
    ],
)
def test_a_long_time_is_drawn_in_longer_steps(first: date, last: date, step: str) -> None:
    assert step_of(first, last) == step


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (Range(3, 3), Range(1, 1), "2 more"),
        (Range(1, 1), Range(3, 3), "2 fewer"),
        (Range(2, 2), Range(2, 2), "as many"),
        (Range(5, 7), Range(1, 2), "at least 3 more"),
        (Range(0, 1), Range(4, 6), "at least 3 fewer"),
        (Range(1, 3), Range(2, 2), "may be more or fewer"),
    ],
)
def test_counts_are_compared_only_as_far_as_they_are_certain(now: Range, before: Range, told: str) -> None:
    assert change_words(now, before) == told


def test_ranges_and_rules_are_put_in_words() -> None:
    assert (range_words(Range(1200, 1200)), range_words(Range(2, 4))) == ("1,200", "2 to 4")
    level: dict[str, Any] = {"state": "broken", "verdicts": ["violation"], "at_least": 3, "within_days": 7}
    rule = StateRule.model_validate({"levels": [{**level, "violators": ["RUS"], "zones": ["coast"]}]})
    assert rule_lines(rule)[0][1] == (
        "at least 3 incidents found to be a violation by Russia in coast, within 7 days"
    )


def test_what_missions_counted_is_told_for_the_time_asked(tally_claims: list[Any]) -> None:
    assert [tally_line(each) for each in tallies(tally_claims, april(3), april(9))] == [
        "OSCE SMM: about 7,200 ceasefire violations in Donetsk, 1–7 April 2025 (compared with 6,000 before)"
    ]
    assert tallies(tally_claims, april(8), april(9)) == []


@pytest.fixture
def tally_claims() -> list[Any]:
    from datetime import UTC, datetime

    from pactwatch.extract.claim import CLAIM
    from pactwatch.ledger.stored import StoredClaim

    told = {"kind": "tally", "doc": "t", "start": 0, "end": 1, "quote": "x", "monitor": "OSCE SMM"}
    told |= {"measure": "ceasefire violations", "region": "Donetsk", "compared_with": {"value": 6000}}
    given = {**told, "count": {"value": 7200, "qualifier": "about"}}
    claims = [CLAIM.validate_python({**given, "period": period}) for period in ("2025-04-01/2025-04-07", None)]
    return [
        StoredClaim(str(n), "t", claim, "2025-04-08", "OSCE", datetime(2025, 4, 8, tzinfo=UTC))
        for n, claim in enumerate(claims)
    ]


def test_terms_with_a_zone_show_it() -> None:
    found = ceasefire(breach("a", 3, admin1="Kherson Oblast"), terms=pause())
    assert found.counts(april(3), april(3)).by_zone == {"coast": Range(1, 1)}
