"""`pactwatch extract`: one claim a line, each quote letter for letter in the text that `read` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
from typer.testing import CliRunner

from pactwatch.commands.main import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"

STORY = """France pledged 3 billion euros ($3.2 billion) in military aid to Ukraine on Friday.

Russia rejected the ceasefire.
"""


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_every_quote_stands_in_the_text_that_read_prints(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    text = json.loads(run("read", path).stdout)["text"]
    lines = [json.loads(line) for line in run("extract", path, "--published", "2024-02-19").stdout.splitlines()]
    assert {line["kind"] for line in lines} >= {"commitment", "agreement"}
    assert all(text[line["start"] : line["end"]] == line["quote"] for line in lines)
    assert all(line["doc"] == "story.txt" for line in lines)
    commitment = next(line for line in lines if line["kind"] == "commitment")
    assert commitment["date"] == "2024-02-16"
    assert [amount["currency"] for amount in commitment["amounts"]] == ["EUR", "USD"]


def test_what_is_printed_keeps_the_schema_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    validator = jsonschema.Draft202012Validator(json.loads(run("extract", "--schema").stdout))
    lines = run("extract", path).stdout.splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "broken.pdf" in result.stderr
    assert result.stdout


def test_another_language_gives_no_facts_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Сторони домовилися, що вогонь припиняється у вівторок.", encoding="utf-8")
    result = run("extract", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "(uk) only the texts of agreements are read" in result.stderr


def test_a_language_that_is_not_read_at_all_says_which_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Les parties se sont mises d'accord sur un cessez-le-feu mardi dernier à Paris.")
    result = run("extract", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "its language (fr) cannot be extracted yet; English can, and agreements in uk" in result.stderr


def test_an_agreement_in_ukrainian_gives_facts_and_no_warning() -> None:
    result = run("extract", EXAMPLES / "model-agreement-uk.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) > 20


def test_a_bad_codebook_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "actions.yaml").write_text("version: x\nactions:\n  - {action: singing, cues: [sing]}\n")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    result = run("extract", tmp_path / "story.txt", "--codebook", tmp_path)
    assert result.exit_code == 1
    assert "actions.yaml, line 3" in result.stderr


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", tmp_path / "story.txt", "--published", "soon").exit_code == 2


def test_the_commands_that_extract_nothing_do_not_wait_for_the_language_pipeline() -> None:
    code = "import sys, pactwatch.commands.main; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
