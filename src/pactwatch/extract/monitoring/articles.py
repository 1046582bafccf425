"""Provisions: the articles that a finding cites, each under the agreement it is an article of."""

from __future__ import annotations

import re

from pactwatch.extract.monitoring.words import InstrumentEntry

_ARTICLE = re.compile(
    r"(?P<word>\b(?:[Aa]rticles?|ARTICLES?|[Aa]rts?\.?|[Pp]rovisions?|[Pp]aragraphs?|[Cc]hapters?)\s+)?"
    r"(?P<number>(?<![\w.])(?:\d{1,2}(?:\.\d{1,2}){1,4}|\d{1,2}(?=\s*[a-c(]|\b))\.?(?:\s?[a-z](?![\w.])"
    r"|\.?[a-z]\.?(?!\w)|(?:\s?\([a-z\d]{1,3}\))+|\)\s?\([a-z]\))?"
    r"|(?:\(?[a-z\d]{1,2}\)(?:,\s*|\s+and\s+|\s*)?)+|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b)"
)
_CHAPTER = re.compile(r"[Cc]hapters?\s+$")
_DATED = re.compile(
    r"^\s*(?:st|nd|rd|th|°|['\"”“]+)?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|^\s*(?:km|soldiers"
    r"|civilians|people|men|women|hrs|%|years?)",
    re.IGNORECASE,
)
# A number at the head of a list's line, or right after "violates", is an article's without the word.
_STRAIGHT = re.compile(r"(?:^|\n|\bviolat\w+\s+)[\s,•-]*$")
_BEARS = re.compile(
    r"(?:\s*\([^)]{2,12}\))?\s*,?\s*(?:(?:of|dated|in the Republic of South Sudan"
    r"|in South Sudan)\s+){0,3}(?:the\s+)?\d{0,2}\W{0,4}\s*"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug"
    r"|Sept?|Oct|Nov|Dec)\s+\d{4}"
)
_LIST = re.compile(r"^(?:\s|,|and|to|&|-|–|\((?:inclusive)\))*$")


def instruments_in(text: str, instruments: tuple[InstrumentEntry, ...]) -> list[tuple[int, int, str]]:
    """The agreements named, each with its offsets and short name, from left to right; the longer name first."""
    names = {name: entry.name for entry in instruments for name in (entry.name, *entry.also)}
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})(?!\w)"
    )
    return [(match.start(), match.end(), names[match.group()]) for match in pattern.finditer(text)]


def without_instruments(text: str, instruments: tuple[InstrumentEntry, ...]) -> str:
    """The text with the names of agreements, and the dates that they bear, blanked out letter for letter."""
    blank = list(text)
    for start, end, _ in instruments_in(text, instruments):
        dated = _BEARS.match(text, end)
        blank[start : dated.end() if dated else end] = " " * ((dated.end() if dated else end) - start)
    return "".join(blank)


def provisions_in(text: str, instruments: tuple[InstrumentEntry, ...]) -> tuple[str, ...]:
    """The provisions cited: "R-ARCSS article 2.1.8"; an agreement's name alone where none of its articles is cited.

    A number counts where "article" stands before it or it goes on a list of such. Its agreement is the one named next
    after it in the same breath ("article 1.0 of the PCTSA"), else the last one before.
    """
    named = instruments_in(text, instruments)
    found: list[str] = []
    used: set[str] = set()
    last_end: int | None = None
    for match in _ARTICLE.finditer(text):
        goes_on = last_end is not None and _LIST.match(text[last_end : match.start()]) is not None
        number = match["number"].strip()
        introduced = match["word"] is not None or goes_on or number.count(".") >= 2
        introduced = introduced or ("." in number and _STRAIGHT.search(text[: match.start()]) is not None)
        if not introduced or _DATED.match(text[match.end() :]) or _inside(match.start("number"), named):
            continue
        if match["word"] and _CHAPTER.search(match["word"]):
            continue
        name = _instrument(text, match.end(), named)
        last_end = match.end()
        used.update([name] if name else [])
        found.append(f"{name} article {number.rstrip('. ')}" if name else f"article {number.rstrip('. ')}")
    alone = [name for _, _, name in named if name not in used]
    if not found:
        found.extend(alone[:2])
    return tuple(dict.fromkeys(found))


def _inside(at: int, named: list[tuple[int, int, str]]) -> bool:
    return any(start <= at < end for start, end, _ in named)


def _instrument(text: str, end: int, named: list[tuple[int, int, str]]) -> str | None:
    for start, _, name in named:
        if start >= end:
            between = text[end:start]
            if (
                re.fullmatch(r"[\s\d.,()a-z–-]*?(?:of|in|under|to)\s+(?:the\s+)?[\s\w()]{0,25}?", between)
                and len(between) < 60
            ):
                return name
            break
    before = [name for start, _, name in named if start < end]
    return before[-1] if before else (named[0][2] if named else None)
