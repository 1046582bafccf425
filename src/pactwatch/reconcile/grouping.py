"""The grouping: claims of one kind put together as the ledger learned them, under what people decided.

A claim joins a group that it fits or founds one; it never rearranges the groups that stand. Since the order is the
ledger's and not the caller's, the result is the same however the claims are handed over, and a claim learned later
changes no group that it does not join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.comparison import Comparison, Likeness
from pactwatch.reconcile.record import Reason

Pair = frozenset[str]


@dataclass
class Group:
    """Claims that are one record, with the reason why each is in it."""

    claims: list[StoredClaim] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)


def learned_order(claim: StoredClaim) -> tuple[object, ...]:
    """The order in which the ledger learned claims; those learned at once by publication and document."""
    return claim.learned_at, claim.published or "", claim.document_id, claim.claim.start, claim.id


def group(claims: Sequence[StoredClaim], likeness: Likeness, decisions: Sequence[Decision]) -> list[Group]:
    """Put the claims of one kind into groups. `decisions` are those in force; a later one on the same pair wins.

    What a person joined is together and what a person parted is apart, whatever the machine makes of it. Where
    decisions contradict each other by a third claim (the same as both of two that are different), the parting and
    the newest joinings hold.
    """
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=learned_order)
    joined, apart = _pairs(decisions, {claim.id for claim in ordered})
    grouping = Grouping(likeness, joined, apart)
    for unit in _units(ordered, joined, apart):
        grouping.add(unit)
    return grouping.groups


class Grouping:
    """Groups that stand, with an index over them, so that what is learned next is put to its place in one look.

    Adding takes as long as there are claims of the same days and places, however many others there are, and changes no
    group but the one that is joined.
    """

    def __init__(
        self, likeness: Likeness, joined: Mapping[Pair, Decision] | None = None, apart: set[Pair] | None = None
    ) -> None:
        """`joined` and `apart` are the pairs of claims that people decided on."""
        self.groups: list[Group] = []
        self._likeness = likeness
        self._joined = joined or {}
        self._apart = apart or set()
        self._blocks = likeness.blocks()

    def add(self, unit: Sequence[StoredClaim]) -> Group:
        """Put claims that are one for certain (usually a single one) into the group that they fit, or found one."""
        candidates = sorted(self._blocks.candidates(unit))
        number = _join(unit, candidates, self.groups, self._likeness, self._apart)
        if number is None:
            number = len(self.groups)
            self.groups.append(Group())
            _found(unit, self.groups[number], self._joined)
        else:
            _explain_joinings(unit, self.groups[number], self._joined)
        self.groups[number].claims.extend(unit)
        self._blocks.add(unit, number)
        return self.groups[number]


def _pairs(decisions: Sequence[Decision], known: set[str]) -> tuple[dict[Pair, Decision], set[Pair]]:
    """The pairs that people joined and parted; on the same pair, the latest decision holds."""
    latest: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.learned_at, each.id)):
        if decision.kind in ("same", "different"):
            for one, other in combinations([claim for claim in decision.claims if claim in known], 2):
                if one != other:
                    latest[frozenset((one, other))] = decision
    joined = {pair: decision for pair, decision in latest.items() if decision.kind == "same"}
    return joined, {pair for pair, decision in latest.items() if decision.kind == "different"}


def _units(
    ordered: Sequence[StoredClaim], joined: Mapping[Pair, Decision], apart: set[Pair]
) -> list[list[StoredClaim]]:
    """What people joined, taken as one from the start; each unit stands where its first claim stands."""
    unit_of = {claim.id: {claim.id} for claim in ordered}
    newest_first = sorted(joined.items(), key=lambda each: (each[1].learned_at, sorted(each[0])), reverse=True)
    for pair, _ in newest_first:
        one, other = (unit_of[claim] for claim in pair)
        if one is other or any(frozenset((a, b)) in apart for a in one for b in other):
            continue
        one |= other
        for claim in other:
            unit_of[claim] = one
    units: dict[int, list[StoredClaim]] = {}
    for stored in ordered:
        units.setdefault(id(unit_of[stored.id]), []).append(stored)
    return list(units.values())


def _join(
    unit: Sequence[StoredClaim],
    candidates: Iterable[int],
    groups: Sequence[Group],
    likeness: Likeness,
    apart: set[Pair],
) -> int | None:
    """The group that the unit fits best, with its reason put down; the older one where two fit alike."""
    best: tuple[float, int, StoredClaim, StoredClaim, Comparison] | None = None
    for number in candidates:
        found = _fit(unit, groups[number].claims, likeness, apart)
        if found is not None and (best is None or found[2].weight > best[0]):
            best = (found[2].weight, number, *found)
    if best is None:
        return None
    _, number, joiner, member, comparison = best
    groups[number].reasons[joiner.id] = _reason(joiner, member, comparison)
    return number


def _fit(
    unit: Sequence[StoredClaim], members: Sequence[StoredClaim], likeness: Likeness, apart: set[Pair]
) -> tuple[StoredClaim, StoredClaim, Comparison] | None:
    """The best comparison across the two, or None where any forbids it or none is enough."""
    best: tuple[StoredClaim, StoredClaim, Comparison] | None = None
    for joiner in unit:
        for member in members:
            if frozenset((joiner.id, member.id)) in apart:
                return None
            comparison = likeness.compare(joiner, member)
            if comparison.forbids:
                return None
            if comparison.enough and (best is None or comparison.weight > best[2].weight):
                best = (joiner, member, comparison)
    return best


def _found(unit: Sequence[StoredClaim], group: Group, joined: Mapping[Pair, Decision]) -> None:
    first = unit[0]
    group.reasons[first.id] = Reason(claim=first.id, text="The first report of it that the ledger learned.")
    _explain_joinings(unit, group, joined)


def _explain_joinings(unit: Sequence[StoredClaim], group: Group, joined: Mapping[Pair, Decision]) -> None:
    for claim in unit:
        if claim.id not in group.reasons:
            group.reasons[claim.id] = _decided(claim, next(_decisions_on(claim, unit, joined)))


def _decisions_on(
    claim: StoredClaim, unit: Sequence[StoredClaim], joined: Mapping[Pair, Decision]
) -> Iterator[Decision]:
    for other in unit:
        decision = joined.get(frozenset((claim.id, other.id)))
        if decision is not None:
            yield decision


def _decided(claim: StoredClaim, decision: Decision) -> Reason:
    text = f"{decision.by} decided on {decision.learned_at:%Y-%m-%d} that it is the same: {decision.reason}"
    return Reason(claim=claim.id, text=text, decision=decision.id)


def _reason(joiner: StoredClaim, member: StoredClaim, comparison: Comparison) -> Reason:
    source = ", ".join(part for part in (member.outlet, member.published) if part) or member.document_id
    text = f"Goes with the report of {source}: {comparison.told(comparison.agree)}."
    if comparison.against:
        text += f" Against it: {comparison.told(comparison.against)}."
    return Reason(claim=joiner.id, text=text, agree=tuple(comparison.agree), against=tuple(comparison.against))
