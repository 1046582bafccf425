from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.read.errors import ReadError
from pactwatch.read.metadata import Metadata, read_sidecar


def test_the_file_beside_gives_the_metadata(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text('{"title": " A  truce ", "outlet": "", "section": 4}', encoding="utf-8")
    assert read_sidecar(tmp_path / "story.txt") == Metadata(title="A truce")


def test_no_file_beside_is_no_metadata(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "story.txt") is None


@pytest.mark.parametrize("said", ["{", "[1]", '{"title": ["a"]}', '{"published": 20250526}', "\x00"])
def test_a_broken_one_is_told_with_its_name(tmp_path: Path, said: str) -> None:
    (tmp_path / "story.json").write_text(said, encoding="utf-8")
    with pytest.raises(ReadError, match=r"story\.txt: its metadata story\.json"):
        read_sidecar(tmp_path / "story.txt")
