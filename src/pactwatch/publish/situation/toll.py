"""The toll: how many were killed or injured in all, where a source's total stands for the incidents that it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale

from pactwatch.extract.claim import Count
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.record import Record


@dataclass
class _Told:
    """One incident's figure. `sure` says whether the incident certainly counts."""

    record: Record
    sure: bool
    low: int
    high: int | None
    parts: list[_Told] = field(default_factory=list)
    doubtful: list[_Told] = field(default_factory=list)


def toll(counted: Sequence[tuple[Record, bool]], loss: str) -> tuple[int, int | None]:
    """The least and the most of a loss ("killed", "injured") in the incidents given; no most where one is open-ended.

    With each incident stands whether it certainly counts. A record that is a total covers the incidents in its time, at its
    place, by its perpetrator and of its type: their figures are part of its own. Where it cannot be told whether one is
    covered, it counts in the most and not in the least. Totals within totals are read from the inside out.
    """
    told = [
        _Told(record, sure, held.low or 0, held.high)
        for record, sure in counted
        if (held := _held(record, loss)) is not None
    ]
    roots = _nested(told)
    ranges = [_range(each) for each in roots]
    if any(high is None for _, high in ranges):
        return sum(low for low, _ in ranges), None
    return sum(low for low, _ in ranges), sum(high or 0 for _, high in ranges)


def _held(record: Record, loss: str) -> Count | None:
    held = record.held(loss)
    return None if held is None else Count.model_validate(held)


def _nested(told: Sequence[_Told]) -> list[_Told]:
    """The figures that stand in no total, each total with what it covers; one is in the narrowest total that covers it."""
    totals = sorted((each for each in told if each.record.held("level") == "total"), key=_breadth)
    roots = []
    for each in sorted(told, key=_breadth):
        wider = [total for total in totals if total is not each and _breadth(total) > _breadth(each)]
        answers = [(total, covers(total.record, each.record)) for total in wider]
        sure = next((total for total, answer in answers if answer), None)
        maybe = next((total for total, answer in answers if answer is None), None)
        if sure is not None:
            sure.parts.append(each)
        elif maybe is not None:
            maybe.doubtful.append(each)
        else:
            roots.append(each)
    return roots


def _breadth(told: _Told) -> tuple[int, int, bool, str]:
    """How much of time and ground a figure tells of, so that what covers stands after what is covered."""
    record = told.record
    when = _time(record)
    total = record.held("level") == "total"
    return (total, when.days if when else 0, _everywhere(record), record.id)


def _range(told: _Told) -> tuple[int, int | None]:
    parts, doubtful = [_range(each) for each in told.parts], [_range(each) for each in told.doubtful]
    within = sum(low for low, _ in parts)
    low = max(told.low, within) if told.sure else within
    high = None if told.high is None else max(told.high, within)
    if high is None or any(most is None for _, most in doubtful):
        return low, None
    return low, high + sum(most or 0 for _, most in doubtful)


def covers(total: Record, other: Record) -> bool | None:
    """Whether a total tells of an incident too; None where that cannot be told."""
    documents = {source.document for source in total.sources if not source.wrong}
    if other.held("level") == "part" and documents & {s.document for s in other.sources if not s.wrong}:
        return True
    answers = [_in_time(total, other), _in_place(total, other), _by_the_same(total, other), _of_type(total, other)]
    if False in answers:
        return False
    return None if None in answers else True


def _in_time(total: Record, other: Record) -> bool | None:
    whole, part = _time(total), _time(other)
    if whole is None or part is None:
        return None
    if part.within(whole):
        return True
    return None if part.overlaps(whole) else False


def _in_place(total: Record, other: Record) -> bool | None:
    if _everywhere(total):
        return True
    whole = PlaceName.parse(total.held("place")) or PlaceName.parse(total.held("admin1"))
    names = [PlaceName.parse(other.held(name)) for name in ("place", "admin1")]
    known = [name for name in names if name is not None]
    if whole is None or not known:
        return None
    if any(whole.keys <= name.keys for name in known):
        return True
    # Another region than the one that it tells of; of two towns nobody can say whether one is the other's surroundings.
    region = PlaceName.parse(other.held("admin1"))
    return False if region is not None and whole.area and not whole.meets(region) else None


def _everywhere(record: Record) -> bool:
    """Whether it tells of a whole country, or names no place at all."""
    # "across Ukraine", "several regions of Ukraine": the words before the name say nothing else.
    place = re.sub(r"^(?:[a-z]+\s+)+", "", record.held("place") or record.held("admin1") or "")
    name = PlaceName.parse(place)
    return name is None or name.keys in _countries()


def _by_the_same(total: Record, other: Record) -> bool | None:
    whole, part = total.held("perpetrator"), other.held("perpetrator")
    if whole is None or whole == part:
        return True
    return None if part is None else False


def _of_type(total: Record, other: Record) -> bool | None:
    kinds = {total.held("type"), "attack", "other", None}
    return True if total.held("type") in ("attack", "other") or other.held("type") in kinds else None


def _time(record: Record) -> ImpreciseDate | None:
    held = record.held("date")
    return ImpreciseDate.parse(held) if held else None


@lru_cache(maxsize=1)
def _countries() -> frozenset[frozenset[str]]:
    names = (PlaceName.parse(str(name)) for code, name in Locale("en").territories.items() if len(code) == 2)
    return frozenset(name.keys for name in names if name is not None)
