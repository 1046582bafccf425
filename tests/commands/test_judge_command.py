from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import validate
from reconcile.claims import shelling
from typer.testing import CliRunner, Result

from pactwatch.commands.judge import judge
from pactwatch.reconcile.reconciler import reconcile

REPOSITORY = Path(__file__).parents[2]


def blocks(name: str, language: str) -> list[str]:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(blocks("terms.md", "yaml")[0], encoding="utf-8")
    return path


@pytest.fixture
def incidents(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.jsonl"
    path.write_text(blocks("judging.md", "json")[0], encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(judge)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_example_of_the_documentation(terms: Path, incidents: Path) -> None:
    result = run("--terms", terms, incidents)
    assert result.exit_code == 0, result.stderr
    first, second = printed(result)
    assert (first["verdict"], first["violators"], first["grade"]) == ("violation", ["RUS"], "fair")
    assert (second["verdict"], second["missing"]) == ("inconclusive", ["perpetrator"])
    told = [line.strip() for line in blocks_of_reasons()]
    assert [reason["text"] for reason in first["reasons"]] == told


def blocks_of_reasons() -> list[str]:
    text = (REPOSITORY / "docs" / "judging.md").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("    ")]


def test_every_finding_keeps_the_schema(terms: Path, incidents: Path) -> None:
    schema = json.loads(run("--schema").stdout)
    for finding in printed(run("--terms", terms, incidents)):
        validate(finding, schema)


def test_two_reports_of_one_incident_are_judged_once(terms: Path, incidents: Path) -> None:
    line = json.loads(incidents.read_text().splitlines()[0])
    again = {**line, "id": "daily", "doc": "daily.txt", "outlet": "Example Daily"}
    incidents.write_text(f"{json.dumps(line)}\n{json.dumps(again)}\n")
    finding = printed(run("--terms", terms, incidents))
    assert [each["evidence"] for each in finding] == [["daily", "wire"]]


def test_records_are_judged_too(terms: Path, tmp_path: Path) -> None:
    record = reconcile([shelling("a", admin1="Kherson Oblast")])[0]
    path = tmp_path / "records.jsonl"
    path.write_text(record.model_dump_json() + "\n")
    assert [finding["record"] for finding in printed(run("--terms", terms, path))] == ["incident-a"]


def test_claims_of_other_kinds_are_passed_over(terms: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    position = {
        "kind": "position",
        "doc": "a",
        "start": 0,
        "end": 2,
        "quote": "no",
        "actor": "RUS",
        "stance": "denies",
    }
    path.write_text(json.dumps(position) + "\n\n")
    result = run("--terms", terms, path)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 3: not JSON"),
        ("[]", "line 3: not a JSON object"),
        ("{}", 'line 3: neither a claim (no "kind")'),
        ('{"kind": "incident"}', "line 3: incident.doc: field required"),
        (
            '{"kind": "incident", "doc": "a", "start": 0, "end": 1, "quote": "x", "type": "other", "date": "May"}',
            "line 3: not an ISO date",
        ),
        ("\ufffd\ufffd", "line 3: not JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_judged(line: str, message: str, terms: Path, incidents: Path) -> None:
    with incidents.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    result = run("--terms", terms, incidents)
    assert result.exit_code == 1
    assert f"{incidents}, {message}" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert len(printed(result)) == 2


def test_bad_terms_are_told_with_line_and_mend(terms: Path, incidents: Path) -> None:
    terms.write_text(terms.read_text().replace("by: [RUS, UKR]", "by: [RUS, FRA]"))
    result = run("--terms", terms, incidents)
    assert result.exit_code == 1
    assert "`FRA` is not among the parties" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("missing", ["terms", "incidents"])
def test_a_missing_file_is_one_line(missing: str, terms: Path, incidents: Path) -> None:
    files = {"terms": terms, "incidents": incidents}
    files[missing].unlink()
    result = run("--terms", terms, incidents)
    assert result.exit_code == 1
    assert result.stderr == f"pactwatch: {files[missing]}: No such file or directory\n"


def test_what_is_left_out_is_asked_for(terms: Path, incidents: Path) -> None:
    assert "--terms" in run(incidents).stderr
    assert "INCIDENTS.jsonl" in run("--terms", terms).stderr
