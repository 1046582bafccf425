from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app

RUN = CliRunner()


def test_simulate_judge_and_score(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    made = RUN.invoke(app, ["simulate", "--seed", "3", "--events", "20", "--level", "easy", "--out", str(folder)])
    assert made.exit_code == 0, made.output
    assert "20 events" in made.stdout
    judged = RUN.invoke(app, ["judge", "--terms", str(folder / "terms.yaml"), str(folder / "claims.jsonl")])
    assert judged.exit_code == 0, judged.output
    (tmp_path / "findings.jsonl").write_text(judged.stdout, encoding="utf-8")
    scored = RUN.invoke(app, ["simulate", "score", str(folder), str(tmp_path / "findings.jsonl"), "--wrong"])
    assert scored.exit_code == 0, scored.output
    heading, everything = (line.split("\t") for line in scored.stdout.splitlines()[:2])
    row = dict(zip(heading, everything, strict=True))
    assert row["kind"] == "all"
    assert float(row["verdicts right"]) > 0.8


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"rule": "no-fire", "verdict": "violation", "evidence": ["elsewhere"]}', "names no claim of"),
        ('{"rule": "no-fire", "verdict": "guilty", "evidence": ["event-00001-01"]}', "line 1: verdict"),
        ("nonsense", "not JSON"),
    ],
)
def test_findings_that_cannot_be_scored_are_named(tmp_path: Path, line: str, told: str) -> None:
    RUN.invoke(app, ["simulate", "--events", "5", "--out", str(tmp_path)])
    (tmp_path / "findings.jsonl").write_text(line + "\n", encoding="utf-8")
    scored = RUN.invoke(app, ["simulate", "score", str(tmp_path), str(tmp_path / "findings.jsonl")])
    assert scored.exit_code == 1
    assert told in scored.stderr


def test_what_is_asked_wrongly_is_told(tmp_path: Path) -> None:
    assert "name the folder" in RUN.invoke(app, ["simulate"]).output
    unknown = RUN.invoke(app, ["simulate", "--out", str(tmp_path), "--level", "brutal"])
    assert unknown.exit_code == 2
    assert "no level" in unknown.output
    (tmp_path / "file").write_text("", encoding="utf-8")
    blocked = RUN.invoke(app, ["simulate", "--out", str(tmp_path / "file")])
    assert blocked.exit_code == 1
    assert "file" in blocked.stderr
