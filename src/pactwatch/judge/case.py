"""One incident under one rule: what remains possible, how that stands to the rule, and what holds in every way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from pactwatch.judge.conditions import against_target, by_party, in_force, in_zones, of_type
from pactwatch.judge.evidence import Evidence, Possibilities
from pactwatch.judge.terms import Exemption, Prohibition, Rule, Terms
from pactwatch.judge.ways import Facets, Truth, Valuation, valuate
from pactwatch.reconcile.record import Record

Clause = Prohibition | Exemption


@dataclass(frozen=True)
class Case:
    """What is known of one incident, as one rule asks for it.

    `facets` gives, for each field that the rule asks about, how each possible value stands to the prohibition and to
    each exception; "corroboration" is the question whether anything happened at all.
    """

    terms: Terms
    rule: Rule
    evidence: Evidence
    possible: dict[str, Possibilities]
    facets: dict[str, list[Facets]]
    valuation: Valuation

    @classmethod
    def build(cls, terms: Terms, rule: Rule, record: Record) -> Case:
        """Set an incident against a rule. Raises ValueError for a record of which no claim stands."""
        evidence = Evidence(terms, record)
        clauses: tuple[Clause, ...] = (rule.forbids, *rule.exceptions)
        names = ["date", "type", "perpetrator"]
        names += ["place"] if any(clause.where for clause in clauses) else []
        names += ["target"] if any(clause.against for clause in clauses) else []
        possible = {name: evidence.possibilities(name) for name in names}

        def facets(values: Sequence[Any], stands: Callable[[Any, Clause], Truth]) -> list[Facets]:
            return [tuple(stands(value, clause) for clause in clauses) for value in values]

        def when(value: str | None, clause: Clause) -> Truth:
            return in_force(value, evidence.told, terms.in_force) if isinstance(clause, Prohibition) else True

        found = {
            "date": facets(_readings(possible["date"]), when),
            "type": facets(_readings(possible["type"]), of_type),
            "perpetrator": facets(_readings(possible["perpetrator"]), lambda v, clause: by_party(v, clause, terms)),
        }
        if "place" in possible:
            regions = _readings(evidence.possibilities("admin1"))
            pairs = list(product(_readings(possible["place"]), regions))
            found["place"] = facets(pairs, lambda pair, clause: in_zones(pair[0], pair[1], clause, terms))
        if "target" in possible:
            places = [str(each.value) for each in evidence.possibilities("place").values]
            targets = [str(each.value) for each in possible["target"].values]
            sets = [targets, []] if possible["target"].unknown else [targets]
            found["target"] = facets(sets, lambda values, clause: against_target(values, places, clause))
        told = True if evidence.happened else None
        found["corroboration"] = [(told, *(True for _ in rule.exceptions))]
        return cls(terms, rule, evidence, possible, found, valuate(found))

    @property
    def speaks(self) -> bool:
        """Whether the rule speaks of the incident: type, perpetrator and date do not certainly put it outside."""
        asked = ("date", "type", "perpetrator")
        return all(any(facet[0] is not False for facet in self.facets[name]) for name in asked)

    def stands(self, field: str, clause: int = 0) -> Truth:
        """Whether a field fits the prohibition (0) or an exception (from 1) in all its values, none, or some."""
        truths = {facet[clause] for facet in self.facets[field]}
        return truths.pop() if len(truths) == 1 else None

    def exempt(self, number: int) -> Truth:
        """Whether the exception of that number (from 0) is fitted by every field."""
        truths = [self.stands(field, number + 1) for field in self.facets]
        if False in truths:
            return False
        return None if None in truths else True

    @property
    def suspects(self) -> tuple[str | None, ...]:
        """The parties that can be responsible; None among them where it can be somebody else."""
        parties = [self.terms.party_of(str(each.value)) for each in self.possible["perpetrator"].values]
        parties += [None] if self.possible["perpetrator"].unknown else []
        return tuple(dict.fromkeys(parties))


def _readings(possible: Possibilities) -> list[Any]:
    return [each.value for each in possible.values] + ([None] if possible.unknown else [])
