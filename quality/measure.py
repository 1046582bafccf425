"""Measures Pactwatch, and writes every figure of docs/measurements.md.

measure.py                                 on our own examples
measure.py --shared DIR                    also on the development gold and data in DIR, which are not in the project
measure.py --shared DIR --write FILE.md    the same, and writes the page with what was printed
measure.py --scale                         also links up to a million reports, which takes many minutes
measure.py --scale-printed FILE            takes for that what quality/linkage_scale.py printed into the file
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from activation import activation
from development_gold import development_gold
from floors_file import Floors
from gate import EXAMPLES, FLOORS, GOLD, documents_in, extract_all
from gazetteer import NEAR, coverage, shipped_places, ucdp_settlements, viina_settlements
from gold_file import load_gold
from importing import imports
from judging_speed import judging_speed
from linkage import linking_at_scale, reconciling
from mechanism import agreement, as_section
from page import kinds_table, section, table
from scoring import score
from simulation import simulated
from speed import ROUNDS, Answers, extraction_speed, ledger_growth, site_answers, write_copies

from pactwatch.extract.rules import LANGUAGES, load_extractor
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file

REPOSITORY = EXAMPLES.parents[1]
TERMS = REPOSITORY / "examples" / "terms" / "energy-pause.yaml"
MANY = 1000
AGREEMENTS = ("GBR.pdf", "FRA.docx", "USA.docx")
HOW = """# Measurements

Every figure below was printed by one command, and none is written by hand:

    python quality/measure.py --shared DIR --write docs/measurements.md

`DIR` is a folder beside the project with the development gold and its documents. They are not ours to publish and are
not in the project. Without `--shared` the command prints the rest.

How to read it:

- A fact is found when it shares half of the words of its quote with a fact coded by hand, of the same kind in the same
  document (`quality/scoring.py` has the rule in full). "Fields right" is the share of the fields coded by hand that a
  found fact has right.
- The examples are ours and the rules were made with them in sight. The development gold was in sight too. Neither says
  what the extractor does on pages that nobody has looked at; expect less there.
- Scores are the same on every run. Times are not: they come from a machine with two cores that other programs used at
  the same time, and by the clock one run has been seen to take twice as long as another. Processor time is steadier, and
  ratios are the steadiest.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; gives the exit code: 0, or 2 where it was called wrongly."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="measure.py", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, metavar="DIR", help="the folder with the development gold and data")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page with the figures into this file")
    parser.add_argument("--scale", action="store_true", help="also link up to a million reports: many minutes")
    parser.add_argument(
        "--scale-printed", type=Path, metavar="FILE", help="take for that what linkage_scale.py printed into the file"
    )
    options = parser.parse_args(arguments)
    if options.shared and not (options.shared / "gold").is_dir():
        print(f"measure.py: {options.shared}: there is no folder gold in it", file=sys.stderr)
        return 2
    if options.scale_printed and not options.scale_printed.is_file():
        print(f"measure.py: {options.scale_printed}: there is no such file", file=sys.stderr)
        return 2
    printed = []
    for part in measurements(options.shared, scale=options.scale, printed=options.scale_printed):
        print(part, flush=True)
        printed.append(part)
    if options.write:
        options.write.write_text("\n".join([HOW, *printed]), encoding="utf-8")
    return 0


def measurements(shared: Path | None, *, scale: bool = False, printed: Path | None = None) -> Iterator[str]:
    """The parts of the page, each as soon as it is measured.

    `scale`: also what linking takes at scale, from the file `printed` where one is given.
    """
    yield circumstances()
    yield own_examples()
    texts = {"our own examples": [read_file(path) for path in documents_in([EXAMPLES])]}
    if shared:
        yield from development_gold(shared)
        texts["news, May 2025"] = [read_file(path) for path in documents_in([shared / "data" / "news_may2025"])]
        texts["three agreements"] = [read_file(shared / "data" / "agreements" / name) for name in AGREEMENTS]
    yield speed(texts)
    yield judging_speed()
    yield simulated()
    yield from (simulated(level, range(1, 6)) for level in ("easy", "hard"))
    with tempfile.TemporaryDirectory(prefix="pactwatch-measure-") as scratch:
        yield from ledger_and_site(Path(scratch))
        yield importing(Path(scratch))
    if shared:
        yield places_found(shared)
        yield reconciling(shared)
        yield as_section(agreement(shared / "gold" / "south_sudan.jsonl"))
        yield activation(shared / "data" / "agreements")
    if scale or printed:
        yield linking_at_scale(printed)


def importing(scratch: Path) -> str:
    """Tables of incidents in one command."""
    rows = [
        (f"{one.rows:,}", f"{one.a_second:,.0f}", f"{one.clock:,.0f}", f"{one.memory:,}", f"{one.again:,.0f}")
        for one in imports(scratch)
    ]
    return section(
        "Importing incidents",
        "`pactwatch import` of rows made in the columns of UCDP GED, each row a document with its claim, into a new SQLite "
        "ledger; then the same command again, which changes nothing.",
        table(("rows", "rows/s of processor time", "seconds by the clock", "MB at most", "seconds again"), rows),
    )


