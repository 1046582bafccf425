"""The register: the stage that an agreement had reached by a day, by its title and by what it sets off."""

from __future__ import annotations

from datetime import date

from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.register import Register
from reconcile.claims import stored

TITLE = "Agreement on a full ceasefire"


def told(name: str, stage: str, day: str) -> StoredClaim:
    return stored(
        name,
        "agreement",
        title=TITLE,
        parties=("RUS", "UKR"),
        form="agreement",
        stage=stage,
        date=day,
        published=day,
        quote=f"The agreement on a full ceasefire was {stage} on {day}",
    )


CLAIMS = [told("a", "signed", "2025-03-10"), told("b", "in_force", "2025-03-18")]


def register(on: date, claims: list[StoredClaim] = CLAIMS) -> Register:
    return Register(reconcile(claims), {claim.id: claim for claim in claims}, on)


def test_the_furthest_stage_by_the_day_is_told() -> None:
    stages = []
    for day in (date(2025, 3, 9), date(2025, 3, 10), date(2025, 3, 17), date(2025, 3, 18)):
        found = register(day).titled(["the agreement on a full ceasefire"])
        stages.append(found[0].stage if found else None)
    assert stages == [None, "signed", "signed", "in_force"]


def test_a_title_unlike_it_is_another_agreement() -> None:
    assert register(date(2025, 4, 1)).titled(["Memorandum on grain exports"]) is None
    assert register(date(2025, 4, 1)).titled([]) is None


def test_a_ceasefire_has_come_only_once_it_is_in_force() -> None:
    assert register(date(2025, 3, 17)).come(["ceasefire"]) is None
    come = register(date(2025, 3, 18)).come(["none", "ceasefire"])
    assert come is not None
    assert come[1].stage == "in_force"
    assert register(date(2025, 3, 18)).come(["peace_deal"]) is None
