"""The same groups on Spark as on DuckDB. Left out where Java or pyspark is missing."""

from __future__ import annotations

import random
import shutil

import pytest

from pactwatch.extract.claim import Count
from pactwatch.reconcile.linkage.coded_report import CodedReport
from pactwatch.reconcile.linkage.link import Item, link

pytest.importorskip("pyspark", reason="pyspark is not installed (the extra spark)")
if shutil.which("java") is None:
    pytest.skip("Java is not installed, and Spark needs it", allow_module_level=True)


def reports(number: int) -> list[Item]:
    dice = random.Random(5)
    items = []
    for n in range(number):
        day, town, killed = dice.randint(1, 28), dice.choice(["Borinsk", "Kaletka", "Maravka"]), dice.randint(0, 3)
        report = CodedReport(
            date=f"2025-04-{day:02}",
            place=town,
            type=dice.choice(["shelling", "attack"]),
            killed=Count(low=killed, high=killed),
            lat=48 + day / 100,
            lon=37.0,
        )
        items.append(Item(str(n), str(n), report))
    return items


def test_spark_makes_the_groups_that_duckdb_makes() -> None:
    from pyspark.sql import SparkSession
    from splink import SparkAPI

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    try:
        items = reports(60)
        on_spark = link(items, SparkAPI(spark_session=spark, break_lineage_method="persist"))
        assert [group.items for group in on_spark] == [group.items for group in link(items)]
        assert any(len(group.items) > 1 for group in on_spark)
    finally:
        spark.stop()
