from __future__ import annotations

from typing import Any

import pytest

from pactwatch.reconcile.same_meeting import SameMeeting
from reconcile.claims import stored

LIKENESS = SameMeeting()


def talks(name: str, **fields: Any):
    given = {"participants": ("USA", "RUS", "UKR"), "date": "2025-03-24", "place": "Riyadh", **fields}
    return stored(name, "meeting", **given)


@pytest.mark.parametrize(
    "changes", [{}, {"date": "2025-03-23/2025-03-25"}, {"participants": ("USA", "RUS")}, {"place": None}]
)
def test_the_same_talks(changes: dict[str, Any]) -> None:
    assert LIKENESS.compare(talks("a"), talks("b", **changes)).same


@pytest.mark.parametrize("changes", [{"date": "2025-03-26"}, {"participants": ("USA", "CHN")}, {"place": "Jeddah"}])
def test_other_talks(changes: dict[str, Any]) -> None:
    assert not LIKENESS.compare(talks("a"), talks("b", **changes)).same


def test_without_a_date_it_stays_alone() -> None:
    assert not list(LIKENESS.keys(talks("a", date=None)))
