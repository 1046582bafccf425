from __future__ import annotations

from pathlib import Path

import typer
from typer.testing import CliRunner

from pactwatch.commands.history import history
from pactwatch.ledger.ledger import Ledger

app = typer.Typer()
app.command()(history)


def test_what_was_learned_is_printed_in_order(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        claim_id = ledger.claims("incident")[0].id
        ledger.decide("wrong", [claim_id], "Ada", "a rumour\nand no more")
    result = CliRunner().invoke(app, [claim_id[:8], "--ledger", str(ledger_file)])
    assert result.exit_code == 0
    lines = [line.split(maxsplit=4) for line in result.stdout.splitlines()]
    assert [(line[2], line[3]) for line in lines] == [
        ("1", "document"),
        ("3", "claim"),
        ("4", "reading"),
        ("5", "decision"),
    ]
    assert lines[1][4] == f"incident {claim_id}: Shells hit the town"
    assert lines[3][4].endswith("by Ada: a rumour and no more")


def test_what_the_ledger_does_not_know_is_one_line(ledger_file: Path) -> None:
    result = CliRunner().invoke(app, ["absent.txt", "--ledger", str(ledger_file)])
    assert result.exit_code == 1
    assert result.stderr == "pactwatch: the ledger knows no claim, document, decision or act absent.txt\n"
