"""The occasion: the triggers that one obligation answers, from the first of them until it is met, waived or falls away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pactwatch.coordinate.event import Event
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.trigger import Trigger, in_order
from pactwatch.judge.recurrence import Recurrence

_ENDING = frozenset({"performance", "waiver"})


@dataclass
class Occasion:
    """One obligation's triggers as they hold now. `old` is the obligation as it was written down, where it was.

    `ended` is when it was met or waived. `id` is the obligation's: that of the first trigger, for ever once written down.
    """

    id: str
    old: Obligation | None = None
    ended: datetime | None = None
    triggers: list[Trigger] = field(default_factory=list)

    def takes(self, moment: datetime | None, anew_after_days: int | None) -> bool:
        """Whether it is open for a trigger that became known at a moment (None: nobody knows when)."""
        if not self.triggers:
            # All that it answered has fallen away: nothing that people did about it counts for what came since.
            return False
        if moment is None:
            return self.ended is None
        if self.ended is not None and moment > self.ended:
            return False
        if anew_after_days is None:
            return True
        quiet = timedelta(days=anew_after_days)
        return any(each.moment is not None and abs(each.moment - moment) <= quiet for each in self.triggers)


def occasions(
    triggers: Iterable[Trigger],
    before: Sequence[Obligation],
    events: Iterable[Event],
    recurrence: Recurrence,
    identity: Callable[[str], str],
) -> list[Occasion]:
    """The occasions of one duty: those written down before, also where nothing of them holds any more, and new ones.

    `events` are what people did by now. `identity` gives the obligation's identity by its first trigger's key. A trigger
    that was written down stays with its obligation. Another one feeds the first that is still open when it became known,
    unless each obliges anew; otherwise it begins one.
    """
    ends: dict[str, datetime] = {}
    for event in events:
        if event.kind in _ENDING:
            ends[event.obligation] = min(event.at, ends.get(event.obligation, event.at))
    found = [Occasion(old.id, old, ends.get(old.id) or _met(old)) for old in sorted(before, key=_begun)]
    by_id = {each.id: each for each in found}
    by_key = {told.key: by_id[old.id] for old in before for told in old.triggers}
    ordered, new = in_order(triggers), []
    for trigger in ordered:
        mine = by_key.get(trigger.key) or by_id.get(identity(trigger.key))
        if mine is None:
            new.append(trigger)
        else:
            mine.triggers.append(trigger)
    for trigger in new:
        takers = (each for each in found if each.takes(trigger.moment, recurrence.anew_after_days))
        fed = None if recurrence.each else next(takers, None)
        if fed is None:
            id = identity(trigger.key)
            fed = Occasion(id, ended=ends.get(id))
            found.append(fed)
        fed.triggers.append(trigger)
    return found


def _met(old: Obligation) -> datetime | None:
    return old.ended if old.state == "met" else None


def _begun(old: Obligation) -> tuple[datetime, str]:
    return old.start or datetime.max.replace(tzinfo=UTC), old.id
