"""The judgement: every incident against every rule that could apply, with reasons that lead back to their words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from pactwatch.judge.case import Case
from pactwatch.judge.evidence import Evidence
from pactwatch.judge.finding import Development, Finding, Grade, Verdict
from pactwatch.judge.grounds import grounds
from pactwatch.judge.incidents import Incidents
from pactwatch.judge.rule import Rule
from pactwatch.judge.rulebook import rulebook
from pactwatch.judge.terms import Terms
from pactwatch.reconcile.record import Record, Source

__all__ = ["Finding", "developments", "judge", "ranked"]

_RANK: tuple[Grade, ...] = ("contested", "weak", "fair", "confirmed")
_TELLING: tuple[Verdict, ...] = ("violation", "inconclusive", "no_violation")


def judge(terms: Terms, incidents: Sequence[Record]) -> list[Finding]:
    """Judge incidents under terms: one finding for each incident and each rule that speaks of it.

    A rule speaks of an incident unless its type, its perpetrator, its date or its place certainly puts it outside.
    Where the rule speaks of it and its target or an exception decides, the finding can be "no violation". Records of
    other kinds are passed over. The findings come in the order of the incidents, then of the rules.
    """
    evidence = [Evidence(terms, record) for record in incidents if record.kind == "incident"]
    evidence = [each for each in evidence if each.claims]
    found: list[tuple[int, int, Finding]] = []
    order = {rule.id: number for number, rule in enumerate(terms.rules)}
    for judged in rulebook(terms).judge(Incidents.of(evidence, terms.uncertainty_km)):
        for number, row in enumerate(judged.rows):
            case = Case.of(terms, judged, number, evidence[row])
            found.append((int(row), order[judged.rule.id], _finding(case)))
    return [finding for _, _, finding in sorted(found, key=lambda each: each[:2])]


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Findings on one incident, those first that tell most: violations, then what is open, each by its fit.

    Findings that are alike in both stay in the order given.
    """
    return sorted(findings, key=lambda finding: (_TELLING.index(finding.verdict), -finding.fit))


def developments(terms: Terms, record: Record) -> list[Development]:
    """How the findings on one incident developed with what was published, in order of the days.

    A day on which nothing changed for a finding is left out. What was found before stays told when facts change.
    """
    days = sorted({source.known for source in record.sources if not source.wrong})
    last: dict[str, Development] = {}
    told: list[Development] = []
    for day in days:
        found = {each.id: each for each in judge(terms, [record.only(partial(_known_by, day))])}
        for id in dict.fromkeys((*last, *found)):
            now = found.get(id)
            rule = now.rule if now else last[id].rule
            step = Development(finding=id, rule=rule, record=record.id, known=day)
            if now is not None:
                said = {
                    "verdict": now.verdict,
                    "violators": now.violators,
                    "grade": now.grade,
                    "missing": now.missing,
                }
                step = step.model_copy(update=said)
            if id not in last or last[id].model_copy(update={"known": day}) != step:
                told.append(step)
            last[id] = step
    return told


def _finding(case: Case) -> Finding:
    record, rule, verdict, violators = case.evidence.record, case.rule, case.verdict, case.violators
    digest = hashlib.sha256("\n".join((case.terms.name, rule.id, record.id)).encode()).hexdigest()
    breach = {"violation": "established", "no_violation": "refuted", "inconclusive": "not_established"}[verdict]
    return Finding(
        id=f"finding-{digest[:16]}",
        terms=case.terms.name,
        rule=rule.id,
        article=rule.article,
        words=rule.quote,
        record=record.id,
        verdict=verdict,
        breach=breach,
        responsibility="established" if violators else "not_established",
        violators=violators,
        grade=_grade(case),
        fit=case.fit,
        reasons=grounds(case, violators),
        missing=case.missing,
        evidence=case.evidence.claims,
        happened=record.held("date"),
        made_known=_made_known(case.terms, rule, record) if verdict == "violation" else None,
    )


def _grade(case: Case) -> Grade:
    """As well as the weakest of what it rests on is carried; contested where different parties are named."""
    if len([parties for parties in case.suspects if parties]) > 1:
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
    if len(days) == 1:
        return days[0]
    # One table: the record as it stood by the end of each day.
    stood = [Evidence(terms, record.only(partial(_known_by, day))) for day in days]
    judged = rulebook(terms).judged(rule, Incidents.of(stood, terms.uncertainty_km))
    violated = {int(row) for row, met in zip(judged.rows, judged.met, strict=True) if met} if judged else set()
    enough = days[0]
    for row, day in enumerate(days[1:], 1):
        if row not in violated:
            break
        enough = day
    return enough


def _known_by(day: date, source: Source) -> bool:
    return source.known <= day
