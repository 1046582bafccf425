"""Judging against a mechanism's own findings: coded incidents and our terms, to the verdict, the party and the article.

mechanism.py FILE.jsonl [--misses]    FILE has reports coded by the coding manual, each with incidents and findings

A report's findings do not say which of its incidents they are about. So a finding of a violation counts as met where
one of the report's incidents is found to be a violation by a party that it names; an inconclusive one, where one
incident cannot be decided; one of no violation, where one incident is found to be none, or no rule speaks of it.
The party is right where we hold responsible whom the finding names, and nobody whom no finding of the report does.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from page import section, table

from pactwatch.extract.claim import IncidentClaim
from pactwatch.judge.finding import Finding
from pactwatch.judge.judgement import judge, ranked
from pactwatch.judge.terms import Terms, load_terms, ready_terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.reconciler import reconcile

_LEARNED = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = 3
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
# Which instrument a report means. The first that is named counts; the order matters, as one name stands in another.
_INSTRUMENTS = (
    ("south-sudan-2018-revitalised", r"R-?\s?ARCSS|Revitali[sz]ed Agreement"),
    ("south-sudan-2017-cessation", r"ACOH|Protection of Civilians|December 2017|Agreement on Cessation"),
    ("south-sudan-2014-cessation", r"COHA|Cessation of Hostilities Agreement|January 2014"),
    ("south-sudan-2015-permanent-ceasefire", r"PCTSA|ARCSS|Chapter II"),
)
# Scans lose digits or print others for them. A number that its instrument does not have stands for the nearest that it
# has: of the articles of Chapter II in 2018 only 2.1 goes on to a tenth, in 2015 only 1.7 has parts.
_ONLY = {
    "south-sudan-2018-revitalised": (r"2\.\d\.10", "2.1.10"),
    "south-sudan-2015-permanent-ceasefire": (r"1\.\d(?=\.\d)", "1.7"),
}


@dataclass
class Tally:
    """How many of how many are right, and what is not."""

    right: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, right: bool, told: str) -> None:
        """Count one, with what to print where it is wrong."""
        self.of += 1
        self.right += right
        if not right:
            self.misses.append(told)

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.of if self.of else 0.0


@dataclass
class Agreement:
    """How far our judgement agrees with the mechanisms'."""

    verdict: Tally = field(default_factory=Tally)
    party: Tally = field(default_factory=Tally)
    article: Tally = field(default_factory=Tally)
    finding_article: Tally = field(default_factory=Tally)
    accused: Tally = field(default_factory=Tally)


def main(arguments: Sequence[str]) -> int:
    """Measure and print, with the misses where they are asked for."""
    agreed = agreement(Path(arguments[0]))
    print(as_section(agreed))
    if "--misses" in arguments:
        for name in ("verdict", "party", "article", "finding_article", "accused"):
            print(name, *getattr(agreed, name).misses, sep="\n  ")
    return 0


def as_section(agreed: Agreement) -> str:
    """The section of the page."""
    rows: list[list[object]] = [
        [name, tally.right, tally.of, f"{tally.share:.2f}"]
        for name, tally in (
            ("verdict of a finding", agreed.verdict),
            ("responsible party, and no other", agreed.party),
            (f"an article of the report among the first {FIRST} of an incident", agreed.article),
            (f"the same, by findings: among the first {FIRST} of one of its incidents", agreed.finding_article),
            ("parties held responsible whom a finding of the report names", agreed.accused),
        )
    ]
    return section(
        "Judging South Sudan's reports",
        "From the incidents that were coded by hand in reports of the monitoring mechanisms, and the terms for South Sudan "
        "that come with Pactwatch, to the mechanism's own verdict. How they are compared is told in `quality/mechanism.py`.",
        table(["what", "right", "of", "share"], rows),
    )


def agreement(path: Path) -> Agreement:
    """Judge the coded incidents of every report, and compare with its coded findings."""
    # Of two rules that fit alike, that of the later instrument comes first.
    terms = [load_terms(file) for name, file in ready_terms().items() if name.startswith("south-sudan")]
    terms.sort(key=lambda each: each.in_force[0].first, reverse=True)
    agreed = Agreement()
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        coded = [fact for fact in report["facts"] if fact["kind"] == "finding"]
        if coded:
            _compare(
                report["doc"], [_judged(report, fact, terms) for fact in _incidents(report)], coded, terms, agreed
            )
    return agreed


def _incidents(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact for fact in report["facts"] if fact["kind"] == "incident"]


