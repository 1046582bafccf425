from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pactwatch.commands import reconcile as command
from pactwatch.extract.claim import Claim, IncidentClaim, PositionClaim
from pactwatch.read.document import Document

KHERSON = {"date": "2025-03-27", "place": "Kherson", "type": "shelling", "perpetrator": "RUS", "killed": 2}


class Reader:
    """An extractor that knows the word "shelled" and the town of Kherson."""

    def extract(self, document: Document) -> list[Claim]:
        words = {"doc": document.doc, "start": 0, "end": len(document.text), "quote": document.text}
        if "denies" in document.text:
            return [PositionClaim(**words, actor="RUS", stance="denies")]
        if "shelled" not in document.text:
            return []
        place = "Kherson" if "Kherson" in document.text else None
        claims: list[Claim] = [IncidentClaim(**words, type="shelling", place=place)]
        if "mine" in document.text:
            claims.append(IncidentClaim(**words, type="mine or explosive", place=place))
        return claims


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.extract.rules.load_extractor", lambda codebook: Reader())


def run(tmp_path: Path, *lines: dict[str, Any] | str, explain: bool = False) -> Result:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    app = typer.Typer()
    app.command()(command.reconcile)
    return CliRunner().invoke(app, [str(path), *(["--explain"] if explain else [])])


def printed(result: Result) -> list[dict[str, Any]]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_coded_reports_of_one_incident(tmp_path: Path) -> None:
    other = {**KHERSON, "place": "centre of Kherson", "killed": {"low": 2, "high": None}, "source_row": 7}
    result = run(
        tmp_path, {"report": "a", **KHERSON}, {"report": 2, **other}, {"report": "c", **KHERSON, "date": "2025"}
    )
    a, b, c = printed(result)
    assert result.exit_code == 0
    assert [line["report"] for line in (a, b, c)] == ["a", "2", "c"]
    assert a["incident"] == b["incident"] != c["incident"]
    assert all("the number of killed agrees (+" in line["reasons"][0] for line in (a, b))
    assert c["reasons"] == ["No other report is likely enough to be of the same incident."]


def test_the_explanation_adds_up_to_the_probability(tmp_path: Path) -> None:
    lines = [{"report": name, **KHERSON, "outlet": f"Wire {name}"} for name in "ab"]
    plain, explained = run(tmp_path, *lines), run(tmp_path, *lines, explain=True)
    assert "link" not in printed(plain)[0]
    found = printed(explained)[0]["link"]
    bits = found["prior"] + sum(weight["bits"] for weight in found["weights"])
    assert found["with"] == "b"
    assert 1 / (1 + 2**-bits) == pytest.approx(found["probability"], abs=0.001)
    assert {"date", "place", "type"} <= {weight["comparison"] for weight in found["weights"]}


def test_headlines_of_one_day_that_agree_are_one_incident(tmp_path: Path) -> None:
    def line(name: str, published: str, text: str) -> dict[str, str]:
        return {"report": name, "outlet": f"Wire {name}", "published": published, "text": text}

    quiet = [line(f"q{n}", f"2025-0{n}-11", f"Talks go on in their week {n}") for n in range(1, 8)]
    a = line("a", "2025-03-28", "Seven soldiers killed as mortar shell hits their bus near Dovhe")
    b = line("b", "2025-03-28", "Mortar shell hits bus near Dovhe, killing seven soldiers")
    c = line("c", "2025-03-31", "Two civilians killed by mine on farm")
    found = {each["report"]: each["incident"] for each in printed(run(tmp_path, a, b, c, *quiet))}
    assert found["a"] == found["b"] != found["c"]
    assert len(set(found.values())) == len(quiet) + 2


def test_nothing_but_lines_of_json_is_printed(tmp_path: Path) -> None:
    """A progress bar of the database once stood among them."""
    result = run(tmp_path, {"report": "a", **KHERSON}, {"report": "b", **KHERSON})
    assert all(line.startswith("{") for line in result.stdout.splitlines())


