"""What the people of the demonstration do: a case on the first breach, needs, offers and tasks, once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from judge.terms import PAUSE

from pactwatch.commands.demonstration import play
from pactwatch.coordinate.case_file import CaseBook
from pactwatch.coordinate.need import contributions, needs
from pactwatch.coordinate.task import tasks
from pactwatch.extract.yaml_file import CodebookError
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger

SCRIPT = Path(__file__).parents[2] / "examples" / "coordination.yaml"
TERMS = [Terms.model_validate(PAUSE)]


def test_everything_is_done_once_and_signed(breach: Path) -> None:
    told = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    with Ledger.open(breach / "ledger.sqlite") as book:
        done = play(book, TERMS, SCRIPT)
        (case,) = CaseBook(book).files()
        assert case.stage == "answered"
        assert case.finding.verdict == "violation"
        acts = book.acts()
        assert len(needs(acts)) == len(told["needs"])
        assert len(contributions(acts)) == len(told["contributions"])
        assert len(tasks(acts, max(act.at for act in acts))) == len(told["tasks"])
        assert {act.by for act in acts} == {told["commission"], told["cell"]}
        assert done == len(acts)
        assert play(book, TERMS, SCRIPT) == 0
        assert book.acts() == acts


def test_without_a_breach_there_is_no_case(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "empty.sqlite") as book:
        assert play(book, TERMS, SCRIPT) > 0
        assert CaseBook(book).files() == []


def test_a_script_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("cell: A\ncommision: B\n", encoding="utf-8")
    with Ledger.create(tmp_path / "empty.sqlite") as book:
        with pytest.raises(CodebookError, match="commission"):
            play(book, TERMS, tmp_path / "bad.yaml")
        assert book.acts() == []
