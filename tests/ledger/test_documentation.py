"""The check without Pactwatch that docs/ledger.md gives is run as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.tables import metadata

from .examples import CONTENT, forge, promise, report, shelling

DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "ledger.sqlite"
    with Ledger.create(place) as ledger:
        ledger.add(report(outlet="Газета"), [promise(), shelling()], CONTENT)
        decision = ledger.decide("right", [ledger.claims()[0].id], "Ада", "прочитано")
        ledger.withdraw(decision.id, "Ада", "ні")
        ledger.act("request", "obligation-1", "Ада", note="листом")
    return place


def check(file: Path) -> subprocess.CompletedProcess[str]:
    found = re.search(r"```python\n(.*?)```", DOCUMENTATION, re.DOTALL)
    assert found is not None
    return subprocess.run([sys.executable, "-c", found[1], str(file)], capture_output=True, text=True, check=False)


def test_the_check_without_pactwatch_comes_to_the_same_hash(file: Path) -> None:
    with Ledger.open(file) as ledger:
        assert check(file).stdout.strip() == ledger.verify().head


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE claims SET payload = replace(payload, 'announced', 'binding')", "entry 2 does not fit"),
        ("UPDATE blobs SET content = x'00'", "was altered"),
    ],
)
def test_the_check_without_pactwatch_finds_a_forgery(file: Path, statement: str, words: str) -> None:
    forge(str(file), statement)
    assert words in check(file).stderr


def test_every_table_and_column_is_documented() -> None:
    rows = {line.split("|")[1].strip(" `"): line for line in DOCUMENTATION.splitlines() if line.startswith("| `")}
    for name, table in metadata.tables.items():
        assert all(f"`{column.name}`" in rows[name] for column in table.columns), name
