"""Coded reports made of known events: each event told several times, each time a little differently, by a seed.

What differs is what does between real reports: the day by one, the place by spelling, by a word before it or by naming
only the region, the position by kilometres, the type by how the weapon was seen, counts that rise, fields not given.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

# Of every hundred events, by type, as monitors of a war along a line of contact report them.
_TYPES = {
    "armed clash": 32,
    "shelling": 36,
    "attack": 10,
    "mine or explosive": 9,
    "air or drone strike": 8,
    "missile strike": 5,
}
_SEEN_AS = {
    "armed clash": ("attack", "shelling"),
    "shelling": ("attack", "armed clash", "missile strike"),
    "attack": ("armed clash", "other"),
    "mine or explosive": ("attack", "other"),
    "air or drone strike": ("missile strike", "attack", "shelling"),
    "missile strike": ("shelling", "attack", "air or drone strike"),
}
_SPELLINGS = (("h", "g"), ("y", "i"), ("i", "y"), ("ivka", "evka"), ("iy", "y"), ("kh", "h"))
_BEFORE = ("near {}", "outskirts of {}", "{} area", "north of {}", "village of {}")
# How often a report strays from the event, as a share, before it is multiplied by the strength of the noise.
_STRAYS = {
    "day": 0.06,
    "stretch": 0.04,
    "spelling": 0.10,
    "slip": 0.0,
    "before": 0.10,
    "region": 0.04,
    "nowhere": 0.06,
}
_UNSAID = {
    "type": 0.15,
    "open": 0.05,
    "killed": 0.10,
    "killed unsaid": 0.06,
    "injured unsaid": 0.25,
    "perpetrator": 0.25,
}
_METRES_A_DEGREE = 111_200


@dataclass(frozen=True)
class Noise:
    """How reports of one batch stray: what is other than usual.

    `shares` are those of _STRAYS and _UNSAID that differ, `lacks` the fields that no report has, `spread` how many times
    further off positions are; `one_type`: all events are of one type, as in data that know no more.
    """

    name: str = "usual"
    shares: Mapping[str, float] = field(default_factory=dict)
    lacks: frozenset[str] = frozenset()
    spread: float = 1.0
    one_type: bool = False


USUAL = Noise()
_POSITIONS = frozenset({"lat", "lon"})
# Batches differ: what one has in every report another lacks.
NOISES = (
    USUAL,
    Noise("no positions", lacks=_POSITIONS),
    Noise("few fields", {"day": 0.1}, _POSITIONS | {"injured", "perpetrator", "admin1"}, one_type=True),
    Noise("one type", lacks=frozenset({"injured"}), one_type=True),
    Noise("days off", {"day": 0.25, "stretch": 0.1, "nowhere": 0.5}),
    Noise("slips", {"slip": 0.2, "nowhere": 0.8}),
    Noise("regions", {"region": 0.2, "nowhere": 0.5}),
    Noise("counts off", {"killed": 0.35, "open": 0.2, "injured unsaid": 0.4}),
    Noise("positions off", spread=4.0),
)


@dataclass(frozen=True)
class Event:
    """An event: its day, place with position and region, the number of killed, and the side that did it."""

    name: str
    day: date
    days: int
    place: str
    region: str
    lat: float
    lon: float
    killed: int
    sides: tuple[str, str]


def read_events(path: Path) -> list[Event]:
    """The events of a release of the UCDP's georeferenced dataset, as CSV. Raises OSError, or ValueError for bad rows."""
    with path.open(encoding="cp1252", newline="") as file:
        return [_event(row) for row in csv.DictReader(file)]


def distinct(events: Iterable[Event]) -> list[Event]:
    """The events of which the data themselves tell no other one of the same day, place and number of killed."""
    many = list(events)
    alike = Counter((event.day, event.place, event.killed) for event in many)
    return [event for event in many if alike[event.day, event.place, event.killed] == 1]


def _event(row: dict[str, str]) -> Event:
    first, last = (_day(row[name]) for name in ("date_start", "date_end"))
    return Event(
        row["id"],
        first,
        (last - first).days + 1,
        row["where_coordinates"],
        row["adm_1"],
        float(row["latitude"]),
        float(row["longitude"]),
        int(row["best"]),
        (row["side_a"], row["side_b"]),
    )


