"""When two claims are of the same agreement: the same parties, form and title that fit, one day of signature."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from pactwatch.extract.claim import AgreementClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Blocks, Comparison, KeyBlocks, one_may_lack

# "Agreement" is what reports call any of the instruments that bind.
_AGREEMENTS = frozenset({"agreement", "treaty", "memorandum", "terms of ceasefire"})
_PLAIN_TITLE = frozenset({"a", "an", "the", "on", "of", "in", "between", "and", "with", "for"})


class SameAgreement:
    """Compares claims of agreements."""

    def blocks(self) -> Blocks:
        """Empty blocks by these keys."""
        return KeyBlocks(self.keys)

    def keys(self, claim: StoredClaim) -> Iterator[Hashable]:
        """Each party it names. A claim that names none is known by its title alone."""
        agreement = _agreement(claim)
        yield from agreement.parties
        if not agreement.parties and agreement.title:
            yield "title", agreement.title.casefold()

    def compare(self, one: StoredClaim, other: StoredClaim) -> Comparison:
        """The parties must be the same, or the title must be where one report leaves a party out."""
        a, b = _agreement(one), _agreement(other)
        result = Comparison()
        equal = bool(a.parties) and frozenset(a.parties) == frozenset(b.parties)
        lacking = bool(a.parties and b.parties) and one_may_lack(a.parties, b.parties)
        if equal:
            result.agree["parties"] = f"the parties are {', '.join(sorted(a.parties))}"
        elif lacking:
            result.against["parties"] = "one of the parties is named by one report only"
        elif a.parties and b.parties:
            result.forbids["parties"] = "the parties differ"
        if a.form == b.form:
            result.agree["form"] = f"both are called {a.form}"
        elif not {a.form, b.form} <= _AGREEMENTS:
            result.forbids["form"] = "different forms, " + " and ".join(sorted((a.form, b.form)))
        # What is ruled out is not looked at further: comparing titles takes most of the time.
        if result.forbids:
            return result
        titles = _title_likeness(a.title, b.title)
        if titles is not None and titles >= 70:
            result.agree["title"] = "the titles are alike"
        elif titles is not None and titles < 45:
            result.forbids["title"] = "the titles differ"
        if a.stage == b.stage and a.date and b.date:
            if ImpreciseDate.parse(a.date).overlaps(ImpreciseDate.parse(b.date)):
                result.agree["date"] = f"both were {a.stage} then"
            elif a.stage == "signed":
                result.forbids["date"] = "they were signed on different days"
        result.enough = equal or ("title" in result.agree and (lacking or not (a.parties and b.parties)))
        return result


def _agreement(claim: StoredClaim) -> AgreementClaim:
    assert isinstance(claim.claim, AgreementClaim)
    return claim.claim


def _title_likeness(one: str | None, other: str | None) -> float | None:
    if not one or not other:
        return None
    return float(fuzz.token_set_ratio(_telling(one), _telling(other)))


@lru_cache(maxsize=65536)
def _telling(title: str) -> str:
    return " ".join(word for word in title.casefold().split() if word not in _PLAIN_TITLE)
