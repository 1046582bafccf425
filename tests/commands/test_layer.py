from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app
from pactwatch.extract.claim import IncidentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf
from pactwatch.read.document import Document
from pactwatch.reconcile.reconciler import reconcile

ALERTS = "region,start,end\nKherson,2025-03-27T05:00+02:00,2025-03-27T06:00+02:00\n"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    place = tmp_path / "strike.sqlite"
    texts = (
        "A missile hit Kherson on 27 March 2025; two were killed.",
        "Three are dead after the strike, rescuers said.",
    )
    strike = {"type": "missile strike", "date": "2025-03-27", "place": "Kherson", "admin1": "Kherson Oblast"}
    with Ledger.create(place) as book:
        for name, day, killed, words in (("a.txt", "2025-03-27", 2, texts[0]), ("b.txt", "2025-03-28", 3, texts[1])):
            claim = IncidentClaim.model_validate(
                {
                    "doc": name,
                    "start": 0,
                    "end": len(words),
                    "quote": words,
                    "killed": {"low": killed, "high": killed},
                    **strike,
                }
            )
            book.add(Document(doc=name, text=words, published=day, outlet=f"Paper {name}"), [claim], words.encode())
    return str(place)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_layer_is_kept_with_its_bytes_and_makes_no_incident(ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "alerts.csv"
    file.write_text(ALERTS)
    with Ledger.open(ledger) as book:
        before = reconcile(book.claims())
    code, told, _ = run(
        "layer", str(file), "--kind", "air_raid_alerts", "--published", "2025-04-01", "--ledger", ledger
    )
    assert code == 0 and told.startswith("alerts.csv: 1 entries of air raid alerts")
    assert (
        "known already"
        in run("layer", str(file), "--kind", "air_raid_alerts", "--published", "2025-04-01", "--ledger", ledger)[1]
    )
    with Ledger.open(ledger) as book:
        (kept,) = (each for each in book.documents() if "layer=" in each.document.media_type)
        assert book.content(kept.id) == ALERTS.encode()
        assert reconcile(book.claims()) == before
        assert len(book.documents(AsOf(published=kept.learned_at.date().replace(year=2025, month=3, day=31)))) == 2
    assert run("verify", "--ledger", ledger)[0] == 0


def test_what_cannot_be_read_is_told_in_one_line_and_the_rest_is_kept(ledger: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(ALERTS + "Odesa,yesterday,\n")
    bad.write_text("place\nKherson\n")
    code, told, errors = run("layer", str(bad), str(good), "--kind", "air_raid_alerts", "--ledger", ledger)
    assert code == 1 and told.startswith("good.csv: 1 entries")
    assert "bad.csv: it lacks the column region" in errors.splitlines()[0]
    assert "good.csv: row 3 has start `yesterday`" in errors.splitlines()[1]


def incident(place: str) -> str:
    """The identity of the one incident of the ledger."""
    with Ledger.open(place) as book:
        (record,) = reconcile(book.claims("incident"), book.decisions())
    return record.id


def test_the_history_of_an_incident_with_its_grade_and_its_layers(ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "alerts.csv"
    file.write_text(ALERTS)
    run("layer", str(file), "--kind", "air_raid_alerts", "--published", "2025-03-28", "--ledger", ledger)
    code, told, _ = run("history", incident(ledger), "--ledger", ledger)
    assert code == 0
    assert "Fair: two independent sources report it." in told and "supports (rule alert-that-day)" in told
    assert "2025-03-28 Paper b.txt: 3 killed (raises)" in told
    assert "2025-03-28 held: 3 killed [2 to 3] (2 independent sources)" in told


def test_until_shows_nothing_later(ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "alerts.csv"
    file.write_text(ALERTS)
    run("layer", str(file), "--kind", "air_raid_alerts", "--published", "2025-03-28", "--ledger", ledger)
    code, told, _ = run("history", incident(ledger), "--until", "2025-03-27", "--json", "--ledger", ledger)
    data = json.loads(told)
    assert code == 0 and [step["day"] for step in data["steps"]] == ["2025-03-27"]
    assert data["assessment"]["grade"] == "weak" and data["assessment"]["layers"] == []


def test_errors_are_one_line(ledger: str, tmp_path: Path) -> None:
    assert (
        run("history", "incident-absent", "--ledger", ledger)[2]
        == "pactwatch: the ledger knows no incident incident-absent\n"
    )
    rules = tmp_path / "mine.yaml"
    rules.write_text("sources:\n  - {name: A, reliability: Z}\n")
    code, _, errors = run("history", incident(ledger), "--sources", str(rules), "--ledger", ledger)
    assert code == 1 and "mine.yaml, line 2: reliability" in errors and len(errors.splitlines()) == 1
