"""The rulebook: terms compiled to operations on columns, and a table of incidents judged by all of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pactwatch.judge.areas import Areas, Standing
from pactwatch.judge.conditions import against_target, as_claimed, by_means, by_party, in_force, of_type
from pactwatch.judge.incidents import Column, Incidents, Indices, occurring, one_each, taken
from pactwatch.judge.period import Days, spans
from pactwatch.judge.rule import Clause, Rule
from pactwatch.judge.terms import Terms
from pactwatch.judge.ways import (
    MET,
    NO,
    OPEN,
    YES,
    Truth,
    Truths,
    Valuation,
    gathered,
    readings,
    truth_code,
    valuate,
)


@dataclass(frozen=True)
class Facets:
    """How the alternatives of one field stand to the clauses of a rule: a row an alternative, a column a clause."""

    offsets: Indices
    truths: Truths

    def of(self, row: int) -> Truths:
        """Those of one row."""
        return self.truths[self.offsets[row] : self.offsets[row + 1]]


@dataclass(frozen=True)
class Judged:
    """One rule on a table of incidents: the rows of which it speaks, and what holds of each in every way."""

    rule: Rule
    rows: Indices
    facets: Mapping[str, Facets]
    valuation: Valuation

    @property
    def met(self) -> NDArray[np.bool_]:
        """Whether the rule is broken in every way, by row."""
        return np.equal(self.valuation.answer, MET)


class Rulebook:
    """Terms, compiled. Made once for terms (`rulebook`) and used for any number of tables."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._spans = {
            rule.id: spans(_both(rule, terms), terms.paused) if terms.in_force else () for rule in terms.rules
        }
        named = dict.fromkeys(clause.where for rule in terms.rules for clause in rule.clauses if clause.where)
        self._areas_named = {where: number for number, where in enumerate(named)}
        self._areas = Areas([tuple(terms.zone(name) for name in where) for where in named])

    def judge(self, incidents: Incidents) -> Iterator[Judged]:
        """Each rule with the incidents of which it speaks. Rules that speak of none are left out."""
        table = self._table(incidents)
        for rule in self._terms.rules:
            if (judged := self._judged(rule, table)) is not None:
                yield judged

    def judged(self, rule: Rule, incidents: Incidents) -> Judged | None:
        """One rule with the incidents of which it speaks; None where it speaks of none."""
        return self._judged(rule, self._table(incidents))

    def _table(self, incidents: Incidents) -> _Table:
        return _Table(incidents, self._areas.standings(incidents.places) if self._areas_named else [])

    def _judged(self, rule: Rule, table: _Table) -> Judged | None:
        clauses, incidents = rule.clauses, table.incidents
        where = [self._areas_named.get(clause.where) for clause in clauses]
        rows = table.rows_in(where[0])
        if not len(rows):
            return None
        facets: dict[str, Facets] = {}
        asked: list[tuple[str, Callable[[Indices], Facets]]] = [
            ("date", lambda rows: table.in_force(rows, self._spans[rule.id], len(clauses))),
            ("type", lambda rows: table.looked_up(incidents.types, rows, clauses, of_type)),
            (
                "perpetrator",
                lambda rows: table.looked_up(
                    incidents.perpetrators, rows, clauses, lambda value, clause: by_party(value, clause, self._terms)
                ),
            ),
        ]
        if any(number is not None for number in where):
            asked.append(("place", lambda rows: table.placed(rows, where)))
        # What a rule certainly does not speak of is left out field by field, so that little is computed for nothing.
        for name, of in asked:
            found = of(rows)
            may = _any(found.truths[:, 0] != NO, found.offsets)
            facets[name] = found
            if not may.all():
                kept = np.flatnonzero(may)
                rows = rows[kept]
                facets = {each: _kept(given, kept) for each, given in facets.items()}
            if not len(rows):
                return None
        if any(clause.against for clause in clauses):
            facets["target"] = table.looked_up(
                incidents.targets, rows, clauses, lambda value, clause: against_target(value[0], value[1], clause)
            )
        if any(clause.using for clause in clauses):
            facets["weapon"] = table.looked_up(incidents.statements, rows, clauses, by_means)
        if any(exception.claimed for exception in rule.exceptions):
            facets["exception"] = table.looked_up(incidents.statements, rows, clauses, as_claimed)
        facets["corroboration"] = _corroborated(incidents.happened[rows], len(clauses))
        bits = {name: gathered(readings(given.truths), given.offsets) for name, given in facets.items()}
        return Judged(rule, rows, facets, valuate(bits, len(clauses)))


