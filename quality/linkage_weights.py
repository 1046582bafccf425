"""Estimates the weights by which reports are linked, from reports whose incidents are known.

linkage_weights.py headlines REPORTS.jsonl GOLD.jsonl     from headlines, and lines {"report", "incident"}
linkage_weights.py coded EVENTS.csv                       from coded reports made of a file of UCDP events
linkage_weights.py claims EVENTS.csv                      the same, for the records of the ledger

Writes them into src/pactwatch/codebook/linkage.yaml with --write; without it, says how well they do on years that
they were not estimated on (ridge and threshold are chosen within the other years too), beside those that they were.
Coded reports are made in batches of several sorts of noise; each is put together by weights of the others.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from clusters import ClusterScore, score_clusters
from coded_reports import NOISES, coded_reports, distinct, read_events
from numpy.typing import NDArray

from pactwatch.commands.reconcile import Items, Report
from pactwatch.reconcile.linkage.clusters import Pair, clusters
from pactwatch.reconcile.linkage.link import table_of
from pactwatch.reconcile.linkage.model import FILE, Compared, Level, Model, load_models
from pactwatch.reconcile.linkage.scoring import LEAST_PROBABILITY, ScoredPair, score

# A ridge pulls every weight towards 0: few cases do not make a strong weight. It and the threshold are chosen from these
# by cross-validation over years.
SETTINGS = {
    "headlines": [(ridge, threshold) for ridge in (2.0, 4.0, 8.0) for threshold in (0.25, 0.3, 0.35, 0.4, 0.45)],
    "coded": [(6.0, 0.45)],
    "claims": [(6.0, 0.5)],
}
# Coded reports are made with this seed, and with noise of these strengths.
SEED = 1
STRENGTHS = (0.5, 1.0, 2.0)
# A step of B-cubed F1 counts as so many of F1 over pairs, which moves several times as much with the threshold.
B_CUBED = 3.0
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Design:
    """Which levels have a weight of their own, and the matrix that a pair's outcomes make."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.columns: dict[tuple[str, str], int] = {}
        for compared in model.comparisons:
            for level in compared.levels:
                if level.at is not None:
                    self.columns.setdefault((compared.name, "scale"), len(self.columns) + 1)
                elif _own(level):
                    self.columns[compared.name, level.name] = len(self.columns) + 1

    def matrix(self, pairs: Sequence[ScoredPair]) -> Floats:
        """One row a pair: 1 for the prior, then each level that is the outcome, or the place on a scale."""
        result = np.zeros((len(pairs), len(self.columns) + 1))
        result[:, 0] = 1
        for number, compared in enumerate(self.model.comparisons):
            of_level = np.zeros((len(compared.levels), result.shape[1]))
            for place, level in enumerate(compared.levels):
                if level.at is not None:
                    of_level[place, self.columns[compared.name, "scale"]] = level.at
                elif _own(level):
                    of_level[place, self.columns[compared.name, level.name]] = 1
            own = np.flatnonzero(of_level.any(axis=0))
            result[:, own] += of_level[:, own][[pair.outcomes[number] for pair in pairs]]
        return result

    def fixed(self, pairs: Sequence[ScoredPair]) -> Floats:
        """What the weights that are not estimated add to each pair, in natural logarithms."""
        levels = [
            [
                (compared.levels[n].bits or 0.0) * compared.levels[n].fixed
                for compared, n in zip(self.model.comparisons, p.outcomes, strict=True)
            ]
            for p in pairs
        ]
        result: Floats = np.array([math.fsum(each) for each in levels]) * math.log(2)
        return result

    def weighed(self, weights: Floats, threshold: float) -> Model:
        """The model with these weights, given in natural logarithms, and this threshold."""
        in_bits = [round(float(weight) / math.log(2), 2) for weight in weights]
        return self.model.model_copy(
            update={
                "prior": in_bits[0],
                "threshold": threshold,
                "comparisons": tuple(self._compared(compared, in_bits) for compared in self.model.comparisons),
            }
        )

    def _compared(self, compared: Compared, in_bits: Sequence[float]) -> Compared:
        levels = []
        for level in compared.levels:
            value = level.bits if level.fixed else None
            if level.at is not None:
                value = round(in_bits[self.columns[compared.name, "scale"]] * level.at, 2)
            elif _own(level):
                value = in_bits[self.columns[compared.name, level.name]]
            levels.append(level.model_copy(update={"bits": value}))
        return compared.model_copy(update={"levels": tuple(levels)})


