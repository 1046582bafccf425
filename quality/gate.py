"""The quality gate: what the extractor finds in the examples, against what was coded by hand, against the floors.

Judging is held to floors too, on a few simulated ceasefires (`quality/simulation.py`).

gate.py                                    exit 1 where a score is below its floor, or the corpus has changed
gate.py --misses                           also list what was missed and what was found in vain
gate.py --raise-floors                     set higher floors where they are beaten
gate.py --lower-floors --because TEXT      set lower floors, and record why in floors.json
gate.py --accept-corpus                    the examples or their gold were changed on purpose
gate.py --gold GOLD.jsonl --documents DIR  scores on other gold, without floors; several DIRs may be given
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from floors_file import HELD, KINDS, MEASURES, Floors, corpus_hashes
from gold_file import load_gold
from rich.console import Console
from rich.table import Table
from scoring import DOCUMENT_ENDINGS, Fact, KindScore, score
from simulation import Held, held

from pactwatch.extract.rules import load_extractor
from pactwatch.read.reader import read_file

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples" / "documents"
GOLD = HERE / "gold" / "examples.jsonl"
FLOORS = HERE / "floors.json"


def documents_in(folders: Sequence[Path]) -> list[Path]:
    """The documents in the folders and below. README.md is about the folder, not one of its documents."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in DOCUMENT_ENDINGS and path.name != "README.md"
    ]


def side_cars_of(documents: Sequence[Path]) -> list[Path]:
    """The side-cars that exist beside the documents."""
    return [car for path in documents if (car := path.with_suffix(".json")).exists()]


def extract_all(gold: Sequence[Mapping[str, Any]], documents: Sequence[Path]) -> tuple[list[Fact], dict[str, str]]:
    """What the extractor finds in every document of the gold, and the documents' texts by their names in the gold.

    Raises ValueError where a document of the gold is not among the documents, or two of them could be meant.
    """
    by_name: dict[str, list[Path]] = {}
    for path in documents:
        by_name.setdefault(path.name, []).append(path)
        by_name.setdefault(path.stem, []).append(path)
    extractor = load_extractor()
    facts: list[Fact] = []
    texts: dict[str, str] = {}
    for coded in gold:
        name = str(coded["doc"])
        paths = by_name.get(name, [])
        if len(paths) != 1:
            meant = " and ".join(str(path) for path in paths) or "no such document was given"
            raise ValueError(f"{name}: coded in the gold, but which file is it? {meant}")
        document = read_file(paths[0])
        texts[name] = document.text
        facts += [claim.model_dump(mode="json") | {"doc": name} for claim in extractor.extract(document)]
    return facts, texts


def table_of(scores: Mapping[str, KindScore], floors: Floors | None) -> Table:
    """One row a kind; a floor stands behind the score that it belongs to."""
    table = Table(box=None, pad_edge=False)
    table.add_column("kind")
    for heading in ("gold", "found", "recall", "precision", "F1", "fields right"):
        table.add_column(heading, justify="right")
    for kind in KINDS:
        if kind not in scores:
            continue
        tally = scores[kind]
        cells = []
        for measure in MEASURES:
            value, floor = getattr(tally, measure), floors.floor(kind, measure) if floors else None
            shown = "-" if value is None else f"{value:.3f}"
            cells.append(shown if floor is None else f"{shown} (≥ {floor:.3f})")
        table.add_row(kind, str(tally.gold), str(tally.found), *cells)
    return table


def lines_of(judged: Mapping[str, Held], floors: Floors) -> list[str]:
    """One line for each simulated chain: its shares, each with the floor behind it."""
    lines = []
    for kind, shares in judged.items():
        told = []
        for measure in HELD[kind]:
            value, floor = getattr(shares, measure), floors.floor(kind, measure)
            shown = "-" if value is None else f"{value:.3f}"
            told.append(f"{measure} {shown}" + ("" if floor is None else f" (≥ {floor:.3f})"))
        lines.append(f"{kind}: {', '.join(told)}")
    return lines


def check(floors: Floors, scores: Mapping[str, object], hashes: Mapping[str, str]) -> list[str]:
    """What keeps the gate shut: a changed corpus, and every floor that is missed."""
    changed = [name for name, value in hashes.items() if floors.corpus.get(name) != value]
    faults = [
        f"the {name} changed since the floors were set; run `quality/gate.py --accept-corpus` if that was meant"
        for name in changed
    ]
    return faults + floors.missed(scores)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; gives the exit code: 0 open, 1 shut, 2 called wrongly."""
    options = _parser().parse_args(arguments)
    # A log has no width of its own, and a row with its floors needs more than the usual eighty columns.
    console = Console(width=None if sys.stdout.isatty() else 120, soft_wrap=True)
    own = options.gold is None
    if own == bool(options.documents):
        return _refuse("--gold and --documents belong together")
    if options.lower_floors != bool(options.because):
        return _refuse("--lower-floors needs --because TEXT, and --because needs --lower-floors")
    if not own and (options.raise_floors or options.lower_floors or options.accept_corpus):
        return _refuse("other gold has no floors to change")
    try:
        gold = load_gold(options.gold or GOLD)
        documents = documents_in(options.documents or [EXAMPLES])
        floors = Floors.load(FLOORS) if own else None
        facts, texts = extract_all(gold, documents)
        scores = score(gold, facts, texts)
    except (OSError, ValueError) as error:
        return _refuse(str(error))
    if options.misses:
        for kind, tally in scores.items():
            if kind != "all":
                _list_misses(console, kind, tally)
    if floors is None:
        console.print(table_of(scores, None))
        return 0
    judged = held()
    every: dict[str, object] = {**scores, **judged}
    hashes = corpus_hashes([*documents, *side_cars_of(documents)], GOLD)
    changes = []
    if options.accept_corpus and floors.corpus != hashes:
        floors.corpus = hashes
        changes.append("corpus: accepted as it is")
    if options.raise_floors:
        changes += floors.raise_to(every)
    if options.lower_floors:
        changes += floors.lower_to(every, options.because, f"{datetime.now(UTC):%Y-%m-%d}")
    if changes:
        floors.save(FLOORS)
    console.print(table_of(scores, floors))
    for line in lines_of(judged, floors):
        console.print(line, markup=False, highlight=False)
    for change in changes:
        console.print(change, markup=False)
    faults = check(floors, every, hashes)
    for fault in faults:
        print(f"quality gate: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, prog="gate.py", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, help="score on this gold instead of the examples'")
    parser.add_argument("--documents", type=Path, nargs="+", default=[], help="where the documents of that gold are")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was found in vain")
    parser.add_argument("--raise-floors", action="store_true", help="set higher floors where they are beaten")
    parser.add_argument("--lower-floors", action="store_true", help="set lower floors where they are missed")
    parser.add_argument("--because", help="why floors are lowered")
    parser.add_argument("--accept-corpus", action="store_true", help="pin the examples and gold as they are now")
    return parser


def _list_misses(console: Console, kind: str, tally: KindScore) -> None:
    for word, facts in (("missed", tally.missed), ("extra ", tally.extra)):
        for name, quote in facts:
            console.print(f"{word} {kind} {name}: {' '.join(quote.split())[:160]}", markup=False, highlight=False)


def _refuse(reason: str) -> int:
    print(f"quality gate: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
