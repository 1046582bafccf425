"""The examples, judged as they are coded by hand: the outcomes that they were written to show."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from gold_file import claim_fields, load_gold

from pactwatch.coordinate.owing import activate
from pactwatch.extract.claim import CLAIM
from pactwatch.judge.finding import Finding
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "examples"
LEARNED = datetime(2026, 1, 1, tzinfo=UTC)


def coded_claims() -> list[StoredClaim]:
    claims = []
    for document in load_gold(REPOSITORY / "quality" / "gold" / "examples.jsonl"):
        name, side_car = document["doc"], EXAMPLES / "documents" / f"{document['doc']}.json"
        outlet = json.loads(side_car.read_text(encoding="utf-8"))["outlet"] if side_car.exists() else None
        for number, fact in enumerate(document["facts"]):
            if not fact.get("optional"):
                span = {"doc": name, "start": 0, "end": len(fact["quote"])}
                claim = CLAIM.validate_python({**claim_fields(fact), **span})
                claims.append(StoredClaim(f"{name}.{number}", name, claim, document["published"], outlet, LEARNED))
    return claims


@pytest.fixture(scope="module")
def terms() -> Terms:
    return load_terms(EXAMPLES / "terms" / "energy-pause.yaml")


@pytest.fixture(scope="module")
def findings(terms: Terms) -> list[Finding]:
    return judge(terms, reconcile(coded_claims()))


def on(findings: list[Finding], document: str, happened: str | None) -> Finding:
    (finding,) = (
        each
        for each in findings
        if each.happened == happened and any(claim.startswith(f"{document}.") for claim in each.evidence)
    )
    return finding


def test_what_two_outlets_tell_is_a_violation_and_one_incident(findings: list[Finding]) -> None:
    finding = on(findings, "kherson-shelled", "2025-03-27")
    assert (finding.verdict, finding.violators) == ("violation", ("RUS",))
    assert {claim.split(".")[0] for claim in finding.evidence} >= {"kherson-shelled", "kherson-toll-revised"}


@pytest.mark.parametrize(
    ("document", "happened", "missing"),
    [
        ("sudzha-station", "2025-03-21", "corroboration"),
        ("kherson-shelled", "2025-03-26", "corroboration"),
        ("monitors-note", "2025-04-16", "perpetrator"),
    ],
)
def test_what_one_side_tells_or_nobody_is_named_for_cannot_be_shown(
    findings: list[Finding], document: str, happened: str, missing: str
) -> None:
    finding = on(findings, document, happened)
    assert (finding.verdict, finding.violators) == ("inconclusive", ())
    assert missing in finding.missing


def test_an_attack_on_something_else_is_no_violation(findings: list[Finding]) -> None:
    assert {each.verdict for each in findings if each.happened == "2025-04-04"} == {"no_violation"}


def test_what_happened_outside_the_time_in_force_is_not_judged(findings: list[Finding]) -> None:
    judged = {each.happened for each in findings}
    assert not judged & {"2023-12-30", "2025-01-16", "2025-04-23", "2025-05-24/2025-05-25"}


def test_the_violation_activates_the_consultation_within_a_day(terms: Terms, findings: list[Finding]) -> None:
    kherson = on(findings, "kherson-shelled", "2025-03-27")
    (obligation,) = (each for each in activate([terms], findings, LEARNED) if kherson.id in each.findings)
    assert (obligation.state, obligation.action, obligation.within) == ("active", "consultation", "PT24H")
    assert {"FRA", "GBR"} <= set(obligation.owed_by)
