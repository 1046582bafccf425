"""Incidents of a report: what its sentences tell put together, an event once for all the sections that speak of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.monitoring.event import Event
from pactwatch.extract.monitoring.likeness import is_wide, likeness, overlap
from pactwatch.extract.monitoring.place_names import one_place
from pactwatch.extract.monitoring.told import FIGHTING, Told
from pactwatch.extract.monitoring.words import Verdict

_ENOUGH = 3.0
_MOSTLY = 0.75
_SEVERAL = 2
_ARMED_OR_THREAT: frozenset[IncidentType] = frozenset({"attack", "armed clash", "threat or harassment"})
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
    kept = [event for event in events if event.weight >= _ENOUGH and (event.date or event.place) and event.is_told]
    kept = [event for event in kept if not any(_shadows(other, event) for other in kept)]
    return [event for event in kept if not _sums_up(event, kept)]


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
    if mine & theirs and _one_deed(event, other):
        harmed = any(one.killed and one.killed.low for one in event.told)
        if event.type in _ARMED_OR_THREAT and other.type == "looting or property destruction" and not harmed:
            return True
        if event.type == "threat or harassment" and other.type in FIGHTING:
            return True
    return len(mine & theirs) >= _MOSTLY * len(mine)


def _one_deed(event: Event, other: Event) -> bool:
    """Whether two are one deed by its several words: the barracks were threatened, attacked and burnt on one day."""
    return (
        event.date is not None
        and event.date == other.date
        and event.place is not None
        and other.place is not None
        and one_place(event.place, other.place)
        and (not event.perpetrators or not other.perpetrators or bool({*event.perpetrators} & {*other.perpetrators}))
    )


def _sums_up(event: Event, events: Sequence[Event]) -> bool:
    """Whether an event is only the sum of others that the report tells one by one, without a figure of its own."""
    date = event.date
    if date is None or not is_wide(date):
        return False
    parts = [
        other
        for other in events
        if other is not event
        and other.date
        and not is_wide(other.date)
        and overlap(date, other.date)
        and (other.type == event.type or {other.type, event.type} <= FIGHTING)
    ]
    own = [
        count
        for harm in ("killed", "injured")
        if (count := event.count(harm)) is not None and count not in [part.count(harm) for part in parts]
    ]
    return len(parts) >= _SEVERAL and not own


def _gravity(event: Event) -> int:
    return _GRAVER.index(event.type) if event.type in _GRAVER else len(_GRAVER)


def _same(one: Told, events: list[Event]) -> Event | None:
    """The event that a sentence fits best; of several as good, the one that was spoken of last."""
    candidates = [(score, event) for event in events if (score := likeness(one, event)) is not None]
    if not candidates:
        return None
    return max(candidates, key=lambda pair: (pair[0], pair[1].told[-1].number))[1]
