from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import typer
from typer.testing import CliRunner, Result

from pactwatch.commands.read import read
from pactwatch.read.document import Document

APP = typer.Typer()
APP.command()(read)
STORY = "The guns fell silent at noon on Tuesday, the mission said, and café owners opened their doors again."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"published": "26 May 2025"}', encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "c.txt").write_text(STORY + " More.", encoding="utf-8")
    return tmp_path


def test_each_document_is_a_line_and_each_failure_too(folder: Path) -> None:
    result = run(folder, folder / "missing.txt")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["doc"] for document in documents] == ["a.txt", "c.txt"]
    assert [document["published"] for document in documents] == ["2025-05-26", None]
    assert "café" in result.stdout
    failures = result.stderr.splitlines()
    assert len(failures) == 2
    assert failures[0].startswith(f"pactwatch: {folder / 'b.pdf'}: the PDF is broken")
    assert failures[1] == f"pactwatch: {folder / 'missing.txt'}: there is no such file"
    assert result.exit_code == 1


def test_without_failures_the_exit_code_is_0(folder: Path) -> None:
    result = run(folder / "c.txt", "--published", "3 March 2026")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["published_basis"] == "user"


def test_warnings_are_told_and_fail_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Le cessez-le-feu a été signé à Paris après midi.".encode("latin-1"))
    result = run(tmp_path / "a.txt")
    assert result.exit_code == 0
    assert "a.txt: warning: " in result.stderr


def test_what_is_printed_keeps_the_schema_that_is_printed(folder: Path) -> None:
    schema = json.loads(run("--schema").stdout)
    line = json.loads(run(folder / "a.txt").stdout)
    jsonschema.Draft202012Validator(schema).validate(line)
    assert set(line) == set(schema["properties"])
    assert Document.model_validate(line).text == STORY


@pytest.mark.parametrize("arguments", [[], ["--published", "soon", "a.txt"]])
def test_a_wrong_call_is_told(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_full_disk_is_told_in_one_line(folder: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    program = "import typer; from pactwatch.commands.read import read; typer.run(read)"
    with full.open("wb") as output:
        command = [sys.executable, "-c", program, str(folder / "a.txt")]
        ended = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.stderr == "pactwatch: the output cannot be written: No space left on device\n"
    assert ended.returncode == 1