def test_the_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    lines = [{"report": name, **KHERSON, "published": f"2025-03-2{n}"} for n, name in enumerate("abc", start=7)]
    there, back = printed(run(tmp_path, *lines)), printed(run(tmp_path, *reversed(lines)))
    assert there == list(reversed(back))


def test_texts_go_through_the_extractor(tmp_path: Path) -> None:
    one = {"report": "a", "outlet": "Wire", "published": "2025-03-28", "text": "Kherson shelled\nTwo dead."}
    other = {
        "report": "b",
        "outlet": "Daily",
        "published": "2025-03-27",
        "text": "Kherson hit\nRussian artillery shelled it.",
    }
    a, b = printed(run(tmp_path, one, other))
    assert a["incident"] == b["incident"]


@pytest.mark.parametrize("text", ["Talks end\nThey met in Riyadh.", "Breach\nRussia denies it."])
def test_a_text_without_an_incident_has_one_of_its_own(text: str, tmp_path: Path) -> None:
    a, b = printed(run(tmp_path, *({"report": name, "published": "2025-03-28", "text": text} for name in "ab")))
    assert (a["incident"], b["incident"]) == ("incident-a", "incident-b")
    assert a["reasons"] == ["No incident was found in its words: it stays alone."]


def test_texts_without_a_day_of_publication_stay_alone(tmp_path: Path) -> None:
    texts = [{"report": name, "text": "Kherson shelled"} for name in "ab"]
    lines = printed(run(tmp_path, *texts))
    assert len({line["incident"] for line in lines}) == 2
    assert lines[0]["reasons"] == ["The day on which it was published is not known: it stays alone."]


