"""The register: how far each agreement had come by a day, asked by title or by what it would set off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pactwatch.extract.claim import Trigger
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import alike
from pactwatch.reconcile.promise_history import made_by
from pactwatch.reconcile.record import Record, StageReached
from pactwatch.reconcile.status_rules import status_rules

_SAME_TITLE = 80
"""From this likeness of their words on (0 to 100), a promise's instrument is taken to be the agreement of that title."""


@dataclass(frozen=True)
class _Entry:
    agreement: Record
    titles: tuple[str, ...]
    stage: StageReached


class Register:
    """The agreements that had reached a stage by a day, from the claims of one point of view.

    Built once for all promises of that day: there are thousands of them, and they stand in a few instruments.
    """

    def __init__(self, agreements: Iterable[Record], claims: Mapping[str, StoredClaim], on: date) -> None:
        self._entries = []
        for agreement in agreements:
            reached = [stage for stage in agreement.stages if _reached(stage, claims, on)]
            if reached:
                titles = tuple(str(said.value) for said in agreement.fields.get("title", ()))
                self._entries.append(_Entry(agreement, titles, reached[-1]))
        self._by_name: dict[str, frozenset[int]] = {}
        self._signs: dict[str, tuple[Record, StageReached] | None] = {}

    def titled(self, names: Iterable[str]) -> tuple[StageReached, Record] | None:
        """The first agreement with a title like one of the names, and the furthest stage that it had reached."""
        places = sorted({place for name in names for place in self._titled(name)})
        return (self._entries[places[0]].stage, self._entries[places[0]].agreement) if places else None

    def _titled(self, name: str) -> frozenset[int]:
        if name not in self._by_name:
            self._by_name[name] = frozenset(
                place
                for place, entry in enumerate(self._entries)
                if any(alike(name, title) >= _SAME_TITLE for title in entry.titles)
            )
        return self._by_name[name]

    def come(self, triggers: Iterable[Trigger]) -> tuple[Record, StageReached] | None:
        """The agreement that is the sign of one of the triggers having come, at the stage that makes it so."""
        asked = set(triggers)
        for sign in status_rules().triggers:
            if sign.trigger in asked and (found := self._sign(sign.trigger)) is not None:
                return found
        return None

    def _sign(self, trigger: Trigger) -> tuple[Record, StageReached] | None:
        if trigger not in self._signs:
            self._signs[trigger] = next(
                (
                    (entry.agreement, entry.stage)
                    for sign in status_rules().triggers
                    if sign.trigger == trigger
                    for entry in self._entries
                    if entry.stage.stage in sign.stages
                    and any(word in " ".join(entry.titles).casefold() for word in sign.words)
                ),
                None,
            )
        return self._signs[trigger]


def _reached(stage: StageReached, claims: Mapping[str, StoredClaim], on: date) -> bool:
    """Whether it had happened by the day, and some source that is known had said so."""
    first = ImpreciseDate.parse(stage.date).first if stage.date else date.min
    return first <= on and any(made_by(claims[id]) <= on for id in stage.claims if id in claims)
