"""The case of one incident under one rule: one row of what was judged, with the evidence behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pactwatch.judge.evidence import Evidence, Possibilities
from pactwatch.judge.finding import Verdict
from pactwatch.judge.rule import Rule
from pactwatch.judge.rulebook import Judged
from pactwatch.judge.terms import Terms
from pactwatch.judge.ways import MET, NO, NOT_MET, OPEN, UNDECIDED, YES, Truth, Truths

_VERDICT: dict[int, Verdict] = {int(MET): "violation", int(NOT_MET): "no_violation", int(UNDECIDED): "inconclusive"}
_TRUTH: dict[int, Truth] = {int(YES): True, int(NO): False, int(OPEN): None}


@dataclass(frozen=True)
class Case:
    """What is known of one incident, as one rule asks for it.

    `facets` gives, for each field that the rule asks about, how each possible value stands to the prohibition and to
    each exception; "corroboration" is the question whether anything happened at all. `possible` gives the values.
    """

    terms: Terms
    rule: Rule
    evidence: Evidence
    facets: Mapping[str, Truths]
    verdict: Verdict
    missing: tuple[str, ...]

    @classmethod
    def of(cls, terms: Terms, judged: Judged, row: int, evidence: Evidence) -> Case:
        """The case of the row-th of the incidents of which the rule speaks."""
        missing = tuple(name for name, tips in judged.valuation.missing.items() if tips[row])
        facets = {name: given.of(row) for name, given in judged.facets.items()}
        return cls(terms, judged.rule, evidence, facets, _VERDICT[int(judged.valuation.answer[row])], missing)

    @property
    def possible(self) -> Mapping[str, Possibilities]:
        """What remains possible in the fields that sources state and the rule asks about."""
        stated = (name for name in self.facets if name not in ("corroboration", "weapon", "exception"))
        return {name: self.evidence.possibilities(name) for name in stated}

    def stands(self, field: str, clause: int = 0) -> Truth:
        """Whether a field fits the prohibition (0) or an exception (from 1) in all its values, none, or some."""
        truths = set(self.facets[field][:, clause].tolist())
        return _TRUTH[truths.pop()] if len(truths) == 1 else None

    def value_stands(self, field: str, number: int) -> Truth:
        """Whether the value of that number (from 0) fits the prohibition."""
        return _TRUTH[int(self.facets[field][number, 0])]

    def exempt(self, number: int) -> Truth:
        """Whether the exception of that number (from 0) is fitted by every field."""
        truths = [self.stands(field, number + 1) for field in self.facets]
        if False in truths:
            return False
        return None if None in truths else True

    @property
    def suspects(self) -> tuple[frozenset[str], ...]:
        """The parties that the rule binds and that can be responsible, those of a joint act together.

        The empty set is among them where it can be somebody else.
        """
        possible = self.evidence.possibilities("perpetrator")
        bound = self.rule.forbids.by
        named = [
            frozenset(party for party in self.terms.parties_of(str(each.value)) if not bound or party in bound)
            for each in possible.values
        ]
        named += [frozenset()] if possible.unknown else []
        return tuple(dict.fromkeys(named))

    @property
    def violators(self) -> tuple[str, ...]:
        """The parties whose responsibility for a violation is established, in the order of the terms."""
        if self.verdict != "violation" or len(self.suspects) != 1:
            return ()
        return tuple(party.actor for party in self.terms.parties if party.actor in self.suspects[0])

    @property
    def fit(self) -> float:
        """How closely the rule is cut to what happened, between 0 and 1: what narrow conditions are met for certain.

        An article on looting tells more of a looting than one that forbids all hostile acts.
        """
        forbids = self.rule.forbids
        narrow = [1 - len(forbids.types) / 14 if self.stands("type") else 0.0]
        for name, words in (("target", forbids.against), ("place", forbids.where), ("weapon", forbids.using)):
            narrow.append(1.0 if words and self.stands(name) else 0.0)
        return round(sum(narrow) / len(narrow), 3)
