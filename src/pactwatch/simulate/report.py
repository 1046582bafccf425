"""The report: what one source publishes of an event, and how it is written down as a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pactwatch.simulate.ground import Settlement

EXERCISE = "announced exercise"
_WHAT = {
    "shelling": "artillery fire",
    "air or drone strike": "a drone strike",
    "missile strike": "a missile strike",
    "armed clash": "an exchange of fire",
    "mine or explosive": "the explosion of a mine",
    "troop movement": "a movement of troops and vehicles",
    "denial of access": "a roadblock that barred its patrol",
    "attack": "an attack",
}


@dataclass(frozen=True)
class Report:
    """One report. `first` and `after` bound the days that its date can mean; `position` is (longitude, latitude, class).

    `establishes` says whether it can show anything by itself: it is the verified word of an observer without a side,
    or the accused's own admission. `replaced` says that the same source corrected it later. `mistaken` tells that a
    fact in it is wrong, `copy` that it is one, and `spoken_for` is the party whose word it is, also where a copy does not
    say so. These are the simulation's own knowledge and are not published.
    """

    id: str
    event: int
    outlet: str
    published: date
    first: date
    after: date
    settlement: Settlement
    position: tuple[float, float, str]
    type: str
    actor: str | None
    target: str | None
    killed: int | None
    quote: str = ""
    speaker: str | None = None
    via: str | None = None
    alleged: bool = False
    exercise: bool = False
    supersedes: int | None = None
    establishes: bool = False
    replaced: bool = False
    mistaken: bool = False
    copy: bool = False
    spoken_for: str | None = None

    @property
    def date(self) -> str:
        """The date as coded: a day, or an interval with both days."""
        last = self.after - timedelta(days=1)
        return f"{self.first}" if last == self.first else f"{self.first}/{last}"

    @property
    def place(self) -> str:
        """The place as written."""
        district = self.position[2] == "district"
        return f"{self.settlement.name} district" if district else self.settlement.name

    def claim(self) -> dict[str, Any]:
        """The claim, as `pactwatch extract` prints it, with `id`, `published` and `outlet` beside it."""
        longitude, latitude, precision = self.position
        claim: dict[str, Any] = {
            "id": self.id,
            "kind": "incident",
            "doc": f"{self.id}.txt",
            "start": 0,
            "end": len(self.quote),
            "quote": self.quote,
            "speaker": self.speaker,
            "via": self.via,
            "date": self.date,
            "place": self.place,
            "type": self.type,
            "admin1": f"{self.settlement.region} Region",
            "perpetrator": self.actor,
            "alleged": self.alleged,
            "target": self.target,
            "killed": None if self.killed is None else {"low": self.killed, "high": self.killed},
            "position": {"lat": latitude, "lon": longitude, "precision": precision},
            "published": f"{self.published}",
            "outlet": self.outlet,
        }
        if self.supersedes is not None:
            claim["supersedes"] = {"killed": {"low": self.supersedes, "high": self.supersedes}}
        return claim

    @property
    def what(self) -> str:
        """What happened, in a few words of English."""
        return _WHAT[self.type] + (f" on {self.target}" if self.target else "")

    @property
    def when(self) -> str:
        """The date in words."""
        last = self.after - timedelta(days=1)
        day = f"{self.first:%d %B}".lstrip("0")
        return f"on {day}" if last == self.first else f"between {day} and {f'{last:%d %B}'.lstrip('0')}"

    @property
    def loss(self) -> str:
        """The dead in words, or nothing."""
        return f", which killed {self.killed}" if self.killed else ""
