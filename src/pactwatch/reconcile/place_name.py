"""A place as its words name it: comparable across spellings, never more exact than the words are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from babel import Locale

_AREA_WORDS = """
    areas border cities communities counties countries country county direction districts front governorate oblast
    oblasts province provinces raions region regions republic sector settlements state states territory towns villages
"""
_DISTRICT_WORDS = "area community district municipality raion"
_PLAIN_WORDS = """
    a across along an and around at capital center central centre city downtown east eastern from in inside into its
    many municipal near north northeastern northern northwestern of off on outside outskirts over settlement
    several some south southeastern southern southwestern suburb suburbs the towards town village west western
"""
_AREA = frozenset(_AREA_WORDS.split())
_DISTRICT = frozenset(_DISTRICT_WORDS.split())
_PLAIN = frozenset(_PLAIN_WORDS.split())
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class PlaceName:
    """The telling words of a place, each as a key in which spellings meet, and whether they name an area.

    Names that differ only in vowels, doubled letters, or g for h have one key: Kyiv and Kiev, Luhansk and Lugansk.
    An `area` is more than one place; a `district` is an area about one settlement, whose name it has.
    `letters` are those of the telling words, in which a slip of the pen is seen to be one.
    """

    text: str
    keys: frozenset[str]
    area: bool
    district: bool = False
    letters: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str | None) -> PlaceName | None:
        """Read a place as written. None where there is none, or only words that name no place ("near the border")."""
        return _parse(text) if text else None

    @property
    def region(self) -> bool:
        """Whether it names an area that is larger than the land about one settlement."""
        return self.area and not self.district

    def meets(self, other: PlaceName) -> bool:
        """Whether they are the same, or the words of one stand inside the other's ("Kharkiv", "downtown Kharkiv")."""
        return self.keys <= other.keys or other.keys <= self.keys


@lru_cache(maxsize=65536)
def _parse(text: str) -> PlaceName | None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    # The country after a place tells no places in it apart: "Khmelnytskyi region, in western Ukraine".
    words = _words(_in_a_country().sub("", plain)) or _words(plain)
    telling = [word for word in words if word not in _AREA | _DISTRICT | _PLAIN]
    if not telling:
        return None
    country = " ".join(word for word in words if word not in _PLAIN) in _countries()
    large, district = country or not _AREA.isdisjoint(words), not _DISTRICT.isdisjoint(words)
    keys = frozenset(map(_key, telling))
    return PlaceName(text, keys, large or district, district and not large, "".join(telling))


def _words(plain: str) -> list[str]:
    found = re.findall(r"[^\W_]+", re.sub(r"['’ʼ](?:s\b)?", "", plain))
    return found if any(word not in _AREA | _DISTRICT | _PLAIN for word in found) else []


@cache
def _countries() -> frozenset[str]:
    """The names of countries in English, folded."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    return frozenset(
        name.casefold() for code, name in names.items() if re.fullmatch("[A-Z]{2}", code) and code != "ZZ"
    )


@cache
def _in_a_country() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_countries())))
    return re.compile(rf"(?:,| in| of) (?:in )?(?:the )?(?:[a-z]+ern |central )?(?:{names})$")


def _key(word: str) -> str:
    letters = word.replace("g", "h")
    bones = letters[0] + "".join(c for c in letters[1:] if c not in _VOWELS)
    return re.sub(r"(.)\1+", r"\1", bones)
