"""Status: what has become of a promise by a day, case by case, and the laws that hold for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwatch.extract.claim import CLAIM, Claim
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf, Decision, StoredClaim
from pactwatch.read.document import Document
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.status import Arisen, Status, statuses
from reconcile.claims import decided, stored

# In hours after the first moment: all is learned after it was published, as it is in life.
LATER = 3000
EUROS = {"value": 3e9, "currency": "EUR"}
AID = {
    "promisors": ("FRA",),
    "promisees": ("UKR",),
    "action": "military_aid",
    "firmness": "pledged",
    "amounts": (EUROS,),
    "due": "2024",
    "published": "2024-02-16",
    "quote": "France will give Ukraine 3 billion euros of arms in 2024",
}
SWAP = {
    "promisors": ("RUS", "UKR"),
    "promisees": ("UKR", "RUS"),
    "action": "prisoner_release",
    "firmness": "agreed",
    "items": ({"name": "prisoners", "count": 1000},),
    "date": "2025-05-16",
    "published": "2025-05-16",
    "learned": LATER,
}


def promise(name: str = "p", **fields: Any) -> StoredClaim:
    return stored(name, "commitment", **{**AID, **fields})


def report(name: str, state: str, **fields: Any) -> StoredClaim:
    """A report on the French promise, told of it by its name."""
    given = {
        "promisors": ("FRA",),
        "action": "military_aid",
        "commitment": "3 billion euros of arms for 2024",
        **fields,
    }
    return stored(name, "fulfilment", state=state, **{"published": "2024-06-01", **given})


def released(name: str, count: int, when: str | None, **fields: Any) -> StoredClaim:
    """A report on the exchange of prisoners."""
    given = {
        "promisors": ("RUS", "UKR"),
        "action": "prisoner_release",
        "state": "partly_met",
        "published": "2025-05-26",
        "learned": LATER,
    }
    return stored(name, "fulfilment", date=when, items=({"name": "soldiers", "count": count},), **{**given, **fields})


def standing(
    claims: Sequence[StoredClaim],
    on: str = "2024-07-01",
    decisions: Sequence[Decision] = (),
    arisen: Arisen | None = None,
) -> Status:
    records = reconcile(claims, decisions)
    (record,) = [record for record in records if record.kind == "commitment"]
    known = {claim.id: claim for claim in claims}
    return statuses(records, known, date.fromisoformat(on), {record.id: arisen} if arisen else None)[record.id]


AGREEMENT = {"title": "Agreement on security cooperation", "parties": ("FRA", "UKR"), "published": "2024-02-16"}
IN_IT = {"agreement": "Agreement on security cooperation", "firmness": "signed"}
NOBODY_KNOWS = {"amounts": (), "due": None}
CEASEFIRE = {"trigger": "ceasefire", "condition": "after a ceasefire"}

CASES: list[tuple[str, list[StoredClaim], str, str]] = [
    ("open, and as firm as it is said", [promise()], "2024-07-01", "pledged"),
    (
        "the firmest word counts",
        [promise(firmness="announced"), promise("q", firmness="signed")],
        "2024-07-01",
        "signed",
    ),
    ("its last day is not yet late", [promise()], "2024-12-31", "pledged"),
    ("its due date has passed", [promise()], "2025-01-01", "overdue"),
    ("a period that is a year ends with it", [promise(due=None, period="2024")], "2025-01-01", "overdue"),
    (
        "a period is counted from the promise",
        [promise(due=None, period="P3Y", date="2024-02-16")],
        "2027-02-17",
        "overdue",
    ),
    ("and not before", [promise(due=None, period="P3Y", date="2024-02-16")], "2027-02-16", "pledged"),
    ("what may be done is never late", [promise(firmness="considered")], "2025-06-01", "considered"),
    ("set aside", [promise(), report("a", "allocated", amounts=(EUROS,))], "2024-07-01", "allocated"),
    ("set aside and late", [promise(), report("a", "allocated", amounts=(EUROS,))], "2025-07-01", "overdue"),
    (
        "some of it",
        [promise(), report("a", "partly_met", amounts=({"value": 1e9, "currency": "EUR"},))],
        "2024-07-01",
        "partly_met",
    ),
    ("all of it, in so many words", [promise(), report("a", "met")], "2024-07-01", "met"),
    ("all of it, by the sum", [promise(), report("a", "partly_met", amounts=(EUROS,))], "2024-07-01", "met"),
    ("met in time is not late", [promise(), report("a", "met")], "2026-07-01", "met"),
    ("late in so many words", [promise(due=None), report("a", "overdue")], "2024-07-01", "overdue"),
    ("taken back", [promise(), report("a", "withdrawn")], "2024-07-01", "withdrawn"),
    (
        "taken back, and kept after all",
        [promise(), report("a", "withdrawn"), report("b", "met", published="2024-08-01")],
        "2024-09-01",
        "met",
    ),
    (
        "kept, and then broken",
        [promise(), report("a", "met"), report("b", "broken", published="2024-08-01")],
        "2024-09-01",
        "broken",
    ),
    (
        "sources contradict each other",
        [promise(), report("a", "met"), report("b", "broken")],
        "2024-09-01",
        "disputed",
    ),
    ("disputed in so many words", [promise(), report("a", "disputed")], "2024-09-01", "disputed"),
    ("what happened after the day does not count", [promise(), report("a", "met")], "2024-05-31", "pledged"),
    ("it waits", [promise(**CEASEFIRE)], "2025-07-01", "dormant"),
    (
        "until is no trigger",
        [promise(trigger="peace_deal", condition="until a peace has been concluded")],
        "2024-07-01",
        "pledged",
    ),
    (
        "what does not come cannot be decided",
        [promise(trigger="ceasefire", condition="if there is no ceasefire")],
        "2024-07-01",
        "cannot_be_rated",
    ),
    (
        "nor can any other condition",
        [promise(trigger="other", condition="if talks fail")],
        "2024-07-01",
        "cannot_be_rated",
    ),
    (
        "a ceasefire in force sets it off",
        [
            promise(**CEASEFIRE),
            stored(
                "c",
                "agreement",
                title="the ceasefire",
                parties=("RUS", "UKR"),
                form="terms of ceasefire",
                stage="in_force",
                date="2024-05-01",
                published="2024-05-02",
            ),
        ],
        "2025-07-01",
        "overdue",
    ),
    (
        "and before that it waits",
        [
            promise(**CEASEFIRE),
            stored(
                "c",
                "agreement",
                title="the ceasefire",
                parties=("RUS", "UKR"),
                form="terms of ceasefire",
                stage="in_force",
                date="2024-05-01",
                published="2024-05-02",
            ),
        ],
        "2024-04-30",
        "dormant",
    ),
    (
        "its instrument is in force",
        [promise(**IN_IT), stored("i", "agreement", stage="in_force", date="2024-03-01", **AGREEMENT)],
        "2024-07-01",
        "in_force",
    ),
    (
        "its instrument was ended",
        [promise(**IN_IT), stored("i", "agreement", stage="ended", date="2024-06-01", **AGREEMENT)],
        "2024-07-01",
        "lapsed",
    ),
    ("the words name no date", [promise(due=None)], "2024-07-01", "cannot_be_rated"),
    ("the words name no measure", [promise(amounts=())], "2024-07-01", "cannot_be_rated"),
    ("the words name no addressee", [promise(promisees=())], "2024-07-01", "cannot_be_rated"),
    (
        "conduct needs none of these",
        [promise(action="political_support", promisees=(), **NOBODY_KNOWS)],
        "2024-07-01",
        "pledged",
    ),
    ("nor does a promise not to", [promise(polarity="will_not", **NOBODY_KNOWS)], "2024-07-01", "pledged"),
    (
        "conduct whose time is over",
        [promise(action="ceasefire", amounts=(), due="2024-05")],
        "2024-07-01",
        "cannot_be_rated",
    ),
]


@pytest.mark.parametrize(("claims", "on", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_status(claims: list[StoredClaim], on: str, expected: str) -> None:
    found = standing(claims, on)
    assert found.status == expected, [reason.text for reason in found.reasons]
    assert found.reasons and all(reason.text[0].isupper() or not reason.text[0].isalpha() for reason in found.reasons)
    assert bool(found.because) == (expected == "cannot_be_rated")
    assert {id for reason in found.reasons for id in reason.claims} <= {claim.id for claim in claims}


def test_what_cannot_be_rated_says_all_that_is_missing() -> None:
    found = standing([promise(promisees=(), **NOBODY_KNOWS)])
    assert found.because == (
        "the words name no date by which it is to be done",
        "the words name no amount, and no goods or people with their number",
        "the words name nobody to whom it is promised",
    )
    assert found.stage == "pledged"


def test_a_finding_sets_it_off_and_starts_its_clock() -> None:
    claims = [
        promise(
            action="consultation",
            trigger="attack",
            condition="in case of attack",
            respond_within="PT24H",
            **NOBODY_KNOWS,
        )
    ]
    assert standing(claims).status == "dormant"
    come = Arisen(on=date(2024, 6, 28), text="a finding says that it has come")
    assert standing(claims, "2024-06-29", arisen=come).status == "pledged"
    assert standing(claims, "2024-06-30", arisen=come).status == "overdue"
    assert standing(claims, "2024-06-27", arisen=come).status == "dormant"


class TestDecisions:
    def test_a_wrong_report_does_not_count(self) -> None:
        claims = [promise(), report("a", "met")]
        assert standing(claims, decisions=[decided("wrong", "a")]).status == "pledged"

    def test_a_right_report_ends_the_dispute(self) -> None:
        claims = [promise(), report("a", "met"), report("b", "broken")]
        assert standing(claims, decisions=[decided("right", "b")]).status == "broken"

    def test_a_person_joins_and_parts(self) -> None:
        other = report("a", "met", commitment=None, promisors=("DEU",))
        assert standing([promise(), other]).status == "pledged"
        assert standing([promise(), other], decisions=[decided("same", "a", "p")]).status == "met"
        own = [promise(), report("a", "met")]
        assert standing(own, decisions=[decided("different", "a", "p")]).status == "pledged"

    def test_what_is_withdrawn_changes_nothing(self) -> None:
        own = [promise(), report("a", "met")]
        assert standing(own, decisions=[decided("different", "a", "p", withdrawn=True)]).status == "met"


class TestMeasures:
    def test_parts_add_up_to_all(self) -> None:
        claims = [
            stored("p", "commitment", **SWAP),
            released("a", 390, "2025-05-23"),
            released("b", 307, "2025-05-24"),
            released("c", 303, "2025-05-25"),
        ]
        found = standing(claims, "2025-05-26")
        assert found.status == "met"
        assert "1,000 of 1,000 people (100%)" in " ".join(reason.text for reason in found.reasons)

    def test_and_before_the_last_it_is_met_in_part(self) -> None:
        claims = [
            stored("p", "commitment", **SWAP),
            released("a", 390, "2025-05-23"),
            released("b", 307, "2025-05-24"),
            released("c", 303, "2025-05-25"),
        ]
        found = standing(claims, "2025-05-24")
        assert (found.status, found.measures[0].share) == ("partly_met", 0.697)

    def test_reports_of_one_part_count_once(self) -> None:
        claims = [
            stored("p", "commitment", **SWAP),
            *(released(name, 307, "2025-05-24") for name in "abc"),
            released("d", 600, "2025-05-24"),
        ]
        found = standing(claims, "2025-05-26")
        assert found.measures[0].delivered_sum == 307
        assert "different figures (307, 600); 307 counts" in " ".join(reason.text for reason in found.reasons)

    def test_a_longer_time_holds_the_days_in_it(self) -> None:
        claims = [
            stored("p", "commitment", **SWAP),
            released("a", 390, "2025-05-23"),
            released("b", 307, "2025-05-24"),
            released("c", 900, "2025-05"),
        ]
        assert standing(claims, "2025-05-26").measures[0].delivered_sum == 900

    def test_a_figure_without_a_date_is_a_running_total(self) -> None:
        claims = [stored("p", "commitment", **SWAP), released("a", 390, "2025-05-23"), released("b", 500, None)]
        assert standing(claims, "2025-05-26").measures[0].delivered_sum == 500

    def test_of_two_currencies_the_first_counts(self) -> None:
        dollars = {"value": 3.2e9, "currency": "USD"}
        found = standing([promise(amounts=(EUROS, dollars))])
        assert [(measure.unit, measure.promised) for measure in found.measures] == [("EUR", 3e9)]

    def test_a_part_told_in_the_other_currency_is_the_same_part(self) -> None:
        dollars = {"value": 3.2e9, "currency": "USD"}
        part = report("a", "partly_met", amounts=({"value": 0.8e9, "currency": "USD"},))
        (measure,) = standing([promise(amounts=(EUROS, dollars)), part]).measures
        assert (measure.delivered_sum, measure.share, measure.delivered[0].told) == (0.75e9, 0.25, "800,000,000 USD")

    def test_a_part_told_in_a_third_currency_is_not_converted(self) -> None:
        part = report("a", "partly_met", amounts=({"value": 0.8e9, "currency": "USD"},))
        euros, dollars = standing([promise(), part]).measures
        assert (euros.unit, euros.delivered_sum, euros.share) == ("EUR", None, None)
        assert (dollars.unit, dollars.promised, dollars.delivered_sum) == ("USD", None, 0.8e9)

    def test_what_nobody_tells_is_not_zero(self) -> None:
        (measure,) = standing([promise()]).measures
        assert (measure.allocated_sum, measure.delivered_sum, measure.share) == (None, None, None)


# Laws, over constructed claims that can or cannot be about one promise.
NAMES = "abcdef"
DAYS = st.dates(date(2025, 5, 17), date(2025, 6, 10)).map(date.isoformat)
told = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["allocated", "partly_met", "met", "overdue", "broken", "withdrawn", "disputed"]),
        "date": st.one_of(st.none(), DAYS, st.just("2025-05")),
        "count": st.sampled_from([100, 307, 390, 800]),
        "published": DAYS,
    }
)
reports = st.lists(told, max_size=len(NAMES)).map(
    lambda many: [
        released(
            name, each["count"], each["date"], state=each["state"], published=each["published"], doc=f"{name}.txt"
        )
        for name, each in zip(NAMES, many, strict=False)
    ]
)
days = st.dates(date(2025, 5, 16), date(2025, 6, 12)).map(date.isoformat)


@settings(max_examples=200, deadline=None)
@given(reports, days)
def test_more_than_all_is_said_to_be_more(claims: list[StoredClaim], on: str) -> None:
    found = standing([stored("p", "commitment", **SWAP), *claims], on)
    said = " ".join(reason.text for reason in found.reasons).casefold()
    for measure in found.measures:
        if measure.share is not None and measure.share > 1:
            assert "more is reported as delivered than was promised" in said
        assert measure.delivered_sum is None or measure.delivered_sum > 0


@settings(max_examples=100, deadline=None)
@given(reports, days)
def test_adding_a_report_again_changes_nothing(claims: list[StoredClaim], on: str) -> None:
    every = [stored("p", "commitment", **SWAP), *claims]
    assert standing([*every, *every], on) == standing(every, on)


@settings(max_examples=100, deadline=None)
@given(reports, days, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(claims: list[StoredClaim], on: str, dice: Any) -> None:
    every = [stored("p", "commitment", **SWAP), *claims]
    shuffled = every[:]
    dice.shuffle(shuffled)
    assert standing(shuffled, on) == standing(every, on)


def _document(claim: StoredClaim) -> tuple[Document, Claim]:
    document = Document(doc=claim.document_id, text=claim.claim.quote, published=claim.published)
    return document, CLAIM.validate_python({**claim.claim.model_dump(), "start": 0, "end": len(claim.claim.quote)})


def _statuses(place: Path, claims: Sequence[StoredClaim], on: date) -> dict[str, Status]:
    """The statuses on a day from what had been published by it, of a ledger that holds those claims."""
    place.unlink(missing_ok=True)
    with Ledger.create(place) as book:
        for number, claim in enumerate(claims):
            document, said = _document(claim)
            moment = datetime(2025, 7, 1, tzinfo=UTC) + timedelta(hours=number)
            book.add(document, [said], document.text.encode(), moment)
        as_of = AsOf(published=on)
        visible = {each.id: each for each in book.claims(as_of=as_of)}
        return statuses(reconcile(list(visible.values()), book.decisions(as_of=as_of)), visible, on)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports, st.dates(date(2025, 5, 16), date(2025, 6, 12)))
def test_a_status_never_depends_on_what_is_published_later(
    tmp_path: Path, claims: list[StoredClaim], on: date
) -> None:
    every = [stored("p", "commitment", **SWAP), *claims]
    published = [claim for claim in every if (claim.published or "") <= on.isoformat()]
    place = tmp_path / "ledger.sqlite"
    assert _statuses(place, every, on) == _statuses(place, published, on)
