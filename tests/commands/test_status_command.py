"""`pactwatch status`: each commitment with its status on a day and the reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pactwatch.commands.status import status
from pactwatch.extract.claim import CommitmentClaim, FulfilmentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document

PROMISE = "France will give Ukraine 36 howitzers by the end of 2024."
REPORT = "France has handed over the 36 howitzers \x1b[31mto Ukraine."
OTHER = "Germany may train soldiers."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "ledger.sqlite"
    howitzers = ({"name": "howitzers", "count": 36},)
    given: dict[str, Any] = {"promisors": ("FRA",), "action": "military_aid", "items": howitzers, "start": 0}
    with Ledger.create(place) as book:
        for number, (text, published, claim) in enumerate(
            [
                (
                    PROMISE,
                    "2024-02-16",
                    CommitmentClaim(
                        **given,
                        doc="0",
                        end=len(PROMISE),
                        quote=PROMISE,
                        promisees=("UKR",),
                        firmness="announced",
                        due="2024",
                    ),
                ),
                (
                    REPORT,
                    "2025-02-01",
                    FulfilmentClaim(**given, doc="1", end=len(REPORT), quote=REPORT, state="met", date="2024-12-20"),
                ),
                (
                    OTHER,
                    "2024-03-01",
                    CommitmentClaim(
                        doc="2",
                        start=0,
                        end=len(OTHER),
                        quote=OTHER,
                        promisors=("DEU",),
                        action="training",
                        firmness="considered",
                    ),
                ),
            ]
        ):
            document = Document(doc=str(number), text=text, published=published)
            book.add(document, [claim], text.encode(), datetime(2025, 6, 1 + number, tzinfo=UTC))
    return place


def run(ledger: Path, *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(status)
    return CliRunner().invoke(app, ["--ledger", str(ledger), *arguments])


def found(ledger: Path, *arguments: str) -> dict[str, str]:
    result = run(ledger, "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {line["promisors"][0]: line["status"] for line in lines}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), {"FRA": "met", "DEU": "considered"}),
        (("--on", "2024-02-20"), {"FRA": "announced"}),
        (("--on", "2025-01-15"), {"FRA": "overdue", "DEU": "considered"}),
        (("--on", "2025-01-15", "--published-by", "2025-06-01"), {"FRA": "met", "DEU": "considered"}),
        (("--on", "2024-12-01", "--published-by", "2025-06-01"), {"FRA": "announced", "DEU": "considered"}),
        (("--learned-by", "2025-06-01"), {"FRA": "overdue"}),
        (("--promisor", "germany"), {"DEU": "considered"}),
        (("--action", "Military aid"), {"FRA": "met"}),
        (("--on", "2024-01-01"), {}),
    ],
)
def test_the_day_the_clocks_and_the_filters(
    ledger: Path, arguments: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert found(ledger, *arguments) == expected


def test_the_table_has_status_and_reason(ledger: Path) -> None:
    said = " ".join(run(ledger, "--on", "2025-01-15").stdout.replace("│", " ").split())
    assert "overdue" in said and "2025-01-01" in said and "no source" in said
    assert "2 commitments on 2025-01-15: 1 overdue, 1 considered" in said


def test_what_a_terminal_would_obey_is_not_printed(ledger: Path) -> None:
    assert "\x1b" not in run(ledger).stdout


def test_reports_that_fit_no_promise_are_counted(ledger: Path) -> None:
    with Ledger.open(ledger) as book:
        claims = book.claims("fulfilment") + book.claims("commitment")
        book.decide("different", [claims[0].id, claims[1].id], "Ada", "not the same")
    assert "1 report on a promise fits no commitment in this ledger" in run(ledger).stdout


def test_an_action_that_is_none_is_refused(ledger: Path) -> None:
    result = run(ledger, "--action", "arms")
    assert result.exit_code == 2 and "military_aid" in result.stderr


def test_a_missing_ledger_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path / "none.sqlite")
    assert result.exit_code == 1 and result.stderr.startswith("pactwatch: there is no ledger at")
