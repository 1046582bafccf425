from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record
from reconcile.claims import decided, shelling, stored


def exact(number: int) -> dict[str, int]:
    return {"low": number, "high": number}


def groups(records: Sequence[Record]) -> set[frozenset[str]]:
    return {frozenset(record.claims) for record in records}


def the(records: Sequence[Record]) -> Record:
    assert len(records) == 1
    return records[0]


class TestFields:
    def test_every_value_is_kept_and_the_latest_published_is_held(self) -> None:
        first = shelling("a", killed=exact(1), published="2025-03-27")
        later = shelling("b", killed=exact(2), published="2025-03-28")
        record = the(reconcile([later, first]))
        assert record.held("killed") == exact(2)
        assert [(value.value, value.claims) for value in record.fields["killed"]] == [
            (exact(1), ("a",)),
            (exact(2), ("b",)),
        ]

    @pytest.mark.parametrize(
        ("field", "exact_value", "coarse_value"),
        [("place", "Kherson", "Kherson Oblast"), ("target", "the railway station", "several buildings")],
    )
    def test_what_a_later_report_says_less_exactly_is_not_held(
        self, field: str, exact_value: str, coarse_value: str
    ) -> None:
        figures = {"admin1": "Kherson Oblast", "killed": exact(4), "injured": exact(17)}
        said = [
            shelling("a", published="2025-03-27", **figures, **{field: exact_value}),
            shelling("b", published="2025-03-29", **figures, **{field: coarse_value}),
        ]
        assert the(reconcile(said)).held(field) == exact_value

    def test_a_figure_that_was_corrected_is_not_held_again_by_a_late_copy(self) -> None:
        claims = [
            shelling("a", injured=exact(20), published="2025-03-27"),
            shelling("b", injured=exact(26), published="2025-03-28", supersedes={"injured": exact(20)}),
            shelling("c", injured=exact(20), published="2025-03-30"),
        ]
        record = the(reconcile(claims))
        assert record.held("injured") == exact(26)
        assert [value.superseded for value in record.fields["injured"]] == [True, False]

    def test_a_figure_that_is_restored_holds(self) -> None:
        claims = [
            shelling("a", injured=exact(20), published="2025-03-27"),
            shelling("b", injured=exact(26), published="2025-03-28", supersedes={"injured": exact(20)}),
            shelling("c", injured=exact(20), published="2025-03-30", supersedes={"injured": exact(26)}),
        ]
        assert the(reconcile(claims)).held("injured") == exact(20)

    @pytest.mark.parametrize(
        ("field", "telling", "vague"),
        [
            ("date", "2025-03-27", "2025-03-26/2025-03-28"),
            ("type", "shelling", "attack"),
            ("place", "railway station in Kherson", "Kherson"),
        ],
    )
    def test_a_later_vaguer_word_does_not_replace_a_telling_one(self, field: str, telling: str, vague: str) -> None:
        claims = [
            shelling("a", **{field: telling}, published="2025-03-27"),
            shelling("b", **{field: vague}, published="2025-03-29"),
        ]
        assert the(reconcile(claims)).held(field) == telling

    def test_the_stages_of_an_agreement_are_in_order(self) -> None:
        parties = ("FRA", "UKR")
        claims = [
            stored("a", "agreement", parties=parties, stage="signed", date="2024-02-16", published="2024-03-05"),
            stored("b", "agreement", parties=parties, stage="negotiating", published="2023-11-29"),
            stored("c", "agreement", parties=parties, stage="proposed", date="2023-07", published="2023-11-29"),
        ]
        record = the(reconcile(claims))
        assert [stage.stage for stage in record.stages] == ["proposed", "negotiating", "signed"]
        assert record.held("stage") == "signed"

    def test_a_later_report_that_recalls_an_earlier_stage_does_not_undo_the_later_one(self) -> None:
        parties = ("FRA", "UKR")
        claims = [
            stored("a", "agreement", parties=parties, stage="signed", date="2024-02-16", published="2024-02-16"),
            stored("b", "agreement", parties=parties, stage="negotiating", date="2023-11", published="2024-03-05"),
        ]
        assert the(reconcile(claims)).held("stage") == "signed"
        assert the(reconcile(claims, [decided("right", "b")])).held("stage") == "negotiating"

    def test_claims_of_other_kinds_make_no_record(self) -> None:
        assert reconcile([]) == []


