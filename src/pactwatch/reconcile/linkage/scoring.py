"""The scoring: every pair of reports that shares a block, weighed by splink under a model."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwatch.reconcile.linkage.clusters import Pair
from pactwatch.reconcile.linkage.model import Compared, Level, Model

if TYPE_CHECKING:
    import pyarrow as pa
    from splink.internals.database_api import DatabaseAPI

# A pair less likely than this is no pair: groups are made of averages, in which it hardly counts.
LEAST_PROBABILITY = 0.02
# The conditions are in DuckDB's SQL; what Spark calls otherwise.
_IN_SPARK = {"list_has_any(": "arrays_overlap(", "list_intersect(": "array_intersect(", "len(": "size("}


@dataclass(frozen=True, slots=True)
class ScoredPair(Pair):
    """Two reports by the numbers of their rows, with what their probability rests on.

    `outcomes` has a level's number for each comparison of the model.
    """

    outcomes: tuple[int, ...]


def settings(model: Model, dialect: str = "duckdb") -> Any:
    """The model as splink's settings: each level's bits as its two probabilities, of which the ratio counts.

    dialect: the SQL that splink is to speak, "duckdb" or "spark".
    """
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    odds = 2**model.prior
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        probability_two_random_records_match=odds / (1 + odds),
        comparisons=[_comparison(compared, dialect) for compared in model.comparisons],
        blocking_rules_to_generate_predictions=[block_on("block", arrays_to_explode=["block"])],
        # Splink gives the outcomes of the comparisons only with the columns that were compared.
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(compared: Compared, dialect: str) -> Any:
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    return CustomComparison(
        output_column_name=compared.name, comparison_levels=[_level(level, dialect) for level in compared.levels]
    )


def _level(level: Level, dialect: str) -> Any:
    from splink.comparison_level_library import CustomLevel, ElseLevel  # noqa: PLC0415

    when = level.when
    if dialect == "spark":
        for ours, theirs in _IN_SPARK.items():
            when = when.replace(ours, theirs)
    made = ElseLevel() if when == "ELSE" else CustomLevel(when, level.name)
    ratio = 2 ** (level.bits or 0.0)
    return made.configure(
        m_probability=ratio / (1 + ratio),
        u_probability=1 / (1 + ratio),
        fix_m_probability=True,
        fix_u_probability=True,
    )


def score(
    rows: pa.Table, model: Model, database: DatabaseAPI[Any] | None = None, least: float = LEAST_PROBABILITY
) -> Iterator[ScoredPair]:
    """Weigh all pairs of rows that share a block, and give those that are at least that likely, by their numbers.

    rows: a table whose column `row` is a number, `block` a list of the blocks that it stands in, and the others what
    the model's conditions name. database: where splink computes, DuckDB in this process unless another is given, such
    as `splink.SparkAPI` on a cluster.
    """
    import numpy as np  # noqa: PLC0415

    table = _predicted(rows, model, database, least)
    ends = np.stack([table.column(name).to_numpy() for name in ("row_l", "row_r")])
    # Many pairs have the same outcomes: they share them, and their probability.
    code = np.zeros(len(table), dtype=np.int64)
    for compared in model.comparisons:
        code = code * len(compared.levels) + table.column(f"gamma_{compared.name}").to_numpy()
    _, first, of_pair = np.unique(code, return_index=True, return_inverse=True)
    some = table.take(first)
    gammas = zip(*(some.column(f"gamma_{compared.name}").to_pylist() for compared in model.comparisons), strict=True)
    known = list(
        zip(some.column("match_probability").to_pylist(), (_levels(model, each) for each in gammas), strict=True)
    )
    for one, other, number in zip(*ends.tolist(), of_pair.tolist(), strict=True):
        yield ScoredPair(min(one, other), max(one, other), *known[number])


def _predicted(rows: pa.Table, model: Model, database: DatabaseAPI[Any] | None, least: float) -> pa.Table:
    from splink import Linker  # noqa: PLC0415

    names = ", ".join(f"gamma_{compared.name}" for compared in model.comparisons)
    api = database or _duckdb()
    linker = Linker(
        api.register(rows),
        settings(model, api.sql_dialect.sql_dialect_str),
        log_level=logging.ERROR,
        validate_settings=False,
    )
    predicted = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
    kept = f"select row_l, row_r, match_probability, {names} from {predicted.physical_name}"
    misc: Any = linker.misc
    table: pa.Table = misc.query_sql(kept, output_type="splink_df").as_pyarrow_table()
    return table.sort_by([("row_l", "ascending"), ("row_r", "ascending")])


def _duckdb() -> DatabaseAPI[Any]:
    import duckdb  # noqa: PLC0415
    from splink import DuckDBAPI  # noqa: PLC0415

    connection = duckdb.connect()
    # Its bar would stand in the midst of what is printed.
    connection.execute("set enable_progress_bar = false")
    return DuckDBAPI(connection)


def _levels(model: Model, gammas: Sequence[int]) -> tuple[int, ...]:
    """Splink counts a comparison's levels from the last, which is 0."""
    return tuple(len(compared.levels) - 1 - gamma for compared, gamma in zip(model.comparisons, gammas, strict=True))


def bits(model: Model, outcomes: Sequence[int]) -> float:
    """The weight of a pair, in bits: the prior with those of its outcomes."""
    return model.prior + sum(
        compared.levels[number].bits or 0.0 for compared, number in zip(model.comparisons, outcomes, strict=True)
    )


def probability(weight: float) -> float:
    """The probability that a weight in bits stands for."""
    return 1 / (1 + math.pow(2, -weight))
