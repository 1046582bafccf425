from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pactwatch.commands.terms import terms


def run(*arguments: object) -> Result:
    return CliRunner().invoke(terms, [str(argument) for argument in arguments])


def test_ready_terms_are_listed() -> None:
    result = run("list")
    names = [line.split("\t")[0] for line in result.stdout.splitlines()]
    assert {"minsk-2015", "south-sudan-2018-revitalised", "paris-2026"} <= set(names)


def test_ready_terms_are_checked_by_name() -> None:
    result = run("check", "minsk-2015")
    assert result.exit_code == 0, result.stderr
    assert "minsk-2015.yaml, line " in result.stdout


def test_a_quote_that_is_not_in_the_text_ends_with_1(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("1. Nothing is forbidden.\n", encoding="utf-8")
    result = run("check", "minsk-2020-measures", "--text", text)
    assert result.exit_code == 1
    assert "its quote is not in the text" in result.stdout


@pytest.mark.parametrize("command", ["check", "draft"])
def test_a_missing_file_is_one_line(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "none.yaml" in result.stderr


def test_duties_are_rated_from_claims(tmp_path: Path) -> None:
    quote = "Ukraine released all prisoners."
    claim = {"kind": "fulfilment", "doc": "a", "start": 0, "end": len(quote), "quote": quote, "state": "met"}
    path = tmp_path / "claims.jsonl"
    path.write_text(
        json.dumps({**claim, "promisors": ["UKR"], "action": "prisoner_release", "published": "2015-03-01"}) + "\n"
    )
    result = run("duties", "minsk-2015", path, "--on", "2015-04-01")
    assert result.exit_code == 0, result.stderr
    states = {(each["duty"], each["party"]): each["state"] for each in map(json.loads, result.stdout.splitlines())}
    assert states["all-for-all", "UKR"] == "met"
    assert states["all-for-all", "CADLR"] == "cannot_be_rated"
    assert run("duties", "minsk-2015", path, "--on", "soon").exit_code == 2


def test_the_schema_is_printed() -> None:
    assert "in_force" in json.loads(run("schema").stdout)["properties"]
