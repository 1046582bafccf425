"""The page of the coordination cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pactwatch.coordinate.matching import assign
from pactwatch.coordinate.need import add_contribution, add_need
from pactwatch.coordinate.task import COMPLETION, TaskList
from pactwatch.extract.claim import CommitmentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.site import create_app
from pactwatch.read.document import Document

from .examples import HOSTILE, READ_BY

TEXT = "Sweden pledged 10 observers."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cell") / "ledger.sqlite"
    promise = CommitmentClaim(
        doc="pledge.txt",
        start=0,
        end=len(TEXT),
        quote=TEXT,
        promisors=("SWE",),
        action="monitoring",
        firmness="pledged",
        items=({"name": "observer", "count": 10},),
        read_by=READ_BY,
    )
    with Ledger.create(path) as ledger:
        ledger.add(Document(doc="pledge.txt", text=TEXT, published="2026-01-05"), [promise], TEXT.encode())
        wanted = {"capability": "monitoring", "item": "observers", "quantity": 40, "place": "Kherson"}
        first = add_need(ledger, wanted, 1, "Cell", HOSTILE)
        add_need(ledger, {"capability": "demining"}, 2, "Cell", None)
        offer = add_contribution(
            ledger, {"capability": "monitoring", "item": "observers", "quantity": 25}, "NOR", "Oslo", None
        )
        add_contribution(
            ledger, {"capability": "monitoring", "item": "observers", "quantity": 25}, "NOR", "Oslo", None
        )
        assign(ledger, first, offer, 20, "Duty officer", None)
        tasks = TaskList(ledger)
        tasks.set("Call Oslo", "Paris", "Cell", datetime(2026, 1, 5, tzinfo=UTC), "need-1")
        tasks.set(HOSTILE, "Paris", "Cell", None, "somewhere else")
        tasks.move(tasks.set("Write it down", "Rome", "Cell"), COMPLETION, "Rome")
    return path


@pytest.fixture(scope="module")
def page(place: Path) -> Iterator[str]:
    with TestClient(create_app(place)) as site:
        yield site.get("/coordination").text


def row(page: str, id: str) -> str:
    found = re.search(rf'<tr id="{id}">.*?</tr>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(0)).split())


def test_a_need_shows_what_is_assigned_proposed_and_missing(page: str) -> None:
    told = row(page, "need-1")
    assert "40 observers (monitoring), in Kherson" in told
    assert "20 from Norway assigned by Duty officer" in told
    assert "10 from Sweden" in told
    assert "no number is wanted" in row(page, "need-2")


def test_a_promise_that_is_proposed_leads_to_its_page(page: str) -> None:
    assert re.search(r'<a href="/commitments/commitment-[0-9a-f]+" [^>]*>Sweden</a>', page)


def test_what_is_offered_twice_is_told(page: str) -> None:
    assert "NOR offers the same observers more than once: contribution-1, contribution-2" in page


def test_a_task_shows_its_owner_its_time_and_what_it_serves(page: str) -> None:
    assert 'href="/coordination#need-1"' in page
    told = row(page, "task-1")
    assert "overdue" in told and "Paris" in told and "5 January 2026, 00:00 UTC" in told
    assert "somewhere else" in row(page, "task-2")
    assert "done" in row(page, "task-3")


def test_hostile_notes_and_titles_stay_text(page: str) -> None:
    assert HOSTILE not in page and "&lt;script&gt;" in page


def test_as_of_a_day_before_it_is_empty(place: Path) -> None:
    with TestClient(create_app(place)) as site:
        past = site.get("/coordination?known=2020-01-01").text
    assert "No need is written down" in past and "No task is set" in past
    assert "Nothing is offered or assigned twice" in past


def test_it_changes_nothing(place: Path) -> None:
    with TestClient(create_app(place)) as site:
        assert site.post("/coordination").status_code == 405
