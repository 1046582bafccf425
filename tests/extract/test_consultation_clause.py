"""A consultation clause is a promise of its parties to each other, whatever the parse makes of its subject."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "If Russia attacks Ukraine again in an armed attack, the Participants will consult within 24 hours.",
        "In the event of a new Russian armed attack against Ukraine, Denmark and Ukraine, if either of them asks for "
        "it, will consult within 24 hours on what to do next.",
        "In case of a renewed armed attack by Russia, Ukraine and Denmark within 24 hours will ensure an exchange of "
        "views and will consult with each other.",
    ],
)
def test_it_is_one_promise_of_both_with_its_time(instrument, sentence):
    promises = [claim for claim in instrument([sentence], "commitment") if claim.respond_within]
    assert len(promises) == 1
    (promise,) = promises
    assert set(promise.promisors) == set(promise.promisees) == {"DNK", "UKR"}
    assert (promise.action, promise.trigger, promise.respond_within) == ("consultation", "attack", "PT24H")
    assert promise.condition in promise.quote


def test_a_time_for_something_else_is_no_consultation(instrument):
    claims = instrument(["Denmark will answer requests for spare parts within 24 hours."], "commitment")
    assert [claim for claim in claims if claim.action == "consultation"] == []
