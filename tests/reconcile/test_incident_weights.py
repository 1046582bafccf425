from __future__ import annotations

import random
from typing import Any

import pytest

from pactwatch.extract.claim import IncidentClaim
from pactwatch.reconcile.incident_weights import weights
from pactwatch.reconcile.linkage.coded_report import CodedReport
from pactwatch.reconcile.linkage.link import Item, table_of
from pactwatch.reconcile.linkage.model import load_models
from pactwatch.reconcile.linkage.scoring import score

FIELDS = ("date", "place", "precision", "type", "perpetrator", "killed", "injured")


def claim(**fields: Any) -> IncidentClaim:
    return IncidentClaim(doc="a", start=0, end=1, quote="x", **{"type": "shelling", **fields})


def position(lat: float) -> dict[str, Any]:
    return {"lat": lat, "lon": 32.6, "precision": "settlement"}


def drawn(dice: random.Random) -> IncidentClaim:
    count = [
        None,
        *({"low": low, "high": high} for low, high in ((0, 0), (1, 1), (4, 4), (3, None), (30, 30), (12, 12))),
    ]
    return claim(
        date=dice.choice(["2025-03-27", "2025-03-28", "2025-03-27/2025-03-28", "2025-03-26/2025-03-30"]),
        place=dice.choice(
            ["Kherson", "Kherson port", "the centre of Kherson", "Khersno", "Kherson Oblast", "Chornobaivka"]
        ),
        admin1=dice.choice([None, "Kherson Oblast"]),
        position=dice.choice([None, *(position(lat) for lat in (46.6, 46.601, 46.63, 46.7, 47.0, 48.0))]),
        type=dice.choice(["shelling", "attack", "missile strike", "armed clash"]),
        perpetrator=dice.choice([None, "RUS", "UKR"]),
        killed=dice.choice(count),
        injured=dice.choice(count),
    )


def test_they_are_those_by_which_reports_are_linked() -> None:
    dice = random.Random(5)
    claims = [drawn(dice) for _ in range(40)]
    model = load_models().named("claims")
    compared = [each.name for each in model.comparisons]
    seen = 0
    rows = table_of([Item(str(n), str(n), CodedReport.of(each)) for n, each in enumerate(claims)])
    for pair in score(rows, model, least=0.0):
        told = weights(claims[pair.one], claims[pair.other])
        for field in FIELDS:
            at = compared.index(field)
            level = model.comparisons[at].levels[pair.outcomes[at]]
            assert told.get(field, 0.0) == (level.bits or 0.0), (
                field,
                level.name,
                claims[pair.one],
                claims[pair.other],
            )
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize(
    ("one", "other", "field", "speaks_for"),
    [
        ({"date": "2025-03-27"}, {"date": "2025-03-27"}, "date", True),
        ({"killed": {"low": 4, "high": 4}}, {"killed": {"low": 40, "high": 40}}, "killed", False),
        ({"perpetrator": "RUS"}, {"perpetrator": "UKR"}, "perpetrator", False),
    ],
)
def test_what_speaks_for_and_against(
    one: dict[str, Any], other: dict[str, Any], field: str, speaks_for: bool
) -> None:
    assert (weights(claim(**one), claim(**other))[field] > 0) is speaks_for
