"""Needs and contributions: what fits, what is proposed first, what stays open and what is promised twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile.claims import stored

from pactwatch.coordinate.matching import assign, fit, match
from pactwatch.coordinate.need import (
    Contribution,
    Need,
    NeedError,
    Wanted,
    add_contribution,
    add_need,
    contributions,
    needs,
    promised,
    withdraw,
)
from pactwatch.ledger.errors import ActError
from pactwatch.ledger.ledger import Ledger
from pactwatch.reconcile.reconciler import reconcile

AT = datetime(2025, 4, 1, tzinfo=UTC)


def wanted(**fields: Any) -> Wanted:
    return Wanted.model_validate({"capability": "monitoring", "item": "observers", **fields})


def need(number: int, quantity: int | None, priority: int = 2, **fields: Any) -> Need:
    given = {"id": f"need-{number}", "wanted": wanted(quantity=quantity, **fields), "priority": priority}
    return Need.model_validate({**given, "by": "Cell", "at": AT})


def offer(number: int, quantity: int | None, who: str = "NOR", **fields: Any) -> Contribution:
    return Contribution(id=f"contribution-{number}", offered=wanted(quantity=quantity, **fields), contributor=who)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "ledger.sqlite") as made:
        yield made


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ({}, {}, True),
        ({}, {"capability": "training"}, False),
        ({}, {"item": "Observer drones"}, False),
        ({"item": "armoured vehicles"}, {"item": "Vehicles, armoured"}, True),
        ({"place": "Kherson"}, {"place": "kherson"}, True),
        ({"place": "Kherson"}, {"place": "Sumy"}, False),
        ({"place": "Kherson"}, {}, True),
        ({"last": "2025-05-01"}, {"first": "2025-05-02"}, False),
        ({"first": "2025-05-01"}, {"last": "2025-05-01"}, True),
        ({"first": "2025-05-01"}, {"last": "2025-04-30"}, False),
    ],
)
def test_capability_goods_place_and_time_must_meet(one: dict[str, Any], other: dict[str, Any], fits: bool) -> None:
    assert (fit(wanted(**one), wanted(**other)) is not None) is fits


def test_what_is_not_known_of_an_offer_is_said() -> None:
    found = fit(wanted(place="Kherson", first="2025-05-01"), Wanted(capability="monitoring"))
    assert found is not None
    assert found[0] == 3
    assert "whether it can be had in Kherson is not told" in found[1]


def test_the_first_priority_is_served_first_and_the_gap_is_told() -> None:
    matched = match([need(1, 30, 2), need(2, 50, 1)], [offer(1, 60)])
    second, first = matched.covers
    assert [(pair.contribution, pair.quantity) for pair in first.proposed] == [("contribution-1", 50)]
    assert [(pair.contribution, pair.quantity) for pair in second.proposed] == [("contribution-1", 10)]
    assert (first.gap, second.gap) == (0, 20)


def test_as_much_is_covered_as_can_be() -> None:
    """An offer that fits both goes to the need that nothing else can serve."""
    anywhere, bound = offer(1, 10), offer(2, 10, "SWE", place="Kherson")
    covers = match([need(1, 10, place="Kherson"), need(2, 10, place="Sumy")], [anywhere, bound]).covers
    assert [cover.gap for cover in covers] == [0, 0]


def test_without_numbers_nothing_is_counted_and_it_is_shown_as_possible() -> None:
    (cover,) = match([need(1, None)], [offer(1, 10)]).covers
    assert (cover.gap, cover.proposed) == (None, ())
    assert [pair.contribution for pair in cover.possible] == ["contribution-1"]


def test_only_what_a_person_assigns_is_given_and_doubles_are_told(ledger: Ledger) -> None:
    wants = [add_need(ledger, {**wanted(quantity=count).model_dump()}, 1, "Cell", None) for count in (10, 10)]
    offered = add_contribution(ledger, wanted(quantity=12).model_dump(), "NOR", "Oslo", None)
    for each in wants:
        assign(ledger, each, offered, 9, "Cell", None)
    matched = match(needs(ledger.acts()), contributions(ledger.acts()), ledger.acts())
    assert [cover.gap for cover in matched.covers] == [1, 1]
    assert matched.doubles == ("contribution-1 is assigned 18 times, and 12 are offered",)


def test_the_same_offer_twice_is_told() -> None:
    assert "more than once" in match([], [offer(1, 5), offer(2, 5)]).doubles[0]
    assert match([], [offer(1, 5), offer(2, 5, "SWE")]).doubles == ()


def observers(count: int) -> tuple[dict[str, object], ...]:
    return ({"name": "observer", "count": count},)


def test_firm_promises_with_numbers_are_contributions() -> None:
    firm = {"promisors": ("NOR",), "action": "monitoring", "firmness": "pledged", "items": observers(40)}
    claims = [
        stored("a", "commitment", doc="a", quote="Norway will send 40 observers", **firm),
        stored(
            "b",
            "commitment",
            doc="b",
            quote="Sweden may send 10",
            **{**firm, "firmness": "considered", "promisors": ("SWE",)},
        ),
        stored(
            "c",
            "commitment",
            doc="c",
            quote="Once a ceasefire holds",
            **{**firm, "trigger": "ceasefire", "promisors": ("FIN",)},
        ),
    ]
    records = reconcile(claims)
    (found,) = promised(records, {claim.id: claim for claim in claims})
    assert (found.contributor, found.offered.item, found.offered.quantity) == ("NOR", "observer", 40)
    assert match([need(1, 25)], [found]).covers[0].gap == 0


@pytest.mark.parametrize(
    ("given", "priority", "words"),
    [
        ({"capability": "magic"}, 1, "capability"),
        ({"capability": "monitoring", "quantity": 0}, 1, "quantity"),
        ({"capability": "monitoring", "first": "2025-05-02", "last": "2025-05-01"}, 1, "before its first"),
        ({"capability": "monitoring"}, 4, "1, 2 or 3"),
    ],
)
def test_what_is_no_need_is_refused(ledger: Ledger, given: dict[str, Any], priority: int, words: str) -> None:
    with pytest.raises(NeedError, match=words):
        add_need(ledger, given, priority, "Cell", None)
    assert ledger.acts() == []


def test_nothing_changes_without_a_name_and_nothing_is_erased(ledger: Ledger) -> None:
    with pytest.raises(ActError):
        add_need(ledger, {"capability": "monitoring"}, 1, " ", None)
    made = add_need(ledger, {"capability": "monitoring"}, 1, "Cell", None)
    withdraw(ledger, made.id, "Cell", "No longer wanted")
    assert needs(ledger.acts()) == []
    with pytest.raises(NeedError, match="that stands"):
        withdraw(ledger, made.id, "Cell", "Again")
    assert add_need(ledger, {"capability": "training"}, 2, "Cell", None).id == "need-2"
    assert ledger.verify().ok


quantities = st.lists(st.tuples(st.integers(1, 20), st.sampled_from([1, 2, 3])), min_size=1, max_size=4)


@settings(deadline=None)
@given(quantities, st.lists(st.integers(1, 20), max_size=4))
def test_nothing_is_proposed_twice_and_all_that_can_be_is(wants: list[tuple[int, int]], has: list[int]) -> None:
    asked = [need(number, count, priority) for number, (count, priority) in enumerate(wants)]
    offers = [offer(number, count, f"P{number}") for number, count in enumerate(has)]
    covers = match(asked, offers).covers
    proposed = [pair for cover in covers for pair in cover.proposed]
    for each in offers:
        taken = sum(pair.quantity or 0 for pair in proposed if pair.contribution == each.id)
        assert taken <= (each.offered.quantity or 0)
    total = sum(pair.quantity or 0 for pair in proposed)
    assert total == min(sum(count for count, _ in wants), sum(has))
    for cover in covers:
        lower = [other for other in covers if other.need.priority > cover.need.priority and other.proposed]
        assert not (cover.gap and lower), "a lower priority is served only once the higher has all"


def test_dates_are_days() -> None:
    assert wanted(first="2025-05-01").first == date(2025, 5, 1)
