"""When two claims are of the same promise: the same promisors, action and direction, amounts and words that fit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from pactwatch.extract.claim import Amount, CommitmentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.comparison import Comparison, alike


class SameCommitment:
    """Compares claims of commitments."""

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """Who promises what. A promise of nobody named has none and stays alone."""
        commitment = _commitment(claim)
        if commitment.promisors:
            yield frozenset(commitment.promisors), commitment.action, commitment.polarity

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """Who promises what must be the same; then the amount, the instrument or the words must say which promise."""
        a, b = _commitment(one), _commitment(other)
        result = Comparison()
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
        if a.agreement and b.agreement:
            if alike(a.agreement, b.agreement) >= 80:
                result.agree["agreement"] = "they stand in the same instrument"
            else:
                result.against["agreement"] = "they are put in different instruments"
        if a.section and b.section and "agreement" in result.agree and a.section != b.section:
            result.forbids["section"] = "they stand in different articles"
        words = alike(a.quote, b.quote)
        if words >= 60:
            result.agree["words"] = "the words are alike"
        if one.document_id == other.document_id and words < 90:
            result.forbids["document"] = "one document tells them apart"
        result.enough = (
            bool(result.agree.keys() & {"words", "agreement", "amounts"}) and "agreement" not in result.against
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
