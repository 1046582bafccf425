"""The cause: that a condition has come, on which day, since when that could be known, and by which findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pactwatch.judge.cessation import first_days
from pactwatch.judge.condition import Condition
from pactwatch.judge.finding import Finding
from pactwatch.judge.state import Ceasefire
from pactwatch.judge.state_rule import STATES, StateName
from pactwatch.judge.terms import Terms


@dataclass(frozen=True)
class Cause:
    """One time that a condition came: by the findings on one incident (`record`), or on a day (`reached`).

    `known` is the day by whose end that could be known; None where no source gives one. `violators` are who is
    responsible, where findings say so. `words` say what has come.
    """

    key: str
    record: str | None
    reached: date | None
    known: date | None
    findings: tuple[Finding, ...]
    words: str

    @property
    def violators(self) -> tuple[str, ...]:
        """The parties whose responsibility the findings establish."""
        return tuple(dict.fromkeys(violator for finding in self.findings for violator in finding.violators))


def causes(
    condition: Condition, terms: Terms, findings: Iterable[Finding], ceasefire: Ceasefire, today: date
) -> list[Cause]:
    """Each time that the condition came by the end of today, in order.

    `findings` under other terms are left aside. A state is reached on each first day of a row of days in it.
    """
    if condition.day is not None:
        come = Cause(f"day {condition.day}", None, condition.day, condition.day, (), f"{condition.day} has come")
        return [come] if condition.day <= today else []
    where = f" in {condition.zone}" if condition.zone else ""
    if condition.cessation is not None:
        cessation = next(each for each in terms.state.cessations if each.id == condition.cessation)
        return [
            Cause(
                f"cessation {cessation.id}{where} {day}",
                None,
                day,
                day,
                (),
                f"the cessation “{cessation.id}”{where} was reached: {cessation.days} days in a row",
            )
            for day in first_days(ceasefire, cessation, today, condition.zone)
        ]
    if condition.state is not None:
        return _states(condition.state, condition.zone, where, ceasefire, today)
    by_record: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.terms == terms.name and condition.met_by(finding):
            by_record.setdefault(finding.record, []).append(finding)
    return [
        Cause(
            key=record,
            record=record,
            reached=None,
            known=min((each.made_known for each in group if each.made_known), default=None),
            findings=tuple(group),
            words="a finding under these terms",
        )
        for record, group in sorted(by_record.items())
    ]


def _states(state: StateName, zone: str | None, where: str, ceasefire: Ceasefire, today: date) -> list[Cause]:
    if ceasefire.days is None:
        return []
    result: list[Cause] = []
    inside = False
    for day in ceasefire.states(ceasefire.days[0] - timedelta(days=1), today, zone):
        now = day.state == state or (state == "strained" and STATES.index(day.state) > STATES.index(state))
        if now and not inside:
            behind = tuple(ceasefire.behind(day.day, zone))
            told = {each.record: each.known for each in ceasefire.occurrences}
            known = sorted(made for each in behind if (made := each.made_known or told.get(each.record)))
            words = f"the ceasefire{where} came to be {state}"
            since = max(day.day, known[-1]) if known else day.day
            result.append(Cause(f"state {state}{where} {day.day}", None, day.day, since, behind, words))
        inside = now
    return result