class TestReasons:
    def test_each_joining_says_which_fields_agree(self) -> None:
        first, later = reconcile([shelling("a"), shelling("b", learned=1)])[0].reasons
        assert "first report" in first.text
        assert {"type", "date", "place", "perpetrator"} <= set(later.agree)
        assert "Outlet a, 2025-03-28" in later.text
        assert "the place is Kherson" in later.text

    def test_and_what_speaks_against_it(self) -> None:
        claims = [shelling("a"), shelling("b", target="the railway station", learned=1)]
        reason = the(reconcile(claims)).reasons[1]
        assert reason.against == ("target",)
        assert "Against it: the target is put differently" in reason.text

    def test_a_person_is_named_with_the_reason(self) -> None:
        record = the(reconcile([shelling("a"), shelling("b", place=None)], [decided("same", "a", "b")]))
        reason = next(reason for reason in record.reasons if reason.decision)
        assert "Ada decided on 2025-03-28" in reason.text
        assert "I compared them." in reason.text


class TestDecisions:
    def test_the_same_joins_what_the_machine_would_not(self) -> None:
        claims = [shelling("a"), shelling("b", place="Kharkiv", date=None)]
        assert groups(reconcile(claims, [decided("same", "a", "b")])) == {frozenset("ab")}

    def test_different_parts_what_the_machine_would_join(self) -> None:
        assert len(reconcile([shelling("a"), shelling("b")], [decided("different", "a", "b")])) == 2

    def test_different_holds_against_a_third_that_fits_both(self) -> None:
        claims = [shelling("a"), shelling("b", learned=1), shelling("c", learned=2)]
        assert groups(reconcile(claims, [decided("different", "a", "c")])) == {frozenset("ab"), frozenset("c")}

    def test_the_later_decision_on_a_pair_wins(self) -> None:
        claims = [shelling("a"), shelling("b")]
        same, different = decided("same", "a", "b", hours=2), decided("different", "a", "b", hours=1)
        assert len(reconcile(claims, [same, different])) == 1
        same, different = decided("same", "a", "b", hours=1), decided("different", "a", "b", hours=2)
        assert len(reconcile(claims, [same, different])) == 2

    def test_what_was_withdrawn_changes_nothing(self) -> None:
        claims = [shelling("a"), shelling("b")]
        assert reconcile(claims, [decided("different", "a", "b", withdrawn=True)]) == reconcile(claims)

    def test_what_is_wrong_is_shown_and_not_held(self) -> None:
        claims = [shelling("a", killed=exact(1), published="2025-03-27"), shelling("b", killed=exact(2))]
        record = the(reconcile(claims, [decided("wrong", "b")]))
        assert record.held("killed") == exact(1)
        assert exact(2) in [value.value for value in record.fields["killed"]]
        assert [source.wrong for source in record.sources] == [False, True]
        assert record.independent == (("a",),)

    def test_what_is_right_is_held_over_later_reports(self) -> None:
        claims = [shelling("a", killed=exact(1), published="2025-03-27"), shelling("b", killed=exact(2))]
        record = the(reconcile(claims, [decided("right", "a")]))
        assert record.held("killed") == exact(1)
        assert [value.decided for value in record.fields["killed"]] == [True, False]


class TestIndependence:
    def test_copied_words_count_once(self) -> None:
        words = "Russian artillery shelled an energy facility in Kherson on Thursday, the city's head said."
        claims = [shelling("a", quote=words), shelling("b", quote=words.replace("city's", "citys")), shelling("c")]
        assert the(reconcile(claims)).independent == (("a", "b"), ("c",))

    @pytest.mark.parametrize("field", ["speaker", "via"])
    def test_one_voice_counts_once(self, field: str) -> None:
        claims = [shelling("a", **{field: "Reuters"}), shelling("b", **{field: "Reuters"})]
        assert len(the(reconcile(claims)).independent) == 1

    def test_an_agency_and_who_carries_it_count_once(self) -> None:
        claims = [shelling("a", outlet="Reuters"), shelling("b", via="Reuters")]
        assert len(the(reconcile(claims)).independent) == 1

    def test_two_outlets_in_their_own_words_are_two(self) -> None:
        assert len(the(reconcile([shelling("a"), shelling("b")])).independent) == 2


