"""When two claims are of the same promise: the same promisors, action and direction, amounts and words that fit."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import lru_cache

from pactwatch.extract.claim import Amount, CommitmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Blocks, Comparison, alike
from pactwatch.reconcile.promise_blocks import PromiseBlocks, thing_called

ONE_PROMISE_DAYS = 31
"""How many days may lie between two promises of the same goods or people in the same number that are taken as one."""

_ALIKE = 60
"""From how alike, of 100, the words of two promises say that they are one."""

# So many comparisons are kept; then the keeping begins anew.
_KEPT = 100_000


class SameCommitment:
    """Compares claims of commitments.

    Releases of one table say most things again: what two claims come to is kept for those that say the same.
    """

    def __init__(self) -> None:
        """Begin with nothing compared."""
        self._known: dict[Hashable, Comparison] = {}

    def blocks(self) -> Blocks:
        """Empty blocks of promises."""
        return PromiseBlocks()

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Who promises what must be the same; then the amount, the instrument or the words must say which promise."""
        one_document = one.document_id == other.document_id
        pair = (one.said, other.said, one_document, _one_time(one, other))
        if pair not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[pair] = _compared(one, other, one_document)
        return self._known[pair]


def _compared(one: StoredClaim, other: StoredClaim, one_document: bool) -> Comparison:
    a, b = _commitment(one), _commitment(other)
    result = Comparison()
    if one_document and a.section != b.section:
        # A table has a part for each row: most comparisons end here.
        result.forbids["section"] = "they stand in different parts of one document"
        return result
    if frozenset(a.promisors) != frozenset(b.promisors) or not a.promisors:
        result.forbids["promisors"] = "the promisors differ"
    else:
        result.agree["promisors"] = f"promised by {', '.join(sorted(a.promisors))}"
    if a.action != b.action or a.polarity != b.polarity:
        result.forbids["action"] = "what is promised differs"
    else:
        result.agree["action"] = f"both promise {a.action.replace('_', ' ')}"
    if a.promisees and b.promisees:
        if frozenset(a.promisees) == frozenset(b.promisees):
            result.agree["promisees"] = f"promised to {', '.join(sorted(a.promisees))}"
        else:
            result.forbids["promisees"] = "the promisees differ"
    if "none" not in (a.trigger, b.trigger) and a.trigger != b.trigger:
        result.forbids["trigger"] = "they depend on different triggers"
    _compare_amounts(a.amounts, b.amounts, result)
    # What is ruled out is not looked at further: comparing words takes most of the time.
    if result.forbids:
        return result
    _compare_items(one, other, result)
    if a.agreement and b.agreement:
        if alike(a.agreement, b.agreement) >= 80:
            result.agree["agreement"] = "they stand in the same instrument"
        else:
            result.against["agreement"] = "they are put in different instruments"
    if a.section and b.section and "agreement" in result.agree and a.section != b.section:
        result.forbids["section"] = "they stand in different articles"
    if result.forbids:
        return result
    words = alike(a.quote, b.quote, _ALIKE)
    if words >= _ALIKE:
        result.agree["words"] = "the words are alike"
    if one_document and words < 90 and not result.agree.keys() & {"amounts", "items"}:
        result.forbids["document"] = "one document tells them apart"
    result.enough = (
        bool(result.agree.keys() & {"words", "agreement", "amounts", "items"}) and "agreement" not in result.against
    )
    return result


def _commitment(claim: StoredClaim) -> CommitmentClaim:
    assert isinstance(claim.claim, CommitmentClaim)
    return claim.claim


def _compare_amounts(one: tuple[Amount, ...], other: tuple[Amount, ...], result: Comparison) -> None:
    """A sum is often given in two currencies: one currency in which they agree is enough."""
    mine, theirs = ({amount.currency: amount.value for amount in amounts} for amounts in (one, other))
    shared = mine.keys() & theirs.keys()
    equal = sorted(currency for currency in shared if mine[currency] == theirs[currency])
    if equal:
        result.agree["amounts"] = f"both are {mine[equal[0]]:,.0f} {equal[0]}"
    elif shared:
        result.forbids["amounts"] = "the amounts differ"


def _compare_items(one: StoredClaim, other: StoredClaim, result: Comparison) -> None:
    """Goods or people of one kind in equal number, promised within a month, are one promise; other goods are another."""
    mine, theirs = _items(_commitment(one)), _items(_commitment(other))
    if not mine or not theirs:
        return
    shared = mine.keys() & theirs.keys()
    if not shared:
        result.forbids["items"] = "they name different things"
        return
    equal = sorted(name for name in shared if mine[name] and mine[name] == theirs[name])
    if equal and _one_time(one, other):
        result.agree["items"] = f"both are {mine[equal[0]]:,} {equal[0]}"
    elif not equal and any(mine[name] and theirs[name] for name in shared):
        result.forbids["items"] = "the numbers differ"


def _one_time(one: StoredClaim, other: StoredClaim) -> bool:
    """Whether they were made close enough to each other that the same goods may be one promise."""
    mine, theirs = _day(one), _day(other)
    return mine is not None and theirs is not None and abs((mine - theirs).days) <= ONE_PROMISE_DAYS


def _items(claim: CommitmentClaim) -> dict[str, int | None]:
    return {thing_called(item.name): item.count for item in claim.items}


def _day(claim: StoredClaim) -> date | None:
    written = claim.claim.date or claim.published
    return _first(written) if written else None


@lru_cache(maxsize=65536)
def _first(written: str) -> date:
    return ImpreciseDate.parse(written).first
