"""The catalogue of the report's words: both languages say the same, and nothing in it is missing or unused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

import pytest

import pactwatch.publish
from pactwatch.coordinate.case_file import Stage
from pactwatch.coordinate.case_step import Done, Stance
from pactwatch.coordinate.event import EventKind
from pactwatch.coordinate.obligation import State
from pactwatch.extract.claim import Action, Amount, Count, IncidentType
from pactwatch.extract.yaml_file import CodebookError, load_yaml
from pactwatch.judge.finding import Verdict
from pactwatch.judge.state_rule import StateName
from pactwatch.ledger.stored import DecisionKind
from pactwatch.publish.phrases import Catalogue, Phrases, catalogue
from pactwatch.publish.state import Phase
from pactwatch.reconcile.status_rules import StatusName

PUBLISH = Path(pactwatch.publish.__file__).parent


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("holds", StateName),
        ("meanings", StateName),
        ("phases", Phase),
        ("verdicts", Verdict),
        ("types", IncidentType),
        ("actions", Action),
        ("states", State),
        ("statuses", StatusName),
        ("stages", Stage),
        ("decisions", DecisionKind),
        ("acts", EventKind),
        ("determined", Verdict),
        ("stances", Stance),
        ("remedy_states", Done),
        (
            "missing",
            Literal["date", "place", "type", "perpetrator", "target", "weapon", "exception", "corroboration"],
        ),
    ],
)
def test_every_code_is_named_in_both_languages(sort: str, codes: object) -> None:
    assert set(get_args(codes)) - catalogue().labels[sort].keys() == set()


def test_every_phrase_is_used_and_every_phrase_that_is_used_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PUBLISH.rglob("*.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code)) | {"method_learned", "method_published"}
    said = set(re.findall(r'say\(\s*"([a-z_]+)"', code))
    assert catalogue().phrases.keys() - quoted == set()
    assert said - catalogue().phrases.keys() == set()


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ('  a: {en: "{n} here", fr: "ici"}', 2, "`{n}` is not filled in"),
        ("  a: {en: here, fr: {one: ici, other: ici}}", 2, "both languages need one form"),
        ("  a: {en: here}", 2, "missing; add `fr: ...`"),
    ],
)
def test_what_the_languages_do_not_share_is_named_with_its_line(
    tmp_path: Path, written: str, line: int, told: str
) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(f"phrases:\n{written}\nlabels: {{}}\n", encoding="utf-8")
    with pytest.raises(CodebookError) as raised:
        load_yaml(path, Catalogue)
    assert raised.value.line == line and told in raised.value.message


def test_french_counts_none_as_one_and_english_as_several() -> None:
    assert Phrases("fr").say("summary_findings", n=0, violations=0).startswith("0 nouvelle constatation,")
    assert Phrases("en").say("summary_findings", n=0, violations=0).startswith("0 new findings,")


def test_french_is_written_as_french() -> None:
    french = Phrases("fr")
    assert french.day(date(2025, 4, 1)) == "1er avril 2025"
    assert french.when("2025-04-01/2025-04-11") == "1er–11 avril 2025"
    assert french.when("2025-03-31/2025-04-01") == "31 mars 2025 – 1er avril 2025"
    assert french.when("2025-04") == "avril 2025"
    assert french.moment(datetime(2025, 4, 2, 9, 5, tzinfo=UTC)) == "2 avril 2025, 9\u00a0h\u00a005 UTC"
    assert french.actors(["FRA", "GBR", "NATO"]) == "France, Royaume-Uni et NATO"
    assert french.span(timedelta(hours=50)) == "2\u00a0jours"
    assert french.duration("PT24H") == "24\u00a0heures" and french.duration("P3D") == "3\u00a0jours"
    assert french.count(Count(low=3, high=None)) == "au moins 3"
    assert french.amount(Amount(value=3e9, currency="EUR", qualifier="up_to")) == "≤ 3\u00a0milliards\u00a0EUR"
    assert "\u00a0:" in french.say("state_means", holds="a", meaning="b")


def test_a_code_without_a_name_stays_readable() -> None:
    assert Phrases("fr").label("acts", "some_new_kind") == "some new kind"