# Laws. The claims are drawn from few values, so that many of them can be one incident, and few by chance alone.
NAMES = "abcdefgh"
reports = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["shelling", "attack", "missile strike"]),
        "date": st.sampled_from([None, "2025-03-27", "2025-03-27/2025-03-28", "2025-03-28"]),
        "place": st.sampled_from([None, "Kherson", "centre of Kherson", "Sumy"]),
        "perpetrator": st.sampled_from([None, "RUS", "UKR"]),
        "killed": st.sampled_from([None, exact(1), exact(30)]),
        "published": st.sampled_from([None, "2025-03-28", "2025-03-29"]),
        "doc": st.sampled_from(["one.txt", "two.txt", "three.txt", "four.txt"]),
        "learned": st.integers(0, 3),
    }
)
ledgers = st.lists(reports, min_size=1, max_size=len(NAMES)).map(
    lambda many: [stored(name, **fields) for name, fields in zip(NAMES, many, strict=False)]
)
pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
decisions = st.lists(
    st.builds(
        lambda kind, pair, hours: decided(kind, *pair, hours=hours),
        st.sampled_from(["same", "different", "wrong", "right"]),
        pairs,
        st.integers(1, 9),
    ),
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(ledgers, decisions, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(
    claims: list[StoredClaim], decisions: list[Decision], dice: random.Random
) -> None:
    shuffled = claims[:]
    dice.shuffle(shuffled)
    assert reconcile(shuffled, decisions) == reconcile(claims, decisions)


@settings(deadline=None)
@given(ledgers, decisions)
def test_adding_again_changes_nothing(claims: list[StoredClaim], decisions: list[Decision]) -> None:
    assert reconcile(claims + claims, decisions + decisions) == reconcile(claims, decisions)


@settings(deadline=None)
@given(ledgers, decisions)
def test_every_claim_is_in_exactly_one_record(claims: list[StoredClaim], decisions: list[Decision]) -> None:
    records = reconcile(claims, decisions)
    assert sorted(claim for record in records for claim in record.claims) == sorted(claim.id for claim in claims)
    for record in records:
        assert {reason.claim for reason in record.reasons} == set(record.claims)
        for values in record.fields.values():
            assert sum(value.held for value in values) <= 1


@settings(max_examples=200, deadline=None)
@given(ledgers, decisions)
def test_a_parting_always_holds(claims: list[StoredClaim], decisions: list[Decision]) -> None:
    record_of = {claim: record.id for record in reconcile(claims, decisions) for claim in record.claims}
    latest = {
        frozenset(each.claims): each
        for each in sorted(decisions, key=lambda d: (d.learned_at, d.id))
        if each.kind in ("same", "different")
    }
    for pair, decision in latest.items():
        if decision.kind == "different" and pair <= record_of.keys():
            one, other = pair
            assert record_of[one] != record_of[other]


@settings(max_examples=200, deadline=None)
@given(ledgers, st.lists(pairs, max_size=4))
def test_a_joining_always_holds(claims: list[StoredClaim], joined: list[tuple[str, str]]) -> None:
    decisions = [decided("same", *pair, hours=number + 1) for number, pair in enumerate(joined)]
    record_of = {claim: record.id for record in reconcile(claims, decisions) for claim in record.claims}
    for one, other in joined:
        if one in record_of and other in record_of:
            assert record_of[one] == record_of[other]


@settings(max_examples=200, deadline=None)
@given(ledgers, st.integers(0, 3))
def test_what_is_learned_later_rearranges_nothing(claims: list[StoredClaim], learned: int) -> None:
    """Seen by the claims known before, the groups are the same groups, under the same names."""
    known = [claim for claim in claims if claim.learned_at <= shelling("x", learned=learned).learned_at]
    before = {record.id: frozenset(record.claims) for record in reconcile(known)}
    names = {claim.id for claim in known}
    after = {record.id: frozenset(record.claims) & names for record in reconcile(claims)}
    assert before == {record: claims for record, claims in after.items() if claims}


def test_two_claims_of_one_document_are_never_joined_by_the_machine() -> None:
    claims = [shelling(name, doc="one.txt") for name in "abc"]
    assert len(reconcile(claims)) == 3


def a_year_of_reports(number: int) -> list[StoredClaim]:
    dice = random.Random(7)
    towns = [
        f"{start}{middle}{end}"
        for start in ("Bor", "Kal", "Mar", "Sol", "Ver")
        for middle in ("in", "od", "ak", "ets")
        for end in ("sk", "ka", "ivka")
    ]
    claims = []
    for n in range(number):
        fields: dict[str, Any] = {
            "date": f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            "place": dice.choice(towns),
            "type": dice.choice(["shelling", "missile strike", "attack"]),
            "killed": exact(dice.randint(0, 5)),
        }
        claims.append(stored(f"c{n}", learned=n / 60, **fields))
    return claims


def test_five_thousand_incidents_take_seconds() -> None:
    claims = a_year_of_reports(5000)
    began = time.process_time()
    records = reconcile(claims)
    assert time.process_time() - began < 10
    assert 1000 < len(records) < 5000
