"""Places of a report: the villages, camps and barracks that no gazetteer has, by the words that stand before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pactwatch.extract.places import Places

_KIND = (
    r"(?:[Aa]reas?|[Tt]owns?|[Vv]illages?|[Cc]ounty|[Cc]ounties|[Pp]ayams?|[Bb]omas?|[Mm]arket|[Aa]irstrip"
    r"|[Aa]irport|[Cc]amps?|[Bb]arracks|[Cc]heckpoint"
    r"|[Rr]oad|[Bb]ridge|[Hh]ospital|[Ss]chool|[Cc]hurch|[Cc]ompound|[Bb]lock|[Cc]antonment\s+[Ss]ite"
    r"|[Tt]raining\s+[Cc]entre|IDP\s+[Cc]amp|[Dd]istrict"
    r"|[Ss]ettlement|[Pp]ort|[Rr]iver|locations?|CS)"
)
_WORD = r"[A-Z][\w’'-]*[a-zA-Z]"
_NAME = rf"(?:{_WORD}(?:[ /-]{_WORD}){{0,3}}|[Bb]lock \d{{1,2}})"
_LOCATIVE = re.compile(
    rf"\b(?:(?:[a-z]+\s+){{0,2}}(?<!\w){_KIND}\s+(?:of|called)\s+(?:the\s+)?|(?:in|at|near|around|from|to|into|towards|outside|attack(?:ed|ing)"
    r"|shell(?:ed|ing)|occupied|captur(?:ed|ing)|entered|reached|burn(?:ed|t|ing)|loot(?:ed|ing)|access\s+to)\s+(?:and\s+around\s+)?(?:the\s+)?"
    rf"(?:(?:[a-z]+\s+){{0,2}}{_KIND}\s+(?:of|at|in|near|called)\s+(?:the\s+)?)?)"
    rf"(?P<name>{_NAME}(?:\s+{_KIND})?(?:(?:,\s+|\s+and\s+|,\s+and\s+){_NAME}(?:\s+{_KIND})?){{0,4}})"
)
_NO_PLACE = re.compile(
    r"^(?:The|He|She|They|We|It|In|On|At|After|His|Her|Their|Acting|Operations|Landcruiser|Land|Homes|Houses"
    r"|Your|Rape|This|That|These|Those|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Article|Articles|Chapter|Agreement"
    r"|Government|Opposition|Party|Parties|Chairman|Chairperson"
    r"|Commander|Commissioner|Governor|Deputy|Minister|Captain|Colonel|Col|Lt|Maj|Brig|Gen|General|Major|Capt"
    r"|Cpl|Sgt|Pte|Mr|Mrs|Ms|Dr|Chief|Paramount|Force|Forces"
    r"|Peace|Ceasefire|Permanent|National|Senior|Military|Special|Security|Team|Board|Hrs|Criminal"
    r"|Police Criminal|Annex|Report|President|Vice|First|Intelligence"
    r"|Division|Brigade|Battalion|Company|Protocol|Order|Toyota|Human|Rights|International|Observers?|Local"
    r"|Traditional|Executive|Humanitarian|Cessation"
    r"|Protection|Declaration|Republic|State|County|Payam|Boma|Health|Facility|Office|Officers?|Civilians?"
    r"|Sudan|SGBV|Nuer|Dinka|Occurrence|Rome|Hostilities|Movement|Sector|Army)\b"
)
# "Central and Western Equatoria" is no place called Central.
_HALVES = frozenset(
    {"Central", "Western", "Eastern", "Northern", "Southern", "Upper", "North", "South", "East", "West"}
)
_STOPS = re.compile(
    r"\s+(?:Chief|Mr|Mrs|Commissioner|County Commissioner|Governor|Commander|Youth|Paramount|State|Police|SSPDF"
    r"|Brig|Maj|Gen|Col|Lt|Capt|Government|SPL\S*)\b.*$"
)
_MAIN = re.compile(r"\b(?:State|Equatoria|Republic)\b")


# Where a team or a force belongs is not where it was attacked: "MVT Juba", "based in Yei", "the Commander of Loa".
_OF_SOMEBODY = re.compile(
    r"(?:\bMVTs?|\bMVTs?\s+(?:in|at|from)|\b(?:[Bb]ased|[Ss]tationed|[Hh]eadquartered|[Rr]esident)\s+(?:in|at|near)(?:\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?:camp|base|compound)\s+(?:in|at|near))?"
    r"|\b(?:from|of|by)\s+(?:the\s+|its\s+|their\s+)?(?:[Gg]arrison|HQ|[Hh]eadquarters|[Bb]ase|[Bb]arracks|[Cc]amp)\s+(?:in|at|near)"
    r"|\b(?:[Cc]ommander|[Cc]ommissioner|[Gg]overnor|[Cc]hief|[Aa]dministrator)\s+(?:of|at|in|from)"
    r"|\b(?:[Aa]ccording|[Bb]elonging|[Ll]oyal|[Dd]ue|[Kk]nown|[Rr]eported|[Aa]ddressed|[Cc]ontrary)\s+to)\s+(?:the\s+)?$"
)
# "From Loa", "to Juba" tell whence and whither, the rest where; so does "Nimule, where he was arrested".
_LISTED = re.compile(r",|\s+and\s+|/")
_ON_THE_WAY = re.compile(r"(?:\b(?:from|to|into|towards|reached)|^|[^\w\s])\s*(?:the\s+)?$", re.IGNORECASE)
_WHERE = re.compile(rf"(?:\s+(?:{_KIND}|border))?,?\s+where\b")


@dataclass(frozen=True)
class Located:
    """A place as a sentence names it, between two offsets; `firm` where its words tell that the thing happened there.

    `province` is the state that it lies in by the gazetteer, None where that does not know it, or knows several.
    """

    start: int
    end: int
    name: str
    firm: bool = True
    province: str | None = None


def located(text: str, names: tuple[str, ...], places: Places, around: frozenset[str]) -> list[Located]:
    """The places smaller than a state that a sentence names after "in", "at", "attacked"; `names` are no places.

    A place that the gazetteer knows counts without such a word before it.
    """
    known = places.find(text, around)
    larger = [mention for mention in known if mention.precision in {"region", "country", "part"}]
    regions = {mention.name for mention in larger}
    found: list[Located] = []
    for match in _LOCATIVE.finditer(text):
        start = match.start("name")
        name = _trimmed(re.sub(r"[’']s?$", "", match["name"]), names, regions)
        shared = any(mention.start <= start + len(name or "") + 12 and start < mention.end for mention in larger)
        within = any(mention.start <= start and start + len(name or "") <= mention.end for mention in larger)
        if name is not None and not within and not (shared and name in _HALVES):
            found.append(_placed(text, start, name))
    for mention in known:
        inside = any(one.start <= mention.start < one.end for one in found)
        if (
            mention.precision in {"settlement", "district", "area"}
            and not inside
            and mention.name not in names
            and mention.name[0].isupper()
        ):
            found.append(replace(_placed(text, mention.start, mention.name), firm=False))
    found = [replace(one, province=_province(one.name, places, around)) for one in found]
    return sorted(
        (one for one in found if not _OF_SOMEBODY.search(text[: one.start])),
        key=lambda one: one.start,
    )


@lru_cache(maxsize=4096)
def _province(name: str, places: Places, around: frozenset[str]) -> str | None:
    """The state that the first of the places named lies in, by the gazetteer of the countries that the report is about."""
    first = _LISTED.split(name, maxsplit=1)[0]
    for country in sorted(code for code in around if len(code) == len("SSD") and code.isupper()):
        place = places.locate(first, country)
        if place is not None and place.precision in {"settlement", "district"}:
            return place.admin1
    return None


def _placed(text: str, start: int, name: str) -> Located:
    end = start + len(name)
    way = _ON_THE_WAY.search(text[:start]) is not None and _WHERE.match(text, end) is None
    return Located(start, end, name, firm=not way)


def nearest(places: list[Located], at: int) -> Located | None:
    """The place where the thing told at an offset happened: a firm one before one on the way, one after before one ahead."""
    ranked = sorted(places, key=lambda one: (not one.firm, one.start < at, abs(one.start - at)))
    return ranked[0] if ranked else None


def _trimmed(name: str, names: tuple[str, ...], regions: set[str]) -> str | None:
    """The name as far as it is one of places: no party, month, rank or state of the country."""
    kept: list[str] = []
    for written in re.split(r"(,\s+and\s+|,\s+|\s+and\s+)", name):
        part = written
        if not kept or not re.fullmatch(r",\s+and\s+|,\s+|\s+and\s+", part):
            cut = _STOPS.sub("", part)
            ends = cut != part
            part, bare = cut, cut.strip()
            bad = _NO_PLACE.match(bare) or any(
                bare == one or bare.startswith((f"{one} ", f"{one}-", f"{one}/")) for one in names
            )
            if (
                bad
                or any(region in bare for region in regions)
                or _MAIN.search(bare)
                or (bare.isupper() and len(bare) < 5)
                or re.fullmatch(r"[A-Z]{2,6}s", bare)
            ):
                break
            if ends:
                kept.append(part)
                break
        kept.append(part)
    while kept and re.fullmatch(r",\s+and\s+|,\s+|\s+and\s+", kept[-1]):
        kept.pop()
    return "".join(kept).strip() or None


def region_of(text: str, places: Places, around: frozenset[str]) -> str | None:
    """The state (admin1) that a sentence names; None where it names none, or several."""
    named = {
        mention.admin1 for mention in places.find(text, around) if mention.precision == "region" and mention.admin1
    }
    return next(iter(named)) if len(named) == 1 else None
