"""Scores what agreements say about themselves: the shares of agreements whose dates, terms and sums are found right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from scoring import Fact

# What is scored, the kind of provision that says it, and where the gold has it.
_SINGLE = {
    "signature": ("signature", "signed", "date"),
    "term": ("term", "term", "iso_duration"),
    "termination notice": ("termination_notice", "termination_notice", "iso_duration"),
    "consultation": ("consultation", "consultation_if_attacked", "within"),
}
_RATED_STATUS = ("binding", "non_binding")
_MONEY_KINDS = ("provision", "commitment", "fulfilment")


def score_agreements(
    gold: Iterable[Mapping[str, Any]], found: Mapping[str, Sequence[Fact]]
) -> dict[str, tuple[int, float]]:
    """For each thing scored, how many agreements it was rated on, and the share right; nothing where none was.

    `found` has the facts by the agreement's name in the gold. A date or a period is right where it alone is found, and
    where there is none, if none is found. The legal status is rated where the text states one. Sums, over value and
    currency, are right by the harmonic mean of how many are found and how many of those found are there.
    """
    rated: dict[str, list[float]] = {}
    for agreement in gold:
        facts = found.get(str(agreement["doc"]), ())
        for name, (provision, key, part) in _SINGLE.items():
            coded = (agreement.get(key) or {}).get(part)
            values = _values(facts, provision)
            rated.setdefault(name, []).append(float(values == ({coded} if coded else set())))
        status = (agreement.get("legal_status") or {}).get("status")
        if status in _RATED_STATUS:
            rated.setdefault("legal status", []).append(float(_values(facts, "legal_status") == {status}))
        coded_sums = _sums(agreement.get("money", ()))
        found_sums = _sums(
            sum_ for fact in facts if fact["kind"] in _MONEY_KINDS for sum_ in fact.get("amounts") or ()
        )
        if coded_sums or found_sums:
            both = len(coded_sums & found_sums)
            rated.setdefault("sums", []).append(2 * both / (len(coded_sums) + len(found_sums)))
    return {name: (len(shares), fmean(shares)) for name, shares in rated.items()}


def _values(facts: Iterable[Fact], provision: str) -> set[str]:
    return {
        str(fact.get("value")) for fact in facts if fact["kind"] == "provision" and fact.get("provision") == provision
    }


def _sums(amounts: Iterable[Mapping[str, Any]]) -> set[tuple[float, str | None]]:
    return {
        (round(float(each["value"]), 2), each.get("currency")) for each in amounts if each.get("value") is not None
    }
