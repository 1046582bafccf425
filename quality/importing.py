"""How fast a table of incidents is imported, and how much memory that takes: rows made anew, in one command."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
        subprocess.run([PACTWATCH, "init", "--ledger", str(ledger)], check=True, capture_output=True)
        command = [PACTWATCH, "import", str(table), "--mapping", "ucdp-ged", "--ledger", str(ledger)]
        clock, processor, memory = _run(command)
        again = _run(command)[1]
        result.append(Imported(size, processor, clock, memory, again))
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


def _run(command: Sequence[str]) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of processor time, and the most memory in MB that a command takes."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
