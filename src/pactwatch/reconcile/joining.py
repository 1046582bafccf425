"""The joining of reports to promises: each goes to the promise that it means, with its reason.

A report joins the promise that it fits best of those known when it was learned; one that fits none waits, and the first
promise learned later that it fits takes it. So what is learned later moves no report from one promise to another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.comparison import Comparison
from pactwatch.reconcile.grouping import Group, learned_order
from pactwatch.reconcile.record import Reason
from pactwatch.reconcile.same_fulfilment import PASSAGE, SameFulfilment, distance

_LIKENESS = SameFulfilment()


@dataclass
class _Joining:
    """What stands when the claims up to a moment are known."""

    groups: Sequence[Group]
    apart: set[frozenset[str]]
    group_of: dict[str, int]
    blocks: defaultdict[Hashable, list[StoredClaim]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[str, StoredClaim] = field(default_factory=dict)
    joined: dict[str, tuple[int, StoredClaim, Reason]] = field(default_factory=dict)

    def put(self, report: StoredClaim, number: int, reason: Reason) -> None:
        self.joined[report.id] = (number, report, reason)
        self.waiting.pop(report.id, None)

    def parted(self, report: StoredClaim, number: int) -> bool:
        return any(frozenset((report.id, claim.id)) in self.apart for claim in self.groups[number].claims)

    def forbidden(self, report: StoredClaim, number: int) -> bool:
        """Whether a person, or any claim of the promise, rules out that the report means it."""
        return self.parted(report, number) or any(
            _LIKENESS.compare(report, claim).forbids for claim in self.groups[number].claims
        )

    def candidates(self, report: StoredClaim) -> list[int]:
        found = {self.group_of[claim.id] for key in _LIKENESS.keys(report) for claim in self.blocks.get(key, ())}
        return sorted(number for number in found if not self.parted(report, number))


def join(
    groups: Sequence[Group], reports: Sequence[StoredClaim], decisions: Sequence[Decision]
) -> dict[int, list[tuple[StoredClaim, Reason]]]:
    """Which reports are on which group of commitment claims, by the group's place, each with the reason why.

    `decisions` are those in force. What a person said to be the same is together and what a person said to be
    different is apart, whatever the machine makes of it; a later decision on the same pair wins.
    """
    ordered = sorted({claim.id: claim for claim in reports}.values(), key=learned_order)
    group_of = {claim.id: number for number, group in enumerate(groups) for claim in group.claims}
    joined, apart = _pairs(decisions)
    state = _Joining(groups, apart, group_of)
    for report in ordered:
        decision = _decided(report, group_of, joined)
        if decision is not None and not state.parted(report, decision[0]):
            number, by = decision
            text = f"{by.by} decided on {by.learned_at:%Y-%m-%d} that it is on this promise: {by.reason}"
            state.put(report, number, Reason(claim=report.id, text=text, decision=by.id))
    promises = sorted((claim for group in groups for claim in group.claims), key=learned_order)
    known = sorted([*promises, *ordered], key=lambda claim: claim.learned_at)
    for moment, learned in groupby(known, key=lambda claim: claim.learned_at):
        _learn(state, list(learned), moment)
    result: dict[int, list[tuple[StoredClaim, Reason]]] = defaultdict(list)
    for report in ordered:
        if report.id in state.joined:
            number, claim, reason = state.joined[report.id]
            result[number].append((claim, reason))
    return dict(result)


def _pairs(decisions: Sequence[Decision]) -> tuple[dict[frozenset[str], Decision], set[frozenset[str]]]:
    latest: dict[frozenset[str], Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.learned_at, each.id)):
        if decision.kind in ("same", "different"):
            for one in decision.claims:
                latest.update({frozenset((one, other)): decision for other in decision.claims if other != one})
    joined = {pair: decision for pair, decision in latest.items() if decision.kind == "same"}
    return joined, {pair for pair, decision in latest.items() if decision.kind == "different"}


def _decided(
    report: StoredClaim, group_of: Mapping[str, int], joined: Mapping[frozenset[str], Decision]
) -> tuple[int, Decision] | None:
    """Where the newest decision that names the report and a claim of a promise puts it."""
    found = [
        (decision.learned_at, decision.id, group_of[claim], decision)
        for pair, decision in joined.items()
        if report.id in pair
        for claim in pair
        if claim in group_of
    ]
    if not found:
        return None
    _, _, number, decision = max(found, key=lambda each: each[:3])
    return number, decision


def _learn(state: _Joining, learned: Sequence[StoredClaim], moment: datetime) -> None:
    """Take in what was learned at one moment: promises first, then the reports that any of it can concern."""
    keys: set[Hashable] = set()
    for claim in learned:
        if claim.id in state.group_of:
            for key in _LIKENESS.keys(claim):
                state.blocks[key].append(claim)
                keys.add(key)
    new = {claim.id for claim in learned if claim.id not in state.group_of and claim.id not in state.joined}
    state.waiting.update({claim.id: claim for claim in learned if claim.id in new})
    for report in list(state.waiting.values()):
        if report.id in new or not keys.isdisjoint(_LIKENESS.keys(report)):
            best = _best(state, report, moment)
            if best is not None:
                state.put(report, *best)
    _join_mates(state)


def _best(state: _Joining, report: StoredClaim, moment: datetime) -> tuple[int, Reason] | None:
    """The promise that the report fits best: by what agrees, then the nearer in one text, then the older."""
    best: tuple[tuple[float, int, int], int, Reason] | None = None
    for number in state.candidates(report):
        found = _fit(report, [claim for claim in state.groups[number].claims if claim.learned_at <= moment])
        if found is None:
            continue
        comparison, claim = found
        gap = distance(report, claim)
        rank = (comparison.weight, -(gap if gap is not None else 10**9), -number)
        if best is None or rank > best[0]:
            best = (rank, number, _reason(report, claim, comparison))
    return None if best is None else best[1:]


def _fit(report: StoredClaim, promises: Sequence[StoredClaim]) -> tuple[Comparison, StoredClaim] | None:
    best: tuple[Comparison, StoredClaim] | None = None
    for promise in promises:
        comparison = _LIKENESS.compare(report, promise)
        if comparison.forbids:
            return None
        if comparison.enough and (best is None or comparison.weight > best[0].weight):
            best = (comparison, promise)
    return best


def _join_mates(state: _Joining) -> None:
    """Reports that name no promise go with the nearest one in their passage that does."""
    by_document: defaultdict[str, list[tuple[int, StoredClaim]]] = defaultdict(list)
    waiting_in = {report.document_id for report in state.waiting.values()}
    for number, claim, _ in state.joined.values():
        if claim.document_id in waiting_in:
            by_document[claim.document_id].append((number, claim))
    # A table is one long document: only what stands near is looked at, or the time would grow with its square.
    starts: dict[str, list[int]] = {}
    longest: dict[str, int] = {}
    for document, claims in by_document.items():
        claims.sort(key=lambda each: (each[1].claim.start, each[1].id))
        said = [stored.claim for _, stored in claims]
        starts[document] = [each.start for each in said]
        longest[document] = max(each.end - each.start for each in said)
    for report in list(state.waiting.values()):
        document = report.document_id
        if document not in starts:
            continue
        first = bisect_left(starts[document], report.claim.start - PASSAGE - longest[document])
        after = bisect_right(starts[document], report.claim.end + PASSAGE)
        near = [
            (distance(report, other) or 0, other.claim.start, number, other, comparison)
            for number, other in by_document[document][first:after]
            if (comparison := _LIKENESS.mates(report, other)).same and not state.forbidden(report, number)
        ]
        if near:
            _, _, number, other, comparison = min(near, key=lambda each: each[:3])
            state.put(report, number, _reason(report, other, comparison))


def _reason(report: StoredClaim, other: StoredClaim, comparison: Comparison) -> Reason:
    source = ", ".join(part for part in (other.outlet, other.published) if part) or other.document_id
    what = "promise" if other.claim.kind == "commitment" else "report"
    text = f"Goes with the {what} told by {source}: {'; '.join(comparison.agree.values())}."
    if comparison.against:
        text += f" Against it: {'; '.join(comparison.against.values())}."
    return Reason(claim=report.id, text=text, agree=tuple(comparison.agree), against=tuple(comparison.against))
