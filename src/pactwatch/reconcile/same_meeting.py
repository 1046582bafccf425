"""When two claims are of the same meeting: it was then, the same took part, and the place fits."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import timedelta

from pactwatch.extract.claim import MeetingClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Blocks, Comparison, KeyBlocks, one_may_lack
from pactwatch.reconcile.place_name import PlaceName

_LONGEST_DAYS = 7


class SameMeeting:
    """Compares claims of meetings."""

    def blocks(self) -> Blocks:
        """Empty blocks by these keys."""
        return KeyBlocks(self.keys)

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """A day with a participant. A meeting without a date to the week, or without participants, stays alone."""
        meeting = _meeting(claim)
        when = ImpreciseDate.parse(meeting.date) if meeting.date else None
        if when is not None and when.days <= _LONGEST_DAYS:
            for number in range(when.days):
                for participant in meeting.participants:
                    yield when.first + timedelta(days=number), participant

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Date and participants must agree, and the places must not differ."""
        a, b = _meeting(one), _meeting(other)
        result = Comparison()
        if a.date and b.date:
            mine, theirs = ImpreciseDate.parse(a.date), ImpreciseDate.parse(b.date)
            if not mine.overlaps(theirs):
                result.forbids["date"] = "no day is possible under both dates"
            elif max(mine.days, theirs.days) <= _LONGEST_DAYS:
                result.agree["date"] = "the dates meet"
        if a.participants and b.participants:
            if one_may_lack(a.participants, b.participants):
                shared = sorted(frozenset(a.participants) & frozenset(b.participants))
                result.agree["participants"] = f"both name {', '.join(shared)}"
            else:
                result.forbids["participants"] = "the participants differ"
        here, there = PlaceName.parse(a.place), PlaceName.parse(b.place)
        if here is not None and there is not None:
            if here.meets(there):
                result.agree["place"] = f"the place is {min(here.text, there.text)}"
            else:
                result.forbids["place"] = "the places differ"
        result.enough = {"date", "participants"} <= result.agree.keys()
        return result


def _meeting(claim: StoredClaim) -> MeetingClaim:
    assert isinstance(claim.claim, MeetingClaim)
    return claim.claim
