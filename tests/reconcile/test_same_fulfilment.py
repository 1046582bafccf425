from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.same_fulfilment import SameFulfilment
from reconcile.claims import decided, stored

LIKENESS = SameFulfilment()
LATER = 3000
EUROS = {"value": 3e9, "currency": "EUR"}
ARMS = "France will give Ukraine 3 billion euros of arms for its artillery"


def promise(name: str = "p", **fields: Any) -> StoredClaim:
    given = {
        "promisors": ("FRA",),
        "action": "military_aid",
        "firmness": "pledged",
        "date": "2024-02-16",
        "published": "2024-02-17",
        "learned": LATER,
        "quote": ARMS,
    }
    return stored(name, "commitment", **{**given, **fields})


def report(name: str = "f", **fields: Any) -> StoredClaim:
    given = {
        "promisors": ("FRA",),
        "action": "military_aid",
        "state": "partly_met",
        "published": "2024-06-01",
        "learned": LATER,
    }
    return stored(name, "fulfilment", **{**given, **fields})


NAMED = {"commitment": "the arms for artillery"}


@pytest.mark.parametrize(
    ("one", "other", "telling"),
    [
        (promise(), report(**NAMED), "words"),
        (promise(amounts=(EUROS,)), report(amounts=(EUROS,)), "amounts"),
        (
            promise(items=({"name": "howitzers", "count": 36},)),
            report(items=({"name": "howitzer", "count": 6},)),
            "items",
        ),
        (promise(doc="a.txt"), report(doc="a.txt"), "passage"),
        (
            promise(promisors=("RUS", "UKR"), action="prisoner_release"),
            report(promisors=("RUS",), action="prisoner_release", date="2024-03-01"),
            "date",
        ),
        (
            promise(promisors=("RUS",), action="ceasefire"),
            report(promisors=("RUS",), action=None, commitment="the pause", date="2024-03-01", state="broken"),
            "date",
        ),
    ],
)
def test_what_tells_which_promise_it_is(one: StoredClaim, other: StoredClaim, telling: str) -> None:
    found = LIKENESS.compare(one, other)
    assert found.same and telling in found.agree
    assert not (LIKENESS.compare(promise(), report()).same), "who and what alone do not tell"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("promisors", {"promisors": ("DEU",)}),
        ("action", {"action": "training"}),
        ("date", {"date": "2024-02-15"}),
        ("amounts", {"amounts": ({"value": 7e9, "currency": "EUR"},)}),
    ],
)
def test_what_rules_it_out(field: str, changes: dict[str, Any]) -> None:
    found = LIKENESS.compare(promise(amounts=(EUROS,)), report(**{**NAMED, **changes}))
    assert list(found.forbids) == [field]


def test_what_was_promised_not_to_be_done_is_not_kept_by_doing_it() -> None:
    assert "polarity" in LIKENESS.compare(promise(polarity="will_not"), report(**NAMED)).forbids


reports = st.fixed_dictionaries(
    {
        "promisors": st.sampled_from([(), ("FRA",), ("FRA", "DEU"), ("DEU",)]),
        "action": st.sampled_from([None, "military_aid", "training"]),
        "date": st.sampled_from([None, "2024-01-01", "2024-03", "2024-03-05"]),
        "commitment": st.sampled_from([None, "the arms for artillery", "the pause"]),
        "amounts": st.sampled_from([(), (EUROS,), ({"value": 1e9, "currency": "EUR"},)]),
        "doc": st.sampled_from(["one.txt", "two.txt"]),
        "learned": st.sampled_from([LATER, LATER + 1, LATER + 2]),
    }
)
promised = st.fixed_dictionaries(
    {
        "promisors": st.sampled_from([("FRA",), ("DEU",)]),
        "amounts": st.sampled_from([(), (EUROS,)]),
        "quote": st.sampled_from([ARMS, "France will train the soldiers of Ukraine"]),
        "doc": st.sampled_from(["one.txt", "two.txt", "three.txt"]),
        "learned": st.sampled_from([LATER, LATER + 1, LATER + 2]),
    }
)
ledgers = st.tuples(st.lists(promised, max_size=4), st.lists(reports, max_size=4)).map(
    lambda both: [
        *(promise(f"p{n}", **fields) for n, fields in enumerate(both[0])),
        *(report(f"f{n}", **fields) for n, fields in enumerate(both[1])),
    ]
)
decisions = st.lists(
    st.builds(
        lambda kind, f, p, hours: decided(kind, f"f{f}", f"p{p}", hours=hours),
        st.sampled_from(["same", "different"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(1, 9),
    ),
    max_size=3,
)


@settings(deadline=None)
@given(promised, reports)
def test_comparing_is_symmetric(one: dict[str, Any], other: dict[str, Any]) -> None:
    mine, theirs = promise(**one), report(**other)
    assert LIKENESS.compare(mine, theirs) == LIKENESS.compare(theirs, mine)


def joined(claims: list[StoredClaim], by: list[Decision] | None = None) -> dict[str, str]:
    """The record of each report that joined one."""
    records = reconcile(claims, by or [])
    found = [(told.source.claim, record.id) for record in records for told in record.fulfilments]
    assert len(found) == len(dict(found)), "a report is on one promise at most"
    return dict(found)


@settings(max_examples=200, deadline=None)
@given(ledgers, decisions, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_again_changes_nothing(
    claims: list[StoredClaim], by: list[Decision], dice: Any
) -> None:
    shuffled = claims[:]
    dice.shuffle(shuffled)
    assert joined(shuffled + claims, by + by) == joined(claims, by)


@settings(max_examples=200, deadline=None)
@given(ledgers, st.sampled_from([LATER, LATER + 1]))
def test_what_is_learned_later_moves_no_report(claims: list[StoredClaim], learned: int) -> None:
    known = [claim for claim in claims if claim.learned_at <= promise(learned=learned).learned_at]
    before = joined(known)
    after = joined(claims)
    assert before == {claim: record for claim, record in after.items() if claim in before}


@settings(max_examples=200, deadline=None)
@given(ledgers, decisions)
def test_a_parting_always_holds(claims: list[StoredClaim], by: list[Decision]) -> None:
    found = joined(claims, by)
    record_of = {claim: record.id for record in reconcile(claims, by) for claim in record.claims}
    latest = {frozenset(each.claims): each for each in sorted(by, key=lambda each: (each.learned_at, each.id))}
    for decision in latest.values():
        name, other = decision.claims
        if decision.kind == "different" and other in record_of:
            assert found.get(name) != record_of[other]


def test_reports_told_in_one_passage_go_together() -> None:
    first = report("a", doc="n.txt", **NAMED)
    mate = report("b", doc="n.txt", promisors=(), date="2024-05-05")
    records = reconcile([promise(), first, mate])
    assert [told.source.claim for told in records[0].fulfilments] == ["a", "b"]
    assert "told in one passage" in records[0].fulfilments[1].reason.text


def test_a_mate_from_before_the_promise_stays_alone() -> None:
    first = report("a", doc="n.txt", **NAMED)
    mate = report("b", doc="n.txt", promisors=(), date="2022-02")
    assert joined([promise(), first, mate]) == {"a": "commitment-p"}


def test_a_report_that_waits_is_taken_by_a_promise_learned_later() -> None:
    early = report("a", learned=LATER, **NAMED)
    assert joined([early, promise("q", learned=LATER + 5)]) == {"a": "commitment-q"}
