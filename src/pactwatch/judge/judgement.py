"""The judgement: every incident against every rule that could apply, with reasons that lead back to their words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import partial

from pactwatch.judge.case import Case
from pactwatch.judge.finding import Finding, Grade, Verdict
from pactwatch.judge.grounds import grounds
from pactwatch.judge.terms import Rule, Terms
from pactwatch.reconcile.record import Record, Source

__all__ = ["Finding", "judge"]

_RANK: tuple[Grade, ...] = ("contested", "weak", "fair", "confirmed")
_VERDICT: dict[str, Verdict] = {"met": "violation", "not_met": "no_violation", "open": "inconclusive"}


def judge(terms: Terms, incidents: Sequence[Record]) -> list[Finding]:
    """Judge incidents under terms: one finding for each incident and each rule that speaks of it.

    A rule speaks of an incident unless its type, its perpetrator or its date certainly puts it outside. Where the
    rule speaks of it and its target, its place or an exception decides, the finding can be "no violation". Records of
    other kinds are passed over. The findings come in the order of the incidents, then of the rules.
    """
    return [
        finding
        for record in incidents
        if record.kind == "incident"
        for rule in terms.rules
        if (finding := _finding(terms, rule, record)) is not None
    ]


def _finding(terms: Terms, rule: Rule, record: Record) -> Finding | None:
    if all(source.wrong for source in record.sources):
        return None
    case = Case.build(terms, rule, record)
    if not case.speaks:
        return None
    verdict = _VERDICT[case.valuation.answer]
    suspects = case.suspects
    violators = tuple(party for party in suspects if party) if verdict == "violation" and len(suspects) == 1 else ()
    digest = hashlib.sha256("\n".join((terms.name, rule.id, record.id)).encode()).hexdigest()
    breach = {"violation": "established", "no_violation": "refuted", "inconclusive": "not_established"}[verdict]
    return Finding(
        id=f"finding-{digest[:16]}",
        terms=terms.name,
        rule=rule.id,
        article=rule.article,
        words=rule.quote,
        record=record.id,
        verdict=verdict,
        breach=breach,
        responsibility="established" if violators else "not_established",
        violators=violators,
        grade=_grade(case),
        reasons=grounds(case, violators),
        missing=case.valuation.missing,
        evidence=case.evidence.claims,
        happened=record.held("date"),
        made_known=_made_known(terms, rule, record) if verdict == "violation" else None,
    )


def _grade(case: Case) -> Grade:
    """As well as the weakest of what it rests on is carried; contested where different parties are named."""
    if len([party for party in case.suspects if party]) > 1:
        return "contested"
    best = [
        max((each.grade for each in possible.values), key=_RANK.index)
        for possible in case.possible.values()
        if possible.values
    ]
    return min((case.evidence.occurrence, *best), key=_RANK.index)


def _made_known(terms: Terms, rule: Rule, record: Record) -> date:
    """The day by whose end enough had been published, and remained, for the violation to be found.

    Not the day of the last report: a deadline must not move whenever one more paper repeats the story.
    """
    days: list[date] = sorted({source.known for source in record.sources if not source.wrong}, reverse=True)
    enough = days[0]
    for day in days[1:]:
        if Case.build(terms, rule, record.only(partial(_known_by, day))).valuation.answer != "met":
            break
        enough = day
    return enough


def _known_by(day: date, source: Source) -> bool:
    return source.known <= day
