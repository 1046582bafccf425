"""The ledger's own conditional commitments: which of them a sign of the terms activates, for whom, and on whose request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from judge.terms import PAUSE, pause
from reconcile.claims import decided, shelling, stored

from pactwatch.coordinate.commitment import commitments
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.owing import activate
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.reconciler import reconcile

NOW = datetime(2025, 4, 5, 12, tzinfo=UTC)
SIGN = {"trigger": "attack", "rules": ["energy"], "violators": ["RUS"]}
CONSULT: dict[str, Any] = {
    "action": "consultation",
    "firmness": "signed",
    "trigger": "attack",
    "promisors": ["POL", "UKR"],
    "promisees": ["UKR", "POL"],
    "condition": "In the event of a Russian armed attack against Ukraine",
    "respond_within": "PT24H",
    "agreement": "Agreement with Poland",
    "section": "II.1",
    "published": "2024-07-08",
}
WORDS = "In the event of a Russian armed attack against Ukraine, the Participants will consult within 24 hours"


def promise(name: str = "p", quote: str = f"{WORDS}.", **changes: Any) -> StoredClaim:
    return stored(name, "commitment", quote=quote, **{**CONSULT, **changes})


def signed(**changes: Any) -> Terms:
    return pause(**{"signs": [SIGN], "activates": [], **changes})


def owed(*claims: StoredClaim, terms: Terms | None = None, decisions: tuple[Decision, ...] = ()) -> list[Obligation]:
    terms = terms or signed()
    records = reconcile([shelling("a"), *claims], decisions)
    return activate([terms], judge(terms, records), NOW, records=records)


def test_a_sign_that_has_come_obliges_those_who_promised() -> None:
    (due,) = owed(promise())
    assert (due.state, due.owed_by, due.owed_to) == ("overdue", ("POL", "UKR"), ("UKR", "POL"))
    assert (due.within, due.article, due.source.title) == ("PT24H", "II.1", "Agreement with Poland")
    assert due.words.startswith("In the event") and due.commitment is not None and due.record is not None


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("", ()),
        (", at the request of either Participant", ("UKR", "POL")),
        (", upon request by Ukraine", ("UKR",)),
        (", at Ukraine's request", ("UKR",)),
        (", на прохання будь-якого з них", ("UKR", "POL")),
    ],
)
def test_the_clock_waits_where_the_words_say_so(asked: str, who: tuple[str, ...]) -> None:
    (due,) = owed(promise(quote=f"{WORDS}{asked}."))
    assert due.on_request_of == who
    assert (due.due is None) == bool(who)


@pytest.mark.parametrize(
    "changes",
    [
        {"condition": "in the event of an armed attack against Poland"},
        {"condition": "unless Russia attacks"},
        {"condition": "if no attack comes"},
        {"firmness": "considered"},
        {"polarity": "will_not"},
        {"trigger": "ceasefire"},
        {"trigger": "none"},
        {"promisors": ["POL"], "promisees": ["LTU"]},
        {"published": "2025-05-01"},
    ],
)
def test_what_the_sign_does_not_touch_stays_asleep(changes: dict[str, Any]) -> None:
    assert [due for due in owed(promise(**changes)) if due.state != "dormant"] == []


def test_a_condition_that_names_nobody_or_any_party_fits() -> None:
    for condition in (
        "in those circumstances",
        "in case of an attack on one of the Parties",
        "У разі нападу на Україну",
    ):
        assert [due.state for due in owed(promise(condition=condition))] == ["overdue"]


def test_what_nothing_has_activated_is_watched_as_dormant() -> None:
    terms = signed()
    (due,) = activate([terms], [], NOW, records=reconcile([promise()]))
    assert (due.state, due.record) == ("dormant", None)


def test_words_that_the_terms_activate_themselves_oblige_once() -> None:
    own = {**PAUSE["activates"][0], "quote": WORDS}
    (due,) = owed(promise(), terms=signed(activates=[own]))
    assert due.commitment is None


def test_two_terms_with_the_same_sign_oblige_once() -> None:
    other = signed(name="other")
    records = reconcile([shelling("a"), promise()])
    found = [*judge(signed(), records), *judge(other, records)]
    (due,) = activate([signed(), other], found, NOW, records=records)
    (trigger,) = due.triggers
    assert due.findings == trigger.findings == tuple(sorted(finding.id for finding in found))


def test_a_promise_decided_wrong_obliges_nobody() -> None:
    assert owed(promise(), decisions=(decided("wrong", "p"),)) == []


def test_it_falls_away_with_the_finding_and_is_still_told() -> None:
    before = owed(promise())
    records = reconcile([promise()])
    (due,) = activate([signed()], [], NOW, before=before, records=records)
    assert (due.state, due.ended) == ("discharged", NOW) and "withdrawn" in due.notes[-1]


def test_a_state_and_a_day_oblige_too() -> None:
    by_state = {**PAUSE["activates"][0], "id": "s", "when": {"state": "broken"}}
    by_day = {**PAUSE["activates"][0], "id": "d", "when": {"day": "2025-04-04"}}
    (state, day) = owed(terms=pause(activates=[by_state, by_day]))
    # The breach of 27 March was reported on the 28th: its clock begins with the end of that day.
    assert (str(state.reached), state.start) == ("2025-03-27", datetime(2025, 3, 29, tzinfo=UTC))
    assert (str(day.reached), day.due, day.state) == ("2025-04-04", datetime(2025, 4, 6, tzinfo=UTC), "active")
    assert state.findings and not day.findings and "2025-04-04 has come" in day.notes[0]


def test_a_state_that_no_longer_holds_discharges_it() -> None:
    terms = pause(activates=[{**PAUSE["activates"][0], "when": {"state": "broken"}}])
    before = owed(terms=terms)
    (due,) = activate([terms], [], NOW, before=before)
    assert due.state == "discharged" and "no longer holds" in due.notes[-1]


def test_a_promise_with_no_time_has_no_clock() -> None:
    (due,) = owed(promise(respond_within=None))
    assert (due.state, due.due) == ("active", None)
    assert [each.within for each in commitments(reconcile([promise(respond_within=None)]))] == [None]
