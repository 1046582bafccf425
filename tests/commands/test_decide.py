from __future__ import annotations

from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from pactwatch.commands.decide import decide, withdraw
from pactwatch.ledger.ledger import Ledger

app = typer.Typer()
app.command()(decide)
app.command()(withdraw)


def run(*words: str, ledger_file: Path) -> Result:
    return CliRunner().invoke(app, [*words, "--ledger", str(ledger_file)])


def test_deciding_and_withdrawing_by_the_beginning_of_an_identity(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        claims = [stored.id for stored in ledger.claims()]
    beginnings = [identity[:8] for identity in claims]
    result = run("decide", "different", *beginnings, "--by", "Ada", "--reason", "two facts", ledger_file=ledger_file)
    assert result.exit_code == 0
    with Ledger.open(ledger_file) as ledger:
        (decision,) = ledger.decisions()
    assert (decision.kind, list(decision.claims), decision.by) == ("different", claims, "Ada")
    assert decision.id in result.stdout

    result = run("withdraw", decision.id[:8], "--by", "Ben", "--reason", "no", ledger_file=ledger_file)
    assert result.exit_code == 0
    with Ledger.open(ledger_file) as ledger:
        assert ledger.decisions()[0].withdrawn_at is not None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("decide", "wrong", "report.txt"), "report.txt is a document, not a claim"),
        (("decide", "wrong", "00000000"), "knows no claim, document, decision or act 00000000"),
        (("withdraw", "report.txt"), "report.txt is a document, not a decision"),
    ],
)
def test_what_cannot_be_decided_is_one_line(ledger_file: Path, words: tuple[str, ...], says: str) -> None:
    result = run(*words, "--by", "Ada", "--reason", "looked", ledger_file=ledger_file)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_only_the_four_kinds_are_taken(ledger_file: Path) -> None:
    result = run("decide", "perhaps", "abcd", "--by", "Ada", "--reason", "looked", ledger_file=ledger_file)
    assert result.exit_code == 2
    assert "perhaps" in result.stderr


@pytest.mark.parametrize("missing", ["--by", "--reason"])
def test_nobody_decides_without_a_name_and_a_reason(ledger_file: Path, missing: str) -> None:
    given = {"--by": "Ada", "--reason": "looked"}
    del given[missing]
    words = [word for pair in given.items() for word in pair]
    result = run("decide", "wrong", "abcd", *words, ledger_file=ledger_file)
    assert result.exit_code == 2
    with Ledger.open(ledger_file) as ledger:
        assert ledger.decisions() == []