def test_a_report_of_two_incidents_names_both(tmp_path: Path) -> None:
    report = {"report": "a", "published": "2025-03-28", "text": "Kherson shelled\nA mine kills one."}
    (line,) = printed(run(tmp_path, report))
    assert len({line["incident"], *line["also"]}) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", "line 2: not JSON"),
        ({"report": "b"}, "line 2: neither `text` nor a coded field"),
        ({"text": "x"}, "line 2: report: field required"),
        ({"report": "a", **KHERSON}, "line 2: the report a was given before"),
        ({"report": "b", **KHERSON, "date": "27.03.2025"}, "line 2: date: not an ISO date"),
        ({"report": "b", **KHERSON, "type": "shooting"}, "line 2: type: input should be"),
        ({"report": "b", **KHERSON, "killed": "many"}, "line 2: killed: write a number, such as 3"),
        ({"report": "b", **KHERSON, "killed": True}, "line 2: killed: write a number, such as 3"),
        ({"report": "b", **KHERSON, "killed": {"low": 4, "high": 2}}, "line 2: killed: the range holds no number"),
        ({"report": "b", **KHERSON, "killed": -1}, "line 2: killed: the range holds no number"),
        ({"report": "b", **KHERSON, "level": "daily"}, "line 2: level: input should be"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_grouped(line: Any, message: str, tmp_path: Path) -> None:
    result = run(tmp_path, {"report": "a", **KHERSON}, line, {"report": "c", **KHERSON})
    assert result.exit_code == 1
    assert f"reports.jsonl, {message}" in result.stderr
    assert [line["report"] for line in printed(result)] == ["a", "c"]


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(command.reconcile)
    result = CliRunner().invoke(app, [str(tmp_path / "none.jsonl")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("none.jsonl: No such file or directory\n")


def test_coded_reports_without_a_text_are_not_alike_in_words(tmp_path: Path) -> None:
    result = run(tmp_path, {"report": "a", **KHERSON}, {"report": "b", **KHERSON})
    lines = printed(result)
    assert lines[0]["incident"] == lines[1]["incident"]
    assert not any("words are alike" in reason for line in lines for reason in line["reasons"])


def decision(what: str, *names: str) -> dict[str, Any]:
    return {"decision": what, "reports": names, "by": "A. Analyst", "reason": "seen on film"}


def test_what_a_person_parts_stays_apart(tmp_path: Path) -> None:
    lines = [{"report": name, **KHERSON} for name in "abc"]
    a, b, c = printed(run(tmp_path, *lines, decision("different", "a", "b")))
    assert a["incident"] != b["incident"]
    assert c["incident"] in (a["incident"], b["incident"])
    assert a["reasons"][0] == "A. Analyst decided that it is another incident than b: seen on film"


def test_what_a_person_joins_is_together_whatever_it_is(tmp_path: Path) -> None:
    far = {**KHERSON, "place": "Lutsk", "date": "2024-01-02", "level": "total"}
    undated = {"report": "u", "text": "Shells fall on the port"}
    lines: list[dict[str, Any]] = [
        {"report": "a", **KHERSON},
        {"report": "b", **far},
        undated,
        {"report": "d", **KHERSON},
    ]
    assert len({line["incident"] for line in printed(run(tmp_path, *lines))}) == 3
    result = run(tmp_path, decision("same", "a", "b"), *lines, decision("same", "b", "u"))
    assert result.exit_code == 0
    assert len({line["incident"] for line in printed(result)[:3]}) == 1
    assert printed(result)[2]["reasons"] == ["A. Analyst decided that it is the same incident as b: seen on film"]


def test_the_later_decision_on_two_reports_holds(tmp_path: Path) -> None:
    lines = [{"report": name, **KHERSON} for name in "ab"]
    join, split = decision("same", "a", "b"), decision("different", "a", "b")
    assert len({line["incident"] for line in printed(run(tmp_path, *lines, join, split))}) == 2
    assert len({line["incident"] for line in printed(run(tmp_path, *lines, split, join))}) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (decision("same", "a", "x"), "line 2: the report x is not in the file"),
        (decision("same", "a"), "line 2: reports: tuple should have at least 2 items"),
        (decision("equal", "a", "b"), "line 2: decision: input should be 'same' or 'different'"),
        ({"decision": "same", "reports": ["a", "c"], "by": "A. Analyst"}, "line 2: reason: field required"),
    ],
)
def test_a_decision_that_cannot_be_used_is_told(line: Any, message: str, tmp_path: Path) -> None:
    result = run(tmp_path, {"report": "a", **KHERSON}, line, {"report": "c", **KHERSON, "date": "2025-05-27"})
    assert result.exit_code == 1
    assert f"reports.jsonl, {message}" in result.stderr
    assert len({line["incident"] for line in printed(result)}) == 2


def test_a_decision_on_a_report_of_two_incidents_names_one_of_them(tmp_path: Path) -> None:
    text = {"report": "a", "published": "2025-03-28", "text": "Kherson shelled\nA mine kills one."}
    other = {"report": "b", **KHERSON, "date": "2025-01-01"}
    refused = run(tmp_path, text, other, decision("same", "a", "b"))
    assert "line 3: the report a tells of several incidents; name one of a.1, a.2" in refused.stderr
    both, b = printed(run(tmp_path, text, other, decision("same", "a.2", "b")))
    assert b["incident"] in both["also"]


@pytest.mark.parametrize(
    "other",
    [
        {"level": "total"},
        {"date": "2025-03-30"},
        {"lat": 48.6, "lon": 32.6},
        {"place": "Lutsk", "admin1": "Volyn region"},
    ],
)
def test_what_cannot_be_one_incident_is_never_put_together(other: dict[str, Any], tmp_path: Path) -> None:
    """However much else agrees, and through whatever stands between."""
    place = {**KHERSON, "lat": 46.63, "lon": 32.62, "admin1": "Kherson region", "killed": 31, "injured": 77}
    between = {**place, "date": "2025-03-27/2025-03-30", "lat": None}
    lines = [{"report": "a", **place}, {"report": "b", **place, **other}, {"report": "c", **between}]
    a, b, _ = printed(run(tmp_path, *lines))
    assert a["incident"] != b["incident"]
