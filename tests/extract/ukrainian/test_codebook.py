from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.yaml_file import CodebookError

PACKAGED = Path(str(files("pactwatch") / "codebook" / "ukrainian"))


def test_an_unknown_action_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKAGED, tmp_path / "ukrainian")
    path = folder / "actions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("action: demining", "action: demning"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"ukrainian/actions\.yaml, line \d+.*demining"):
        UkrainianCodebook.load(tmp_path)


def test_the_version_changes_with_any_word(codebook, tmp_path: Path) -> None:
    folder = shutil.copytree(PACKAGED, tmp_path / "ukrainian")
    assert UkrainianCodebook.load(tmp_path).version == codebook.version
    with (folder / "actions.yaml").open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    assert UkrainianCodebook.load(tmp_path).version != codebook.version