@lru_cache(maxsize=16)
def rulebook(terms: Terms) -> Rulebook:
    """The rulebook of terms, compiled at the first call."""
    return Rulebook(terms)


class _Table:
    """A table of incidents while it is judged: with what is common to several rules computed once."""

    def __init__(self, incidents: Incidents, standings: Sequence[Standing]) -> None:
        self.incidents = incidents
        self._standings = standings
        self._times: dict[tuple[Days, ...], Truths] = {}
        places = incidents.places
        self._one_place = one_each(places.offsets, len(places.codes))
        self._place = np.full(len(places.codes), NO, np.int8)

    def rows_in(self, area: int | None) -> Indices:
        """The rows that can have been in an area; all of them where none is asked for."""
        if area is None:
            return np.arange(len(self.incidents))
        indices = np.sort(self._standings[area].indices)
        if self._one_place:
            return indices
        return occurring(np.searchsorted(self.incidents.places.offsets, indices, side="right") - 1)

    def in_force(self, rows: Indices, during: tuple[Days, ...], clauses: int) -> Facets:
        dates = self.incidents.dates
        if during not in self._times:
            self._times[during] = in_force(dates.first, dates.after, dates.told, during)
        offsets, chosen = taken(dates.offsets, rows)
        truths = np.full((len(chosen), clauses), YES, np.int8)
        truths[:, 0] = self._times[during][chosen]
        return Facets(offsets, truths)

    def looked_up(
        self, column: Column, rows: Indices, clauses: Sequence[Clause], stands: Callable[[Any, Clause], Truth]
    ) -> Facets:
        offsets, chosen = taken(column.offsets, rows)
        codes = column.codes[chosen]
        # Only the values that occur in these rows are asked about.
        used = occurring(codes) if len(column.values) > len(codes) else None
        inverse = codes if used is None else np.searchsorted(used, codes)
        values = column.values if used is None else [column.values[code] for code in used]
        answers = [[truth_code(stands(value, clause)) for clause in clauses] for value in values]
        return Facets(offsets, np.array(answers, np.int8).reshape(-1, len(clauses))[inverse])

    def placed(self, rows: Indices, areas: Sequence[int | None]) -> Facets:
        offsets, chosen = taken(self.incidents.places.offsets, rows)
        truths = np.full((len(chosen), len(areas)), YES, np.int8)
        for number, area in enumerate(areas):
            if area is not None:
                standing = self._standings[area]
                self._place[standing.indices] = standing.truths
                truths[:, number] = self._place[chosen]
                self._place[standing.indices] = NO
        return Facets(offsets, truths)


def _both(rule: Rule, terms: Terms) -> tuple[Any, ...]:
    """The periods in which a rule is in force: its own where it has any, else those of the terms."""
    return rule.in_force or terms.in_force


def _corroborated(happened: NDArray[np.bool_], clauses: int) -> Facets:
    truths = np.full((len(happened), clauses), YES, np.int8)
    truths[:, 0] = np.where(happened, YES, OPEN)
    return Facets(np.arange(len(happened) + 1), truths)


def _any(flags: NDArray[np.bool_], offsets: Indices) -> NDArray[np.bool_]:
    return flags if one_each(offsets, len(flags)) else np.logical_or.reduceat(flags, offsets[:-1])


def _kept(facets: Facets, rows: Indices) -> Facets:
    offsets, chosen = taken(facets.offsets, rows)
    return Facets(offsets, facets.truths[chosen])
