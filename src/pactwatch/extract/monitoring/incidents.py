"""Incidents of a report: what its sentences tell put together, an event once for all the sections that speak of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

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
_ONLY_ALLEGED = 0.6
_UNSIDED = 0.2
_THIRD = 1 / 3
_GOES_ON = 3
_FEW_DAYS = 7
_ABOUT = 2
_MONTH = 31
_LONG = 5
_ALIKE = 72
_MORE = 0.25
_CASE = 1.35
_VICTIMS = 0.5
# Which of two that the same sentences tell is the incident, and which only the way in which it was done.
_GRAVER: tuple[IncidentType, ...] = (
    "sexual violence",
    "forced recruitment",
    "abduction or detention",
    "looting or property destruction",
    "denial of access",
    "threat or harassment",
    "troop movement",
)
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
        """The type that most is said for; shelling and the like where a third of it is of that and not of fighting alone."""
        kinds: defaultdict[IncidentType, float] = defaultdict(float)
        for one in self.told:
            kinds[one.type] += _WEIGHT[one.passage.role] * (1 if one.sided else _UNSIDED)
        special = [
            kind for kind in kinds if kind in FIGHTING - _ARMED and kinds[kind] >= _THIRD * sum(kinds.values())
        ]
        ranked = special or [kind for kind in kinds if kind in _ARMED] or list(kinds)
        return max(ranked, key=lambda kind: kinds[kind])

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
        """Who did it: whom most is said for, the sections that judge saying the most."""
        named: defaultdict[tuple[str, ...], float] = defaultdict(float)
        for one in self.strongest:
            if one.perpetrators:
                named[one.perpetrators] += _WEIGHT[one.passage.role] * (_ONLY_ALLEGED if one.alleged else 1)
        return max(named, key=lambda codes: named[codes], default=())

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
        paragraphs: dict[tuple[Role, int], list[Told]] = {}
        for one in self.told:
            paragraphs.setdefault((one.passage.role, one.passage.paragraph), []).append(one)
        total = 0.0
        for (role, _), told in paragraphs.items():
            # A witness's word alone weighs less than what the body found; more sentences in one breath add a little.
            heard = _ONLY_ALLEGED if told[0].alleged and role == "findings" else 1
            total += _WEIGHT[role] * heard * (1 + _MORE * min(len(told) - 1, 2))
        best = max(
            (bool(one.date) + bool(one.place) + bool(one.perpetrators) + bool(one.killed or one.injured))
            for one in self.told
        )
        if any(one.new_victim and one.plain and one.perpetrators for one in self.told):
            total += _CASE
        total += _VICTIMS if any(one.killed and (one.killed.low or one.killed.high) for one in self.told) else 0
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
                + one.plain
                - (one.alleged and one.passage.role not in {"assessment", "conclusion"})
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
        return fighting != harmed if fighting or other.type in FIGHTING else _gravity(event) > _gravity(other)
    return len(mine & theirs) >= _MOSTLY * len(mine)


def _gravity(event: Event) -> int:
    return _GRAVER.index(event.type) if event.type in _GRAVER else len(_GRAVER)


def _same(one: Told, events: list[Event]) -> Event | None:
    """The event that a sentence fits best; of several as good, the one that was spoken of last."""
    candidates = [(score, event) for event in events if (score := _likeness(one, event)) is not None]
    if not candidates:
        return None
    return max(candidates, key=lambda pair: (pair[0], pair[1].told[-1].number))[1]


def _likeness(one: Told, event: Event) -> float | None:
    """How well a sentence fits an event; None where something speaks against their being one."""
    if not _one_sort(one.type, event) or _another_case(one, event):
        return None
    score = 0.1
    dates = [other.date for other in event.told if other.date]
    if one.date and dates:
        near = _nearness(one.date, dates, roughly=one.about or any(other.about for other in event.told))
        if near is None:
            return None
        score += near
    elif not one.date and one.near_date in dates:
        score += 0.4
    places = [other.place for other in event.told if other.place]
    if one.place and places:
        if any(_one_place(one.place, place) for place in places):
            score += 2
        elif (one.date and score < 2.5) or (one.date and not dates):
            return None
    elif not one.place and one.near_place in places:
        score += 0.3
    last = event.told[-1]
    goes_on = last.passage.role == one.passage.role and one.number - last.number <= _GOES_ON
    score += 0.6 if goes_on else 0
    regions = {other.admin1 for other in event.told if other.admin1}
    if one.admin1 and regions and one.admin1 not in regions:
        return None
    named = [other.perpetrators for other in event.told if other.perpetrators]
    if one.perpetrators and named:
        if any(set(one.perpetrators) & set(codes) for codes in named):
            score += 1
        elif score > 4 or (not one.date and (goes_on or not one.alleged)):
            score -= 1
        else:
            return None
    return score


def _nearness(date: str, dates: list[str], *, roughly: bool) -> float | None:
    """How well a date fits those of an event; None where they cannot be one day.

    A month or a span of weeks fits many days: alone it says little. `roughly`: one of them was told as "about".
    """
    if date in dates:
        return 3 if _is_day(date) else 1.5
    if all(_is_wide(other) for other in dates) != _is_wide(date):
        return None  # what went on for weeks is told of many events, and is none of them
    exact = [other for other in dates if _is_day(other)]
    if roughly and _is_day(date) and any(abs(_days(other) - _days(date)) <= _ABOUT for other in exact):
        return 2
    narrow = exact if _is_day(date) else [other for other in dates if not _is_wide(other)]
    if any(not _overlap(date, other) for other in narrow):
        return None
    over = [other for other in dates if _overlap(date, other)]
    if not over:
        return None
    return 2.5 if _is_day(date) and exact else 0.8


def _is_day(date: str) -> bool:
    """Whether a date is a day, or a few days on end."""
    first, _, last = date.partition("/")
    if len(first) < len("2022-01-01"):
        return False
    return not last or (len(last) == len(first) and _days(last) - _days(first) <= _FEW_DAYS)


def _is_wide(date: str) -> bool:
    """Whether a date is a stretch of more than a month."""
    return ImpreciseDate.parse(date).days > _MONTH


def _days(date: str) -> int:
    return dt.date.fromisoformat(date[: len("2022-01-01")]).toordinal()


def _another_case(one: Told, event: Event) -> bool:
    """Whether a paragraph begins to tell of somebody else: "A woman of 60 was ...", after a case of another woman."""
    last = event.told[-1]
    return (
        one.new_victim
        and last.passage.role == one.passage.role
        and last.passage.paragraph != one.passage.paragraph
        and not (one.date and any(one.date == other.date for other in event.told))
    ) or (one.hour is not None and all(other.hour is not None for other in event.told[-1:]) and one.hour != last.hour)


def _one_sort(kind: IncidentType, event: Event) -> bool:
    kinds = {other.type for other in event.told}
    if kind in _ARMED:
        return bool(kinds & _ARMED) or (kinds <= FIGHTING and bool(kinds))
    if kind in FIGHTING:
        return kind in kinds or bool(kinds & _ARMED)
    return kind in kinds


def _one_place(first: str, second: str) -> bool:
    one, other = _words(first), _words(second)
    # "Kedbek" and "Ketbeck", "Nasir" and "Nassir": names of villages have no one spelling.
    return bool(one & other) or any(
        len(word) >= _LONG and len(also) >= _LONG and fuzz.ratio(word, also) >= _ALIKE
        for word in one
        for also in other
    )


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
