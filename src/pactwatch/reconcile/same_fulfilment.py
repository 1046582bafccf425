"""When a report on a promise means a given promise: who, what and when fit, and something tells which promise it is."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from pactwatch.extract.claim import Action, Amount, CommitmentClaim, FulfilmentClaim, Goods
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Comparison, alike
from pactwatch.reconcile.status_rules import status_rules

PASSAGE = 600
"""How many characters may lie between two quotes that are told in one passage."""

_PLAIN = re.compile(
    r"\b(?:a|an|the|of|on|in|to|for|by|and|or|with|at|from|its|their|his|her|that|which|it|they|has|have|had|is|was|were|be|"
    r"been|will|would|this|these|those|each|other|both|under|after|between|commitments?|promises?|pledges?|deals?|"
    r"agreements?|packages?|deliver(?:y|ies)|guarantees?)\b"
)
_TELLING = frozenset({"words", "amounts", "items", "passage", "date"})


class SameFulfilment:
    """Compares a report on a promise with a claim of the promise, in whatever order they are given."""

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """The blocks it stands in: whose promise on what, and where it is told. Only claims with one in common fit."""
        said = claim.claim
        assert isinstance(said, CommitmentClaim | FulfilmentClaim)
        action = said.action if isinstance(said, CommitmentClaim) else action_of(said)
        for promisor in said.promisors:
            yield promisor, action
            if action is None or isinstance(said, CommitmentClaim):
                yield promisor, "any"
        yield claim.document_id, claim.claim.start // PASSAGE
        # A passage may run over the edge of a block.
        yield claim.document_id, claim.claim.start // PASSAGE + 1

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Who and what must fit, nothing may be kept before it is promised, and something must tell which promise it is."""
        report, promise = (one, other) if isinstance(one.claim, FulfilmentClaim) else (other, one)
        a, b = report.claim, promise.claim
        assert isinstance(a, FulfilmentClaim) and isinstance(b, CommitmentClaim)
        result = Comparison()
        _compare_actors(a, b, result)
        action = action_of(a)
        if action is not None and action != b.action:
            result.forbids["action"] = "the report is on something else"
        elif action is not None:
            result.agree["action"] = f"both are on {action.replace('_', ' ')}"
        if b.polarity == "will_not" and a.state in ("allocated", "partly_met"):
            result.forbids["polarity"] = "what was given is not what was promised not to be done"
        _compare_dates(report, promise, result)
        if result.forbids:
            return result
        _compare_amounts(a.amounts, b.amounts, result)
        _compare_items(a.items, b.items, result)
        _compare_words(report, promise, result)
        told = result.agree.keys()
        result.enough = bool(told & _TELLING) and (
            {"promisors", "action"} <= told
            or (bool(told & {"promisors", "action"}) and bool(told & {"words", "passage"}))
        )
        return result

    def mates(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Whether two reports told in one passage are on one promise: "390 on Friday and 307 on Saturday"."""
        a, b = one.claim, other.claim
        assert isinstance(a, FulfilmentClaim) and isinstance(b, FulfilmentClaim)
        result = Comparison()
        if a.promisors and b.promisors and not _within(a.promisors, b.promisors):
            result.forbids["promisors"] = "they are on promises of others"
        mine, theirs = action_of(a), action_of(b)
        if mine is None or mine != theirs:
            result.forbids["action"] = "they are not known to be on the same thing"
        else:
            result.agree["action"] = f"both are on {mine.replace('_', ' ')}"
        if distance(one, other) is not None:
            result.agree["passage"] = "they are told in one passage"
        result.enough = {"action", "passage"} <= result.agree.keys()
        return result


def action_of(claim: FulfilmentClaim) -> Action | None:
    """What the report is on: as coded, or as the name of the promise tells ("the pause")."""
    return claim.action or status_rules().named(claim.commitment)


def distance(one: StoredClaim, other: StoredClaim) -> int | None:
    """How many characters lie between two quotes of one passage, 0 where they overlap; None where they are far apart."""
    if one.document_id != other.document_id:
        return None
    gap = max(one.claim.start, other.claim.start) - min(one.claim.end, other.claim.end)
    return max(0, gap) if gap <= PASSAGE else None


def span(claim: StoredClaim) -> tuple[date, date]:
    """The first and the last day on which what it tells can have happened: nothing is told before it happens.

    Without a date of its own, a report is taken to speak of the day of its publication, or of its being learned.
    """
    told = _parsed(claim.published) if claim.published else None
    known = min(told.after - timedelta(days=1), claim.learned_at.date()) if told else claim.learned_at.date()
    said = _parsed(claim.claim.date) if claim.claim.date else None
    if said is None:
        return (min(told.first, known) if told else known), known
    last = min(said.after - timedelta(days=1), known)
    return min(said.first, last), last


@lru_cache(maxsize=65536)
def _parsed(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def _within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    mine, theirs = frozenset(one), frozenset(other)
    return mine <= theirs or theirs <= mine


def _compare_actors(a: FulfilmentClaim, b: CommitmentClaim, result: Comparison) -> None:
    if not a.promisors or not b.promisors:
        return
    if frozenset(a.promisors) == frozenset(b.promisors):
        result.agree["promisors"] = f"promised by {', '.join(sorted(b.promisors))}"
    elif _within(a.promisors, b.promisors):
        shared = sorted(frozenset(a.promisors) & frozenset(b.promisors))
        result.agree["promisors"] = f"both name {', '.join(shared)}"
        result.against["parties"] = "one of them names others too"
    else:
        result.forbids["promisors"] = "the promise is another's"


def _compare_dates(report: StoredClaim, promise: StoredClaim, result: Comparison) -> None:
    """A report on what happened before the promise was made is on something else."""
    claim = promise.claim
    assert isinstance(claim, CommitmentClaim)
    first, last = span(report)
    made, by = span(promise)
    if claim.date and last < made:
        result.forbids["date"] = f"it happened before the promise was made ({claim.date})"
        return
    near = timedelta(days=status_rules().kind_of(claim).near)
    if near and first <= by + near and made - near <= last and (claim.date or report.claim.date):
        result.agree["date"] = f"it is told of the {near.days} days around the promise"


def _compare_amounts(reported: tuple[Amount, ...], promised: tuple[Amount, ...], result: Comparison) -> None:
    """An equal sum tells which promise it is; a smaller one only fits it."""
    theirs = {amount.currency: amount.value for amount in promised}
    for amount in reported:
        whole = theirs.get(amount.currency)
        if whole is None:
            continue
        if abs(amount.value - whole) <= whole / 100:
            result.agree["amounts"] = f"both are {whole:,.0f} {amount.currency}"
        elif amount.value < whole:
            result.agree["part"] = f"{amount.value:,.0f} of {whole:,.0f} {amount.currency}"
        elif amount.value > 2 * whole:
            result.forbids["amounts"] = "far more than was promised"
        else:
            result.against["amounts"] = "more than was promised"
        return


def _compare_items(reported: tuple[Goods, ...], promised: tuple[Goods, ...], result: Comparison) -> None:
    rules = status_rules()
    theirs = {rules.thing(item.name): item for item in promised}
    for item in reported:
        whole = theirs.get(rules.thing(item.name))
        if whole is not None:
            result.agree["items"] = f"both are about {whole.name}"
            if item.count and whole.count and item.count > 2 * whole.count:
                result.forbids["items"] = "far more than was promised"
            return


def _compare_words(report: StoredClaim, promise: StoredClaim, result: Comparison) -> None:
    a, b = report.claim, promise.claim
    assert isinstance(a, FulfilmentClaim) and isinstance(b, CommitmentClaim)
    gap = distance(report, promise)
    if gap is not None:
        result.agree["passage"] = "they are told in the same words" if gap == 0 else "they are told in one passage"
    name = _telling(a.commitment or "", a.action)
    said = " ".join(part for part in (b.agreement, b.quote) if part)
    if len(name.split()) >= 2 and float(fuzz.token_set_ratio(name, _telling(said, None))) >= 75:
        result.agree["words"] = "the report names it in words like the promise's"
    elif alike(a.quote, b.quote) >= 70:
        result.agree["words"] = "the words are alike"


@lru_cache(maxsize=65536)
def _telling(text: str, action: Action | None) -> str:
    """The words that can tell one promise from others: without articles, and without the name of the action."""
    plain = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    if action is not None:
        plain = plain.replace(action.replace("_", " "), " ")
    return " ".join(_PLAIN.sub(" ", plain).split())
