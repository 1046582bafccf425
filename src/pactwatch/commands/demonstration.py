"""The demonstration's people: what they do after the documents were read, so that a newcomer sees cases and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.commands.judging import findings
from pactwatch.coordinate.case_file import CaseBook
from pactwatch.coordinate.case_step import Stance
from pactwatch.coordinate.need import add_contribution, add_need
from pactwatch.coordinate.task import TaskList
from pactwatch.extract.yaml_file import load_yaml
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(_Part):
    """What the respondents of the case answer."""

    stance: Stance
    says: str


class NeedWanted(_Part):
    """A need, in the words of `pactwatch need add`."""

    wanted: dict[str, Any]
    priority: int = Field(2, ge=1, le=3)
    note: str | None = None


class Offer(_Part):
    """A contribution, in the words of `pactwatch contribution add`."""

    offered: dict[str, Any]
    contributor: str
    note: str | None = None


class TaskSet(_Part):
    """A task, due so many days from now."""

    title: str
    owner: str
    in_days: int = Field(ge=0)


class Demonstration(_Part):
    """What coordination.yaml says: who acts, and what they do."""

    commission: str
    cell: str
    answer: Answer
    needs: tuple[NeedWanted, ...] = ()
    contributions: tuple[Offer, ...] = ()
    tasks: tuple[TaskSet, ...] = ()


def play(book: Ledger, terms: Sequence[Terms], script: Path) -> int:
    """Do what the script says in a ledger in which nobody did anything yet; gives how many acts were written down.

    Opens a case on the earliest violation under the terms. Raises CodebookError where the script has to be mended, and
    LedgerError where the ledger refuses.
    """
    if book.acts():
        return 0
    told = load_yaml(script, Demonstration)
    breaches = [each for each in findings(book, list(terms)) if each.verdict == "violation"]
    if breaches:
        breach = min(breaches, key=lambda each: (each.happened or "", each.id))
        cases = CaseBook(book)
        case = cases.open(breach, next(each for each in terms if each.name == breach.terms), told.commission)
        for party in breach.violators:
            cases.notify(case, party, told.commission)
            cases.respond(case, party, told.answer.stance, told.commission, told.answer.says)
    for need in told.needs:
        add_need(book, need.wanted, need.priority, told.cell, need.note)
    for offer in told.contributions:
        add_contribution(book, offer.offered, offer.contributor, told.cell, offer.note)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for task in told.tasks:
        TaskList(book).set(task.title, task.owner, told.cell, now + timedelta(days=task.in_days))
    return len(book.acts())
