from __future__ import annotations

import pytest

from pactwatch.simulate.benchmark import Benchmark
from pactwatch.simulate.difficulty import levels
from pactwatch.simulate.score import Found, Truth, Verdict, score


def case(event: str, verdict: Verdict, *violators: str, rule: str = "fire", **changes: object) -> Truth:
    by = violators if verdict == "violation" else ()
    values = {"event": event, "rule": rule, "breach": bool(by), "by": by, "verdict": verdict, "violators": violators}
    return Truth.model_validate({**values, "difficulty": ("plain",), "claims": (f"{event}1", f"{event}2"), **changes})


def found(verdict: Verdict, *evidence: str, by: tuple[str, ...] = (), rule: str = "fire") -> Found:
    return Found(rule=rule, verdict=verdict, violators=by, evidence=evidence)


TRUTH = [case("a", "violation", "A"), case("b", "no_violation"), case("c", "inconclusive", breach=True, by=("B",))]


def test_scored_by_hand() -> None:
    result = score(
        TRUTH, [found("violation", "a1", by=("A",)), found("inconclusive", "b1"), found("inconclusive", "c1")]
    )
    assert result.all.verdicts_right == 1 / 2
    assert (result.all.open_precision, result.all.open_recall) == (1 / 2, 1)
    assert (result.all.falsely_accused, result.all.violators_right) == (0, 1)
    assert [row.event for row, _, _ in result.wrong] == ["b"]


def test_what_is_not_found_is_no_violation() -> None:
    result = score(TRUTH, [])
    assert (result.all.verdicts_right, result.all.open_recall, result.all.open_precision) == (1 / 2, 0, None)


def test_accusing_the_innocent_counts_whatever_else_is_found() -> None:
    findings = [
        found("violation", "a1", by=("A",)),
        found("violation", "a2", by=("B",)),
        found("violation", "b1", by=("A",)),
    ]
    assert score(TRUTH, findings).all.falsely_accused == pytest.approx(2 / 3)
    # That it cannot be shown makes a true accusation wrong, but not false.
    assert score(TRUTH, [found("violation", "c1", by=("B",))]).all.falsely_accused == 0


def test_an_accusation_under_a_rule_that_does_not_concern_the_event() -> None:
    result = score(TRUTH, [found("violation", "a1", by=("A",), rule="access")])
    assert (result.all.cases, result.all.decided, result.all.falsely_accused) == (4, 3, 1)


def test_of_several_findings_the_one_that_tells_most_answers() -> None:
    findings = [found("no_violation", "a1"), found("inconclusive", "a1"), found("violation", "a2", by=("A",))]
    for order in (findings, findings[::-1]):
        assert score(TRUTH[:1], order).all.verdicts_right == 1


def test_a_finding_is_on_the_event_of_most_of_its_evidence() -> None:
    result = score(TRUTH, [found("violation", "b1", "a1", "a2", by=("A",))])
    assert (result.all.falsely_accused, result.all.violators_right) == (0, 1)


def test_evidence_from_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="names no claim"):
        score(TRUTH, [found("violation", "z1")])


def test_the_truth_scores_full() -> None:
    benchmark = Benchmark.drawn(2, "hard", levels()["hard"], 60)
    truth = [Truth.model_validate(row) for row in benchmark.truth()]
    findings = [
        Found(rule=row.rule, verdict=row.verdict, violators=row.violators, evidence=row.claims) for row in truth
    ]
    result = score(truth, findings)
    assert result.wrong == []
    assert (result.all.verdicts_right, result.all.falsely_accused) == (1, 0)
    assert (result.all.open_precision, result.all.open_recall, result.all.violators_right) == (1, 1, 1)
