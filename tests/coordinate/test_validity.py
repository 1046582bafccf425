"""Whether an agreement obliged anybody on the day of a trigger: not before it began, not suspended, not after its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge.terms import pause
from reconcile.claims import at, shelling, stored

from coordinate.test_commitment import NOW, promise, signed
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.owing import activate
from pactwatch.coordinate.validity import Validities, Validity
from pactwatch.extract.claim import ProvisionClaim
from pactwatch.judge.judgement import judge
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.reconciler import reconcile

TITLE = "Agreement with Poland"
PARTIES = ["POL", "UKR"]


def stage(name: str, date: str | None, **changes: Any) -> StoredClaim:
    said = {
        "title": TITLE,
        "parties": PARTIES,
        "form": "agreement",
        "stage": name,
        "date": date,
        "published": "2025-03-01",
    }
    return stored(f"{name}-{date}", "agreement", doc="text", **{**said, **changes})


def provision(kind: str, value: str) -> StoredClaim:
    words = f"It says {kind} {value}."
    said = {"provision": kind, "value": value, "agreement": TITLE}
    claim = ProvisionClaim.model_validate({"doc": "text", "start": 0, "end": len(words), "quote": words, **said})
    return StoredClaim(kind, "text", claim, "2025-03-01", None, at(0))


def owed(*claims: StoredClaim) -> list[Obligation]:
    """What the attack of 27 March 2025 obliges of a promise in the agreement of which the claims tell."""
    records = reconcile([shelling("a"), promise(), *(claim for claim in claims if claim.claim.kind == "agreement")])
    due = activate([signed()], judge(signed(), records), NOW, records=records, claims=claims)
    return [each for each in due if each.state != "dormant"]


def test_an_agreement_in_force_obliges() -> None:
    (due,) = owed(stage("signed", "2024-07-08"), stage("in_force", "2024-07-08"), provision("term", "P10Y"))
    assert due.notes == ("Counted from the end of the day on which it was known, because the day alone is known.",)


@pytest.mark.parametrize(
    "claims",
    [
        [stage("signed", "2025-03-28")],
        [stage("signed", "2024-07-08"), stage("in_force", "2025-04-01")],
        [stage("signed", "2024-07-08"), provision("entry_into_force", "2025-06-01")],
        [stage("proposed", "2024-07-08")],
        [stage("signed", "2024-07-08"), stage("ended", "2025-03-20")],
        [stage("signed", "2024-07-08"), stage("ended", None, published="2025-03-21")],
        [stage("signed", "2024-07-08"), stage("suspended", "2025-02")],
        [stage("signed", "2023-03-26"), provision("term", "P2Y")],
        [stage("signed", "2024-07-08"), stage("suspended", "2025-02-01"), stage("in_force", "2025-03-28")],
    ],
    ids=lambda claims: "+".join(claim.id for claim in claims) if isinstance(claims, list) else "",
)
def test_one_that_had_not_begun_was_suspended_or_had_ended_does_not(claims: list[StoredClaim]) -> None:
    assert owed(*claims) == []


@pytest.mark.parametrize(
    "claims",
    [
        [stage("signed", "2024-07-08"), stage("suspended", "2025-02-01"), stage("in_force", "2025-03-01")],
        [stage("signed", "2024-07-08"), stage("ended", "2025-03-28")],
        [stage("signed", "2023-03-28"), provision("term", "P2Y")],
        [stage("signed", "2023-01-01"), provision("term", "indefinite")],
    ],
)
def test_one_that_resumed_or_ends_later_does(claims: list[StoredClaim]) -> None:
    (due,) = owed(*claims)
    assert len(due.notes) == 1


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([stage("signed", "2024-07-08"), provision("entry_into_force", "after ratification")], "after ratification"),
        ([stage("signed", "2024-07-08"), stage("ended", "2025-03")], "cannot be told from its dates"),
        ([stage("signed", "2024-07-08"), stage("ended", None, published="2025-04-02")], "cannot be told"),
    ],
)
def test_where_it_cannot_be_told_it_obliges_and_says_so(claims: list[StoredClaim], words: str) -> None:
    (due,) = owed(*claims)
    assert words in due.notes[-1]


def test_an_agreement_of_the_same_title_in_another_document_is_not_mixed_up() -> None:
    one = stage("signed", "2024-07-08")
    other = stored(
        "x",
        "agreement",
        doc="p.txt",
        title=TITLE,
        parties=["LTU", "UKR"],
        form="agreement",
        stage="ended",
        date="2020",
    )
    records = reconcile([promise(), one, other])
    (told,) = (record for record in records if record.kind == "commitment")
    meant = Validities(records).of(told)
    assert meant is not None and meant.ended is not None, "that of its own document is meant"
    assert (
        Validities(reconcile([promise(doc="third"), one, other])).of(told.model_copy(update={"sources": ()})) is None
    )


def test_the_terms_own_activations_are_bound_by_their_own_time_alone() -> None:
    records = reconcile([shelling("a"), stage("ended", "2020-01-01")])
    assert [due.state for due in activate([pause()], judge(pause(), records), NOW, records=records)] == ["overdue"]


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, days, days, days)
def test_a_longer_time_is_never_surer(began: date, ended: date, one: date, other: date) -> None:
    begin, end = sorted((began, ended))
    validity = Validity(began=ImpreciseDate.parse(str(begin)), ended=ImpreciseDate.parse(str(end)))
    first, last = sorted((one, other))
    whole = validity.on(first, last)
    if whole != "not known":
        assert {validity.on(first, first), validity.on(last, last)} == {whole}