def _day(text: str) -> date:
    """The day; spreadsheets wrote it in two ways."""
    day = text.split(maxsplit=1)[0]
    return datetime.strptime(day, "%m/%d/%Y" if "/" in day else "%Y-%m-%d").date()  # noqa: DTZ007 - a day alone


def coded_reports(
    events: Iterable[Event], seed: int, strengths: Sequence[float] = (1.0,), noise: Noise = USUAL
) -> Iterator[dict[str, Any]]:
    """Reports of each event, from one to six, with a key `incident` that names the event, in an order that tells nothing.

    `strengths` are those of the noise; each event has one of them. The same seed gives the same reports.
    """
    made = []
    batch = f"{seed}" if noise is USUAL else f"{seed} {noise.name}"
    for event in events:
        dice = random.Random(f"{batch} {event.name}")
        strength = dice.choice(list(strengths))
        kind = dice.choices(list(_TYPES), list(_TYPES.values()))[0]
        kind = "armed clash" if noise.one_type else kind
        injured = max(0, round(event.killed * dice.uniform(0, 2.5)))
        perpetrator = event.sides[dice.randrange(2)]
        number = 1
        while number < 6 and dice.random() < 0.45:
            number += 1
        for report in range(number):
            name = hashlib.sha256(f"{batch} {event.name} {report}".encode()).hexdigest()[:12]
            told = {"type": kind, "killed": event.killed, "injured": injured, "perpetrator": perpetrator}
            made.append({"report": name, "incident": event.name, **_told(event, told, dice, noise, strength)})
    yield from sorted(made, key=lambda line: str(line["report"]))


def _told(event: Event, told: dict[str, Any], dice: random.Random, noise: Noise, strength: float) -> dict[str, Any]:
    shares = {**_STRAYS, **_UNSAID, **noise.shares}

    def strays(what: str) -> bool:
        return dice.random() < strength * shares[what]

    line: dict[str, Any] = {"outlet": f"Outlet {dice.randrange(12)}"}
    first = event.day + timedelta(days=dice.choice((-1, 1)) if strays("day") else 0)
    last = event.day + timedelta(days=event.days - 1)
    if strays("stretch"):
        first, last = first - timedelta(days=1), max(first, last)
    line["date"] = first.isoformat() if last <= first else f"{first.isoformat()}/{last.isoformat()}"
    line["published"] = (max(first, last) + timedelta(days=dice.choice((0, 0, 1, 1, 2)))).isoformat()
    if strays("region"):
        line["place"], line["admin1"] = event.region or event.place, event.region or None
    else:
        place = event.place
        if strays("spelling"):
            place = place.replace(*dice.choice(_SPELLINGS))
        if shares["slip"] and strays("slip"):
            place = _slip(place, dice)
        line["place"] = dice.choice(_BEFORE).format(place) if strays("before") else place
        line["admin1"] = event.region or None
        if not strays("nowhere"):
            line["lat"] = round(event.lat + dice.gauss(0, strength * noise.spread * 900) / _METRES_A_DEGREE, 5)
            line["lon"] = round(event.lon + dice.gauss(0, strength * noise.spread * 1400) / _METRES_A_DEGREE, 5)
    line["type"] = dice.choice(_SEEN_AS[told["type"]]) if strays("type") else told["type"]
    for harm in ("killed", "injured"):
        if not strays(f"{harm} unsaid"):
            number = _miscounted(told[harm], dice) if strays("killed") else told[harm]
            line[harm] = {"low": max(0, number - 1), "high": None} if strays("open") else number
    if not strays("perpetrator"):
        line["perpetrator"] = told["perpetrator"]
    return {name: value for name, value in line.items() if value is not None and name not in noise.lacks}


def _slip(name: str, dice: random.Random) -> str:
    """The name with one letter left out, doubled, or taken for the next."""
    at = dice.randrange(1, max(2, len(name) - 1))
    return dice.choice((name[:at] + name[at + 1 :], name[:at] + name[at - 1 :], name[: at + 1] + name[at:]))


def _miscounted(number: int, dice: random.Random) -> int:
    return max(0, number + dice.choice((-1, 1)) * max(1, round(number * dice.uniform(0, 0.3))))
