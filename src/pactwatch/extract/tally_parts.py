"""Parts of a mission's figure: how many of it were counted on either side, where the words after it say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.extract.claim import Tally
from pactwatch.extract.numbers import NUMBER, parse_number
from pactwatch.extract.tally_figures import Figure

# Pages break the words: "nongovernment-controlled", "non -government- controlled areas".
_SIDE = (
    r"(?P<side>(?:areas?|territory)\s+(?:not\s+controlled\s+by\s+the\s+[Gg]overnment|controlled\s+by\s+the\s+[Gg]overnment"
    r"|outside\s+(?:of\s+)?government\s+control)|(?:non\s?-?\s?)?government\s?-?\s?controlle\s?d\s+areas?)"
)
_TIMES = r"(?:once|twice)"
_PART = re.compile(
    rf"(?:(?P<all>\ball)(?:,?\s+but\s+(?P<but>{NUMBER}|{_TIMES})(?:\s+times)?)?|(?P<number>\b(?:{NUMBER}|{_TIMES})))"
    r"(?:\s+(?:times|instances|cases|occasions|of\s+(?:which|them)(?:\s+were)?)){0,2},?\s+(?:were\s+)?in\s+(?:an?\s+)?"
    + _SIDE
)
_DIRECT = re.compile(rf"\s+(?:times|occasions)?\s*in\s+(?:an?\s+)?{_SIDE}")
_END = re.compile(r"\.\s|;")
_LONGEST = 170


def own_side(text: str, figure: Figure) -> str | None:
    """The side that a figure itself is of: "restricted two times in government-controlled areas and 36 times in ..."."""
    match = _DIRECT.match(text, figure.end)
    return _side(match["side"]) if match else None


def parts_of(text: str, figure: Figure) -> Iterator[tuple[Tally, str]]:
    """The figures that the words after one give by side, each with the side as the mission calls it.

    "Restricted 41 times, all but three in non-government-controlled areas" gives 38 there, and leaves the rest open. What
    is more than the whole is no part of it, unless that figure is itself of one side.
    """
    stop = _END.search(text, figure.end)
    end = min(stop.start() if stop else len(text), figure.end + _LONGEST)
    whole = None if own_side(text, figure) else figure.tally
    for match in _PART.finditer(text, figure.end, end):
        tally = _part(match, whole)
        if tally is not None:
            yield tally, _side(match["side"])


def _part(match: re.Match[str], whole: Tally | None) -> Tally | None:
    if match["all"]:
        less = _number(match["but"]) if match["but"] else 0
        if whole is None or less is None or less > whole.value:
            return None
        return whole.model_copy(update={"value": whole.value - less})
    value = _number(match["number"])
    return None if value is None or (whole is not None and value > whole.value) else Tally(value=value)


def _number(words: str) -> int | None:
    plain = words.lower()
    if plain in {"once", "twice"}:
        return 1 + (plain == "twice")
    value = parse_number(words)
    return None if value is None or value != int(value) else int(value)


def _side(words: str) -> str:
    """The side in the mission's own words, whole again where the page has broken them."""
    plain = " ".join(words.split())
    if re.match(r"non|government", plain, re.IGNORECASE):
        return "non-government-controlled areas" if plain.lower().startswith("non") else "government-controlled areas"
    return plain
