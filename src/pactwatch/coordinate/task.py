"""The task: something that one person or body has to do by a time, acknowledged and done, each by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act

TASK, HANDOVER, RECEIPT, COMPLETION, DROPPING = (
    "task",
    "task_handover",
    "task_receipt",
    "task_completion",
    "task_dropping",
)
TaskState = Literal["open", "acknowledged", "overdue", "done", "dropped"]


class TaskError(LedgerError):
    """A task cannot be set or moved: it is unknown, ended, or lacks what a task needs."""


class Task(BaseModel):
    """One task as it stands at a moment. `about` is the identity of what it serves: an obligation, a case, a need."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    owner: str
    due: datetime | None
    about: str | None
    state: TaskState
    set_by: str
    set_at: datetime
    acknowledged: datetime | None = None
    ended: datetime | None = None
    notes: tuple[str, ...] = ()


def tasks(acts: Iterable[Act], now: datetime) -> list[Task]:
    """The tasks that the acts of a ledger tell of, as they stand, those first that are due first."""
    known: dict[str, Task] = {}
    for act in acts:
        if act.retracted_at is not None or act.at > now:
            continue
        if act.kind == TASK:
            known[act.about] = Task(
                id=act.about,
                title=act.details["title"],
                owner=act.details["owner"],
                due=act.details.get("due"),
                about=act.details.get("about"),
                state="open",
                set_by=act.by,
                set_at=act.at,
                notes=(act.note,) if act.note else (),
            )
        elif act.about in known:
            known[act.about] = _moved(known[act.about], act)
    found = [_with_clock(task, now) for task in known.values()]
    return sorted(
        found, key=lambda task: (task.ended is not None, task.due is None, task.due or task.set_at, task.id)
    )


class TaskList:
    """The tasks of a ledger. Every method may raise TaskError, and ActError for an act without a name."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def set(
        self,
        title: str,
        owner: str,
        by: str,
        due: datetime | None = None,
        about: str | None = None,
        note: str | None = None,
    ) -> Task:
        """Set a task. `about` is the identity of what it serves."""
        if not title.strip() or not owner.strip():
            raise TaskError("a task needs what is to be done and who is to do it")
        if due is not None and due.tzinfo is None:
            raise TaskError("the time by which a task is due needs a time zone")
        number = 1 + len({act.about for act in self._ledger.acts() if act.kind == TASK})
        details = {
            "title": title.strip(),
            "owner": owner.strip(),
            "due": due.isoformat() if due else None,
            "about": about,
        }
        self._ledger.act(TASK, f"task-{number}", by, note=note, details=details)
        return self.task(f"task-{number}")

    def task(self, id: str) -> Task:
        """One task by its identity, with or without the word before the number."""
        wanted = f"task-{id.removeprefix('task-')}"
        for task in tasks(self._ledger.acts(), datetime.now(UTC)):
            if task.id == wanted:
                return task
        raise TaskError(f"the ledger knows no task {id}; `pactwatch task list` shows them all")

    def move(self, task: Task, kind: str, by: str, note: str | None = None, owner: str | None = None) -> Task:
        """Acknowledge a task (RECEIPT), hand it over to another `owner` (HANDOVER), end it (COMPLETION, DROPPING)."""
        if task.ended is not None:
            raise TaskError(f"{task.id} is {task.state} already")
        if kind == HANDOVER and not (owner or "").strip():
            raise TaskError("handing a task over needs who takes it")
        if kind == DROPPING and not (note or "").strip():
            raise TaskError("dropping a task needs a reason")
        self._ledger.act(kind, task.id, by, note=note, details={"owner": owner} if owner else None)
        return self.task(task.id)


def _moved(task: Task, act: Act) -> Task:
    if task.ended is not None:
        return task
    change: dict[str, object] = {}
    if act.kind == RECEIPT:
        change = {"state": "acknowledged", "acknowledged": task.acknowledged or act.at}
    elif act.kind == HANDOVER:
        # Who takes a task over has yet to acknowledge it.
        change = {"owner": act.details["owner"], "state": "open", "acknowledged": None}
    elif act.kind in (COMPLETION, DROPPING):
        change = {"state": "done" if act.kind == COMPLETION else "dropped", "ended": act.at}
    if change and act.note:
        change["notes"] = (*task.notes, f"{act.by}: {act.note}")
    return task.model_copy(update=change)


def _with_clock(task: Task, now: datetime) -> Task:
    late = task.ended is None and task.due is not None and now > task.due
    return task.model_copy(update={"state": "overdue"}) if late else task
