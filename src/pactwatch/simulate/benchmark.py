"""The benchmark: one simulated ceasefire, with what is published of it and what is true, written as files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from pactwatch.simulate.difficulty import Difficulty
from pactwatch.simulate.event import Event, draw_event
from pactwatch.simulate.ground import Ground, line, may_be_inside
from pactwatch.simulate.law import ARTICLES, PARTIES, Article, terms
from pactwatch.simulate.observers import observe
from pactwatch.simulate.oracle import Shown, what_can_be_shown
from pactwatch.simulate.report import Report

_README = """# A simulated ceasefire

Made by `pactwatch simulate` from seed {seed}, level {level}, {events} events. All of it is made up.

- `terms.yaml` and `zones.geojson`: what the parties agreed. `claims.jsonl`: what was published, one report a line.
- `truth.jsonl`: what happened and what can be shown of it. Whoever judges does not read it.

Judge the claims under the terms, and write one JSON object a line: `rule` (its id), `verdict` ("violation",
"no_violation" or "inconclusive"), `violators` (a list of parties), `evidence` (the ids of the claims judged together).
Where a rule is not broken for certain, the line may be left out. Then:

    pactwatch simulate score . findings.jsonl
"""


@dataclass(frozen=True)
class Benchmark:
    """A simulated ceasefire: the events in order, and for each the reports of it."""

    seed: int
    level: str
    events: tuple[Event, ...]
    reports: tuple[tuple[Report, ...], ...]

    @classmethod
    def drawn(cls, seed: int, level: str, rates: Difficulty, events: int) -> Benchmark:
        """Draw one. An event and its reports depend on the seed and its number, not on how many are drawn."""
        ground = Ground.drawn(Random(f"{seed}/ground"))
        world = tuple(draw_event(seed, number, ground, rates) for number in range(1, events + 1))
        return cls(seed, level, world, tuple(tuple(observe(seed, event, rates)) for event in world))

    def claims(self) -> list[dict[str, Any]]:
        """What was published, in order of publication."""
        every = [report for reports in self.reports for report in reports]
        return [report.claim() for report in sorted(every, key=lambda report: (report.published, report.id))]

    def truth(self) -> list[dict[str, Any]]:
        """For each event that was reported and each rule that it could concern: the truth, and what can be shown."""
        return [
            row
            for event, reports in zip(self.events, self.reports, strict=True)
            if reports
            for article in ARTICLES
            if event.type in article.types or any(report.type == "attack" for report in reports)
            for row in (_row(event, article, reports),)
            if row is not None
        ]

    def write(self, folder: Path) -> None:
        """Write the files into a folder, which is made. Raises OSError where that cannot be done."""
        folder.mkdir(parents=True, exist_ok=True)
        name = f"simulated-{self.level}-{self.seed}"
        told = yaml.safe_dump(terms(name), sort_keys=False, allow_unicode=True)
        feature = {"type": "Feature", "properties": {"name": "line of contact"}, "geometry": line()}
        _write(folder / "terms.yaml", told)
        _write(folder / "zones.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}) + "\n")
        _write(folder / "claims.jsonl", _lines(self.claims()))
        _write(folder / "truth.jsonl", _lines(self.truth()))
        _write(folder / "README.md", _README.format(seed=self.seed, level=self.level, events=len(self.events)))


def _row(event: Event, article: Article, reports: Sequence[Report]) -> dict[str, Any] | None:
    if not any(article.types and report.type in (*article.types, "attack") for report in reports):
        return None
    shown = what_can_be_shown(event, article, reports)
    breach = event.breaks(article)
    return {
        "event": event.id,
        "rule": article.id,
        "breach": breach,
        "by": [event.acted_for] if breach else [],
        "verdict": shown.verdict,
        "violators": list(shown.violators),
        "missing": list(shown.missing),
        "withheld": sorted(event.withheld.intersection(shown.missing)),
        "difficulty": _difficulty(event, article, reports, shown),
        "claims": [report.id for report in reports],
    }


def _difficulty(event: Event, article: Article, reports: Sequence[Report], shown: Shown) -> list[str]:
    spot = event.settlement
    near = [event.day + timedelta(days=days) for days in (-2, -1, 0, 1, 2)]
    sound = any(report.establishes for report in reports)
    kinds = {
        "fabricated event": event.fabricated,
        "place at a zone's edge": article.in_buffer and len(may_be_inside(spot.longitude, spot.latitude, 3)) > 1,
        "date at a deadline": len({article.on(day) for day in near}) > 1,
        "fact withheld": bool(event.withheld.intersection(shown.missing)),
        "party's word alone": not sound and all(report.speaker or report.copy for report in reports),
        "allegation alone": not sound and any(report.alleged for report in reports),
        "copies": any(report.copy for report in reports),
        "copy without its speaker": any(
            report.copy and not report.speaker and not report.establishes and not report.alleged for report in reports
        ),
        "parties contradict": len({report.actor for report in reports if report.actor in PARTIES}) > 1,
        "exception claimed": article.excused and any(report.exercise for report in reports),
        "mistaken report": any(report.mistaken and not report.replaced for report in reports),
        "corrected report": any(report.replaced or report.supersedes is not None for report in reports),
        "no party, or not known": event.actor not in PARTIES,
    }
    return [kind for kind, applies in kinds.items() if applies] or ["plain"]


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
