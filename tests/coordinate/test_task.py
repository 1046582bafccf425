"""Tasks: with an owner and a time, acknowledged, handed over and ended by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pactwatch.coordinate.task import COMPLETION, DROPPING, HANDOVER, RECEIPT, TaskError, TaskList, tasks
from pactwatch.ledger.ledger import Ledger


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "ledger.sqlite") as made:
        yield made


def test_a_task_is_set_acknowledged_handed_over_and_done(ledger: Ledger) -> None:
    book, due = TaskList(ledger), now() + timedelta(hours=5)
    task = book.set("Call the parties", "Paris", "Cell", due, "obligation-1")
    assert (task.id, task.state, task.due, task.about) == ("task-1", "open", due, "obligation-1")
    task = book.move(task, RECEIPT, "Paris")
    assert task.state == "acknowledged"
    task = book.move(task, HANDOVER, "Paris", "On leave", "London")
    assert (task.owner, task.state, task.acknowledged) == ("London", "open", None)
    task = book.move(task, COMPLETION, "London")
    assert (task.state, task.notes) == ("done", ("Paris: On leave",))
    with pytest.raises(TaskError, match="done already"):
        book.move(task, RECEIPT, "London")


def test_its_clock_runs(ledger: Ledger) -> None:
    due = now() + timedelta(hours=5)
    TaskList(ledger).set("Call the parties", "Paris", "Cell", due)
    assert tasks(ledger.acts(), due)[0].state == "open"
    assert tasks(ledger.acts(), due + timedelta(seconds=1))[0].state == "overdue"


def test_those_that_are_due_first_come_first_and_ended_ones_last(ledger: Ledger) -> None:
    book = TaskList(ledger)
    ended = book.set("a", "Paris", "Cell", now() + timedelta(hours=1))
    book.set("b", "Paris", "Cell")
    book.set("c", "Paris", "Cell", now() + timedelta(hours=2))
    book.move(ended, DROPPING, "Cell", "Not needed")
    assert [task.title for task in tasks(ledger.acts(), now())] == ["c", "b", "a"]


def test_what_is_no_task_is_refused(ledger: Ledger) -> None:
    book = TaskList(ledger)
    with pytest.raises(TaskError, match="who is to do it"):
        book.set("Call", " ", "Cell")
    with pytest.raises(TaskError, match="time zone"):
        book.set("Call", "Paris", "Cell", datetime(2025, 4, 1))  # noqa: DTZ001
    with pytest.raises(TaskError, match="pactwatch task list"):
        book.task("7")
    task = book.set("Call", "Paris", "Cell")
    for kind, words in ((HANDOVER, "who takes it"), (DROPPING, "a reason")):
        with pytest.raises(TaskError, match=words):
            book.move(task, kind, "Paris")


def test_an_act_taken_back_does_not_count(ledger: Ledger) -> None:
    book = TaskList(ledger)
    task = book.set("Call", "Paris", "Cell")
    book.move(task, COMPLETION, "Paris")
    ledger.retract(ledger.acts()[-1].id, "Paris", "Not yet")
    assert book.task(task.id).state == "open"
