"""Corroboration: what context layers say of an incident, by which rule. They support or weaken; they never make one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import cos, radians
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.read.context_layer import Anomaly, ContextLayer, LayerKind
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.layer_rules import LayerRule, LayerRules
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.record import Record

Says = Literal["supports", "weakens", "says nothing"]
_KM_A_DEGREE = 111.195
"""Of latitude, on a sphere of 6,371 km."""


class Corroboration(BaseModel):
    """What one layer says of an incident by one rule, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layer: str = Field(description="the document of the layer")
    name: str
    kind: LayerKind
    rule: str
    says: Says
    text: str


@dataclass(frozen=True)
class Position:
    """Where an incident happened as far as its place tells, in degrees (WGS 84), and how exactly that is known."""

    latitude: float
    longitude: float
    precision: str
    region: str | None = None


@dataclass(frozen=True)
class _Asked:
    """An incident as the rules ask about it. `radius` is how far from its point it may lie, in km."""

    first: date
    after: date
    position: Position | None
    radius: float | None
    region: PlaceName | None
    uncertain_place: str

    def window(self, rule: LayerRule) -> tuple[datetime, datetime]:
        start, end = (datetime.combine(day, time(), UTC) for day in (self.first, self.after))
        return start - timedelta(hours=rule.hours_before), end + timedelta(hours=rule.hours_after)


class Layer:
    """A context layer as the ledger keeps it, ready to be asked."""

    def __init__(self, id: str, name: str, content: ContextLayer) -> None:
        self.id = id
        self.name = name
        self.content = content

    def said_of(self, asked: _Asked, rule: LayerRule) -> tuple[Says, str]:
        """What the layer says by a rule of its own kind."""
        match self.content.kind:
            case "line_of_contact":
                return self._line(asked, rule)
            case "air_raid_alerts":
                return self._alerts(asked, rule)
            case "thermal_anomalies":
                return self._anomalies(asked, rule)

    def _line(self, asked: _Asked, rule: LayerRule) -> tuple[Says, str]:
        if asked.position is None or asked.radius is None:
            return "says nothing", asked.uncertain_place
        held = [each for each in self.content.stretches if each.held_in(asked.first, asked.after)]
        if not held:
            return "says nothing", f"It has no line for {asked.first.isoformat()}."
        away = min(_distance(each.geometry, asked.position, rule.of_areas or "inside") for each in held)
        away = max(0.0, away - asked.radius)
        within = rule.within_km or 0.0
        told = f"The place lies {_km(away)} from the line of {asked.first.isoformat()}"
        if away <= within:
            return "supports", f"{told}, and the rule asks for no more than {_km(within)}."
        if rule.beyond_km is not None and away > rule.beyond_km:
            return "weakens", f"{told}, more than the {_km(rule.beyond_km)} from which the rule speaks against it."
        return "says nothing", f"{told}: too far to support it, and too near to speak against it."

    def _alerts(self, asked: _Asked, rule: LayerRule) -> tuple[Says, str]:
        if asked.region is None:
            return "says nothing", "The region of the incident is not known."
        start, end = asked.window(rule)
        own = [each for each in self.content.alerts if _meets(each.region, asked.region)]
        during = [each for each in own if each.start < end and (each.end is None or each.end > start)]
        if during:
            first = min(during, key=lambda each: each.start)
            lasting = f" to {_clock(first.end)}" if first.end else ", with no end given"
            more = f" and {len(during) - 1} more" if len(during) > 1 else ""
            return "supports", f"An alert in {first.region} from {_clock(first.start)}{lasting}{more}."
        if not own:
            return "says nothing", f"It has no alerts for {asked.region.text} at any time."
        covered = self._covered
        if not (covered[0] <= start and end <= covered[1]):
            return "says nothing", f"It does not cover all of {_clock(start)} to {_clock(end)}."
        says: Says = "weakens" if rule.weakens_without else "says nothing"
        return says, f"No alert in {asked.region.text} from {_clock(start)} to {_clock(end)}, which it covers."

    @cached_property
    def _covered(self) -> tuple[datetime, datetime]:
        starts = [each.start for each in self.content.alerts]
        return min(starts), max([*starts, *(each.end for each in self.content.alerts if each.end)])

    def _anomalies(self, asked: _Asked, rule: LayerRule) -> tuple[Says, str]:
        if asked.position is None or asked.radius is None:
            return "says nothing", asked.uncertain_place
        start, end = asked.window(rule)
        times, seen = self._by_time
        during = [
            each
            for each in seen[bisect_left(times, start) : bisect_right(times, end)]
            if each.confidence in rule.confidence
        ]
        within = rule.within_km or 0.0
        reach = within + asked.radius
        near = [(_between(asked.position, each), each) for each in during]
        found = [(away, each) for away, each in near if away <= reach]
        if not found:
            text = f"It has no heat of that confidence within {_km(within)} from {_clock(start)} to {_clock(end)}."
            return "says nothing", f"{text} That is no sign: clouds hide it."
        away, nearest = min(found, key=lambda each: (each[0], each[1].at, each[1].number))
        edge = max(0.0, away - asked.radius)
        where = f"{_km(edge)} from" if edge > 0 else "inside"
        many = f", and {len(found) - 1} more" if len(found) > 1 else ""
        return "supports", (
            f"Heat seen on {_clock(nearest.at)} (confidence {nearest.confidence}) {where} the circle of "
            f"{_km(asked.radius)} in which the incident lies{many}; the rule asks for one within {_km(within)}."
        )

    @cached_property
    def _by_time(self) -> tuple[list[datetime], list[Anomaly]]:
        ordered = sorted(self.content.anomalies, key=lambda each: (each.at, each.number))
        return [each.at for each in ordered], ordered