def places_found(shared: Path) -> str:
    """The settlements of published event data that the gazetteer finds."""
    data, places = shared / "data", shipped_places()
    sets = {
        "UCDP GED, Ukraine 2014-2020": ucdp_settlements(data / "ucdp_ged_ukraine" / "ged_ukraine_2014-2020.csv"),
        "VIINA, 2022 and 2023": viina_settlements(*sorted((data / "viina").glob("*.csv"))),
    }
    rows = [
        (
            name,
            "events" if by_event else "settlements",
            f"{one.settlements:,}",
            *(f"{count / one.settlements:.2f}" for count in (one.near, one.far, one.open, one.unknown)),
        )
        for name, settlements in sets.items()
        for by_event in (False, True)
        for one in (coverage(settlements, places, by_event),)
    ]
    return section(
        "Settlements that the gazetteer finds",
        f"By name and region, in GeoNames as it comes with the package; found within {NEAR:.0f} km of where the data puts "
        "them, further off (mostly a namesake), without a position (several of one name), or not at all (mostly villages of "
        "fewer than 500 people).",
        table(("data", "counted", "number", "within", "further", "open", "unknown"), rows),
    )


def circumstances() -> str:
    """When, on what, and of which state of the project."""
    read_by = load_extractor().read_by
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} of {commit()}; Python {platform.python_version()}, "
        f"{os.cpu_count()} cores ({platform.machine()}, load {load:.1f} at the start), pipeline {read_by.pipeline}, "
        f"codebook {read_by.codebook}.\n"
    )


def commit() -> str:
    """The commit that is checked out, and whether anything was changed since."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--", "src", "examples", "quality")
        return f"commit {git('rev-parse', '--short', 'HEAD')}" + (" with later changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "no commit (git cannot tell)"


def own_examples() -> str:
    """The quality gate's table."""
    gold = load_gold(GOLD)
    facts, texts = extract_all(gold, documents_in([EXAMPLES]))
    return section(
        "Extraction on our own examples",
        f"{len(gold)} documents in `examples/documents`, coded by hand in `quality/gold`. Behind each score is the floor "
        "that `make test` holds it to.",
        kinds_table(score(gold, facts, texts), Floors.load(FLOORS)),
    )


def speed(texts: Mapping[str, Sequence[Document]]) -> str:
    """Words a second against the bare pipeline."""
    extractor = load_extractor()
    rows: list[list[object]] = []
    for name, documents in texts.items():
        english = [document for document in documents if document.language in LANGUAGES]
        measured = extraction_speed(extractor, english)
        rates = (f"{rate:,.0f}" for rate in (measured.bare, measured.extractor))
        rows.append([name, len(english), f"{measured.words:,}", *rates, f"{measured.ratio:.2f}"])
    return section(
        "Speed of extracting",
        "Words a second of processor time: the bare language pipeline on each document's text, and the whole extraction "
        f"(which parses too), in turns in one process; the median of {ROUNDS} rounds. The ratio is how many times "
        "longer extracting takes than parsing alone.",
        table(["text", "documents", "words", "bare pipeline", "extractor", "ratio"], rows),
    )


def ledger_and_site(scratch: Path) -> Iterator[str]:
    """A ledger of the examples and one of a thousand documents, and the site over both."""
    extractor = load_extractor()
    copies = scratch / "documents"
    copies.mkdir()
    write_copies(EXAMPLES, copies, MANY)
    small = scratch / "small.sqlite"
    with Ledger.create(small) as ledger:
        for path in documents_in([EXAMPLES]):
            document = read_file(path)
            ledger.add(document, extractor.extract(document), path.read_bytes())
    large = scratch / "large.sqlite"
    grown = ledger_growth(extractor, copies, large)
    yield section(
        "Ledger",
        f"{grown.documents:,} documents are added to a new SQLite ledger: the text and HTML files of our examples over and "
        f"over, each time a year later. {grown.claims:,} claims come of it, and {grown.megabytes:.0f} MB. Seconds for all "
        "of them, by the clock and of processor time.",
        table(
            ["stage", "clock", "processor", "processor, a document"],
            [
                [
                    name,
                    f"{spent.clock:.1f}",
                    f"{spent.processor:.1f}",
                    f"{1000 * spent.processor / grown.documents:.1f} ms",
                ]
                for name, spent in (
                    ("reading the files", grown.reading),
                    ("extracting", grown.extracting),
                    ("keeping documents and claims", grown.keeping),
                    ("keeping them again, which changes nothing", grown.keeping_again),
                    ("verifying the chain", grown.verifying),
                    (f"reconciling the claims to {grown.records:,} records", grown.reconciling),
                )
            ],
        ),
    )
    yield section(
        "Site",
        "`pactwatch serve` over the ledger of the examples, and over the one above: seconds until it prints its address, "
        "until the first answer for the front page after that (the ledger is read and reconciled for it), and the median of "
        "ten later ones.",
        table(
            ["ledger", "to start", "first answer", "later answers", "front page"],
            [
                ["examples", *_cells(site_answers(small, TERMS))],
                [f"{grown.documents:,} documents", *_cells(site_answers(large, TERMS))],
            ],
        ),
    )


def _cells(answers: Answers) -> list[str]:
    seconds = (answers.start, answers.first, answers.later)
    return [*(f"{each:.2f} s" for each in seconds), f"{answers.kilobytes:.0f} kB"]


if __name__ == "__main__":
    sys.exit(main())
