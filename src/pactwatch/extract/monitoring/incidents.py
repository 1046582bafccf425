"""Incidents of a report: what its sentences tell put together, an event once for all the sections that speak of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.monitoring.events import FIGHTING, Told
from pactwatch.extract.monitoring.words import Role, Verdict
from pactwatch.read.imprecise_date import ImpreciseDate

# How much a section's telling an event says that the report is about it.
_WEIGHT: dict[Role, float] = {
    "conclusion": 2.5,
    "assessment": 2.0,
    "summary": 1.5,
    "letter": 1.0,
    "findings": 1.0,
    "allegation": 1.0,
    "background": 0.3,
    "method": 0.3,
}
_STRENGTH: tuple[Role, ...] = (
    "conclusion",
    "assessment",
    "summary",
    "findings",
    "letter",
    "allegation",
    "method",
    "background",
)
_ENOUGH = 3.0
_MOSTLY = 0.75
_JUDGED = 1.5
_ARMED: frozenset[IncidentType] = frozenset({"attack", "armed clash"})


@dataclass
class Event:
    """One incident and all that the report tells of it, in the order of the text.

    `judged`: a finding is about it; `undecided`: one that the body could not decide.
    """

    told: list[Told] = field(default_factory=list)
    judged: bool = False
    undecided: bool = False

    @property
    def strongest(self) -> list[Told]:
        """What is told, from the section that decides to the one that only recalls."""
        return sorted(self.told, key=lambda one: (_STRENGTH.index(one.passage.role), one.alleged, one.number))

    @property
    def type(self) -> IncidentType:
        """The type: the most telling one that is told, by the strongest section."""
        kinds = Counter(one.type for one in self.told)
        special = [kind for kind in kinds if kind in FIGHTING - _ARMED]
        if special:
            return special[0]
        return self.strongest[0].type if len(kinds) < 3 else kinds.most_common(1)[0][0]

    @property
    def date(self) -> str | None:
        """When: the finest date told, by the strongest section."""
        dates = [one.date for one in self.strongest if one.date]
        near = [one.near_date for one in self.strongest if one.near_date]
        return max(dates, key=_fineness) if dates else next(iter(near), None)

    @property
    def place(self) -> str | None:
        """Where, as the strongest section writes it."""
        near = (one.near_place for one in self.strongest if one.near_place)
        return next((one.place for one in self.strongest if one.place), None) or next(near, None)

    @property
    def admin1(self) -> str | None:
        """The state that it happened in, where a sentence names one."""
        return next((one.admin1 for one in self.strongest if one.admin1), None)

    @property
    def concluded(self) -> bool:
        """Whether the body itself tells it as having happened, and no one else's word alone stands for it."""
        if self.undecided:
            return any(not one.alleged for one in self.told)
        return any(not one.alleged or one.passage.role in {"assessment", "conclusion"} for one in self.told)

    @property
    def perpetrators(self) -> tuple[str, ...]:
        """Who did it by the strongest section that names someone."""
        return next((one.perpetrators for one in self.strongest if one.perpetrators), ())

    @property
    def alleged_by(self) -> str | None:
        """Who alleges it, where somebody is named."""
        return next((one.alleged_by for one in self.told if one.alleged_by), None)

    def count(self, harm: str) -> Count | None:
        """The killed or injured as first told by the strongest section."""
        return next((count for one in self.strongest if (count := getattr(one, harm)) is not None), None)

    @property
    def weight(self) -> float:
        """How much the report says that it is about this event."""
        seen: set[tuple[Role, int]] = set()
        total = 0.0
        for one in self.told:
            key = (one.passage.role, one.passage.paragraph)
            if key not in seen:
                seen.add(key)
                # A witness's word alone weighs less than what the body found.
                total += _WEIGHT[one.passage.role] * (0.6 if one.alleged and one.passage.role == "findings" else 1)
        best = max(
            (bool(one.date) + bool(one.place) + bool(one.perpetrators) + bool(one.killed or one.injured))
            for one in self.told
        )
        return total + 0.35 * best + (_JUDGED if self.judged else 0)

    @property
    def best(self) -> Told:
        """The sentence that says the most of it, of the strongest section where several say as much."""
        return max(
            [one for one in self.told if not one.only_harm] or self.told,
            key=lambda one: (
                bool(one.date)
                + bool(one.place)
                + bool(one.perpetrators)
                + bool(one.killed or one.injured)
                - (2 if one.passage.role in {"letter", "background", "method"} else one.passage.role == "allegation"),
                -_STRENGTH.index(one.passage.role),
                -one.number,
            ),
        )


