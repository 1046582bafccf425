from __future__ import annotations

from typing import Any

import pytest

from pactwatch.reconcile.same_agreement import SameAgreement
from reconcile.claims import stored

LIKENESS = SameAgreement()
SIGNED = {"parties": ("FRA", "UKR"), "stage": "signed", "date": "2024-02-16"}


def agreement(name: str, **fields: Any):
    return stored(name, "agreement", **{**SIGNED, **fields})


@pytest.mark.parametrize(
    "changes",
    [
        {"stage": "negotiating", "date": "2023-11"},
        {"parties": ("UKR", "FRA")},
        {"form": "treaty"},
        {"title": "Agreement on security cooperation between France and Ukraine"},
        {"date": "2024-02"},
        {"date": None},
    ],
)
def test_the_same_agreement(changes: dict[str, Any]) -> None:
    other = agreement("b", **changes)
    assert LIKENESS.compare(agreement("a", title="Agreement on security cooperation"), other).same


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("parties", {"parties": ("DEU", "UKR")}),
        ("date", {"date": "2024-02-17"}),
        ("form", {"form": "declaration of intent"}),
        ("title", {"title": "Protocol about Rafale aircraft purchases"}),
    ],
)
def test_another_agreement(field: str, changes: dict[str, Any]) -> None:
    comparison = LIKENESS.compare(
        agreement("a", title="Agreement on security cooperation"), agreement("b", **changes)
    )
    assert field in comparison.forbids


def test_a_party_left_out_needs_the_title_to_agree() -> None:
    parties = ("UKR", "FRA", "GBR")
    whole = agreement(
        "a", parties=parties, title="Declaration on a multinational force", form="declaration of intent"
    )
    without_title = agreement("b", parties=parties[:2], form="declaration of intent")
    with_title = agreement(
        "c", parties=parties[:2], title="declaration on the multinational force", form="declaration of intent"
    )
    assert not LIKENESS.compare(whole, without_title).same
    assert LIKENESS.compare(whole, with_title).same


def test_one_shared_party_is_not_enough() -> None:
    assert not LIKENESS.compare(agreement("a"), agreement("b", parties=("UKR",))).same
