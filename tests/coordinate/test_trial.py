"""A dry run: what would fall due if an incident were confirmed, and what is still to be shown."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from judge.terms import pause
from reconcile.claims import shelling

from coordinate.test_commitment import NOW, promise, signed
from pactwatch.coordinate.owing import activate
from pactwatch.coordinate.trial import Trial, try_out
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile


def tried(*known: StoredClaim, terms: Terms | None = None, **changes: Any) -> Trial:
    supposed = shelling("a", **changes)
    records = reconcile([*known, supposed])
    confirmed = [record for record in records if "a" in record.claims]
    return try_out(terms or signed(), confirmed, records, reconcile(list(known)), NOW)


def test_it_tells_what_would_arise_and_how_the_ceasefire_would_stand() -> None:
    trial = tried(promise())
    assert [due.action for due in trial.obligations] == ["consultation"] and trial.standing == ()
    assert (trial.state.state, trial.state_then.state) == ("not judged", "broken")
    assert trial.findings[0].verdict == "violation" and trial.findings[0].grade == "confirmed" and not trial.before


def test_what_only_the_adversary_says_counts_if_confirmed() -> None:
    told = {"speaker": "Kyiv", "alleged": True}
    assert [finding.verdict for finding in judge(signed(), reconcile([shelling("a", **told)]))] == ["inconclusive"]
    assert len(tried(promise(), **told).obligations) == 1


def test_what_no_source_says_stays_to_be_shown() -> None:
    trial = tried(promise(), target="a facility")
    assert trial.obligations == () and list(trial.missing.values()) == [("target",)]
    assert trial.state_then.state == "strained"


def test_what_has_arisen_already_does_not_arise_again() -> None:
    records = reconcile([promise(), shelling("a")])
    confirmed = [record for record in records if record.kind == "incident"]
    trial = try_out(signed(), confirmed, records, records, NOW)
    assert trial.obligations == () and len(trial.standing) == 1 and trial.before


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(["RUS", "UKR", None]), st.sampled_from(["an energy facility", "a school", "a facility", None]))
def test_what_is_found_anyway_is_found_if_confirmed(perpetrator: str | None, target: str | None) -> None:
    told = {"perpetrator": perpetrator, "target": target}
    for terms in (signed(), pause()):
        records = reconcile([promise(), shelling("a", **told)])
        arisen = {due.id for due in activate([terms], judge(terms, records), NOW, records=records) if due.record}
        assert arisen == {due.id for due in tried(promise(), terms=terms, **told).obligations}


def test_an_obligation_that_is_open_is_fed_and_does_not_arise_again() -> None:
    trial = tried(promise(), shelling("b", place="Odesa", date="2025-04-01", published="2025-04-02"))
    (fed,) = trial.fed
    assert trial.obligations == () and trial.standing == ()
    assert len(fed.triggers) == 2, (
        "the incident that is supposed came to be known first, and it is the same obligation"
    )
