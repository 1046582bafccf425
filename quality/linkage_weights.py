"""Estimates the weights by which reports are linked, from reports whose incidents are known.

linkage_weights.py headlines REPORTS.jsonl GOLD.jsonl     from headlines, and lines {"report", "incident"}
linkage_weights.py coded EVENTS.csv                       from coded reports made of a file of UCDP events

Writes them into src/pactwatch/codebook/linkage.yaml with --write; without it, says how well they do on years that
they were not estimated on.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from clusters import ClusterScore, score_clusters
from coded_reports import coded_reports, distinct, read_events
from numpy.typing import NDArray

from pactwatch.commands.reconcile import Items, Report
from pactwatch.reconcile.linkage.clusters import Pair, clusters
from pactwatch.reconcile.linkage.link import table_of
from pactwatch.reconcile.linkage.model import FILE, Compared, Model, load_models
from pactwatch.reconcile.linkage.scoring import ScoredPair, score

# Pulls every weight towards 0, as if by so many reports that say nothing: few cases do not make a strong weight.
RIDGE = 6.0
# Coded reports are made with this seed, and with noise of these strengths.
SEED = 1
STRENGTHS = (0.5, 1.0, 2.0)
Floats = NDArray[np.float64]


class Design:
    """Which levels have a weight of their own, and the matrix that a pair's outcomes make."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.columns: dict[tuple[str, str], int] = {}
        for compared in model.comparisons:
            for level in compared.levels:
                if level.at is not None:
                    self.columns.setdefault((compared.name, "scale"), len(self.columns) + 1)
                elif level.says:
                    self.columns[compared.name, level.name] = len(self.columns) + 1

    def matrix(self, pairs: Sequence[ScoredPair]) -> Floats:
        """One row a pair: 1 for the prior, then each level that is the outcome, or the place on a scale."""
        result = np.zeros((len(pairs), len(self.columns) + 1))
        result[:, 0] = 1
        for row, pair in enumerate(pairs):
            for compared, number in zip(self.model.comparisons, pair.outcomes, strict=True):
                level = compared.levels[number]
                if level.at is not None:
                    result[row, self.columns[compared.name, "scale"]] = level.at
                elif level.says:
                    result[row, self.columns[compared.name, level.name]] = 1
        return result

    def weighed(self, weights: Floats) -> Model:
        """The model with these weights, given in natural logarithms."""
        in_bits = [round(float(weight) / math.log(2), 2) for weight in weights]
        return self.model.model_copy(
            update={
                "prior": in_bits[0],
                "comparisons": tuple(self._compared(compared, in_bits) for compared in self.model.comparisons),
            }
        )

    def _compared(self, compared: Compared, in_bits: Sequence[float]) -> Compared:
        levels = []
        for level in compared.levels:
            value = None
            if level.at is not None:
                value = round(in_bits[self.columns[compared.name, "scale"]] * level.at, 2)
            elif level.says:
                value = in_bits[self.columns[compared.name, level.name]]
            levels.append(level.model_copy(update={"bits": value}))
        return compared.model_copy(update={"levels": tuple(levels)})


def fit(matrix: Floats, same: Floats) -> Floats:
    """Logistic regression with a ridge on all but the prior, by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], RIDGE)
    ridge[0] = 1e-6
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (likely - same) + ridge * weights
        step = np.linalg.solve((matrix * (likely * (1 - likely))[:, None]).T @ matrix + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


class Labelled:
    """Reports with their incidents and all their pairs, compared once."""

    def __init__(self, model: Model, lines: Sequence[dict[str, Any]], gold: dict[str, str]) -> None:
        reports = [Report.model_validate(line) for line in lines]
        items = list(Items().of(reports))
        year_of = {report.report: (report.published or "")[:4] for report in reports}
        names = [item.name for item in items]
        self.gold, self.names = gold, names
        self.pairs = list(score(table_of(items), model, least=0.0))
        self.design = Design(model)
        self.matrix = self.design.matrix(self.pairs)
        self.same = np.array([float(gold[names[p.one]] == gold[names[p.other]]) for p in self.pairs])
        self.years = np.array([year_of[names[p.one]] for p in self.pairs])

    def cross_validated(self) -> ClusterScore:
        """The score where each year's pairs are weighed by what was estimated on the other years."""
        likely = np.zeros(len(self.pairs))
        for year in np.unique(self.years):
            held = self.years == year
            likely[held] = self._likely(fit(self.matrix[~held], self.same[~held]), held)
        return self._score(likely)

    def weights(self) -> Floats:
        """The weights estimated on all years."""
        return fit(self.matrix, self.same)

    def in_sample(self) -> ClusterScore:
        """The score of the weights on the years that they were estimated on."""
        return self._score(self._likely(self.weights(), np.ones(len(self.pairs), dtype=bool)))

    def _likely(self, weights: Floats, which: NDArray[np.bool_]) -> Floats:
        result: Floats = 1 / (1 + np.exp(-self.matrix[which] @ weights))
        return result

    def _score(self, likely: Floats) -> ClusterScore:
        pairs = [Pair(p.one, p.other, float(each)) for p, each in zip(self.pairs, likely, strict=True)]
        groups = clusters(len(self.names), pairs, self.design.model.threshold)
        found = {self.names[item]: str(n) for n, group in enumerate(groups) for item in group}
        return score_clusters(self.gold, found)


def written(models: Iterable[Model]) -> str:
    """The file of models, with its owner's comment kept."""
    text = FILE.read_text(encoding="utf-8")
    comment = text[: text.index("version:")]
    version = load_models().version
    data: dict[str, Any] = {
        "version": version,
        "models": [model.model_dump(exclude_defaults=True) for model in models],
    }
    return comment + yaml.safe_dump(data, sort_keys=False, width=118, allow_unicode=True)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Estimate, and say how well it does; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=["headlines", "coded"])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--write", action="store_true", help="write the weights into the codebook")
    options = parser.parse_args(arguments)
    models = load_models()
    model = models.named(options.model)
    if options.model == "headlines":
        gold = {line["report"]: line["incident"] for line in _lines(options.files[1])}
        lines = _lines(options.files[0])
    else:
        lines = list(coded_reports(distinct(read_events(options.files[0])), SEED, STRENGTHS))
        gold = {line["report"]: line["incident"] for line in lines}
    data = Labelled(model, lines, gold)
    for name, found in (("other years", data.cross_validated()), ("the same years", data.in_sample())):
        print(
            f"{name}: B-cubed F1 {found.f1:.3f} ({found.precision:.3f}, {found.recall:.3f}), pairs {found.pair_f1:.3f}"
        )
    if options.write:
        weighed = data.design.weighed(data.weights())
        FILE.write_text(
            written(weighed if each.name == weighed.name else each for each in models.models), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
