"""The event: what happened on the ground, drawn before and without any report of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pactwatch.simulate.difficulty import Difficulty
from pactwatch.simulate.ground import BUFFER_KM, SETTLEMENT_KM, Ground, Settlement, from_line, moved, on_edge
from pactwatch.simulate.law import (
    ARTICLES,
    DEADLINES,
    ENERGY,
    FIRE,
    FROM,
    LIAR,
    MEDICAL,
    OTHER_TARGETS,
    PARTIES,
    PROXY,
    THIRD,
    UNTIL,
    Article,
)

_TYPES = ("shelling", "air or drone strike", "missile strike", "armed clash", "mine or explosive", "troop movement")
_WEIGHTS = (0.34, 0.16, 0.06, 0.06, 0.06, 0.2, 0.12)


@dataclass(frozen=True)
class Event:
    """One event, as whoever knows everything would tell it.

    `actor` did it and `acted_for` is the party whose conduct that is, None where it is no party's. `fabricated` events
    never happened: they are what the party that lies says of the other. `withheld` are the facts that nobody but
    those who did it learns.
    """

    number: int
    type: str
    day: date
    settlement: Settlement
    longitude: float
    latitude: float
    actor: str
    acted_for: str | None
    victim: str
    target: str | None
    killed: int
    exercise: bool
    fabricated: bool
    withheld: frozenset[str]

    @property
    def id(self) -> str:
        """Its name in truth.jsonl."""
        return f"event-{self.number:05d}"

    def breaks(self, article: Article) -> bool:
        """Whether it truly broke a rule: the law applied to what happened, without any doubt."""
        return (
            not self.fabricated
            and self.acted_for is not None
            and self.type in article.types
            and article.on(self.day)
            and article.protects(self.target)
            and (not article.in_buffer or from_line(self.longitude, self.latitude) <= BUFFER_KM)
            and not (article.excused and self.exercise)
        )


FACTS = ("perpetrator", "date", "place", "target", "type")


def draw_event(seed: int, number: int, ground: Ground, rates: Difficulty) -> Event:
    """The event of that number. It depends on the seed, its number and the rates of the world, and on nothing else."""
    random = Random(f"{seed}/event/{number}")
    fabricated = random.random() < rates.fabricated
    type = random.choices((*_TYPES, "denial of access"), _WEIGHTS)[0]
    fabricated = fabricated and type in (*FIRE, "troop movement")
    day = _day(random, rates)
    settlement = _settlement(random, ground, rates, type)
    longitude, latitude = _spot(random, settlement)
    chance = random.random()
    party = random.choice(PARTIES)
    actor: str = party
    acted_for: str | None = party
    if fabricated:
        actor = acted_for = next(each for each in PARTIES if each != LIAR)
    elif chance < rates.third_party:
        actor, acted_for = THIRD, None
    elif chance < rates.third_party + rates.proxy:
        actor, acted_for = PROXY, random.choice((*PARTIES, None))
    victim = next(each for each in PARTIES if each != (acted_for or party))
    target = _target(random) if type in FIRE else None
    excusable = any(type in article.types and article.excused for article in ARTICLES)
    exercise = excusable and actor in PARTIES and not fabricated and random.random() < rates.exercise
    if exercise and target is not None:
        target = None
    withheld = frozenset(fact for fact in FACTS if random.random() < rates.withheld)
    killed = 0 if exercise or target is None else min(12, int(random.expovariate(0.7)))
    return Event(
        number=number,
        type=type,
        day=day,
        settlement=settlement,
        longitude=longitude,
        latitude=latitude,
        actor=actor,
        acted_for=acted_for,
        victim=victim,
        target=target,
        killed=killed,
        exercise=exercise,
        fabricated=fabricated,
        withheld=withheld,
    )


def _day(random: Random, rates: Difficulty) -> date:
    first = FROM - timedelta(days=10)
    day = first + timedelta(days=random.randrange((UNTIL - first).days + 10))
    if random.random() < rates.near_deadline:
        day = random.choice(DEADLINES) + timedelta(days=random.randint(-2, 1))
    return day


def _settlement(random: Random, ground: Ground, rates: Difficulty, type: str) -> Settlement:
    def from_edge(each: Settlement) -> float:
        return abs(from_line(each.longitude, each.latitude) - BUFFER_KM)

    at_edge: Sequence[Settlement] = [each for each in ground.settlements if from_edge(each) <= SETTLEMENT_KM]
    near = random.random() < rates.near_edge
    anywhere = random.choice(ground.settlements)
    return random.choice(at_edge) if near and at_edge and type == "troop movement" else anywhere


def _spot(random: Random, settlement: Settlement) -> tuple[float, float]:
    """Anywhere in the settlement, evenly, but not so near the zone's edge that measuring decides."""
    while True:
        east, north = (random.uniform(-SETTLEMENT_KM, SETTLEMENT_KM) for _ in range(2))
        # A little within, so that rounding puts nothing outside.
        spot = moved(settlement.longitude, settlement.latitude, east, north)
        if east * east + north * north < (SETTLEMENT_KM - 0.01) ** 2 and not on_edge(*spot, 0):
            return spot


def _target(random: Random) -> str:
    words = random.choices((ENERGY, MEDICAL, OTHER_TARGETS), (0.25, 0.2, 0.55))[0]
    return random.choice(words)
