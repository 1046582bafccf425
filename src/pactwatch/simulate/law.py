"""The law: what the ceasefire forbids, as terms in YAML for whoever judges, and as yes or no for whoever knows it all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pactwatch.simulate.ground import BUFFER_KM, DISTRICT_KM, SETTLEMENT_KM

PARTIES = ("Arvenia", "Belmark")
LIAR = "Belmark"
"""The party that lies. Nobody who judges is told."""
THIRD = "ZEN"
"""A state that is no party."""
PROXY = "Red Banner Group"
"""A group whose ties are not known: in truth it acts for nobody or for a party."""
FIRE = ("shelling", "air or drone strike", "missile strike")
VIOLENT = (*FIRE, "armed clash", "mine or explosive")
FROM, UNTIL = date(2024, 3, 1), date(2024, 8, 28)
ENERGY_FROM, ENERGY_UNTIL = date(2024, 4, 1), date(2024, 7, 1)
PAUSE_FROM, PAUSE_UNTIL = date(2024, 5, 10), date(2024, 5, 14)
DEADLINES = (FROM, UNTIL, ENERGY_FROM, ENERGY_UNTIL, PAUSE_FROM, PAUSE_UNTIL)
ENERGY = ("power station", "substation")
MEDICAL = ("hospital", "clinic")
OTHER_TARGETS = ("houses", "a market", "a farm", "an army position")


@dataclass(frozen=True)
class Article:
    """One rule: which kinds of event it forbids, when, against what, where, and what excuses it."""

    id: str
    number: str
    quote: str
    types: tuple[str, ...]
    first: date = FROM
    until: date = UNTIL
    against: tuple[str, ...] = ()
    in_buffer: bool = False
    excused: bool = False

    def on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.first <= day < self.until and not PAUSE_FROM <= day < PAUSE_UNTIL

    def protects(self, target: str | None) -> bool:
        """Whether a target is one that it speaks of."""
        return not self.against or (target is not None and any(word in target for word in self.against))


ARTICLES = (
    Article("no-fire", "1", "The parties cease all fire from artillery, aircraft and missiles.", FIRE, excused=True),
    Article(
        "energy",
        "2",
        "From 1 April to 30 June neither party strikes power stations or substations.",
        FIRE,
        ENERGY_FROM,
        ENERGY_UNTIL,
        ENERGY,
    ),
    Article("medical", "3", "Hospitals and clinics are not attacked.", FIRE, against=MEDICAL),
    Article(
        "buffer",
        "4",
        "No troops move within 10 kilometres of the line of contact.",
        ("troop movement",),
        in_buffer=True,
        excused=True,
    ),
    Article("access", "5", "The parties do not bar the mission from any place.", ("denial of access",)),
)


def terms(name: str) -> dict[str, Any]:
    """The terms as they are published, in the form of docs/terms.md."""
    rules: list[dict[str, Any]] = []
    for article in ARTICLES:
        forbids: dict[str, Any] = {"types": list(article.types), "by": list(PARTIES)}
        if article.against:
            forbids |= {"against": list(article.against), "unclear": ["facility", "building", "infrastructure"]}
        if article.in_buffer:
            forbids["where"] = ["buffer"]
        rule: dict[str, Any] = {
            "id": article.id,
            "article": article.number,
            "quote": article.quote,
            "forbids": forbids,
        }
        if (article.first, article.until) != (FROM, UNTIL):
            rule["in_force"] = [{"from": article.first, "until": article.until}]
        if article.excused:
            words = "Exercises and movements announced to the mission a day before are no breach."
            rule["exceptions"] = [{"id": "announced", "words": words, "claimed": ["announced exercise"]}]
        rules.append(rule)
    return {
        "name": name,
        "source": {"title": "Agreement on a ceasefire between Arvenia and Belmark (made up)"},
        "parties": [
            {"actor": "Arvenia", "known_as": ["Arvenian"], "adverse_to": ["Belmark"]},
            {"actor": "Belmark", "known_as": ["Belmarki"], "adverse_to": ["Arvenia"]},
        ],
        "in_force": [{"from": FROM, "until": UNTIL}],
        "paused": [{"from": PAUSE_FROM, "until": PAUSE_UNTIL, "words": "A pause agreed on 9 May."}],
        "zones": [{"name": "buffer", "shape": "zones.geojson#line of contact", "within_km": BUFFER_KM}],
        "uncertainty_km": {"exact": 0, "settlement": SETTLEMENT_KM, "district": DISTRICT_KM},
        "rules": rules,
        "standard_of_evidence": {"name": "reasonable_grounds"},
    }
