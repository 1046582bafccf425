from __future__ import annotations

import sys
from pathlib import Path

import pytest
from process import FailedError, run


def test_memory_is_the_commands_own() -> None:
    mine = bytearray(200_000_000)
    small = run([sys.executable, "-c", "pass"])
    large = run([sys.executable, "-c", "x = bytearray(150_000_000)"])
    assert small.megabytes < 100 < large.megabytes < len(mine) / 1e6


def test_what_it_prints_goes_into_the_file(tmp_path: Path) -> None:
    spent = run([sys.executable, "-c", "print(sum(range(3_000_000)))"], tmp_path / "out")
    assert (tmp_path / "out").read_text() == "4499998500000\n"
    assert 0 < spent.processor < 60


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(FailedError, match=r"ended with 3: no such town"):
        run([sys.executable, "-c", "import sys; print('no such town', file=sys.stderr); sys.exit(3)"])


def test_a_command_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(FailedError, match="stopped after 1 s"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], seconds=1)
