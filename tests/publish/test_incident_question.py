from __future__ import annotations

from typing import Any

import pytest
from reconcile.claims import shelling

from pactwatch.publish.incident_question import IncidentQuestion
from pactwatch.reconcile.reconciler import reconcile


@pytest.mark.parametrize(
    ("date", "asked", "fits"),
    [
        ("2025-03-27/2025-03-29", {"since": "2025-03-29"}, True),
        ("2025-03-27/2025-03-29", {"since": "2025-03-30"}, False),
        ("2025-03-27/2025-03-29", {"until": "2025-03-27"}, True),
        ("2025-03-27/2025-03-29", {"until": "2025-03-26"}, False),
        ("2025-03", {"since": "2025-03-15", "until": "2025-03-16"}, True),
        (None, {"since": "2025-03-15"}, False),
        (None, {}, True),
    ],
)
def test_what_may_have_been_on_one_of_the_days_fits(date: str | None, asked: dict[str, str], fits: bool) -> None:
    records = reconcile([shelling("a", date=date)])
    assert IncidentQuestion(**asked).of(records) == (records if fits else [])


@pytest.mark.parametrize(
    "asked", [{"type": "attack"}, {"perpetrator": "UKR"}, {"place": "odesa"}, {"place": "kherson", "type": "attack"}]
)
def test_what_is_asked_for_must_all_fit(asked: dict[str, Any]) -> None:
    records = reconcile([shelling("a")])
    assert IncidentQuestion(**asked).of(records) == []
    assert IncidentQuestion(type="shelling", perpetrator="RUS", place="kherson").of(records) == records
