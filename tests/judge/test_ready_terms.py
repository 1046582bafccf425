"""The terms that come with Pactwatch: they load, are sound, and judge what they were made for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reconcile.claims import stored

from judge.test_rulebook import placed, record_of
from pactwatch.judge.check import check_terms
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import load_terms, ready_terms

NAMES = tuple(ready_terms())


@pytest.mark.parametrize("name", NAMES)
def test_they_load_and_have_no_error(name: str) -> None:
    terms = load_terms(Path(name))
    assert terms.name == name
    assert [remark for remark in check_terms(terms, ready_terms()[name]) if remark.severity == "error"] == []


def test_the_declaration_of_paris_is_dormant() -> None:
    terms = load_terms(Path("paris-2026"))
    assert terms.in_force == ()
    assert judge(terms, [record_of(stored("a", type="shelling", date="2026-03-01", perpetrator="RUS"))]) == []


DONETSK = (37.75, 48.14, "settlement")
HOWITZER = "A 152mm howitzer of the DPR fired near the town."


def found(name: str, point: Any, **fields: Any) -> dict[str, str]:
    given = {
        "type": "shelling",
        "perpetrator": "DPR",
        "place": "a town",
        "published": "2015-07-02",
        "date": "2015-07-01",
        **fields,
    }
    record = placed(record_of(stored("a", **given)), {"a": point})
    return {finding.rule: finding.verdict for finding in judge(load_terms(Path(name)), [record])}


def test_a_howitzer_near_the_line_breaks_the_withdrawal_too() -> None:
    verdicts = found("minsk-2015", DONETSK, quote=HOWITZER)
    assert verdicts["comprehensive-ceasefire"] == verdicts["artillery-of-100-mm-and-more"] == "violation"
    assert verdicts["rocket-launchers"] == "inconclusive"  # what else was used is not told


def test_far_behind_the_line_the_distances_do_not_apply() -> None:
    verdicts = found("minsk-2015", (37.0, 49.9, "settlement"), quote=HOWITZER)
    assert verdicts == {"comprehensive-ceasefire": "violation"}


def test_before_the_withdrawal_was_due_it_could_not_be_broken() -> None:
    verdicts = found("minsk-2015", DONETSK, quote=HOWITZER, date="2015-02-20", published="2015-02-21")
    assert "artillery-of-100-mm-and-more" not in verdicts


def test_the_ceasefire_of_2020_is_a_set_of_terms_of_its_own() -> None:
    verdicts = found("minsk-2020-measures", DONETSK, date="2020-08-01", published="2020-08-02")
    assert verdicts["firing"] == "violation"
