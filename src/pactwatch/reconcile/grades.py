"""Grades: each report of an incident by the Admiralty code, and the incident as a whole by Airwars' five grades.

Sources: NATO AJP-2.1 for the letters and numbers; Airwars' public methodology for the names confirmed (a belligerent
accepted responsibility), fair (two or more credible sources), weak (one), contested (competing attributions), discounted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.actors import Actors
from pactwatch.extract.claim import Count
from pactwatch.reconcile.corroboration import Corroboration
from pactwatch.reconcile.grade_table import first_fitting
from pactwatch.reconcile.grading_rules import GradingRules, IncidentGrade, Reliability, SourceList
from pactwatch.reconcile.record import Record, Source


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportGrade(_Part):
    """The Admiralty code of one report: its source's letter with where that comes from, its number with what it means."""

    claim: str
    reliability: Reliability
    reliability_means: str
    credibility: int = Field(ge=1, le=6)
    credibility_means: str

    @property
    def code(self) -> str:
        """The two together, as the field writes them: B2."""
        return f"{self.reliability}{self.credibility}"


class Assessment(_Part):
    """How well an incident is carried: its grade with what it means, and each report's grade in order of publication.

    `sources` counts the independent ones; `layers` is what each context layer says of it.
    """

    grade: IncidentGrade
    means: str
    sources: int
    reports: tuple[ReportGrade, ...]
    layers: tuple[Corroboration, ...] = ()

    def report(self, claim: str) -> ReportGrade | None:
        """The grade of one claim's report."""
        return next((each for each in self.reports if each.claim == claim), None)


def assess(
    record: Record, rules: GradingRules, sources: SourceList, layers: Sequence[Corroboration] = ()
) -> Assessment:
    """Grade an incident's record and each of its reports by the rules, the list of sources and the context layers."""
    told = _told(record)
    supported = any(layer.says == "supports" for layer in layers)
    weakened = any(layer.says == "weakens" for layer in layers)
    context: dict[str, int | bool] = {"supported": supported, "weakened": weakened}
    reports = tuple(_report(each, told, rules, sources, context) for each in told)
    standing = [each for each in told if not each.source.wrong]
    groups = {each.group for each in standing}
    letters: dict[int, set[Reliability]] = {}
    for each, report in zip(told, reports, strict=True):
        letters.setdefault(each.group, set()).add(report.reliability)
    facts: dict[str, int | bool] = {
        "sources": len(groups),
        "reliable_sources": sum(1 for group in groups if letters[group] & set(rules.reliable)),
        "perpetrators": _perpetrators(record, standing),
        "admitted": any(each.admits for each in standing),
        "alleged_only": bool(standing) and all(each.alleged for each in standing),
        "stands": bool(standing),
        **context,
    }
    row = first_fitting(rules.incident, facts)
    assert row is not None  # the last row of a table always fits
    return Assessment(grade=row.grade, means=row.means, sources=len(groups), reports=reports, layers=tuple(layers))


@dataclass(frozen=True)
class _Told:
    """One report as the grades look at it. `group` is which independent source it belongs to."""

    source: Source
    group: int
    perpetrator: str | None
    attributed_by: str | None
    alleged: bool
    killed: Count | None
    injured: Count | None
    corrected: bool

    @property
    def admits(self) -> bool:
        """Whether who says it speaks for who is named as the perpetrator."""
        if self.perpetrator is None:
            return False
        names = [self.attributed_by or self.source.speaker] if self.attributed_by or self.source.speaker else []
        return any(self.perpetrator in (name, *_speaks_for(name)) for name in names if name)

    def contradicts(self, other: _Told) -> bool:
        """Whether both cannot be right: other perpetrators, or figures that no later finding of victims explains."""
        if self.perpetrator and other.perpetrator and self.perpetrator != other.perpetrator:
            return True
        pairs = ((self.killed, other.killed), (self.injured, other.injured))
        return any(one and two and _apart(one, two, self.source, other.source) for one, two in pairs)


def _apart(one: Count, two: Count, first: Source, second: Source) -> bool:
    """Counts that do not meet contradict each other, unless the later is the higher: figures rise as people are found."""
    low, high = (one, two) if (one.low or 0) <= (two.low or 0) else (two, one)
    if low.high is None or low.high >= (high.low or 0):
        return False
    low_known, high_known = (first.known, second.known) if low is one else (second.known, first.known)
    return low_known >= high_known


def _told(record: Record) -> list[_Told]:
    said: dict[str, Mapping[str, Any]] = {
        name: {claim: value.value for value in record.fields.get(name, ()) for claim in value.claims}
        for name in ("perpetrator", "attributed_by", "alleged", "killed", "injured")
    }
    replaced = {
        claim
        for name in ("killed", "injured")
        for value in record.fields.get(name, ())
        if value.superseded
        for claim in value.claims
    }
    group_of = {claim: number for number, group in enumerate(record.independent) for claim in group}
    return [
        _Told(
            source=source,
            # What a person found wrong is in no group: it stands alone, and counts nowhere.
            group=group_of.get(source.claim, -1 - number),
            perpetrator=said["perpetrator"].get(source.claim),
            attributed_by=said["attributed_by"].get(source.claim),
            alleged=said["alleged"].get(source.claim) is True,
            killed=_count(said["killed"].get(source.claim)),
            injured=_count(said["injured"].get(source.claim)),
            corrected=source.wrong or source.claim in replaced,
        )
        for number, source in enumerate(record.sources)
    ]


def _count(value: Any) -> Count | None:
    return None if value is None else Count.model_validate(value)


def _report(
    one: _Told,
    told: Sequence[_Told],
    rules: GradingRules,
    sources: SourceList,
    context: Mapping[str, int | bool],
) -> ReportGrade:
    others = [each for each in told if each.group != one.group and not each.corrected]
    contradicting = {each.source.claim for each in others if one.contradicts(each)}
    agreeing = {each.group for each in others if each.source.claim not in contradicting and not each.alleged}
    facts: dict[str, int | bool] = {
        "agreeing": len(agreeing),
        "contradicting": bool(contradicting),
        "alleged": one.alleged,
        "corrected": one.corrected,
        **context,
    }
    row = first_fitting(rules.credibility, facts)
    assert row is not None  # the last row of a table always fits
    letter, means = _reliability(one.source, sources)
    return ReportGrade(
        claim=one.source.claim,
        reliability=letter,
        reliability_means=means,
        credibility=int(row.grade),
        credibility_means=row.means,
    )


def _reliability(source: Source, sources: SourceList) -> tuple[Reliability, str]:
    """The letter of whoever is nearest to the fact and on the list: who says it, which agency tells it, who prints it."""
    for name in (source.speaker, source.via, source.outlet):
        if rated := sources.rated(name):
            return (
                rated.reliability,
                f"{name}: {rated.because}" if rated.because else f"{name} on the list of sources",
            )
    return "F", "none of its sources is on the list of sources"


def _perpetrators(record: Record, standing: Sequence[_Told]) -> int:
    values = record.fields.get("perpetrator", ())
    if any(value.decided for value in values):
        return 1
    return len({each.perpetrator for each in standing if each.perpetrator})


@lru_cache(maxsize=1)
def _actors() -> Actors:
    with as_file(files("pactwatch") / "codebook" / "actors.yaml") as path:
        return Actors.load(path)


@lru_cache(maxsize=4096)
def _speaks_for(name: str) -> tuple[str, ...]:
    return _actors().resolve(name)
