"""How well reconciling and judging meet simulated ceasefires, whose truth is known.

simulation.py [LEVEL [SEEDS]]    prints each share for so many seeds (usual, 5)

Twice: the whole way from reports to findings, and judging alone, with the reports put together as they belong.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from pathlib import Path
from statistics import median

from floors_file import ALONE, SIMULATED
from page import section, table

from pactwatch.commands.judge import claim_of
from pactwatch.judge.judgement import judge
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.reconcile.grouping import Group
from pactwatch.reconcile.reconciler import reconcile, record_of
from pactwatch.reconcile.record import Reason, Record
from pactwatch.simulate.benchmark import Benchmark
from pactwatch.simulate.difficulty import levels
from pactwatch.simulate.score import Found, Score, Tally, Truth, score, shares

SEEDS = range(1, 21)
GATE_SEEDS = range(1, 4)
EVENTS = 200


@dataclass(frozen=True)
class Held:
    """The shares that floors hold. Each is the better the higher."""

    verdicts_right: float | None
    rightly_accused: float | None
    open_precision: float | None
    open_recall: float | None
    violators_right: float | None

    @classmethod
    def of(cls, tally: Tally) -> Held:
        """Those of a tally."""
        falsely = tally.falsely_accused
        return cls(
            tally.verdicts_right,
            None if falsely is None else 1 - falsely,
            tally.open_precision,
            tally.open_recall,
            tally.violators_right,
        )


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    level = arguments[0] if arguments else "usual"
    print(simulated(level, range(1, 1 + int(arguments[1] if len(arguments) > 1 else 5))))
    return 0


def held(seeds: Iterable[int] = GATE_SEEDS, events: int = EVENTS // 2) -> dict[str, Held]:
    """What the gate compares with its floors: a few seeds, all their cases counted together."""
    both: dict[str, Tally] = {SIMULATED: Tally(), ALONE: Tally()}
    for seed in seeds:
        for name, scored in _scores("usual", seed, events).items():
            _add(both[name], scored.all)
    return {name: Held.of(tally) for name, tally in both.items()}


def simulated(level: str = "usual", seeds: Sequence[int] = SEEDS, events: int = EVENTS) -> str:
    """The section of the page for one level: the spread over the seeds, and what is hard."""
    told: dict[str, list[Score]] = {SIMULATED: [], ALONE: []}
    for seed in seeds:
        for name, scored in _scores(level, seed, events).items():
            told[name].append(scored)
    rows = [
        (
            how,
            share,
            *_spread([shares(scored.all)[share] for scored in told[name]]),
            _figure(shares(_together(told[name]))[share]),
        )
        for name, how in ((SIMULATED, "reports to findings"), (ALONE, "judging alone"))
        for share in shares(Tally())
    ]
    return section(
        f"Simulated ceasefires, level {level}",
        f"{len(seeds)} seeds of {events} events each, drawn as docs/simulation.md tells, reconciled and judged. A case is "
        "an event and a rule that could concern it. The share falsely accused is of the accusations that name a party "
        "which did not break the rule. Judging alone is given the reports of each event put together.",
        table(("what", "share", "least", "median", "most", "all cases"), rows),
        "By kind of difficulty, all seeds together, from reports to findings:",
        table(("kind", "cases", *shares(Tally())), _by_kind(told[SIMULATED])),
    )


def _add(whole: Tally, part: Tally) -> None:
    for each in fields(Tally):
        setattr(whole, each.name, getattr(whole, each.name) + getattr(part, each.name))


def _together(scores: Iterable[Score]) -> Tally:
    whole = Tally()
    for scored in scores:
        _add(whole, scored.all)
    return whole


def _by_kind(scores: Sequence[Score]) -> list[tuple[object, ...]]:
    kinds: dict[str, Tally] = {}
    for scored in scores:
        for kind, tally in scored.kinds.items():
            _add(kinds.setdefault(kind, Tally()), tally)
    return [(kind, tally.cases, *map(_figure, shares(tally).values())) for kind, tally in sorted(kinds.items())]


def _scores(level: str, seed: int, events: int) -> Mapping[str, Score]:
    benchmark = Benchmark.drawn(seed, level, levels()[level], events)
    with tempfile.TemporaryDirectory(prefix="pactwatch-simulated-") as folder:
        benchmark.write(Path(folder))
        terms = load_terms(Path(folder) / "terms.yaml")
    truth = [Truth.model_validate(row) for row in benchmark.truth()]
    stored = {str(claim["id"]): claim_of(dict(claim)) for claim in benchmark.claims()}
    together = []
    for _, claims in groupby(sorted(stored), key=lambda claim: claim.rpartition("-")[0]):
        given = [stored[claim] for claim in claims]
        reasons = {claim.id: Reason(claim=claim.id, text="Put together by the simulation.") for claim in given}
        together.append(record_of("incident", Group(given, reasons), {}))
    return {
        SIMULATED: _scored(terms, truth, reconcile(list(stored.values()))),
        ALONE: _scored(terms, truth, together),
    }


def _scored(terms: Terms, truth: Sequence[Truth], records: Sequence[Record]) -> Score:
    return score(truth, [Found.model_validate(finding.model_dump()) for finding in judge(terms, records)])


def _spread(values: Sequence[float | None]) -> tuple[str, str, str]:
    rated = [value for value in values if value is not None]
    if not rated:
        return ("-",) * 3
    return _figure(min(rated)), _figure(median(rated)), _figure(max(rated))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