def corroborate(
    record: Record, position: Position | None, layers: Sequence[Layer], rules: LayerRules
) -> tuple[Corroboration, ...]:
    """What the layers say of an incident, for each rule that asks about its type. Symmetric in the order of layers."""
    type, held = record.held("type"), record.held("date")
    result = []
    for layer in sorted(layers, key=lambda each: (each.content.kind, each.name, each.id)):
        for rule in rules.rules:
            if rule.layer != layer.content.kind or type not in rule.types:
                continue
            says, text = _said(record, held, position, layer, rule, rules)
            result.append(
                Corroboration(
                    layer=layer.id, name=layer.name, kind=layer.content.kind, rule=rule.id, says=says, text=text
                )
            )
    return tuple(result)


def _said(
    record: Record, held: str | None, position: Position | None, layer: Layer, rule: LayerRule, rules: LayerRules
) -> tuple[Says, str]:
    if held is None:
        return "says nothing", "The day of the incident is not known."
    day = ImpreciseDate.parse(held)
    if day.days > rules.longest_days:
        return (
            "says nothing",
            f"The date spans {day.days} days, more than the {rules.longest_days} that the rules allow.",
        )
    radius = rules.places.get(position.precision) if position else None
    uncertain = "The place is not known." if position is None else ""
    if position is not None and radius is None:
        uncertain = f"The place is known only as a {position.precision}, too uncertain to measure from."
    region = PlaceName.parse((position.region if position else None) or record.held("admin1"))
    return layer.said_of(_Asked(day.first, day.after, position, radius, region, uncertain), rule)


def _meets(region: str, asked: PlaceName) -> bool:
    name = PlaceName.parse(region)
    return name is not None and name.meets(asked)


def _distance(geometry: Any, position: Position, of_areas: str) -> float:
    """Kilometres from a position to a line or an area, on a plane that touches the Earth there."""
    # Loaded here, because what reads no layer should not wait for it.
    from shapely import transform  # noqa: PLC0415
    from shapely.geometry import Point  # noqa: PLC0415

    scale = cos(radians(position.latitude))

    def flat(points: Any) -> Any:
        plane = (points - (position.longitude, position.latitude)) * _KM_A_DEGREE
        plane[:, 0] *= scale
        return plane

    drawn = transform(geometry, flat)
    if of_areas == "edge" and geometry.geom_type.endswith("Polygon"):
        drawn = drawn.boundary
    return float(drawn.distance(Point(0, 0)))


def _between(position: Position, anomaly: Anomaly) -> float:
    east = (anomaly.longitude - position.longitude) * cos(radians(position.latitude))
    north = anomaly.latitude - position.latitude
    return float((east**2 + north**2) ** 0.5 * _KM_A_DEGREE)


def _km(distance: float) -> str:
    return f"{distance:.1f} km" if distance < 10 and distance != int(distance) else f"{distance:.0f} km"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
