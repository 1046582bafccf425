"""The matching: which contribution could serve which need, what is proposed, what stays open, what is promised twice.

The machine proposes; only what a person assigns counts as given. Proposals are a flow of least cost through the pairs
that fit, so that as much of each need is covered as can be: first the needs of priority 1, then 2, then 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pactwatch.coordinate.need import Contribution, Need, NeedError, Wanted
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act

ASSIGNMENT = "assignment"
_SAME_ITEM = 85
"""From this likeness of their words on (0 to 100), two names of goods are taken to mean the same."""


@dataclass(frozen=True)
class Pair:
    """A contribution, or a part of it, for a need. `by` is who assigned it; None for a proposal of the machine."""

    need: str
    contribution: str
    quantity: int | None
    why: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True)
class Cover:
    """How far a need is served: what is assigned and what is proposed, of what is wanted. None: no number is told."""

    need: Need
    assigned: tuple[Pair, ...]
    proposed: tuple[Pair, ...]
    possible: tuple[Pair, ...]

    @property
    def gap(self) -> int | None:
        """What neither an assignment nor a proposal covers; None where no number is wanted."""
        if self.need.wanted.quantity is None:
            return None
        given = sum(pair.quantity or 0 for pair in (*self.assigned, *self.proposed))
        return max(0, self.need.wanted.quantity - given)


@dataclass(frozen=True)
class Matching:
    """Every need with its cover, and what was promised twice, in words."""

    covers: tuple[Cover, ...]
    doubles: tuple[str, ...]
    unused: tuple[Contribution, ...]


def fit(need: Wanted, offer: Wanted) -> tuple[int, tuple[str, ...]] | None:
    """Whether an offer can serve a need, with what is not known about it as a cost, and why; None where it cannot."""
    if need.capability != offer.capability:
        return None
    cost, why = 0, [f"the capability is the same: {need.capability.replace('_', ' ')}"]
    if need.item and offer.item:
        if fuzz.token_set_ratio(need.item.casefold(), offer.item.casefold()) < _SAME_ITEM:
            return None
        why.append(f"what is offered ({offer.item}) is what is wanted ({need.item})")
    elif need.item:
        cost += 1
        why.append(f"whether {need.item} are offered is not told")
    if need.place and offer.place:
        if need.place.casefold() != offer.place.casefold():
            return None
        why.append(f"it is offered where it is wanted: {need.place}")
    elif need.place:
        cost += 1
        why.append(f"whether it can be had in {need.place} is not told")
    if (need.last and offer.first and offer.first > need.last) or (
        need.first and offer.last and offer.last < need.first
    ):
        return None
    if (need.first or need.last) and not (offer.first or offer.last):
        cost += 1
        why.append("when it can be had is not told")
    elif need.first or need.last:
        why.append("its time is that of the need")
    return cost, tuple(why)


def match(needs: Sequence[Need], offers: Sequence[Contribution], acts: Iterable[Act] = ()) -> Matching:
    """Match needs and contributions, given what people assigned."""
    fits = {
        (need.id, offer.id): found
        for need in needs
        for offer in offers
        if (found := fit(need.wanted, offer.offered)) is not None
    }
    assigned = _assigned(acts, {need.id for need in needs}, {offer.id for offer in offers})
    left = {offer.id: offer.offered.quantity for offer in offers}
    for pair in assigned:
        before = left[pair.contribution]
        left[pair.contribution] = None if before is None else max(0, before - (pair.quantity or 0))
    proposed: list[Pair] = []
    for priority in (1, 2, 3):
        wanted = {
            need.id: _open(need, assigned)
            for need in needs
            if need.priority == priority and need.wanted.quantity is not None
        }
        new = _flow(wanted, left, fits)
        for pair in new:
            left[pair.contribution] = (left[pair.contribution] or 0) - (pair.quantity or 0)
        proposed += new
    covers = tuple(_cover(need, offers, assigned, proposed, fits) for need in needs)
    used = {pair.contribution for pair in (*assigned, *proposed)}
    fitting = {offer for _, offer in fits}
    unused = tuple(
        offer for offer in offers if offer.id not in used and (offer.id in fitting or offer.record is None)
    )
    return Matching(covers, tuple(_doubles(needs, offers, assigned)), unused)


def assign(ledger: Ledger, need: Need, offer: Contribution, quantity: int | None, by: str, note: str | None) -> Act:
    """Write down that a contribution, or a part of it, is for a need.

    Raises NeedError where the two cannot fit or the number is none, ActError where nobody signs it.
    """
    if fit(need.wanted, offer.offered) is None:
        raise NeedError(f"{offer.id} cannot serve {need.id}: its capability, goods, place or time are others")
    if quantity is not None and quantity <= 0:
        raise NeedError(f"the number assigned is {quantity}; it must be more than 0")
    details = {"contribution": offer.id, "quantity": quantity}
    return ledger.act(ASSIGNMENT, need.id, by, note=note, details=details)


def _assigned(acts: Iterable[Act], needs: set[str], offers: set[str]) -> list[Pair]:
    return [
        Pair(act.about, act.details["contribution"], act.details.get("quantity"), (act.note or "",), act.by)
        for act in acts
        if act.kind == ASSIGNMENT
        and act.retracted_at is None
        and act.about in needs
        and act.details["contribution"] in offers
    ]


def _open(need: Need, assigned: Iterable[Pair]) -> int:
    given = sum(pair.quantity or 0 for pair in assigned if pair.need == need.id)
    return max(0, (need.wanted.quantity or 0) - given)


def _flow(
    wanted: Mapping[str, int],
    left: Mapping[str, int | None],
    fits: Mapping[tuple[str, str], tuple[int, tuple[str, ...]]],
) -> list[Pair]:
    # Loaded here: only matching should wait for it.
    import networkx  # noqa: PLC0415

    graph = networkx.DiGraph()
    for (need, offer), (cost, _) in sorted(fits.items()):
        size = left[offer]
        if wanted.get(need) and size:
            graph.add_edge("all offers", ("offer", offer), capacity=size, weight=0)
            graph.add_edge(("offer", offer), ("need", need), weight=cost)
            graph.add_edge(("need", need), "all needs", capacity=wanted[need], weight=0)
    if not graph:
        return []
    flow = networkx.max_flow_min_cost(graph, "all offers", "all needs")
    return [
        Pair(need, offer, flow[("offer", offer)][("need", need)], fits[need, offer][1])
        for need, offer in sorted(fits)
        if flow.get(("offer", offer), {}).get(("need", need))
    ]


def _cover(
    need: Need,
    offers: Sequence[Contribution],
    assigned: Iterable[Pair],
    proposed: Iterable[Pair],
    fits: Mapping[tuple[str, str], tuple[int, tuple[str, ...]]],
) -> Cover:
    own, new = (tuple(pair for pair in pairs if pair.need == need.id) for pairs in (assigned, proposed))
    taken = {pair.contribution for pair in (*own, *new)}
    # What fits and cannot be counted, since the need or the offer names no number.
    possible = tuple(
        Pair(need.id, offer.id, offer.offered.quantity, fits[need.id, offer.id][1])
        for offer in offers
        if (need.id, offer.id) in fits
        and offer.id not in taken
        and (need.wanted.quantity is None or offer.offered.quantity is None)
    )
    return Cover(need, own, new, possible)


def _doubles(needs: Iterable[Need], offers: Sequence[Contribution], assigned: Sequence[Pair]) -> Iterable[str]:
    by_offer: defaultdict[str, int] = defaultdict(int)
    by_need: defaultdict[str, int] = defaultdict(int)
    for pair in assigned:
        by_offer[pair.contribution] += pair.quantity or 0
        by_need[pair.need] += pair.quantity or 0
    for offer in offers:
        size = offer.offered.quantity
        if size is not None and by_offer[offer.id] > size:
            yield f"{offer.id} is assigned {by_offer[offer.id]} times, and {size} are offered"
    for need in needs:
        size = need.wanted.quantity
        if size is not None and by_need[need.id] > size:
            yield f"{need.id} wants {size}, and {by_need[need.id]} are assigned to it"
    same: defaultdict[tuple[str, str, str, int | None], list[str]] = defaultdict(list)
    for offer in offers:
        same[offer.contributor, offer.offered.capability, offer.offered.item or "", offer.offered.quantity].append(
            offer.id
        )
    for (contributor, _, item, _), ids in same.items():
        if len(ids) > 1 and item:
            yield f"{contributor} offers the same {item} more than once: {', '.join(ids)}; it may be one offer"
