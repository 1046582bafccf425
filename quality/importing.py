"""How fast a table of incidents is imported, and how much memory that takes: rows made anew, in one command."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from process import run

PACTWATCH = str(Path(sys.executable).with_name("pactwatch"))
SIZES = (10_000, 100_000)
_HEADER = (
    "id,type_of_violence,side_a,side_b,source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,"
    "latitude,longitude,date_start,date_end,best,high,low,notes\n"
)
_WORDS = [
    "shells",
    "struck",
    "the",
    "village",
    "near",
    "the",
    "river",
    "while",
    "soldiers",
    "held",
    "a",
    "checkpoint",
    "and",
    "two",
    "were",
    "hurt",
]


@dataclass(frozen=True)
class Imported:
    """What an import took: rows, seconds of processor time and by the clock, and the most memory in MB."""

    rows: int
    processor: float
    clock: float
    memory: int
    again: float

    @property
    def a_second(self) -> float:
        """Rows a second of processor time."""
        return self.rows / self.processor


def imports(scratch: Path, sizes: Sequence[int] = SIZES) -> list[Imported]:
    """Import tables of several sizes into new ledgers, each twice: the second time changes nothing."""
    result = []
    for size in sizes:
        table, ledger = scratch / f"events-{size}.csv", scratch / f"events-{size}.sqlite"
        write_events(table, size)
        run([PACTWATCH, "init", "--ledger", str(ledger)])
        command = [PACTWATCH, "import", str(table), "--mapping", "ucdp-ged", "--ledger", str(ledger)]
        first, again = run(command), run(command)
        result.append(Imported(size, first.processor, first.seconds, round(first.megabytes), again.processor))
    return result


def write_events(path: Path, count: int) -> None:
    """Write made rows in the columns of UCDP GED, the same for every run, as long as real ones are."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_HEADER)
        table = csv.writer(file)
        for number in range(count):
            day = f"{2014 + number % 7}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            low = chance.randint(0, 4)
            headline, notes = (" ".join(chance.choices(_WORDS, k=length)) for length in (12, 50))
            place = (chance.choice("1234"), f"Village {chance.randint(1, 400)}", "Donetsk oblast")
            where = (*place, f"{chance.uniform(47, 49):.4f}", f"{chance.uniform(36, 39):.4f}")
            sides = ("1", "Government of Ukraine", "DPR")
            source = ("North Wire;South Wire", f"{day};{day}", headline)
            table.writerow((number, *sides, *source, *where, day, day, low, low + chance.randint(0, 3), low, notes))