def events_of(told: Sequence[Told], verdicts: Mapping[int, Verdict]) -> list[Event]:
    """The incidents that the sentences tell, each once, in the order of the text.

    `verdicts` are those of the report's findings, by the number of the sentence that states each.

    A sentence goes on with an event of its sort unless date, place or perpetrator speak against it; one without date and
    place goes on with the latest. What is only touched on in passing is left out.
    """
    events: list[Event] = []
    for one in told:
        event = _same(one, events)
        if event is None:
            events.append(Event([one]))
        else:
            event.told.append(one)
    for event in events:
        judged = {verdicts[one.number] for one in event.told if one.number in verdicts}
        event.judged, event.undecided = bool(judged), judged == {"inconclusive"}
    kept = [event for event in events if event.weight >= _ENOUGH and (event.date or event.place)]
    return [event for event in kept if not any(_shadows(other, event) for other in kept)]


def _shadows(other: Event, event: Event) -> bool:
    """Whether an event is only another way in which the sentences of a second one tell that one."""
    if other is event:
        return False
    mine, theirs = ({one.number for one in each.told} for each in (event, other))
    if mine == theirs:
        # "Attacked and burnt": who was killed makes it an attack, else it is the burning.
        harmed = any(one.killed or one.injured for one in event.told)
        fighting = event.type in FIGHTING
        return fighting != harmed if fighting or other.type in FIGHTING else event.type > other.type
    return len(mine & theirs) >= _MOSTLY * len(mine)


def _same(one: Told, events: list[Event]) -> Event | None:
    candidates = [(score, event) for event in reversed(events) if (score := _likeness(one, event)) is not None]
    if not candidates:
        return None
    return max(candidates, key=lambda pair: pair[0])[1]


def _likeness(one: Told, event: Event) -> float | None:
    """How well a sentence fits an event; None where something speaks against their being one."""
    if not _one_sort(one.type, event):
        return None
    score = 0.1
    dates = [other.date for other in event.told if other.date]
    if one.date and dates:
        if one.date in dates:
            score += 3
        elif any(_overlap(one.date, date) for date in dates):
            score += 1.5 if len(one.date) < len("2022-01-01") else 2.5
        else:
            return None
    places = [other.place for other in event.told if other.place]
    if one.place and places:
        if any(_one_place(one.place, place) for place in places):
            score += 2
        elif (one.date and dates and score < 2.5) or (one.date and not dates):
            return None
    regions = {other.admin1 for other in event.told if other.admin1}
    if one.admin1 and regions and one.admin1 not in regions:
        return None
    named = [other.perpetrators for other in event.told if other.perpetrators]
    if one.perpetrators and named:
        if any(set(one.perpetrators) & set(codes) for codes in named):
            score += 1
        elif score > 4 or (not one.date and not one.alleged):
            score -= 1
        else:
            return None
    return score


def _one_sort(kind: IncidentType, event: Event) -> bool:
    kinds = {other.type for other in event.told}
    if kind in _ARMED:
        return bool(kinds & _ARMED) or (kinds <= FIGHTING and bool(kinds))
    if kind in FIGHTING:
        return kind in kinds or bool(kinds & _ARMED)
    return kind in kinds


def _one_place(first: str, second: str) -> bool:
    one, other = _words(first), _words(second)
    return bool(one & other)


_COMMON = frozenset(
    [
        "area",
        "areas",
        "town",
        "village",
        "county",
        "payam",
        "boma",
        "market",
        "camp",
        "barracks",
        "road",
        "site",
        "centre",
        "training",
        "the",
        "and",
        "of",
        "in",
        "near",
        "state",
        "cantonment",
        "checkpoint",
        "idp",
    ]
)


def _words(name: str) -> set[str]:
    return {
        word.strip("’',-").lower() for word in name.replace("-", " ").replace("/", " ").replace(",", " ").split()
    } - _COMMON


def _overlap(first: str, second: str) -> bool:
    return ImpreciseDate.parse(first).overlaps(ImpreciseDate.parse(second))


def _fineness(date: str) -> tuple[int, int]:
    return (-date.count("/"), len(date.split("/", maxsplit=1)[0]))
