"""Figures of what a mission counted: numbers with the words that make them exact, rounded or open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract.claim import Qualifier, Tally
from pactwatch.extract.numbers import NUMBER, parse_number
from pactwatch.extract.written_date import MONTH_WORD

_ABOUT = (
    r"about|around|approximate(?:ly)?|some|almost|nearly|close\s+to|roughly|just\s+under|just\s+over|an\s+estimated"
)
_AT_LEAST = r"over|more\s+than|at\s+least"
_UP_TO = r"up\s+to|fewer\s+than|less\s+than"
QUANTITY = rf"(?:(?P<qualifier>(?i:{_ABOUT}|{_AT_LEAST}|{_UP_TO}))\s+)?(?P<number>{NUMBER})"
_NOT_COUNTED = re.compile(
    rf"^\s*(?:{MONTH_WORD}\b|%|per[\s-]cent|percent|m\b|km\b|mm\b|metres|days?\b|hours?\b|weeks?\b)|^[.,]?\d"
)


@dataclass(frozen=True)
class Figure:
    """A figure between two offsets of a text."""

    start: int
    end: int
    tally: Tally


def figures_in(text: str, pattern: re.Pattern[str]) -> list[Figure]:
    """The figures that a pattern finds in a text; a day, a share or a length is none."""
    found = []
    for match in pattern.finditer(text):
        tally = tally_of(match)
        if tally is not None and not _NOT_COUNTED.match(text[match.end("number") :]):
            found.append(Figure(match.start("number"), match.end("number"), tally))
    return found


def tally_of(match: re.Match[str]) -> Tally | None:
    """The number of a match of QUANTITY, and how exact its words make it; None where it is no whole number."""
    value = parse_number(match["number"])
    if value is None or value != int(value):
        return None
    return Tally(value=int(value), qualifier=_qualifier(match["qualifier"]))


def _qualifier(words: str | None) -> Qualifier:
    if not words:
        return "exact"
    plain = re.sub(r"\s+", " ", words.lower())
    if re.fullmatch(_AT_LEAST.replace(r"\s+", " "), plain):
        return "at_least"
    return "up_to" if re.fullmatch(_UP_TO.replace(r"\s+", " "), plain) else "about"
