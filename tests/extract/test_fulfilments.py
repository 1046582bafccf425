"""Statements that a promise was kept or not."""

from __future__ import annotations


def test_a_tranche_of_a_prisoner_exchange(story):
    (claim,) = story("Russia and Ukraine exchanged 95 prisoners on Tuesday.", "fulfilment")
    assert (claim.state, claim.date) == ("partly_met", "2025-03-25")
    assert set(claim.promisors) == {"RUS", "UKR"}
    assert claim.items[0].count == 95


def test_the_final_stage_completes_it(story):
    (claim,) = story("Ukraine and Russia completed the exchange of prisoners on Sunday.", "fulfilment")
    assert claim.state == "met"


def test_a_delivery_still_to_come_is_no_fulfilment(story):
    assert story("Germany will deliver tanks to Ukraine.", "fulfilment") == []


def test_what_is_only_denied_is_no_breach(story):
    assert story("Russia denied having violated the ceasefire.", "fulfilment") == []


def test_a_delivered_strike_is_no_delivery(story):
    assert story("Russia delivered a strike on two weapons depots with 20 drones.", "fulfilment") == []


def test_a_weekend_is_a_date_too(story):
    (claim,) = story(
        "Russia and Ukraine exchanged 1,000 prisoners over the weekend.", "fulfilment", published="2025-05-26"
    )
    assert claim.date == "2025-05-24/2025-05-25"
