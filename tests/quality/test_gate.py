"""The gate on a small corpus of its own, with an extractor whose finds are known beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gate
import pytest
from floors_file import HELD, Floors, corpus_hashes, measured
from scoring import KindScore, score

from pactwatch.extract.claim import CLAIM, Claim, ReadBy
from pactwatch.read.document import Document

TEXT = "France will train soldiers. Germany will send shells. The Kremlin rejected both plans."
FRANCE, GERMANY, KREMLIN = TEXT.removesuffix(".").split(". ")


def promise(who: str, action: str, quote: str) -> dict[str, Any]:
    return {"kind": "commitment", "quote": quote, "promisors": [who], "action": action, "firmness": "announced"}


CODED = [
    promise("FRA", "training", FRANCE),
    promise("DEU", "military_aid", GERMANY),
    {"kind": "position", "quote": KREMLIN, "actor": "RUS", "stance": "rejects"},
]


class Finds:
    """An extractor that finds what it was told to find, wherever the words stand."""

    read_by = ReadBy(extractor="told", pipeline="none", codebook="none")

    def __init__(self, *facts: dict[str, Any]) -> None:
        self.facts = facts

    def extract(self, document: Document) -> list[Claim]:
        claims = []
        for fact in self.facts:
            start = document.text.index(fact["quote"])
            place = {"doc": document.doc, "start": start, "end": start + len(fact["quote"])}
            claims.append(CLAIM.validate_python({**fact, **place}))
        return claims


class Corpus:
    """The gate's files in a folder of the test, and the gate run on them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.examples, self.gold, self.floors = folder / "examples", folder / "gold.jsonl", folder / "floors.json"
        self.examples.mkdir()
        self.write("report.txt", TEXT)
        self.gold.write_text(json.dumps({"doc": "report", "facts": CODED}) + "\n", encoding="utf-8")
        Floors().save(self.floors)
        monkeypatch.setattr(gate, "EXAMPLES", self.examples)
        monkeypatch.setattr(gate, "GOLD", self.gold)
        monkeypatch.setattr(gate, "FLOORS", self.floors)
        # Simulated ceasefires are judged by the gate as it stands, and by the tests of quality/simulation.py.
        monkeypatch.setattr(gate, "held", dict)
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def write(self, name: str, text: str) -> Path:
        path = self.examples / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str, finds: tuple[dict[str, Any], ...] = tuple(CODED)) -> tuple[int, str, str]:
        self._monkeypatch.setattr(gate, "load_extractor", lambda: Finds(*finds))
        code = gate.main(arguments)
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def kept(self) -> Floors:
        return Floors.load(self.floors)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Corpus:
    return Corpus(tmp_path, monkeypatch, capsys)


def row(table: str, kind: str) -> list[str]:
    return next(line.split() for line in table.splitlines() if line.startswith(f"{kind} "))


def test_the_table_tells_what_was_found(corpus: Corpus) -> None:
    code, out, _ = corpus.run("--accept-corpus", finds=(CODED[0], promise("RUS", "training", KREMLIN)))
    assert code == 0
    assert row(out, "commitment") == ["commitment", "2", "2", "0.500", "0.500", "0.500", "1.000"]
    assert row(out, "position") == ["position", "1", "0", "0.000", "-", "0.000", "-"]
    assert row(out, "all")[:3] == ["all", "3", "2"]


def test_misses_are_listed(corpus: Corpus) -> None:
    _, out, _ = corpus.run("--misses", finds=(promise("RUS", "training", KREMLIN),))
    assert f"missed commitment report: {GERMANY}" in out
    assert f"extra  commitment report: {KREMLIN}" in out
    assert f"missed position report: {KREMLIN}" in out


def test_floors_that_are_not_set_keep_nobody_out(corpus: Corpus) -> None:
    corpus.run("--accept-corpus")
    assert corpus.run(finds=())[0] == 0


def test_a_score_below_its_floor_shuts_the_gate(corpus: Corpus) -> None:
    assert corpus.run("--accept-corpus", "--raise-floors")[0] == 0
    assert corpus.run()[0] == 0
    code, out, err = corpus.run(finds=(CODED[0], CODED[2]))
    assert code == 1
    assert "commitment: recall is 0.500, the floor is 1.000" in err
    assert "(≥ 1.000)" in out


def test_floors_are_raised_where_beaten_and_nowhere_lowered(corpus: Corpus) -> None:
    corpus.run("--accept-corpus", "--raise-floors", finds=(CODED[0], CODED[2]))
    assert corpus.kept().floor("commitment", "recall") == 0.5
    code, out, _ = corpus.run("--raise-floors", finds=(CODED[0], CODED[1]))
    assert "commitment: recall from 0.500 to 1.000" in out
    assert corpus.kept().floor("commitment", "recall") == 1.0
    assert corpus.kept().floor("position", "recall") == 1.0
    assert code == 1


