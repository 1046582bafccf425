"""Splink by its own means: its library's comparisons on the same columns, estimated and grouped as its guide says.

splink_alone.py REPORTS.jsonl     groups coded reports, and prints {"report", "incident"} lines
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# The probability from which its guide lets two records be one.
THRESHOLD = 0.5
# Reports of a day are compared all with each other, up to so many reports; beyond, that grows with their square, and they
# are blocked as its guide has it for large data: by the day with one more column, of several.
ALL_OF_A_DAY = 200_000
_FINER = (("day", "place"), ("day", "admin1"), ("day", "killed", "injured"))
# What it may take of a machine that does other things too.
_LIMITS = ("set memory_limit = '12GB'", "set max_temp_directory_size = '20GB'")


def group_headlines(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Report to group, from {"report", "outlet", "published", "text"}."""
    comparisons = [
        cl.JaroWinklerAtThresholds("text"),
        cl.AbsoluteDateDifferenceAtThresholds(
            "published", input_is_string=True, metrics=["day", "day"], thresholds=[1, 3]
        ),
        cl.ExactMatch("outlet"),
    ]
    return _grouped(lines, ("outlet", "published", "text"), comparisons, ("published",), ("outlet",))


def group_coded(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Report to group, from coded reports."""
    flat = [
        {
            **line,
            "day": line["date"][:10],
            "killed": _number(line.get("killed")),
            "injured": _number(line.get("injured")),
        }
        for line in lines
    ]
    comparisons = [
        cl.AbsoluteDateDifferenceAtThresholds("day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 3]),
        cl.JaroWinklerAtThresholds("place"),
        cl.DistanceInKMAtThresholds("lat", "lon", [1, 5, 25]),
        cl.ExactMatch("type"),
        cl.ExactMatch("perpetrator"),
        cl.ExactMatch("killed"),
        cl.ExactMatch("injured"),
    ]
    columns = ("day", "place", "admin1", "lat", "lon", "type", "perpetrator", "killed", "injured")
    return _grouped(flat, columns, comparisons, ("day", "place"), ("place", "type"))


def _number(count: Any) -> int | None:
    return count.get("low") if isinstance(count, dict) else count


def _grouped(
    lines: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    comparisons: Sequence[Any],
    block: Sequence[str],
    other_block: Sequence[str],
) -> dict[str, str]:
    table = pa.table(
        {"unique_id": [line["report"] for line in lines]}
        | {name: [line.get(name) for line in lines] for name in columns}
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=list(comparisons),
        blocking_rules_to_generate_predictions=[
            block_on(*names) for names in (_FINER if len(lines) > ALL_OF_A_DAY else (block[:1],))
        ],
    )
    connection = duckdb.connect()
    for setting in ("set enable_progress_bar = false", *_LIMITS):
        connection.execute(setting)
    linker = Linker(DuckDBAPI(connection).register(table), settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on(*block)], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    training.estimate_parameters_using_expectation_maximisation(block_on(*other_block))
    predicted = linker.inference.predict(threshold_match_probability=THRESHOLD, warning_mode="never")
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, THRESHOLD)
    return {row["unique_id"]: str(row["cluster_id"]) for row in found.as_record_list()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Group the coded reports of a file; gives the exit code."""
    (name,) = sys.argv[1:] if arguments is None else arguments
    with Path(name).open(encoding="utf-8") as file:
        found = group_coded([json.loads(line) for line in file])
    for report, incident in found.items():
        print(json.dumps({"report": report, "incident": incident}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
