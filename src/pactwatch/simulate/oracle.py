"""The oracle: what can be shown from all that was published, by someone who knows which sources are to be believed.

It looks at one condition after another and collects the answers, yes and no, that the reports leave possible. Only
observers without a side who verified what they say, and whoever speaks against himself, count; and what is common
ground between the parties, other than who did it. A condition that can be either, while all others can be met, leaves
the case open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from pactwatch.simulate.event import Event
from pactwatch.simulate.ground import DISTRICT_KM, SETTLEMENT_KM, may_be_inside
from pactwatch.simulate.law import ENERGY, MEDICAL, OTHER_TARGETS, PARTIES, PROXY, VIOLENT, Article
from pactwatch.simulate.report import Report

T = TypeVar("T")
Verdict = Literal["violation", "no_violation", "inconclusive"]
_RADIUS = {"exact": 0.0, "settlement": SETTLEMENT_KM, "district": DISTRICT_KM}
_EITHER = frozenset({True, False})
_TARGETS = (*ENERGY, *MEDICAL, *OTHER_TARGETS)


@dataclass(frozen=True)
class Shown:
    """What can be shown of one event under one rule, by whom it was, and what is missing."""

    verdict: Verdict
    violators: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def what_can_be_shown(event: Event, article: Article, reports: Sequence[Report]) -> Shown:
    """What the reports of an event show under a rule.

    Where no report establishes that anything happened, what is alleged is looked at: if even that would break no rule,
    there is no violation. A correct verdict that the reports do not carry, because all are mistaken, is open.
    """
    standing = [report for report in reports if not report.replaced]
    sound = [report for report in standing if report.establishes]
    agreed = _undisputed(standing, sound)
    told = [*sound, *agreed] or standing
    told_by = min(report.published for report in reports)
    actors = _actors(sound or ([] if agreed else standing))
    conditions = {
        "type": frozenset(type in article.types for type in _types(told)),
        "date": frozenset(article.on(day) for day in _days(told, told_by)),
        "perpetrator": frozenset(actor is not None for actor in actors),
        "target": frozenset(article.protects(target) for target in _targets(told)),
        "place": _inside(told) if article.in_buffer else frozenset({True}),
        "exception": frozenset(not excuse for excuse in _excuses(standing)) if article.excused else frozenset({True}),
        "corroboration": frozenset({True}) if sound or agreed else _EITHER,
    }
    if any(answers == {False} for answers in conditions.values()):
        shown = Shown("no_violation")
    elif missing := tuple(name for name, answers in conditions.items() if False in answers):
        shown = Shown("inconclusive", missing=missing)
    else:
        parties = tuple(actor for actor in PARTIES if actor in actors)
        shown = Shown("violation", parties if len(actors) == 1 else ())
    truly = "violation" if event.breaks(article) else "no_violation"
    wrong_party = bool(shown.violators) and shown.violators != (event.acted_for,)
    if shown.verdict != "inconclusive" and (shown.verdict != truly or wrong_party):
        return Shown("inconclusive", missing=("a true report",))
    return shown


def _undisputed(standing: Sequence[Report], sound: Sequence[Report]) -> list[Report]:
    """What is common ground: all but the perpetrator, where both parties speak of the event, or the accused itself."""
    spoken = [report for report in standing if report.spoken_for and not report.establishes]
    parties = {report.spoken_for for report in spoken}
    accused = {report.actor for report in sound}
    return [report for report in spoken if len(parties) == len(PARTIES) or report.spoken_for in accused]


def _types(told: Sequence[Report]) -> frozenset[str]:
    exact = frozenset(report.type for report in told if report.type != "attack")
    return exact or frozenset({*VIOLENT, "attack"})


def _days(told: Sequence[Report], told_by: date) -> frozenset[date]:
    def days(report: Report) -> frozenset[date]:
        span = (report.first + timedelta(days=number) for number in range((report.after - report.first).days))
        return frozenset(day for day in span if day <= told_by)

    return _met([found for report in told if (found := days(report))])


def _actors(told: Sequence[Report]) -> frozenset[str | None]:
    named = {report.actor for report in told if report.actor is not None}
    possible: set[str | None] = set()
    for actor in named:
        possible |= {actor} if actor in PARTIES else {None, *PARTIES} if actor == PROXY else {None}
    return frozenset(possible or {None, *PARTIES})


def _targets(told: Sequence[Report]) -> frozenset[str | None]:
    named = frozenset(report.target for report in told if report.target and report.target != "a facility")
    return named or frozenset({*_TARGETS, None})


def _inside(told: Sequence[Report]) -> frozenset[bool]:
    return _met([may_be_inside(*report.position[:2], _RADIUS[report.position[2]]) for report in told])


def _excuses(standing: Sequence[Report]) -> frozenset[bool]:
    claiming = [report for report in standing if report.exercise]
    if any(report.speaker is None and not report.copy and report.establishes for report in claiming):
        return frozenset({True})
    return _EITHER if claiming else frozenset({False})


def _met(possible: Sequence[frozenset[T]]) -> frozenset[T]:
    """What all allow; where they contradict each other, what any allows."""
    both = frozenset.intersection(*possible)
    return both or frozenset.union(*possible)
