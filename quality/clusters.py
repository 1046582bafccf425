"""Scores a grouping of reports into incidents against a known one, by B-cubed and by pairs.

B-cubed asks of each report: which share of those it is put together with belongs there (precision), and which share of
those that belong with it is there (recall). Pairs ask it of every two reports, so that large incidents count for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterScore:
    """How many reports and incidents there are, how many incidents were made of them, and how well that agrees."""

    reports: int
    incidents: int
    made: int
    precision: float
    recall: float
    pair_f1: float

    @property
    def f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score_clusters(gold: Mapping[str, str], found: Mapping[str, str]) -> ClusterScore:
    """The score of what was found, report to incident, against the gold.

    A report that was not grouped is alone; one that the gold does not name is left out. Raises ValueError where the
    gold is empty.
    """
    if not gold:
        raise ValueError("no report is grouped in the gold")
    put = {report: (True, found[report]) if report in found else (False, report) for report in gold}
    true_sizes, put_sizes = Counter(gold.values()), Counter(put.values())
    shared = Counter((gold[report], put[report]) for report in gold)
    both = [(n, true_sizes[incident], put_sizes[group]) for (incident, group), n in shared.items()]
    pairs = sum(n * (n - 1) for n, _, _ in both)
    all_pairs = sum(n * (n - 1) for sizes in (true_sizes, put_sizes) for n in sizes.values())
    return ClusterScore(
        reports=len(gold),
        incidents=len(true_sizes),
        made=len(put_sizes),
        precision=sum(n * n / group for n, _, group in both) / len(gold),
        recall=sum(n * n / incident for n, incident, _ in both) / len(gold),
        pair_f1=2 * pairs / all_pairs if all_pairs else 1.0,
    )
