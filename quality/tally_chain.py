"""Chains what monitors counted from brief to brief: does the next brief give the same figure for the period before?

tally_chain.py FOLDER            the agreement, and each pair that differs
tally_chain.py --all FOLDER      the pairs that agree too

Figures are chained to the comparison of the brief whose period begins on the day after theirs ends. Two figures that are
both exact agree when they are equal; where one is rounded ("about", "over"), when they are within a twentieth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from gate import documents_in

from pactwatch.extract.claim import ReadBy, Tally, TallyClaim
from pactwatch.extract.tallies import tallies
from pactwatch.extract.tally_words import TallyWords
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.read.reader import read_file

_ROUNDED = 0.05


@dataclass(frozen=True)
class Link:
    """A figure of one brief and what the next brief calls the figure of the period before."""

    earlier: tuple[TallyClaim, ...]
    later: TallyClaim
    said: Tally

    @property
    def value(self) -> int:
        """What the earlier briefs count, together."""
        return sum(claim.count.value for claim in self.earlier)

    @property
    def equal(self) -> bool:
        """Whether both briefs give the same number."""
        return self.value == self.said.value

    @property
    def agrees(self) -> bool:
        """Whether the numbers are the same as far as the words are exact."""
        exact = all(tally.qualifier == "exact" for tally in (self.said, *(claim.count for claim in self.earlier)))
        return self.equal or (
            not exact and abs(self.value - self.said.value) <= _ROUNDED * max(self.value, self.said.value)
        )


def counted(paths: Iterable[Path]) -> list[TallyClaim]:
    """The tallies of the briefs in these files."""
    with as_file(files("pactwatch") / "codebook") as folder:
        words = TallyWords.load(folder)
    read_by = ReadBy(extractor="rules", pipeline="", codebook=words.version)
    return [claim for path in paths for claim in tallies(read_file(path), words, read_by)]


def chain(claims: Sequence[TallyClaim]) -> list[Link]:
    """Each figure of everything that a monitor counted in a period, with the comparison of the period that follows.

    What a brief compares with is as long as its own period: the earlier figures of one period, or of several end to end,
    make it up. A brief that gives a measure several times for its period gives the whole first.
    """
    whole: dict[tuple[str, str, str], TallyClaim] = {}
    for claim in claims:
        if claim.region is None and claim.period is not None and "/" in claim.period:
            whole.setdefault((claim.doc, claim.measure, claim.period), claim)
    links: list[Link] = []
    for later in whole.values():
        if later.compared_with is not None:
            before = [one for one in whole.values() if (one.monitor, one.measure) == (later.monitor, later.measure)]
            first, after = _days(later)
            links.extend(Link(run, later, later.compared_with) for run in _runs(before, first, after - first))
    return sorted(links, key=lambda link: (link.later.measure, link.later.period or "", link.later.doc))


def _runs(claims: Sequence[TallyClaim], after: date, length: timedelta) -> Iterator[tuple[TallyClaim, ...]]:
    """The figures whose periods, end to end, fill that length before a day."""
    for claim in claims:
        start, stop = _days(claim)
        if stop != after or stop - start > length:
            continue
        if stop - start == length:
            yield (claim,)
        else:
            yield from ((*run, claim) for run in _runs(claims, start, length - (stop - start)))


def _days(claim: TallyClaim) -> tuple[date, date]:
    """The first day of a period and the one after its last."""
    period = ImpreciseDate.parse(claim.period or "")
    return period.first, period.after


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the agreement and the pairs; gives the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="tally_chain.py", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="print the pairs that agree too")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"tally_chain.py: {options.folder}: is no folder", file=sys.stderr)
        return 2
    claims = counted(documents_in([options.folder]))
    links = chain(claims)
    briefs = {claim.doc for claim in claims}
    agreeing = sum(link.agrees for link in links)
    print(
        f"{len(claims)} figures in {len(briefs)} briefs, {sum(claim.compared_with is not None for claim in claims)} with a "
        f"comparison; {len(links)} chained, {agreeing} agree, {sum(link.equal for link in links)} of them to the digit."
    )
    for link in links:
        if options.all or not link.agrees:
            counts = " and ".join(f"{claim.count.value:,} for {claim.period} ({claim.doc})" for claim in link.earlier)
            print(
                f"{link.later.measure}: {counts}; {link.later.doc} says {link.said.value:,} for the period before "
                f"{link.later.period}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
