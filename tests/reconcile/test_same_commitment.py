from __future__ import annotations

from typing import Any

import pytest

from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile import same_commitment
from pactwatch.reconcile.comparison import Comparison
from pactwatch.reconcile.same_commitment import SameCommitment
from reconcile.claims import stored

LIKENESS = SameCommitment()
EUROS = {"value": 3e9, "currency": "EUR"}
DOLLARS = {"value": 3.2e9, "currency": "USD"}
AID = {"promisors": ("FRA",), "promisees": ("UKR",), "action": "military_aid", "firmness": "pledged"}


def promise(name: str, **fields: Any):
    return stored(name, "commitment", **{**AID, **fields})


def test_the_amount_tells_which_promise() -> None:
    one = promise("a", quote="Paris pledged 3 billion euros ($3.2 billion) in military aid", amounts=(EUROS, DOLLARS))
    other = promise("b", quote="France will give Ukraine arms worth €3bn", amounts=(EUROS,))
    assert LIKENESS.compare(one, other).same


def test_the_instrument_tells_which_promise() -> None:
    one = promise("a", quote="France will support Ukraine", agreement="Agreement on security cooperation")
    other = promise("b", quote="up to three billion will be given", agreement="agreement on security cooperation")
    assert LIKENESS.compare(one, other).same


def test_two_promises_of_one_kind_are_not_yet_one() -> None:
    one = promise("a", quote="France will send six howitzers in spring")
    other = promise("b", quote="Paris promised cruise missiles")
    assert not LIKENESS.compare(one, other).same


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("promisors", {"promisors": ("DEU",)}),
        ("promisees", {"promisees": ("MDA",)}),
        ("action", {"action": "training"}),
        ("action", {"polarity": "will_not"}),
        ("amounts", {"amounts": ({"value": 2e9, "currency": "EUR"},)}),
        ("trigger", {"trigger": "attack"}),
    ],
)
def test_what_rules_it_out(field: str, changes: dict[str, Any]) -> None:
    words = "France will give 3 billion euros of military aid to Ukraine"
    one = promise("a", quote=words, amounts=(EUROS,), trigger="ceasefire")
    other = promise("b", **{"quote": words, "amounts": (EUROS,), "trigger": "ceasefire", **changes})
    assert list(LIKENESS.compare(one, other).forbids) == [field]


def test_articles_of_one_document_stay_apart() -> None:
    one = promise("a", doc="pact.txt", quote="France will train the armed forces of Ukraine.", section="4")
    other = promise("b", doc="pact.txt", quote="France will give Ukraine spare parts.", section="5")
    assert "section" in LIKENESS.compare(one, other).forbids


SWAP: dict[str, Any] = {
    "promisors": ("RUS", "UKR"),
    "promisees": (),
    "action": "prisoner_release",
    "firmness": "agreed",
}


def swap(name: str, number: int, what: str = "prisoners of war", **fields: Any):
    return promise(name, **{**SWAP, "items": ({"name": what, "count": number},), **fields})


def test_one_swap_told_twice_in_one_story_and_in_another_is_one() -> None:
    first = swap("a", 1000, doc="story.txt", quote="The sides agreed to free a thousand captives each.")
    again = swap("b", 1000, "prisoners", doc="story.txt", quote="Both will hand over 1,000 people, negotiators said.")
    elsewhere = swap("c", 1000, "prisoners", quote="Kyiv and Moscow settled on the largest exchange so far.")
    assert LIKENESS.compare(first, again).same and LIKENESS.compare(first, elsewhere).same


def test_swaps_of_another_number_another_month_or_other_things_are_others() -> None:
    one = swap("a", 1000, quote="The sides agreed to free a thousand captives each.")
    assert "items" in LIKENESS.compare(one, swap("b", 390)).forbids
    assert "items" in LIKENESS.compare(one, swap("c", 1000, "bodies")).forbids
    assert not LIKENESS.compare(one, swap("d", 1000, published="2025-08-01")).same


def test_sentences_of_one_document_that_share_nothing_that_tells_stay_apart() -> None:
    one = promise("a", doc="pact.txt", quote="France will train the armed forces of Ukraine.")
    other = promise("b", doc="pact.txt", quote="France will give Ukraine spare parts.")
    assert "document" in LIKENESS.compare(one, other).forbids


def test_rows_that_releases_repeat_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    in_full = same_commitment._compared

    def counted(one: StoredClaim, other: StoredClaim, one_document: bool) -> Comparison:
        compared.append((one.id, other.id))
        return in_full(one, other, one_document)

    releases = [
        promise(f"{number}", doc=f"{number}.csv", via=f"release {number}", quote="FRA; 3 billion", amounts=(EUROS,))
        for number in range(30)
    ]
    pairs = [(one, other) for one in releases for other in releases]
    alone = [SameCommitment().compare(one, other) for one, other in pairs]
    monkeypatch.setattr(same_commitment, "_compared", counted)
    likeness = SameCommitment()
    assert [likeness.compare(one, other) for one, other in pairs] == alone
    # Once in two documents, and once in one.
    assert len(compared) == 2
