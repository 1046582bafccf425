"""How fast it is: reading and extracting against the bare parse, a ledger that grows, and a site that answers."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from pactwatch.extract.extractor import Extractor
from pactwatch.extract.pipeline import load_pipeline
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document
from pactwatch.read.reader import files_under, read_file
from pactwatch.reconcile.reconciler import reconcile

PACTWATCH = str(Path(sys.executable).with_name("pactwatch"))
ROUNDS = 3
REQUESTS = 10
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Extraction:
    """Words a second of processor time by the bare pipeline and by the extractor, and how many times longer that takes."""

    words: int
    bare: float
    extractor: float
    ratio: float


@dataclass
class Spent:
    """Seconds by the clock, and of this process's processor time, that a stage took."""

    clock: float = 0.0
    processor: float = 0.0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count in what is done here."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor


@dataclass
class Growth:
    """What a ledger took in, and what each stage of it took."""

    documents: int = 0
    claims: int = 0
    records: int = 0
    megabytes: float = 0.0
    reading: Spent = field(default_factory=Spent)
    extracting: Spent = field(default_factory=Spent)
    keeping: Spent = field(default_factory=Spent)
    keeping_again: Spent = field(default_factory=Spent)
    verifying: Spent = field(default_factory=Spent)
    reconciling: Spent = field(default_factory=Spent)


@dataclass(frozen=True)
class Answers:
    """Seconds until the site's address is printed, until the first answer after that, and for one of those after it."""

    start: float
    first: float
    later: float
    kilobytes: float


def extraction_speed(extractor: Extractor, documents: Sequence[Document]) -> Extraction:
    """The median of three rounds, each of the bare pipeline and of the extractor in turn, after one that is not counted.

    The time is the processor's, since other programs on the machine would count in a clock's. A word is what stands
    between white space.
    """
    pipeline = load_pipeline()
    rounds = []
    for _ in range(ROUNDS + 1):
        begin = time.process_time()
        for document in documents:
            pipeline(document.text)
        middle = time.process_time()
        for document in documents:
            extractor.extract(document)
        rounds.append((middle - begin, time.process_time() - middle))
    words = sum(len(document.text.split()) for document in documents)
    return Extraction(
        words,
        words / median(bare for bare, _ in rounds[1:]),
        words / median(extracting for _, extracting in rounds[1:]),
        median(extracting / bare for bare, extracting in rounds[1:]),
    )


def write_copies(examples: Path, folder: Path, documents: int) -> None:
    """Fill a folder with so many documents: the examples that are text or HTML over and over, each time a year later.

    The years are moved in the texts and in the side-cars, so that the copies tell of other events.
    """
    originals = [path for path in sorted(examples.iterdir()) if path.suffix in (".txt", ".html")]
    for number in range(documents):
        years, original = number // len(originals), originals[number % len(originals)]
        copy = folder / f"{original.stem}-{years:03}{original.suffix}"
        side_car = original.with_suffix(".json")
        for source, target in ((original, copy), (side_car, copy.with_suffix(".json"))):
            if source.exists():
                target.write_text(_later(source.read_text(encoding="utf-8"), years), encoding="utf-8")


def _later(text: str, years: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + years), text)


def ledger_growth(extractor: Extractor, folder: Path, ledger_file: Path) -> Growth:
    """Read the documents of a folder into a new ledger, each of them twice; then verify and reconcile what it holds."""
    grown = Growth()
    with Ledger.create(ledger_file) as ledger:
        for path in files_under([folder]):
            with grown.reading.counting():
                document = read_file(path)
            with grown.extracting.counting():
                found = extractor.extract(document)
            content = path.read_bytes()
            with grown.keeping.counting():
                added = ledger.add(document, found, content)
            with grown.keeping_again.counting():
                ledger.add(document, found, content)
            grown.documents += 1
            grown.claims += added.claims_added
        with grown.verifying.counting():
            ledger.verify()
        claims = ledger.claims()
        with grown.reconciling.counting():
            grown.records = len(reconcile(claims))
    grown.megabytes = sum(file.stat().st_size for file in ledger_file.parent.glob(f"{ledger_file.name}*")) / 1e6
    return grown


def site_answers(ledger_file: Path, terms: Path) -> Answers:
    """Serve a ledger with `pactwatch serve` on a free port of this machine, ask for the front page, and stop it again.

    Raises RuntimeError where the site does not start.
    """
    command = [PACTWATCH, "serve", "--ledger", str(ledger_file), "--terms", str(terms), "--port", "0"]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            _, said, rest = server.stdout.readline().partition(" at ")
            if not said:
                raise RuntimeError(f"the site over {ledger_file} did not start")
            start = time.perf_counter() - begin
            address = rest.split()[0]
            first, size = _asked(address)
            later = median(_asked(address)[0] for _ in range(REQUESTS))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)
    return Answers(start, first, later, size / 1000)


def _asked(address: str) -> tuple[float, int]:
    begin = time.perf_counter()
    with urlopen(address, timeout=600) as answer:
        size = len(answer.read())
    return time.perf_counter() - begin, size


def reconcile_reports(reports: Path) -> tuple[dict[str, str], float]:
    """The incident of each report, as `pactwatch reconcile` prints it, and the seconds that it took.

    Raises subprocess.CalledProcessError where it fails.
    """
    begin = time.perf_counter()
    command = [PACTWATCH, "reconcile", str(reports)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds = time.perf_counter() - begin
    lines = [json.loads(line) for line in printed.splitlines()]
    return {line["report"]: line["incident"] for line in lines}, seconds
