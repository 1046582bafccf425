"""The score: findings, whoever made them, against the truth of a simulated ceasefire."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["violation", "no_violation", "inconclusive"]


_TELLING: tuple[Verdict, ...] = ("violation", "inconclusive", "no_violation")


class Truth(BaseModel):
    """One line of truth.jsonl: `breach` and `by` are what happened, `verdict` and `violators` what can be shown."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    event: str
    rule: str
    breach: bool
    by: tuple[str, ...]
    verdict: Verdict
    violators: tuple[str, ...]
    difficulty: tuple[str, ...]
    claims: tuple[str, ...] = Field(min_length=1)


class Found(BaseModel):
    """What is read of a finding; anything else in its line is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    rule: str
    verdict: Verdict
    violators: tuple[str, ...] = ()
    evidence: tuple[str, ...] = Field(min_length=1)


@dataclass
class Tally:
    """Counts over cases (an event and a rule), and the shares that are made of them; None where nothing is to rate."""

    cases: int = 0
    decided: int = 0
    right: int = 0
    open: int = 0
    found_open: int = 0
    rightly_open: int = 0
    violations: int = 0
    right_violators: int = 0
    accusations: int = 0
    false_accusations: int = 0

    @property
    def verdicts_right(self) -> float | None:
        """Of the cases that can be decided, the share with the right verdict."""
        return _share(self.right, self.decided)

    @property
    def open_precision(self) -> float | None:
        """Of the cases found inconclusive, the share that cannot be shown."""
        return _share(self.rightly_open, self.found_open)

    @property
    def open_recall(self) -> float | None:
        """Of the cases that cannot be shown, the share found inconclusive."""
        return _share(self.rightly_open, self.open)

    @property
    def violators_right(self) -> float | None:
        """Of the violations that were rightly found, the share with the right violators."""
        return _share(self.right_violators, self.violations)

    @property
    def falsely_accused(self) -> float | None:
        """Of the findings that accuse a party, the share that accuse one which did not break the rule."""
        return _share(self.false_accusations, self.accusations)


@dataclass
class Score:
    """The tally of all cases and of each kind of difficulty, and the cases that were got wrong."""

    all: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    wrong: list[tuple[Truth, Verdict, tuple[str, ...]]] = field(default_factory=list)


def score(truth: Sequence[Truth], findings: Iterable[Found]) -> Score:
    """Score findings. A finding is on the event from which most of its evidence comes.

    Of several findings on one case, the one that tells most answers it: a violation, else what is open; every one of
    them can accuse falsely. A case without a finding is answered "no_violation". Raises ValueError where the
    evidence of a finding names none of the claims.
    """
    event_of = {claim: row.event for row in truth for claim in row.claims}
    cases = {(row.event, row.rule): row for row in truth}
    result = Score()
    answers: dict[tuple[str, str], Found] = {}
    accused: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for finding in findings:
        events = Counter(event_of[claim] for claim in finding.evidence if claim in event_of)
        if not events:
            raise ValueError(f"the evidence of a finding names no claim of these: {', '.join(finding.evidence[:3])}")
        event, _ = min(events.items(), key=lambda each: (-each[1], each[0]))
        case = (event, finding.rule)
        if case not in answers or _TELLING.index(finding.verdict) < _TELLING.index(answers[case].verdict):
            answers[case] = finding
        if finding.verdict == "violation" and finding.violators:
            by = cases[case].by if case in cases else ()
            accused[case].append(not set(finding.violators) <= set(by))
    for case, row in cases.items():
        found = answers.get(case)
        verdict, violators = (found.verdict, found.violators) if found else ("no_violation", ())
        for tally in (result.all, *(result.kinds.setdefault(kind, Tally()) for kind in row.difficulty)):
            _count(tally, row, verdict, violators, accused.get(case, []))
        if verdict != row.verdict or set(violators) != set(row.violators):
            result.wrong.append((row, verdict, violators))
    # An accusation under a rule that does not concern the event is one more case got wrong.
    for case in accused.keys() - cases.keys():
        result.all.decided += 1
        result.all.cases += 1
        result.all.accusations += len(accused[case])
        result.all.false_accusations += sum(accused[case])
    return result


def _count(tally: Tally, row: Truth, verdict: Verdict, violators: Sequence[str], accused: Sequence[bool]) -> None:
    tally.cases += 1
    tally.accusations += len(accused)
    tally.false_accusations += sum(accused)
    tally.found_open += verdict == "inconclusive"
    if row.verdict == "inconclusive":
        tally.open += 1
        tally.rightly_open += verdict == "inconclusive"
        return
    tally.decided += 1
    tally.right += verdict == row.verdict
    if row.verdict == verdict == "violation":
        tally.violations += 1
        tally.right_violators += set(violators) == set(row.violators)


def shares(tally: Tally) -> Mapping[str, float | None]:
    """The shares of a tally by their names in the report."""
    return {
        "verdicts right": tally.verdicts_right,
        "falsely accused": tally.falsely_accused,
        "open precision": tally.open_precision,
        "open recall": tally.open_recall,
        "violators right": tally.violators_right,
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
