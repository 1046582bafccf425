"""The table of rules: it is whole, it fits, and a mistake in it is told with its place."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from pactwatch.extract.claim import Action, Firmness
from pactwatch.extract.yaml_file import CodebookError, load_yaml
from pactwatch.reconcile.status_rules import StatusRules, status_rules

FILE = files("pactwatch") / "codebook" / "status.yaml"


def test_every_action_and_every_firmness_has_its_place() -> None:
    rules = status_rules()
    assert {action for kind in rules.kinds for action in kind.actions} == set(get_args(Action))
    assert set(rules.stages) == set(get_args(Firmness))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("when: otherwise", "when: met", "the last rule must be"),
        ("when: met,", "when: meet,", "when"),
        ("actions: [ceasefire]", "actions: [ceasefire, reform]", "`reform` stands in two kinds"),
        ("needs: [date], near: 31", "needs: [date], near: soon", "near"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "status.yaml"
    bad.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"status\.yaml, line \d+: ") as error:
        load_yaml(bad, StatusRules)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("POWs", "people"),
        ("prisoners of war (each side)", "people"),
        ("Ukrainian soldiers", "people"),
        ("artillery rounds", "artillery round"),
        ("Caesar howitzers", "caesar howitzer"),
    ],
)
def test_goods_and_people_by_other_names(name: str, thing: str) -> None:
    assert status_rules().thing(name) == thing


def test_the_name_of_a_promise_tells_what_it_is_about() -> None:
    rules = status_rules()
    assert (rules.named("the 30-day pause"), rules.named("a pledge"), rules.named(None)) == ("ceasefire", None, None)
