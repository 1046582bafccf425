from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from judge.terms import PAUSE, rule
from pactwatch.judge.check import check_terms
from pactwatch.judge.remark import Remark
from pactwatch.judge.terms import load_terms
from pactwatch.read.reader import read_file

TEXT = """Terms of a pause

1. Scope
The pause holds on the coast.

2. Prohibitions
Neither side strikes the energy facilities of the other.

3. Prisoners
The parties exchange all prisoners.
"""


class WrittenOut(yaml.SafeDumper):
    """Writes a value out wherever it stands: terms are read without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def remarks(tmp_path: Path, text: str | None = None, **changes: Any) -> list[Remark]:
    path = tmp_path / "terms.yaml"
    path.write_text(
        yaml.dump({**PAUSE, "activates": [], **changes}, Dumper=WrittenOut, sort_keys=False), encoding="utf-8"
    )
    texts = []
    if text is not None:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        texts = [read_file(tmp_path / "text.txt")]
    return check_terms(load_terms(path), path, texts)


def told(found: list[Remark], severity: str) -> list[str]:
    return [remark.text for remark in found if remark.severity == severity]


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"rules": [rule(by=[])]}, "note", "`by` names no party"),
        ({}, "gap", "zone coast: no `shape`"),
        ({}, "note", "zone coast: no rule, duty, state or condition"),
        ({"rules": [rule(by=["RUS"])]}, "gap", "party UKR: no rule or duty binds it"),
        ({"in_force": []}, "note", "dormant"),
        ({"paused": [{"from": "2025-03-01"}]}, "error", "never in force"),
        ({"rules": [rule(), {**rule(), "id": "again"}]}, "note", "energy and again forbid the same"),
        (
            {
                "rules": [
                    rule(against=[]),
                    {**rule(against=[]), "id": "b", "exceptions": [{"id": "x", "words": "y", "by": ["RUS"]}]},
                ]
            },
            "error",
            "rules b and energy disagree on",
        ),
    ],
)
def test_what_is_remarked(changes: dict[str, Any], severity: str, words: str, tmp_path: Path) -> None:
    assert any(words in text for text in told(remarks(tmp_path, **changes), severity))


def test_rules_at_other_times_do_not_contradict(tmp_path: Path) -> None:
    exempt = {"exceptions": [{"id": "x", "words": "y", "by": ["RUS"]}]}
    first = {**rule(against=[]), "in_force": [{"from": "2025-03-18", "until": "2025-03-20"}]}
    second = {**rule(against=[]), "id": "b", **exempt, "in_force": [{"from": "2025-03-20"}]}
    assert told(remarks(tmp_path, rules=[first, second]), "error") == []


def test_a_quote_is_looked_for_in_the_text_and_its_line_is_told(tmp_path: Path) -> None:
    found = remarks(tmp_path, TEXT, rules=[{**rule(), "quote": "Nobody strikes anything."}])
    (error,) = (remark for remark in found if remark.severity == "error")
    lines = (tmp_path / "terms.yaml").read_text().splitlines()
    assert "Nobody strikes anything." in lines[error.line - 1]
    assert told(remarks(tmp_path, TEXT), "error") == []


def test_articles_that_nothing_covers_are_named(tmp_path: Path) -> None:
    uncovered = [text for text in told(remarks(tmp_path, TEXT), "gap") if "covered by no rule" in text]
    assert [text.split(" of ")[0] for text in uncovered] == ["article 1", "article 3"]


def test_what_is_unfinished_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(
        yaml.dump({**PAUSE, "activates": []}, Dumper=WrittenOut) + "# TODO say who owns it\n", encoding="utf-8"
    )
    found = [remark for remark in check_terms(load_terms(path), path) if "unfinished" in remark.text]
    assert [remark.line for remark in found] == [len(path.read_text().splitlines())]


LEVEL = {"state": "broken", "verdicts": ["violation"]}
ACTIVATION = PAUSE["activates"][0]
WHOLE = [
    LEVEL,
    {"state": "strained", "verdicts": ["inconclusive"]},
    {"state": "holding", "verdicts": ["no_violation"]},
]


@pytest.mark.parametrize(
    ("levels", "severity", "words"),
    [
        ([LEVEL, {**LEVEL, "state": "strained", "at_least": 3}], "error", "level 2 (strained): it is never reached"),
        ([LEVEL, {**LEVEL, "at_least": 2, "within_days": 7}], "note", "level 1 (broken) is reached whenever it is"),
        ([LEVEL, LEVEL], "note", "says the same as level 1"),
        ([{**LEVEL, "grades": ["weak"]}], "error", "not found on the grade weak"),
        ([{**LEVEL, "verdicts": ["inconclusive"], "violators": ["RUS"]}], "error", "only a violation has violators"),
        ([{**LEVEL, "verdicts": ["no_violation"]}], "note", "no violation makes the ceasefire broken"),
        ([LEVEL], "gap", "no level counts an incident that cannot be decided"),
        ([{**LEVEL, "at_least": 5}], "gap", "a violation may leave the state “not judged”; fewer than 5"),
        (
            [{**LEVEL, "zones": ["coast"]}],
            "gap",
            "a violation may leave the state “not judged”; it reaches a level only",
        ),
    ],
)
def test_levels_that_never_match_overlap_or_leave_a_hole(
    levels: list[dict[str, Any]], severity: str, words: str, tmp_path: Path
) -> None:
    found = told(remarks(tmp_path, state={"levels": levels}), severity)
    assert any(words in text for text in found), found


def test_levels_that_fit_together_are_not_remarked_on(tmp_path: Path) -> None:
    staged = [
        {**LEVEL, "at_least": 3, "within_days": 7},
        {"state": "strained", "verdicts": ["violation", "inconclusive"], "within_days": 7},
        {"state": "holding", "verdicts": ["violation", "inconclusive", "no_violation"]},
    ]
    for levels in (WHOLE, staged):
        texts = [remark.text for remark in remarks(tmp_path, state={"levels": levels}) if "state, " in remark.text]
        assert [text for text in texts if "makes the ceasefire holding" not in text] == []


@pytest.mark.parametrize(
    ("cessation", "severity", "words"),
    [
        ({"silence_counts": False}, "error", "never reached; no level gives holding"),
        ({"within_days": 20}, "note", "read over 20 days, more than the 14"),
        ({}, "gap", "no `quote`"),
    ],
)
def test_what_is_remarked_on_a_cessation(
    cessation: dict[str, Any], severity: str, words: str, tmp_path: Path
) -> None:
    state = {"levels": [LEVEL], "cessations": [{"id": "credible", "days": 14, **cessation}]}
    assert any(words in text for text in told(remarks(tmp_path, state=state), severity))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"verdict": "inconclusive", "violators": ["RUS"]}, "only a violation has violators"),
        ({"rules": ["energy"], "violators": ["FRA"]}, "its rules do not bind FRA"),
        ({"state": "holding"}, "no level of the state gives holding"),
    ],
)
def test_an_activation_or_a_sign_that_nothing_can_meet(when: dict[str, Any], words: str, tmp_path: Path) -> None:
    parties = [*PAUSE["parties"], {"actor": "FRA"}]
    state = {"levels": [LEVEL]}
    found = remarks(tmp_path, parties=parties, state=state, activates=[{**ACTIVATION, "when": when}])
    assert any("activation consult: nothing can meet" in text and words in text for text in told(found, "error"))
    found = remarks(tmp_path, parties=parties, state=state, signs=[{"trigger": "attack", **when}])
    assert any("sign attack: nothing can meet" in text and words in text for text in told(found, "error"))


def test_activations_that_point_to_nothing_or_contradict(tmp_path: Path) -> None:
    duty = {"id": "d", "article": "1", "quote": "q", "owed_by": ["RUS"], "action": "a"}
    found = told(remarks(tmp_path, rules=[], duties=[duty], activates=[{**ACTIVATION, "when": {}}]), "error")
    assert any("no rule that a finding could be on" in text for text in found)
    other = {**ACTIVATION, "id": "again", "within": "P2D", "on_request_of": ["POL"]}
    found = told(found_both := remarks(tmp_path, activates=[ACTIVATION, other]), "error")
    assert any("consult and again oblige to the same, with other times" in text for text in found)
    assert any("request of POL, who neither owes" in text for text in told(found_both, "note"))


@pytest.mark.parametrize(
    ("duties", "severity", "words"),
    [
        ([{"by": "2025-03-01"}], "error", "due on 2025-03-01, before the terms are in force"),
        ([{"by": "2025-05-01"}], "note", "a day on which the terms are not in force"),
        ([{"by": "2025-04-01"}, {"by": "2025-04-02"}], "error", "oblige RUS to the same by other days"),
        ([{"by": "2025-04-01"}, {"by": "2025-04-01"}], "note", "each report decides both"),
    ],
)
def test_what_is_remarked_on_the_days_of_duties(
    duties: list[dict[str, Any]], severity: str, words: str, tmp_path: Path
) -> None:
    base = {"article": "1", "quote": "q", "owed_by": ["RUS"], "action": "withdraw", "kind": "withdrawal"}
    given = [{**base, "id": f"d{number}", **duty} for number, duty in enumerate(duties)]
    assert any(words in text for text in told(remarks(tmp_path, duties=given), severity))


@pytest.mark.parametrize(
    ("exceptions", "words"),
    [
        ([{"by": ["RUS", "UKR"]}], "exception x0: it swallows the rule"),
        ([{"against": ["energy", "power plant", "school"]}], "exception x0: it swallows the rule"),
        ([{"types": ["sexual violence"]}], "exception x0: it never applies"),
        (
            [{"types": ["shelling"]}, {"types": ["missile strike", "air or drone strike"]}],
            "its exceptions together let all pass",
        ),
    ],
)
def test_an_exception_that_swallows_its_rule_or_never_applies(
    exceptions: list[dict[str, Any]], words: str, tmp_path: Path
) -> None:
    given = [{"id": f"x{number}", "words": "w", **each} for number, each in enumerate(exceptions)]
    assert any(words in text for text in told(remarks(tmp_path, rules=[{**rule(), "exceptions": given}]), "error"))


@pytest.mark.parametrize(
    "exception", [{"by": ["RUS"]}, {"claimed": ["accident"]}, {"against": ["energy"]}, {"where": ["coast"]}]
)
def test_an_exception_that_takes_a_part_out_is_none_that_swallows(exception: dict[str, Any], tmp_path: Path) -> None:
    given = [{"id": "x", "words": "w", **exception}]
    assert told(remarks(tmp_path, rules=[{**rule(), "exceptions": given}]), "error") == []


def test_a_zone_that_only_a_state_or_a_sign_speaks_of_is_spoken_of(tmp_path: Path) -> None:
    signs = [{"trigger": "attack", "state": "broken", "zone": "coast"}]
    assert not any("speaks of it" in remark.text for remark in remarks(tmp_path, signs=signs))


def test_beside_a_quote_that_differs_stand_the_nearest_words_of_the_text(tmp_path: Path) -> None:
    found = remarks(
        tmp_path, TEXT, rules=[{**rule(), "quote": "Neither side shall strike energy facilities of the other."}]
    )
    (error,) = told(found, "error")
    assert "the nearest words there: “neither side strikes the energy facilities of the other.”" in error


def test_dashes_and_quotation_marks_may_be_printed_otherwise(tmp_path: Path) -> None:
    text = TEXT.replace("energy facilities of the other", "‘energy’ facilities \u2013 of the other")
    quote = "Neither side strikes the 'energy' facilities - of the other."
    assert told(remarks(tmp_path, text, rules=[{**rule(), "quote": quote}]), "error") == []
