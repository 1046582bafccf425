"""The places that a text names: villages, towns, districts, regions, countries, as exact as the words and no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pactwatch.extract.gazetteer import Gazetteer, Known, Place, PlacesFile, Precision
from pactwatch.extract.gazetteer_file import chosen_gazetteer
from pactwatch.extract.name_index import folded
from pactwatch.extract.place_phrase import LIST, FoundPlace, FoundPlaces, settled
from pactwatch.extract.yaml_file import load_yaml

__all__ = ["Place", "PlaceMention", "Places", "Precision"]


@dataclass(frozen=True)
class PlaceMention:
    """A place in a text: text[start:end] is `name`, with the words that belong to it ("village of Murom").

    `country` is an ISO 3166 alpha-3 code, `admin1` the usual name of the region and `code` its ISO 3166-2 code, each
    None where the words and the gazetteer leave it open. `lat` and `lon` are where a settlement is; for a region they
    only say where to write its name. An area is what lies about a settlement, a part some part of a country, or all
    over it.
    """

    start: int
    end: int
    name: str
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    code: str | None = None


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    known: tuple[Known, ...]


_WORD = re.compile(r"[A-Z][\w'-]*\w")
_WORD_BEFORE = re.compile(r"(?<![\w'-])([A-Z][\w'-]*\w)$")
_LIST_BEFORE = re.compile(r"(?:,\s+and|,|\s+and|\s+or)\s+$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
_BESIDE = re.compile(r",?\s+(?=[A-Z])")
_OWN_WORD = re.compile(r"(?:'s)?\s+")
_IN_PLACE = re.compile(r"(?<![\w-])(?:in|at|near|from|outside|around|over)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE_REGION = re.compile(r"(?:\s*,\s*|\s*\(|\s*,?\s+in\s+)(?:the\s+)?$")
_ANOTHER_NAME = re.compile(r"'s\s|\s+[A-Z]")
_NATIONALITY = r"[A-Z][a-z]+(?:ian|ish|ese|an|ch|sh)"
_NATIONAL = re.compile(_NATIONALITY)
_SHORT = re.compile(r"[A-Z]{1,5}")
# From how many inhabitants on a city outside the countries covered is meant without "in" or "near" before it.
_WORLD_CITY = 1_000_000
# Where a document says what it is about, a place elsewhere is meant by its bare name only from these sizes on.
_CITY, _TOWN = 100_000, 50_000


class Places:
    """The places of a codebook and of GeoNames, found in text and by name."""

    def __init__(self, file: PlacesFile, gazetteer: Path | None = None) -> None:
        self._file = file
        self._gazetteer = Gazetteer(file, gazetteer)
        self._covered = {c.code for c in file.countries if c.settlements_from is not None}
        self._certain_from = {c.code: c.certain_from for c in file.countries if c.certain_from is not None}
        self._states = {adjective: c.code for c in file.countries for adjective in c.adjectives}
        self._kinds: dict[str, Precision] = {}
        self._only_in: dict[str, set[str]] = {}
        self._learn("region", file.region_words)
        self._learn("area", (*file.area_words, *file.site_words))
        self._learn("district", file.district_words)
        self._learn("settlement", (*file.settlement_words, *file.village_words))
        self._villages = {form for word in file.village_words for form in (word, _plural(word))}
        for country in file.countries:
            self._learn("region", country.region_words)
            for word in country.region_words:
                self._only_in.setdefault(word, set()).add(country.code)
        no_names = (*file.never, *self._kinds, *file.modifiers)
        self._no_name = frozenset(name.casefold() for name in no_names)
        self._guarded = frozenset(folded(name).casefold() for name in file.only_in_place)
        modifiers, adjectives = _either(file.modifiers), _either(self._states)
        self._type_word = re.compile(rf"(?<![\w-])({_either(self._kinds)})(?!\w)", re.IGNORECASE)
        self._modified = re.compile(rf"(?<![\w-])(?:(?:{modifiers}|{_NATIONALITY})\s+)+$")
        self._directed = re.compile(rf"(?<![\w-])(?:(?:{modifiers})\s+)+$", re.IGNORECASE)
        self._locative = re.compile(rf"(?<![\w-])(?:{_either(file.locatives)})\s+(?:the\s+)?$", re.IGNORECASE)
        before_unknown = _either((*file.locatives, *file.attacks))
        self._before_unknown = re.compile(rf"(?<![\w-])(?:{before_unknown})\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
        self._beside = re.compile(rf"(?<![\w-])(?:{_either(file.beside)})\s+(?=[A-Z])", re.IGNORECASE)
        self._capital = re.compile(
            rf"(?<![\w-])(?:({adjectives})\s+capital(?:\s+city)?(?![\w-])|capital\s+of\s+(?=[A-Z]))"
        )
        self._somewhere = re.compile(
            rf"(?<![\w-])(?:({adjectives})|\w+'s)\s+(?:(?:{modifiers}|and)\s+)*"
            rf"(?:{_either(file.somewhere_words)})(?:\s+and\s+(?:{_either(file.somewhere_words)}))?(?![\w-])"
        )
        self._all_over = re.compile(r"\b(?:all over|across|throughout)\s+(?:the\s+)?$", re.IGNORECASE)

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read a codebook's places. Raises CodebookError with the lines to mend.

        The gazetteer is GeoNames, or the file that the setting PACTWATCH_GAZETTEER names. It is read when the first
        place is asked for.
        """
        return cls(load_yaml(path, PlacesFile), chosen_gazetteer())

    def _learn(self, kind: Precision, words: Iterable[str]) -> None:
        for word in (word.lower() for word in words):
            self._kinds[word] = self._kinds[_plural(word)] = kind

    def locate(self, name: str, country_hint: str | None = None, admin_hint: str | None = None) -> Place | None:
        """The settlement, region or country that a name means, in Latin or Cyrillic letters, of today or of old.

        name: a name, also with its type word ("Kharkiv Oblast"). country_hint: an alpha-3 code; admin_hint: the region,
        by usual name or ISO 3166-2 code. Where several places of like size bear the name, it comes without a position;
        None where none fits.
        """
        known = self._gazetteer.locate(name, country_hint, admin_hint)
        if known is not None:
            return known
        words = " ".join(name.split()).removeprefix("the ")
        for one in self._found(folded(words)):
            place = one.likely
            if (one.start, one.end) == (0, len(words)) and place is not None and place.precision == one.precision:
                fits = country_hint in (None, place.country) and admin_hint in (None, place.admin1, place.code)
                return place if fits else None
        return None

    def about(self, text: str) -> frozenset[str]:
        """The regions (by usual name) and states (by code) that a text is about, to tell namesakes apart in `find`."""
        mentions = self.find(text)
        counts = Counter(name for m in mentions for name in (m.admin1, m.country) if name is not None)
        return frozenset(name for name, count in counts.items() if count >= max(2, len(mentions) / 10))

    def find(self, text: str, around: Collection[str] = ()) -> list[PlaceMention]:
        """The places that a text names, from left to right, none inside another.

        text: any text; "Borisovka in the Belgorod region" is one mention. around: what `about` says of the whole
        document. Offsets count in the text as given. A settlement that may have namesakes gets no position.
        """
        plain = folded(text)
        found = self._found(plain)
        likely = [one.likely for one in found]
        here = {place.admin1 for place in likely if place and place.admin1 and self._certain(place, _TOWN)}
        return [self._mention(text, one, {*around, *here}, bool(around)) for one in found]

    def _certain(self, place: Place, least: int = 0) -> bool:
        wanted = self._certain_from.get(place.country or "", max(least, self._file.certain_from))
        return place.precision != "settlement" or place.population >= wanted

    def _mention(self, text: str, found: FoundPlace, around: set[str], whole: bool) -> PlaceMention:
        place = settled(found, around)
        name = text[found.start : found.end]
        if place is None:
            return PlaceMention(found.start, found.end, name, None, None, None, None, found.precision)
        if found.place is None and place.precision == "settlement":
            place = self._no_namesake(place, around, whole)
        # A district that the gazetteer lists has a place for its name; one that only bears a town's name has none.
        exact = place.precision == "district" or found.precision not in ("district", "part")
        lat, lon = (place.lat, place.lon) if exact else (None, None)
        return PlaceMention(
            found.start, found.end, name, place.admin1, place.country, lat, lon, found.precision, place.code
        )

    def _no_namesake(self, place: Place, around: set[str], whole: bool) -> Place:
        """The place without what another settlement of its name, perhaps too small for GeoNames, would not share."""
        if place.admin1 in around or place in self._gazetteer.well_known:
            return place
        large = _WORLD_CITY if place.country not in self._covered else _CITY
        if whole and place.country not in around and place.population < large:
            return replace(place, country=None, admin1=None, code=None, lat=None, lon=None)
        if not self._certain(place, _TOWN if whole else 0):
            return replace(place, admin1=None, code=None, lat=None, lon=None)
        return place

    def _found(self, plain: str) -> list[FoundPlace]:
        blocked = FoundPlaces()
        for start, end, _ in self._gazetteer.not_places.find(plain):
            blocked.add(FoundPlace(start, end, "part"))
        hits = {
            start: _Hit(start, end, tuple(known))
            for start, end, known in self._gazetteer.names.find(plain)
            if blocked.free(start, end)
        }
        found = FoundPlaces()
        for part in (
            self._capitals(plain, hits),
            self._typed(plain, hits),
            self._parts(plain, hits),
            (one for hit in hits.values() if (one := self._alone(plain, hit, found))),
            self._unknown(plain, found),
        ):
            for one in part:
                found.add(one)
        return found.joined(plain)

    def _capitals(self, plain: str, hits: dict[int, _Hit]) -> Iterator[FoundPlace]:
        """The seat of a state: "the Ukrainian capital", "the capital of Ukraine", with its name behind it."""
        for match in self._capital.finditer(plain):
            end, state = match.end(), self._states.get(match[1] or "")
            if state is None:
                of = hits.get(end)
                countries = [one.place.country for one in of.known if one.place.precision == "country"] if of else []
                if not of or not countries:
                    continue
                end, state = of.end, countries[0]
            place = self._gazetteer.capitals.get(state or "")
            if place is None:
                continue
            beside = _BESIDE.match(plain, end)
            named = hits.get(beside.end()) if beside else None
            if named and any(one.place.name == place.name for one in named.known):
                end = named.end
            yield FoundPlace(match.start(), end, "settlement", place=place)

    def _parts(self, plain: str, hits: dict[int, _Hit]) -> Iterator[FoundPlace]:
        """Somewhere in a state, or all over it: "Russia's border regions", "Ukrainian cities", "across Ukraine"."""
        for match in self._somewhere.finditer(plain):
            state = self._states.get(match[1] or "")
            owner = hits.get(match.start())
            known = tuple(one for one in owner.known if one.place.precision == "country") if owner else ()
            if state is not None:
                yield FoundPlace(match.start(), match.end(), "part", place=_country(state))
            elif known:
                yield FoundPlace(match.start(), match.end(), "part", known)
        for hit in hits.values():
            known = tuple(one for one in hit.known if one.place.precision == "country")
            over = self._all_over.search(plain, max(0, hit.start - 20), hit.start) if known else None
            if over is not None:
                yield FoundPlace(over.start(), hit.end, "part", known)

    def _typed(self, plain: str, hits: dict[int, _Hit]) -> Iterator[FoundPlace]:
        """Names with a word that says what they name: "the Tver and Tula regions", "village of Murom"."""
        ends = {hit.end: hit for hit in hits.values()}
        for match in self._type_word.finditer(plain):
            word = match[1].lower()
            before = self._names_before(plain, match.start(), word, ends)
            if before:
                yield from before[:-1]
                yield replace(before[-1], end=match.end())
                continue
            of = _OF.match(plain, match.end())
            beside = _BESIDE.match(plain, match.end()) if self._kinds[word] == "settlement" else None
            if of:
                yield from self._names_after(
                    plain, self._start(plain, match.start(), self._modified), of.end(), word, hits
                )
            elif beside and beside.end() in hits:
                # "The city, Kharkiv": only where the name is known.
                yield from self._names_after(
                    plain, self._start(plain, match.start(), self._modified), beside.end(), word, hits
                )

    def _names_before(self, plain: str, end: int, word: str, ends: dict[int, _Hit]) -> list[FoundPlace]:
        names: list[FoundPlace] = []
        end = len(plain[:end].rstrip())
        if plain[:end].endswith("'s"):
            end -= 2
        while True:
            hit = ends.get(end)
            known = self._of_kind(hit.known, word) if hit else ()
            unknown = None if hit else _WORD_BEFORE.search(plain, max(0, end - 40), end)
            if hit and known:
                start = hit.start
            elif unknown and self._may_be_called(plain, unknown, word):
                start = unknown.start(1)
                known = self._of_kind(tuple(self._gazetteer.of_adjective(unknown[1])), word)
            else:
                break
            names.insert(0, FoundPlace(start, end, self._kinds[word], known))
            comma = _LIST_BEFORE.search(plain, max(0, start - 10), start)
            if not word.endswith("s") or comma is None:
                break
            end = comma.start()
        if names:
            names[0] = replace(names[0], start=self._start(plain, names[0].start, self._directed))
        return names

    def _names_after(self, plain: str, start: int, at: int, word: str, hits: dict[int, _Hit]) -> Iterator[FoundPlace]:
        while True:
            hit = hits.get(at)
            known = self._of_kind(hit.known, word) if hit else ()
            # "Village of Murom" is not the city of that name.
            smaller = hit is None or any(one.place.precision == "settlement" for one in hit.known)
            unknown = _WORD.match(plain, at) if smaller and not known else None
            if hit and known:
                end = hit.end
            elif unknown and self._kinds[word] in ("district", "settlement") and self._may_be_name(unknown[0]):
                end = unknown.end()
            else:
                return
            own = _OWN_WORD.match(plain, end)
            if own and self._type_word.match(plain, own.end()):
                # "Nine districts of the Belgorod Region": the region is found by its own word.
                return
            yield FoundPlace(start, end, self._kinds[word], known)
            comma = LIST.match(plain, end)
            if not word.endswith("s") or comma is None:
                return
            start = at = comma.end()

    def _of_kind(self, known: tuple[Known, ...], word: str) -> tuple[Known, ...]:
        kind = self._kinds[word]
        only_in = self._only_in.get(word) or self._only_in.get(word.removesuffix("s"))
        wanted = "region" if kind == "region" else "settlement"
        if kind == "district" and (districts := tuple(one for one in known if one.place.precision == "district")):
            return districts
        most = self._file.always_from if word in self._villages else None
        kept = tuple(
            one
            for one in known
            if one.place.precision == wanted
            and (only_in is None or one.place.country in only_in)
            and (most is None or one.place.population < most)
        )
        if kind == "area" and not kept:
            return tuple(one for one in known if one.place.precision == "region")
        return kept

    def _may_be_name(self, word: str) -> bool:
        return word.casefold() not in self._no_name

    def _may_be_called(self, plain: str, name: re.Match[str], word: str) -> bool:
        """Whether a word that nobody knows is the name of a district, village or site: "in Kedbeck village"."""
        if not self._may_be_name(name[1]) or self._kinds[word] == "region":
            return False
        if self._kinds[word] == "district":
            return True
        # "A NATO base", "the Russian village" are no names.
        if name[1].isupper() or _NATIONAL.fullmatch(name[1]):
            return False
        start = name.start(1)
        return self._before_unknown.search(plain, max(0, start - 30), start) is not None

    def _alone(self, plain: str, hit: _Hit, found: FoundPlaces) -> FoundPlace | None:
        """A known name that stands alone, where it must mean the place."""
        known = tuple(one for one in hit.known if not one.needs_word)
        if not known or not found.free(hit.start, hit.end):
            return None
        start = self._start(plain, hit.start, self._directed)
        countries = tuple(one for one in known if one.place.precision == "country")
        if countries:
            return FoundPlace(start, hit.end, "part" if start < hit.start else "country", countries)
        regions = tuple(one for one in known if one.place.precision == "region")
        if regions:
            return FoundPlace(hit.start, hit.end, "region", regions)
        largest = max(one.place.population for one in known)
        covered = any(one.place.country in self._covered for one in known)
        sure = largest >= (self._file.always_from if covered else _WORLD_CITY)
        if not sure or plain[hit.start : hit.end].casefold() in self._guarded:
            if _ANOTHER_NAME.match(plain, hit.end):
                return None
            comma = _LIST_BEFORE.search(plain, max(0, start - 10), start)
            listed = comma is not None and found.ends_at(comma.start())
            if not listed and not self._locative.search(plain, max(0, start - 30), start):
                return None
        return FoundPlace(start, hit.end, "settlement", known)

    def _unknown(self, plain: str, found: FoundPlaces) -> Iterator[FoundPlace]:
        """A name that nobody knows: in a region that is known ("in Markhalivka, Kyiv region"), or after "near"."""
        for region in [one for one in found.all() if one.precision in ("region", "district")]:
            inside = _BEFORE_REGION.search(plain, max(0, region.start - 20), region.start)
            word = _WORD_BEFORE.search(plain, max(0, inside.start() - 40), inside.start()) if inside else None
            if word is None or word[1].isupper() or not self._may_be_name(word[1]):
                continue
            if _IN_PLACE.search(plain, max(0, word.start(1) - 30), word.start(1)):
                yield FoundPlace(word.start(1), word.end(1), "settlement")
        for before in self._beside.finditer(plain):
            name = _WORD.match(plain, before.end())
            # A short word in capitals is the name of a body: "near OSCE monitors".
            if (
                name
                and self._may_be_name(name[0])
                and not _NATIONAL.fullmatch(name[0])
                and not _SHORT.fullmatch(name[0])
            ):
                end = name.end() - 2 if name[0].endswith("'s") else name.end()
                yield FoundPlace(name.start(), end, "settlement")

    @staticmethod
    def _start(plain: str, start: int, words: re.Pattern[str]) -> int:
        match = words.search(plain, max(0, start - 60), start)
        return match.start() if match else start


def _country(code: str) -> Place:
    return Place(code, code, None, None, None, None, "country")


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word if word.endswith("s") else word + "s"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
