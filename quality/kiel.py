"""The free-text resolvers against the columns that the Kiel tracker's coders filled in for the same row.

kiel.py FILE.csv [FILE.csv ...]     a release with an Explanation column; the shares, each with its n
kiel.py --misses FILE.csv           also list what was missed, one line each

What counts as right, in each row's Explanation, read with no knowledge of its other columns:
  donor   the coded donor is among the actors that `Actors.find` finds in the text
  amount  the coded sum is among the sums that `find_amounts` finds, the same number to the unit, the same currency
  date    the coded day is among the values of `find_times`, anchored in the release's date (coded months: the month)

A text can only give what it says. So each share has two n: the texts that say the coded value in some form, found by
spellings that this file lists and the resolvers do not use, and all texts with a coded value. Texts that stand in
several rows with the same coded values count once.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pactwatch.extract.actors import Actors
from pactwatch.extract.dates import find_times
from pactwatch.extract.mapping import MappingFile, find_mapping
from pactwatch.extract.mapping_cells import CellError, Cells
from pactwatch.extract.money import find_amounts
from pactwatch.read.table import Row, read_table

CODEBOOK = Path(__file__).resolve().parent.parent / "src" / "pactwatch" / "codebook"
SUM, CURRENCY = "Monetary Value as Given by Source", "Original Currency"

# How the donors' names may stand in a text: the beginning of a name or an adjective, or a seat of government.
DONORS = {
    "AUS": "Australia", "AUT": "Austria", "BEL": "Belgi", "BGR": "Bulgaria", "CAN": "Canad", "CHE": "Switzerland|Swiss",
    "CHN": "China|Chinese", "CYP": "Cypr", "CZE": "Czech", "DEU": "German|Berlin", "DNK": "Denmark|Danish|Danes",
    "ESP": "Spain|Spanish", "EST": "Estonia", "EU": r"EU\b|Europe", "EIB": r"EIB\b|European Investment Bank",
    "FIN": "Finland|Finnish", "FRA": "France|French", "GBR": r"UK\b|U\.K\.|United Kingdom|Brit|London", "GRC": "Gree[ck]",
    "HRV": "Croatia", "HUN": "Hungar", "IND": "India", "IRL": "Ireland|Irish", "ITA": "Ital", "JPN": "Japan",
    "KOR": "Korea|Seoul", "LTU": "Lithuania", "LUX": "Luxembourg", "LVA": "Latvia", "MLT": "Malt",
    "NLD": "Netherlands|Dutch", "NOR": "Norw", "NZL": "New Zealand", "POL": "Poland|Polish", "PRT": "Portug",
    "ROU": "Romania", "SVK": "Slovak", "SVN": "Sloveni", "SWE": "Swed", "TUR": "Turk|Türk", "TWN": "Taiwan",
    "USA": r"US\b|U\.S\.|United States|America|Pentagon|White House", "UKR": "Ukrain",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_SCALES = {"thousand": 3, "million": 6, "mn": 6, "m": 6, "mio": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12}
_SCALE = re.compile(r"[-\s]{0,2}(?:[A-Z]{3}\s)?(" + "|".join(sorted(_SCALES, key=len, reverse=True)) + r")s?\b", re.I)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass
class Share:
    """How many were right of those whose text says the value, and of all with a coded value."""

    name: str
    said: int = 0
    right: int = 0
    coded: int = 0
    right_of_all: int = 0

    def count(self, *, said: bool, right: bool) -> None:
        self.coded += 1
        self.right_of_all += right
        self.said += said
        self.right += said and right

    def line(self) -> str:
        of_said = f"{self.right / self.said:.3f} (n = {self.said})" if self.said else "none"
        of_all = f"{self.right_of_all / self.coded:.3f} (n = {self.coded})" if self.coded else "none"
        return f"{self.name:<7} {of_said:<18} of texts that say it; {of_all} of all with a coded value"


def measure(paths: Sequence[Path], misses: list[str]) -> list[Share]:
    """The three shares over all files. What was said and not found is added to `misses`."""
    actors = Actors.load(CODEBOOK / "actors.yaml")
    mapping = find_mapping("kiel-2023")
    donors = mapping.file.promisors
    assert donors is not None
    donor, amount, date = Share("donor"), Share("amount"), Share("date")
    seen: set[tuple[str, ...]] = set()
    for path in paths:
        table = read_table(path, mapping.file.layout)
        cells = Cells(table, mapping.file, actors)
        anchor = mapping.date_in(path.name)
        for row in table.rows:
            text = (cells.cell(row, ["Explanation"]) or ("", ""))[1]
            coded = (text, *((cells.cell(row, [name]) or ("", ""))[1] for name in ("countries", SUM, CURRENCY)))
            day = _coded_day(cells, row, mapping.file)
            if not text or (*coded, day or "") in seen:
                continue
            seen.add((*coded, day or ""))
            (code,) = cells.actors(row, donors)
            found_actors = {each for mention in actors.find(text) for each in mention.codes}
            named = re.search(rf"\b(?:{DONORS[code]})", text) is not None
            _count(donor, named, code in found_actors, f"{code} in {sorted(found_actors)}", text, misses)
            _amount(cells, row, text, amount, misses)
            if day:
                found = {mention.value for mention in find_times(text, anchor)}
                _count(date, _says_day(text, day), day in found, f"{day} in {found}", text, misses)
    return [donor, amount, date]


def _coded_day(cells: Cells, row: Row, mapping: MappingFile) -> str | None:
    """The coded day or month; nothing for what the coders could only bound ("until ...") or left open."""
    assert mapping.date is not None
    try:
        written = cells.date(row, mapping.date)
    except CellError:
        return None
    return written if written and "/" not in written else None


def _amount(cells: Cells, row: Row, text: str, share: Share, misses: list[str]) -> None:
    value, currency = cells.number(row, [SUM]), cells.cell(row, [CURRENCY])
    if value is None or currency is None:
        return
    found = {(amount.value, amount.currency) for mention in find_amounts(text) for amount in mention.amounts}
    right = (float(value), currency[1]) in found
    _count(share, value in set(_numbers(text)), right, f"{value:f} {currency[1]} in {sorted(found)}", text, misses)


def _count(share: Share, said: bool, right: bool, sought: str, text: str, misses: list[str]) -> None:
    share.count(said=said, right=right)
    if said and not right:
        misses.append(f"{share.name}: {sought}: {text}")


def _numbers(text: str) -> Iterator[Decimal]:
    """Every number that stands in the text, in either notation and with the word that multiplies it: any may be meant."""
    for match in _NUMBER.finditer(text):
        written = re.sub(r"[\u00a0\u202f ]", "", match[0])
        scale = _SCALE.match(text, match.end())
        factor = Decimal(10) ** (_SCALES[scale[1].lower()] if scale else 0)
        plain = {re.sub(r"[.,]", "", written), written.replace(",", ""), written.replace(".", "").replace(",", ".")}
        plain.add(written.replace(",", "."))
        yield from (Decimal(number) * factor for number in plain if number.count(".") < 2)


def _says_day(text: str, day: str) -> bool:
    """Whether the text writes the day (or month) with its month's name, or in digits."""
    year, month, *rest = day.split("-")
    name = _MONTHS[int(month) - 1]
    if not rest:
        return re.search(rf"\b{name}[a-z]*\.?,?\s+(?:of\s+)?{year}", text) is not None
    number = int(rest[0])
    ordinal = rf"0?{number}(?:st|nd|rd|th)?"
    forms = (
        rf"\b{name}[a-z]*\.?\s+{ordinal}\b(?!\s*(?:million|billion|EUR|USD))",
        rf"\b{ordinal}\s+(?:of\s+)?{name}",
        rf"\b{year}-{month}-{rest[0]}\b",
        rf"\b0?{number}[./]0?{int(month)}[./](?:{year}|{year[2:]})\b",
        rf"\b0?{int(month)}/0?{number}/(?:{year}|{year[2:]})\b",
    )
    return any(re.search(form, text) for form in forms)


def main(arguments: Sequence[str]) -> int:
    """Print the shares. Exit code 1 where one of those over texts that say it is below the floor that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.csv")
    parser.add_argument("--misses", action="store_true", help="list what the text says and was not found")
    parser.add_argument("--floor", type=float, default=0.0, help="exit 1 where a share is lower")
    options = parser.parse_args(arguments)
    misses: list[str] = []
    shares = measure(options.files, misses)
    if options.misses:
        print("\n".join(misses))
    for share in shares:
        print(share.line())
    print(f"python quality/kiel.py {' '.join(str(path) for path in options.files)}")
    return int(any(share.said and share.right / share.said < options.floor for share in shares))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
