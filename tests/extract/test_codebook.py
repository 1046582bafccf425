"""The codebook as it comes, and as an analyst may break it."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from pactwatch.extract.codebook import Codebook
from pactwatch.extract.yaml_file import CodebookError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "codebook"
    shutil.copytree(str(files("pactwatch") / "codebook"), target)
    return target


def test_the_codebook_that_comes_with_pactwatch_loads():
    codebook = Codebook.load()
    assert {entry.action for entry in codebook.actions.actions} >= {"military_aid", "sanctions", "prisoner_release"}


def test_a_new_verb_needs_no_code(folder: Path):
    path = folder / "positions.yaml"
    path.write_text(path.read_text().replace("verbs: [deny, ", "verbs: [deny, pooh-pooh, "))
    assert Codebook.load(folder).stances["pooh-pooh"] == "denies"


def test_the_version_changes_with_any_word(folder: Path):
    before = Codebook.load(folder).version
    path = folder / "positions.yaml"
    path.write_text(path.read_text().replace("refute", "rebut"))
    assert Codebook.load(folder).version != before


def test_a_bad_action_names_the_file_the_line_and_the_mend(folder: Path):
    path = folder / "actions.yaml"
    lines = path.read_text().splitlines()
    line = next(i for i, text in enumerate(lines) if "action: sanctions" in text)
    lines[line] = lines[line].replace("sanctions", "sanction")
    path.write_text("\n".join(lines))
    with pytest.raises(CodebookError) as error:
        Codebook.load(folder)
    assert "actions.yaml" in str(error.value)
    assert f"line {line + 1}" in str(error.value)
    assert "sanctions" in str(error.value)