def test_floors_are_lowered_with_the_reason_kept(corpus: Corpus) -> None:
    corpus.run("--accept-corpus", "--raise-floors")
    code, _, _ = corpus.run("--lower-floors", "--because", "the new parser is smaller", finds=(CODED[0], CODED[2]))
    assert code == 0
    (reason,) = corpus.kept().lowered
    assert reason["because"] == "the new parser is smaller"
    assert "commitment: recall from 1.000 to 0.500" in str(reason["changes"])
    assert corpus.kept().floor("position", "recall") == 1.0


def test_lowering_where_nothing_is_missed_records_nothing(corpus: Corpus) -> None:
    corpus.run("--accept-corpus", "--raise-floors")
    corpus.run("--lower-floors", "--because", "no reason")
    assert corpus.kept().lowered == []


@pytest.mark.parametrize("change", ["document", "side-car", "new document", "gold"])
def test_a_changed_corpus_shuts_the_gate_until_it_is_accepted(corpus: Corpus, change: str) -> None:
    corpus.run("--accept-corpus")
    if change == "document":
        corpus.write("report.txt", TEXT + " Nothing else.")
    elif change == "side-car":
        corpus.write("report.json", '{"published": "2024-02-16"}')
    elif change == "new document":
        corpus.write("another.txt", "Not coded yet.")
    else:
        corpus.gold.write_text(json.dumps({"doc": "report", "facts": CODED[:2]}), encoding="utf-8")
    code, _, err = corpus.run()
    assert code == 1
    assert f"the {'gold' if change == 'gold' else 'examples'} changed" in err
    assert corpus.run("--accept-corpus")[0] == 0
    assert corpus.run()[0] == 0


def test_the_readme_is_no_example(corpus: Corpus) -> None:
    corpus.run("--accept-corpus")
    corpus.write("README.md", "What these are.")
    assert corpus.run()[0] == 0


def test_other_gold_is_scored_without_floors(corpus: Corpus, tmp_path: Path) -> None:
    corpus.run("--accept-corpus", "--raise-floors")
    other, folder = tmp_path / "other.jsonl", tmp_path / "elsewhere" / "below"
    folder.mkdir(parents=True)
    (folder / "page.txt").write_text(TEXT, encoding="utf-8")
    other.write_text(json.dumps({"doc": "page", "facts": CODED[:2]}), encoding="utf-8")
    code, out, err = corpus.run("--gold", str(other), "--documents", str(tmp_path / "elsewhere"), finds=(CODED[0],))
    assert (code, err) == (0, "")
    assert row(out, "all") == ["all", "2", "1", "0.500", "1.000", "0.667", "1.000"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--lower-floors",), "--because"),
        (("--because", "of that"), "--lower-floors"),
        (("--gold", "x.jsonl"), "belong together"),
        (("--documents", "."), "belong together"),
        (("--gold", "x.jsonl", "--documents", ".", "--raise-floors"), "no floors to change"),
        (("--gold", "no-such-gold.jsonl", "--documents", "."), "no-such-gold.jsonl"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(corpus: Corpus, arguments: tuple[str, ...], reason: str) -> None:
    code, out, err = corpus.run(*arguments)
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_gold_for_a_document_that_is_not_there_is_refused(corpus: Corpus) -> None:
    (corpus.examples / "report.txt").unlink()
    code, _, err = corpus.run()
    assert code == 2
    assert "report: coded in the gold" in err


def test_gold_that_two_files_could_be_meant_by_is_refused(corpus: Corpus) -> None:
    corpus.write("report.html", "<p>The same again.</p>")
    code, _, err = corpus.run()
    assert code == 2
    assert "report.html and" in err


@pytest.mark.parametrize("content", ["{", "[]", '{"floors": {}}'])
def test_a_broken_floors_file_is_named(corpus: Corpus, content: str) -> None:
    corpus.floors.write_text(content, encoding="utf-8")
    code, _, err = corpus.run()
    assert code == 2
    assert "not a floors file" in err


def test_a_floor_is_never_above_the_score_it_was_set_from() -> None:
    tally = KindScore(gold=3, found=3, paired=2)
    assert measured({"all": tally}, "all", "recall") == 0.666
    floors = Floors()
    floors.raise_to({"all": tally})
    assert floors.missed({"all": tally}) == []


def test_the_hash_knows_a_file_by_its_name_and_bytes(tmp_path: Path) -> None:
    gold, one, other = tmp_path / "gold", tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (gold, one, other):
        path.write_text("same", encoding="utf-8")
    assert corpus_hashes([one, other], gold) == corpus_hashes([other, one], gold)
    assert corpus_hashes([one], gold) != corpus_hashes([other], gold)


def test_the_floors_of_the_project_name_known_kinds_and_measures() -> None:
    floors = Floors.load(gate.HERE / "floors.json")
    assert set(floors.floors) <= set(HELD)
    assert all(set(many) <= set(HELD[kind]) for kind, many in floors.floors.items())
    assert score([], [])["all"].gold == 0