def _own(level: Level) -> bool:
    return bool(level.says) and not level.fixed


def fit(matrix: Floats, fixed: Floats, same: Floats, ridge: float) -> Floats:
    """Logistic regression with a ridge on all but the prior, by Newton's method. `fixed` is added to each pair's sum."""
    weights = np.zeros(matrix.shape[1])
    pull = np.full(matrix.shape[1], ridge)
    pull[0] = 1e-6
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights + fixed, -30, 30)))
        slope = matrix.T @ (likely - same) + pull * weights
        step = np.linalg.solve((matrix * (likely * (1 - likely))[:, None]).T @ matrix + np.diag(pull), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


class Labelled:
    """Reports with their incidents and all their pairs, compared once."""

    def __init__(self, model: Model, batches: Mapping[str, Sequence[dict[str, Any]]], gold: dict[str, str]) -> None:
        """`batches` are compared each by itself. `gold` has the incident of every report."""
        self.gold = gold
        self.names: list[str] = []
        self.pairs: list[ScoredPair] = []
        batch_of: list[str] = []
        year_of: dict[str, str] = {}
        for batch, lines in batches.items():
            reports = [Report.model_validate(line) for line in lines]
            year_of |= {report.report: (report.published or "")[:4] for report in reports}
            items = [item for item in Items().of(reports) if item.content is not None]
            start = len(self.names)
            self.names += [item.name for item in items]
            found = list(score(table_of(items), model, least=0.0))
            self.pairs += [replace(pair, one=pair.one + start, other=pair.other + start) for pair in found]
            batch_of += [batch] * len(items)
        self.design = Design(model)
        self.matrix, self.fixed = self.design.matrix(self.pairs), self.design.fixed(self.pairs)
        ends = [(self.names[pair.one], self.names[pair.other]) for pair in self.pairs]
        self.same = np.array([float(gold[one] == gold[other]) for one, other in ends])
        # A pair across New Year's Eve counts with its first report's year.
        self.years = np.array([year_of[one] for one, _ in ends])
        self.item_years = np.array([year_of[name] for name in self.names])
        self.item_batches = np.array(batch_of)
        self.batches = self.item_batches[[pair.one for pair in self.pairs]]

    def cross_validated(self) -> ClusterScore:
        """The score where each year is put together by weights and settings that never saw it."""
        found: dict[str, str] = {}
        for year in np.unique(self.item_years):
            others, held = self.years != year, self.years == year
            ridge, threshold = self.chosen(others, self.item_years != year)
            weights = fit(self.matrix[others], self.fixed[others], self.same[others], ridge)
            found |= self._grouped(self._likely(weights, held), held, self.item_years == year, threshold)
        return score_clusters(self.gold, found)

    def by_batch(self, ridge: float, threshold: float) -> dict[str, ClusterScore]:
        """The score of each batch, put together by weights that saw neither it nor its years: the even or the odd ones."""
        found: dict[str, str] = {}
        half, item_half = (np.array([int(year) % 2 for year in years]) for years in (self.years, self.item_years))
        for batch in np.unique(self.item_batches):
            for which in (0, 1):
                others = (self.batches != batch) & (half != which)
                held = (self.batches == batch) & (half == which)
                weights = fit(self.matrix[others], self.fixed[others], self.same[others], ridge)
                items = (self.item_batches == batch) & (item_half == which)
                found |= self._grouped(self._likely(weights, held), held, items, threshold)
        names = {batch: np.flatnonzero(self.item_batches == batch) for batch in dict.fromkeys(self.item_batches)}
        return {
            batch: score_clusters({(name := self.names[n]): self.gold[name] for n in which}, found)
            for batch, which in names.items()
        }

    def chosen(self, pairs: Flags | None = None, items: Flags | None = None) -> tuple[float, float]:
        """The ridge and threshold that do best on years left out, among those pairs and items alone."""
        pairs = np.ones(len(self.pairs), dtype=bool) if pairs is None else pairs
        items = np.ones(len(self.names), dtype=bool) if items is None else items
        settings = SETTINGS[self.design.model.name]
        if len(settings) == 1:
            return settings[0]
        likely = {ridge: self._left_out(pairs, ridge) for ridge in {ridge for ridge, _ in settings}}
        gold = {name: self.gold[name] for name, kept in zip(self.names, items, strict=True) if kept}

        def value(setting: tuple[float, float]) -> float:
            found = score_clusters(gold, self._grouped(likely[setting[0]], pairs, items, setting[1]))
            return B_CUBED * found.f1 + found.pair_f1

        return max(settings, key=value)

    def weights(self, ridge: float) -> Floats:
        """The weights estimated on all years."""
        return fit(self.matrix, self.fixed, self.same, ridge)

    def in_sample(self, ridge: float, threshold: float) -> ClusterScore:
        """The score of the weights on the years that they were estimated on."""
        pairs, items = np.ones(len(self.pairs), dtype=bool), np.ones(len(self.names), dtype=bool)
        likely = self._likely(self.weights(ridge), pairs)
        return score_clusters(self.gold, self._grouped(likely, pairs, items, threshold))

    def _left_out(self, pairs: Flags, ridge: float) -> Floats:
        """How likely those pairs are, each year's by the other years of them."""
        likely = np.zeros(len(self.pairs))
        for year in np.unique(self.years[pairs]):
            held, others = pairs & (self.years == year), pairs & (self.years != year)
            weights = fit(self.matrix[others], self.fixed[others], self.same[others], ridge)
            likely[held] = self._likely(weights, held)
        return likely[pairs]

    def _likely(self, weights: Floats, which: Flags) -> Floats:
        result: Floats = 1 / (1 + np.exp(-(self.matrix[which] @ weights + self.fixed[which])))
        return result

    def _grouped(self, likely: Floats, pairs: Flags, items: Flags, threshold: float) -> dict[str, str]:
        some = [self.pairs[number] for number in np.flatnonzero(pairs)]
        scored = [
            Pair(p.one, p.other, float(each))
            for p, each in zip(some, likely, strict=True)
            if each >= LEAST_PROBABILITY
        ]
        groups = clusters(len(self.names), scored, threshold)
        return {self.names[item]: f"{self.names[group[0]]}" for group in groups for item in group if items[item]}


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
    parser.add_argument("model", choices=["headlines", "coded", "claims"])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--write", action="store_true", help="write the weights into the codebook")
    options = parser.parse_args(arguments)
    models = load_models()
    model = models.named(options.model)
    if options.model == "headlines":
        gold = {line["report"]: line["incident"] for line in _lines(options.files[1])}
        batches = {"headlines": _lines(options.files[0])}
    else:
        events = distinct(read_events(options.files[0]))
        batches = {noise.name: list(coded_reports(events, SEED, STRENGTHS, noise)) for noise in NOISES}
        gold = {line["report"]: f"{batch} {line['incident']}" for batch, lines in batches.items() for line in lines}
    data = Labelled(model, batches, gold)
    ridge, threshold = data.chosen()
    print(f"settings: ridge {ridge:g}, threshold {threshold:g}")
    scores = {"the same years": data.in_sample(ridge, threshold)}
    if options.model == "headlines":
        scores["other years"] = data.cross_validated()
    else:
        scores |= {
            f"other years and noises: {name}": found for name, found in data.by_batch(ridge, threshold).items()
        }
    for name, found in scores.items():
        print(
            f"{name}: B-cubed F1 {found.f1:.3f} ({found.precision:.3f}, {found.recall:.3f}), pairs {found.pair_f1:.3f}"
        )
    if options.write:
        weighed = data.design.weighed(data.weights(ridge), threshold)
        FILE.write_text(
            written(weighed if each.name == weighed.name else each for each in models.models), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
