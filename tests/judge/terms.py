"""A small set of terms for the tests of judging and of what it activates."""

from __future__ import annotations

from typing import Any

from pactwatch.judge.terms import Terms

PAUSE: dict[str, Any] = {
    "name": "pause",
    "source": {"title": "Terms of a pause"},
    "parties": [
        {"actor": "RUS", "agents": ["DPR"], "known_as": ["Russia", "Russian", "Kremlin"]},
        {"actor": "UKR", "known_as": ["Ukraine", "Ukrainian", "Kyiv"]},
    ],
    "in_force": [{"from": "2025-03-18", "until": "2025-04-17"}],
    "zones": [{"name": "coast", "areas": ["Kherson Oblast", "Odesa"]}],
    "rules": [
        {
            "id": "energy",
            "article": "2.1",
            "quote": "Neither side strikes the energy facilities of the other.",
            "forbids": {
                "types": ["shelling", "missile strike", "air or drone strike"],
                "by": ["RUS", "UKR"],
                "against": ["energy", "power plant"],
                "unclear": ["facility", "infrastructure"],
            },
        }
    ],
    "activates": [
        {
            "id": "consult",
            "when": {"rules": ["energy"], "violators": ["RUS"]},
            "owed_by": ["FRA"],
            "owed_to": ["UKR"],
            "action": "consultation",
            "within": "PT24H",
            "article": "3",
            "quote": "France will consult with Ukraine within 24 hours.",
            "source": {"title": "Declaration of support"},
        }
    ],
}


def pause(**changes: Any) -> Terms:
    """The terms of the pause, with other values for some of their keys."""
    return Terms.model_validate({**PAUSE, **changes})


def rule(**forbids: Any) -> dict[str, Any]:
    """The rule of the pause with other conditions."""
    return {**PAUSE["rules"][0], "forbids": {**PAUSE["rules"][0]["forbids"], **forbids}}