def _judged(report: dict[str, Any], fact: dict[str, Any], terms: Sequence[Terms]) -> list[Finding]:
    """Our findings on one coded incident, under all terms, ranked."""
    claim = IncidentClaim.model_validate(
        {
            "doc": report["doc"],
            "start": 0,
            "end": len(fact["quote"]),
            **{
                name: fact[name]
                for name in ("quote", "type", "date", "place", "admin1", "target", "killed", "injured")
            },
            "perpetrator": None if fact["perpetrator"] == "unknown" else fact["perpetrator"],
            "alleged": fact["perpetrator_basis"] == "alleged",
            "attributed_by": fact["alleged_by"],
        }
    )
    stored = StoredClaim("a", report["doc"], claim, report["published"], report["mechanism"], _LEARNED)
    records = reconcile([stored])
    return ranked(finding for each in terms for finding in judge(each, records))


def _compare(
    doc: str, judged: list[list[Finding]], coded: list[dict[str, Any]], terms: Sequence[Terms], agreed: Agreement
) -> None:
    accused = {party for found in judged for each in found for party in each.violators}
    named = {party for finding in coded for party in _parties(finding, terms)}
    verdicts = [found[0].verdict if found else "no_violation" for found in judged]
    for party in sorted(accused):
        agreed.accused.count(party in named, f"{doc}: {party} held responsible")
    for finding in coded:
        parties = _parties(finding, terms)
        ours = [found for found in judged if any(set(each.violators) & parties for each in found)]
        met = bool(ours) if finding["verdict"] == "violation" and parties else finding["verdict"] in verdicts
        told = f"{doc}: {finding['verdict']} {sorted(parties)} {finding['provisions']}"
        agreed.verdict.count(met, f"{told}; ours {verdicts}")
        if finding["verdict"] != "violation" or not parties:
            continue
        agreed.party.count(parties <= accused <= named, f"{told}; ours {sorted(accused)}")
        if ours and finding["provisions"]:
            hits = [any(_cited(article, finding) for article in _first(found)) for found in ours]
            agreed.finding_article.count(any(hits), f"{told}; ours {[_first(found) for found in ours]}")
    cited = {"provisions": [each for finding in coded for each in finding["provisions"]]}
    for found in judged:
        if cited["provisions"] and any(set(each.violators) & named for each in found):
            hit = any(_cited(article, cited) for article in _first(found))
            agreed.article.count(hit, f"{doc}: {cited['provisions']}; ours {_first(found)}")


def _parties(finding: dict[str, Any], terms: Sequence[Terms]) -> set[str]:
    return {next((party for each in terms for party in each.parties_of(name)), name) for name in finding["violators"]}


def _first(found: Sequence[Finding]) -> list[tuple[str, str]]:
    """The first few articles, each once, by instrument and number."""
    return list(dict.fromkeys((each.terms, each.article) for each in found if each.verdict == "violation"))[:FIRST]


def _cited(article: tuple[str, str], finding: dict[str, Any]) -> bool:
    return any(
        instrument in (article[0], None) and _same(article[1], number, article[0])
        for instrument, number in _citations(finding["provisions"])
    )


def _citations(provisions: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    for provision in provisions:
        named = next((name for name, words in _INSTRUMENTS if re.search(words, provision, re.I)), None)
        rest = re.sub("|".join(words for _, words in _INSTRUMENTS), " ", provision, flags=re.I)
        rest = re.sub(r"\b20\d\d\b|\b\d+ (?:January|December|September)\b", " ", rest)
        spelled = next((str(number) for word, number in _WORDS.items() if re.search(rf"\b{word}\b", rest, re.I)), "")
        yield named, f"{spelled} {rest}".strip()


def _same(article: str, cited: str, instrument: str) -> bool:
    """Whether a citation means an article, as far as both go. A zero stands for a lost digit: no article is numbered so."""
    wrong, right = _ONLY.get(instrument, ("(?!)", ""))
    cited = re.sub(wrong, right, cited)
    own, given = re.findall(r"\d+", article), re.findall(r"\d+", re.sub(r"\(\d+\)|\b\d\)", " ", cited))
    letters, told = (
        re.findall(r"\(([a-z])\)", article),
        re.findall(r"\(([a-z])\)|(?<=\d)([a-z])\b|\.([a-z])\b", cited),
    )
    chosen = {letter for each in told for letter in each if letter}
    if not given and not chosen:
        return False
    if letters and chosen and letters[0] not in chosen:
        return False
    numbers = own[:1] if "(" in article else own
    return all(theirs in ("0", ours) for ours, theirs in zip(numbers, given, strict=False)) and (
        bool(given) or bool(letters)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
