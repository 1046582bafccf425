from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.extract.claim import CLAIM
from pactwatch.judge.check import check_terms
from pactwatch.judge.terms import load_terms
from pactwatch.simulate.benchmark import Benchmark
from pactwatch.simulate.difficulty import levels

SEEDS = st.integers(min_value=0, max_value=10_000)


def drawn(seed: int, events: int = 30, level: str = "usual", **changes: float) -> Benchmark:
    return Benchmark.drawn(seed, level, levels()[level].model_copy(update=changes), events)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_others(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        drawn(seed).write(tmp_path / name)
    one, two, three = (files(tmp_path / name) for name in ("one", "two", "three"))
    assert set(one) == {"terms.yaml", "zones.geojson", "claims.jsonl", "truth.jsonl", "README.md"}
    assert one == two
    assert one["claims.jsonl"] != three["claims.jsonl"]


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_what_happened_does_not_depend_on_what_is_reported(seed: int, vague: float, lies: float, seen: float) -> None:
    other = drawn(seed, vague=vague, lies=lies, monitor_sees=seen, mistake=vague, copied=5 * lies)
    assert other.events == drawn(seed).events


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(1, 29))
def test_a_larger_simulation_holds_the_smaller(seed: int, events: int) -> None:
    small, large = drawn(seed, events), drawn(seed, 30)
    assert large.events[:events] == small.events
    assert large.reports[:events] == small.reports


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from(["easy", "usual", "hard"]))
def test_what_is_called_shown_is_true(seed: int, level: str) -> None:
    for row in drawn(seed, level=level).truth():
        if row["verdict"] == "violation":
            assert row["breach"] and set(row["violators"]) <= set(row["by"]), row
        elif row["verdict"] == "no_violation":
            assert not row["breach"], row
        else:
            assert row["missing"], row


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_reports_are_claims_and_none_comes_before_what_it_tells(seed: int) -> None:
    benchmark = drawn(seed)
    for claim in benchmark.claims():
        CLAIM.validate_python(
            {key: value for key, value in claim.items() if key not in ("id", "published", "outlet")}
        )
        assert claim["date"][-10:] <= claim["published"]
    told = [report.id for reports in benchmark.reports for report in reports]
    assert len(set(told)) == len(told)


def test_honest_observers_are_right_where_nobody_errs() -> None:
    benchmark = drawn(3, 100, mistake=0)
    for event, reports in zip(benchmark.events, benchmark.reports, strict=True):
        for report in (each for each in reports if each.establishes):
            assert report.first <= event.day < report.after
            assert report.actor in (None, event.actor)
            assert report.target in (None, "a facility", event.target)


def test_facts_that_are_withheld_are_in_no_observers_report() -> None:
    benchmark = drawn(4, 100)
    withheld = Counter[str]()
    for event, reports in zip(benchmark.events, benchmark.reports, strict=True):
        for report in (each for each in reports if not each.spoken_for):
            withheld.update(event.withheld)
            assert "perpetrator" not in event.withheld or report.actor is None
            assert "target" not in event.withheld or report.target in (None, "a facility")
            assert "place" not in event.withheld or report.position[2] != "exact"
    assert set(withheld) == {"perpetrator", "date", "place", "target", "type"}


def test_the_terms_are_sound(tmp_path: Path) -> None:
    drawn(1).write(tmp_path)
    path = tmp_path / "terms.yaml"
    remarks = check_terms(load_terms(path), path, [])
    assert [remark for remark in remarks if remark.severity == "error"] == []


@pytest.mark.parametrize("level", ["easy", "usual", "hard"])
def test_every_level_draws_what_is_decided_and_what_is_open(level: str) -> None:
    verdicts = Counter(row["verdict"] for row in drawn(1, 100, level).truth())
    assert set(verdicts) == {"violation", "no_violation", "inconclusive"}
    kinds = {kind for row in drawn(1, 100, level).truth() for kind in row["difficulty"]}
    assert len(kinds) >= 6


def test_the_simulator_knows_no_judge() -> None:
    import pactwatch.simulate

    for path in Path(pactwatch.simulate.__file__).parent.glob("*.py"):
        imported = {
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        ours = {module for module in imported if module.startswith("pactwatch")}
        assert {module for module in ours if not module.startswith("pactwatch.simulate")} <= {
            "pactwatch.extract.yaml_file"
        }


def test_what_is_published_tells_nobody_who_lies(tmp_path: Path) -> None:
    drawn(1).write(tmp_path)
    lines = (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(not {"establishes", "mistaken", "copy", "spoken_for"} & json.loads(line).keys() for line in lines)
