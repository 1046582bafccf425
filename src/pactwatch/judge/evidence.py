"""Evidence: how well an incident's sources carry what they say, and what the terms' standard leaves possible."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from pactwatch.extract.claim import PositionPrecision
from pactwatch.judge.finding import Grade
from pactwatch.judge.party import parties_speaking
from pactwatch.judge.terms import Terms
from pactwatch.reconcile.fields import coarser
from pactwatch.reconcile.grade_table import first_fitting
from pactwatch.reconcile.independence import is_copy
from pactwatch.reconcile.record import FieldValue, Record, Source

_OF_ONE_VALUE = ("date", "type", "perpetrator")
"""Fields of which one value is true; places and targets can add up."""
_CLASSES = get_args(PositionPrecision)


@dataclass(frozen=True)
class Possibility:
    """A value that a field may have had, with the claims that say it and how well they carry it."""

    value: Any
    claims: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True)
class Possibilities:
    """What remains possible for a field: the admissible values, whether any other remains, and what was set aside."""

    values: tuple[Possibility, ...]
    unknown: bool
    set_aside: tuple[Possibility, ...] = ()


class Evidence:
    """The evidence of one record, read under the standard of one set of terms."""

    def __init__(self, terms: Terms, record: Record) -> None:
        self._terms = terms
        self.record = record
        self._known: dict[str, Possibilities] = {}
        self._sources = {source.claim: source for source in record.sources if not source.wrong}
        self._attributed = {
            claim: str(value.value) for value in record.fields.get("attributed_by", ()) for claim in value.claims
        }
        self._behind = self._voices()
        self._alleged = {
            claim for value in record.fields.get("alleged", ()) if value.value is True for claim in value.claims
        }
        self._accused = tuple(
            sorted(
                {
                    party
                    for value in record.fields.get("perpetrator", ())
                    if self._standing(value.claims)
                    for party in terms.parties_of(str(value.value))
                }
            )
        )
        self.occurrence: Grade = self.grade(tuple(self._sources), self._accused)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that nobody decided to be wrong, in order of publication."""
        return tuple(self._sources)

    @property
    def told(self) -> date:
        """The day by whose end it had first been reported. Raises ValueError where no claim stands."""
        return min(source.known for source in self._sources.values())

    @property
    def happened(self) -> bool:
        """Whether the standard takes it as shown that something happened at all."""
        return self.occurrence in self._terms.standard_of_evidence.suffices

    def quotes(self, claims: Collection[str]) -> tuple[str, ...]:
        """The words of claims."""
        return tuple(self._sources[claim].quote for claim in claims if claim in self._sources)

    @property
    def statements(self) -> tuple[tuple[str, bool], ...]:
        """The words of each claim, and whether it suffices by itself. Nobody is a witness in their own cause."""
        enough = self._terms.standard_of_evidence.suffices
        return tuple(
            (
                source.quote,
                not self._behind[claim] & set(self._accused) and self.grade((claim,), ()) in enough,
            )
            for claim, source in self._sources.items()
        )

    def possibilities(self, field: str) -> Possibilities:
        """What the standard leaves possible for a field.

        What a person decided is right is the only possibility. Otherwise the values that the standard takes as shown
        are possible, and their rivals unless it sets these aside or they only say the same less exactly. Where no
        value is shown, any other remains possible too. Where not even the incident itself is shown, a value counts
        that is no worse carried than the incident.
        """
        if field not in self._known:
            self._known[field] = self._possibilities(field)
        return self._known[field]

    def _possibilities(self, field: str) -> Possibilities:
        standard = self._terms.standard_of_evidence
        said = [value for value in self.record.fields.get(field, ()) if not value.superseded]
        said = [value for value in said if self._standing(value.claims)]
        if field in _OF_ONE_VALUE:
            said = self._last_words(field, said)
        graded = [self._graded(field, value) for value in said]
        decided = [each for each, value in graded if value.decided]
        if decided:
            return Possibilities(tuple(decided), unknown=False)
        enough = {*standard.suffices} if self.happened else {*standard.suffices, self.occurrence}
        every = [each for each, _ in graded]
        shown = [each for each in every if each.grade in enough]
        if not shown:
            return Possibilities(tuple(every), unknown=True)
        # Words that name no place ("a town") are coarser than any, and so than themselves: one of them has to remain.
        exact = [each for each in shown if not coarser(field, each.value, each.value)]
        vague = [each for each in every if any(coarser(field, each.value, other.value) for other in exact)]
        aside = [
            each for each in every if each not in vague and each not in shown and each.grade in standard.negligible
        ]
        kept = tuple(each for each in every if each not in vague and each not in aside)
        return Possibilities(kept, unknown=False, set_aside=tuple(aside))

    def coordinates(self, claims: Collection[str]) -> tuple[float, float, str] | None:
        """Longitude, latitude and class of precision as these claims give them: the most exact, the first of equals.

        A source that speaks for a party, or only tells an allegation, is asked where no other says.
        """
        given = {claim: value.value for value in self.record.fields.get("position", ()) for claim in value.claims}

        def rank(claim: str) -> tuple[bool, int]:
            partial = bool(self._behind[claim]) or claim in self._alleged
            return partial, _CLASSES.index(given[claim]["precision"])

        best = min((claim for claim in self._standing(claims) if claim in given), key=rank, default=None)
        if best is None:
            return None
        return float(given[best]["lon"]), float(given[best]["lat"]), str(given[best]["precision"])

    def grade(self, claims: Collection[str], accused: Collection[str]) -> Grade:
        """The grade that the standard's table gives to what these claims say against these parties."""
        row = first_fitting(self._terms.standard_of_evidence.table, self._facts(self._standing(claims), accused))
        return row.grade if row else "weak"

    def count(self, claims: Collection[str]) -> int:
        """How many independent sources stand behind claims."""
        return sum(1 for group in self.record.independent if any(claim in claims for claim in group))

    def _standing(self, claims: Collection[str]) -> tuple[str, ...]:
        return tuple(claim for claim in claims if claim in self._sources)

    def _graded(self, field: str, value: FieldValue) -> tuple[Possibility, FieldValue]:
        claims = self._standing(value.claims)
        accused = self._accused
        if field == "perpetrator":
            accused = self._terms.parties_of(str(value.value))
        return Possibility(value.value, claims, self.grade(claims, accused)), value

    def _facts(self, claims: Collection[str], accused: Collection[str]) -> dict[str, int | bool]:
        """What the table of grades asks about."""
        voices = {claim: self._behind[claim] for claim in claims}
        alleged = bool(voices) and all(claim in self._alleged for claim in voices)
        # An allegation lends the adversary's word no weight.
        as_facts = [parties for claim, parties in voices.items() if claim not in self._alleged or alleged]
        return {
            "sources": self.count(tuple(voices)),
            "neutral_sources": self.count([claim for claim, parties in voices.items() if not parties]),
            "admitted": any(party in accused for parties in voices.values() for party in parties),
            "adversary_only": bool(accused)
            and all(any(self._adverse(party, to) for party in parties) for parties in as_facts for to in accused),
            "alleged_only": alleged,
        }

    def _last_words(self, field: str, said: list[FieldValue]) -> list[FieldValue]:
        """The values without those that all who gave them took back: whoever corrects themselves means the later word.

        Saying the same less exactly takes nothing back, and what a person decided stands.
        """
        given = [(claim, value) for value in said for claim in self._standing(value.claims)]

        def taken_back(claim: str, value: FieldValue) -> bool:
            mine = self._sources[claim]
            return any(
                other is not value
                and (mine.outlet, mine.speaker) == (self._sources[later].outlet, self._sources[later].speaker)
                and mine.outlet is not None
                and self._sources[later].known > mine.known
                and not coarser(field, other.value, value.value)
                for later, other in given
            )

        kept = [
            value
            for value in said
            if value.decided or not all(taken_back(claim, value) for claim in self._standing(value.claims))
        ]
        return kept or said

    def _voices(self) -> dict[str, frozenset[str]]:
        """The parties for whom each source speaks. A copy that names no speaker speaks with the voice it copies."""
        behind = {source.claim: self._parties_behind(source) for source in self._sources.values()}
        accuses = {claim: each.value for each in self.record.fields.get("perpetrator", ()) for claim in each.claims}
        for group in self.record.independent if any(behind.values()) else ():
            partial = [claim for claim in group if behind.get(claim)]
            for claim in group:
                if claim not in behind or behind[claim] or self._sources[claim].speaker:
                    continue
                quote = self._sources[claim].quote
                # Two parties can accuse each other in nearly the same words.
                alike = [each for each in partial if accuses.get(each) == accuses.get(claim)]
                copied = [each for each in alike if is_copy(quote, self._sources[each].quote)]
                behind[claim] = frozenset().union(*(behind[each] for each in copied))
        return behind

    def _parties_behind(self, source: Source) -> frozenset[str]:
        """The parties for whom the source speaks: whoever is named as saying it, else who carries it."""
        names = [name for name in (source.speaker, self._attributed.get(source.claim)) if name]
        names = names or [name for name in (source.via, source.outlet) if name]
        return frozenset(party for name in names for party in parties_speaking(name, self._terms.parties))

    def _adverse(self, party: str, accused: str) -> bool:
        to = next(each.adverse_to for each in self._terms.parties if each.actor == party)
        return party != accused and (to is None or accused in to)
