"""The validity of an agreement: between which days its promises oblige, as its stages and its own provisions tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten
from typing import Literal

from pactwatch.extract.claim import ProvisionClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.record import Record, StageReached

Answer = Literal["in force", "not yet in force", "suspended", "ended", "not known"]

_YEARS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
_DAY = timedelta(days=1)
_SHORT = 90
"""How many characters of the words on its entry into force are told with an obligation."""

_DRAFT = frozenset({"proposed", "negotiating", "rejected"})


@dataclass(frozen=True)
class Validity:
    """What is known of one agreement's time. Each date is as coarse as its source gives it; None is not known.

    `began` is its entry into force, or its signature where nothing more is said. `awaits` are the words on which its entry
    into force depends, where no source says that it has come. `until` is the day after its term, counted from `began`.
    """

    began: ImpreciseDate | None = None
    awaits: str | None = None
    draft: bool = False
    suspended: ImpreciseDate | None = None
    resumed: ImpreciseDate | None = None
    ended: ImpreciseDate | None = None
    until: ImpreciseDate | None = None

    def on(self, first: date, last: date) -> Answer:
        """How it stood on every day of a time, both ends in it; "not known" where that differs or cannot be told.

        An agreement of which nothing is told that speaks against it is taken to be in force.
        """
        if self.draft or (self.began is not None and last < self.began.first):
            return "not yet in force"
        for end in (self.ended, self.until):
            if end is not None and first >= end.after - _DAY:
                return "ended"
        if self._paused(first, last):
            return "suspended"
        ends = [self.ended, self.until, None if self._over(first) else self.suspended]
        unsure = any(end is not None and end.first <= last for end in ends)
        unsure |= self.began is not None and first < self.began.after - _DAY
        return "not known" if unsure or self.awaits else "in force"

    def _over(self, first: date) -> bool:
        """Whether a suspension was certainly over by the first day."""
        return self.resumed is not None and self.resumed.after - _DAY <= first

    def _paused(self, first: date, last: date) -> bool:
        if self.suspended is None or first < self.suspended.after - _DAY:
            return False
        return self.resumed is None or last < self.resumed.first


class Validities:
    """The agreements of a ledger, asked by the title under which a promise names its own, and by its documents."""

    def __init__(self, records: Iterable[Record], claims: Iterable[StoredClaim] = ()) -> None:
        provided: dict[str, list[ProvisionClaim]] = {}
        for stored in claims:
            if isinstance(stored.claim, ProvisionClaim):
                provided.setdefault(stored.document_id, []).append(stored.claim)
        self._by_title: dict[str, list[tuple[frozenset[str], Validity]]] = {}
        for record in records:
            if record.kind != "agreement":
                continue
            documents = {source.document for source in record.sources if not source.wrong}
            titles = {_plain(str(said.value)) for said in record.fields.get("title", ()) if said.value}
            own = [each for id in documents for each in provided.get(id, ()) if _plain(each.agreement) in titles]
            entry = (frozenset(documents), _validity(record, own))
            for title in titles:
                self._by_title.setdefault(title, []).append(entry)

    def of(self, commitment: Record) -> Validity | None:
        """That of the agreement in which a promise stands; None where it names none, or several could be meant."""
        found = self._by_title.get(_plain(commitment.held("agreement")), [])
        documents = {source.document for source in commitment.sources}
        same = [validity for within, validity in found if within & documents]
        meant = same or [validity for _, validity in found]
        return meant[0] if len(meant) == 1 else None


def _plain(title: str | None) -> str:
    return " ".join((title or "").casefold().split())


def _validity(record: Record, provisions: Sequence[ProvisionClaim]) -> Validity:
    reached = {stage.stage: stage for stage in record.stages}
    day = {name: parsed for name, stage in reached.items() if (parsed := _date(stage.date))}
    rules = [each.value for each in provisions if each.provision == "entry_into_force" and each.value]
    expected = reached["in_force"].expected if "in_force" in reached else None
    stated = day.get("in_force") or _date(expected) or next(filter(None, map(_date, rules)), None)
    made = day.get("ratified") or day.get("signed")
    began = stated or made
    ends = {name: _by(reached[name], day, record, began) for name in ("suspended", "ended") if name in reached}
    resumed = None
    # In force after it was suspended or ended: that is when it began again, and not when it began.
    stopped = min((end for end in ends.values() if end), key=lambda end: end.first, default=None)
    if stated is not None and stopped is not None and stopped.after <= stated.first:
        began, resumed, ends = made, stated, {"suspended": stopped}
    return Validity(
        began=began,
        awaits=rules[0] if rules and stated is None and "in_force" not in reached else None,
        draft=bool(reached) and _DRAFT.issuperset(reached),
        suspended=ends.get("suspended"),
        resumed=resumed,
        ended=ends.get("ended"),
        until=_end(began, [each.value for each in provisions if each.provision == "term" and each.value]),
    )


def _by(
    stage: StageReached, day: Mapping[str, ImpreciseDate], record: Record, began: ImpreciseDate | None
) -> ImpreciseDate | None:
    """When a stage was reached; where no source dates it, at some time by the day on which the first one told of it."""
    if stage.stage in day:
        return day[stage.stage]
    known = min((source.known for source in record.sources if source.claim in stage.claims), default=None)
    first = began.first if began is not None else date.min
    if known is None or known < first:
        return None
    return ImpreciseDate(f"{first}/{known}", first, known + _DAY)


def _end(began: ImpreciseDate | None, terms: Sequence[str]) -> ImpreciseDate | None:
    """The day of its end by its own term, as coarse as the day on which it began; None where the terms differ."""
    lengths = {match.groups() for term in terms if (match := _YEARS.fullmatch(term)) and any(match.groups())}
    if began is None or len(lengths) != 1 or any(_YEARS.fullmatch(term) is None for term in terms):
        return None
    years, months = (int(part or 0) for part in lengths.pop())
    first, last = (_later(each, years, months) for each in (began.first, began.after - _DAY))
    return ImpreciseDate(f"{first}/{last}" if first != last else str(first), first, last + _DAY)


def _later(day: date, years: int, months: int) -> date:
    month = day.month - 1 + months + 12 * years
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    return first.replace(day=min(day.day, last.day))


def _date(text: str | None) -> ImpreciseDate | None:
    try:
        return ImpreciseDate.parse(text) if text else None
    except ValueError:
        return None


def told_of(answer: Answer, validity: Validity | None, agreement: str | None) -> str | None:
    """In words what has to be known of an agreement that may not have been in force; None where nothing has to."""
    if answer != "not known" or validity is None:
        return None
    title = f"“{agreement}”" if agreement else "the agreement"
    if validity.awaits:
        words = shorten(validity.awaits, _SHORT, placeholder=" …")
        return f"No source says that the agreement in which it stands has come into force (“{words}”)."
    return f"Whether {title} was in force then cannot be told from its dates."
