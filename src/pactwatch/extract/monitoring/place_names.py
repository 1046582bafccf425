"""Names of places: whether two of them may mean one place, for villages have no one spelling."""

from __future__ import annotations

from rapidfuzz import fuzz

_LONG = 5
_ALIKE = 72
_COMMON = frozenset(
    [
        "area",
        "areas",
        "town",
        "village",
        "county",
        "payam",
        "boma",
        "market",
        "camp",
        "barracks",
        "road",
        "site",
        "centre",
        "training",
        "the",
        "and",
        "of",
        "in",
        "near",
        "state",
        "cantonment",
        "checkpoint",
        "idp",
    ]
)


def one_place(first: str, second: str) -> bool:
    """Whether two names may be of one place: they share a word that is a name, or are spelt nearly alike."""
    one, other = _words(first), _words(second)
    # "Kedbek" and "Ketbeck", "Nasir" and "Nassir": names of villages have no one spelling.
    return bool(one & other) or any(
        len(word) >= _LONG and len(also) >= _LONG and fuzz.ratio(word, also) >= _ALIKE
        for word in one
        for also in other
    )


def _words(name: str) -> set[str]:
    return {
        word.strip("’',-").lower() for word in name.replace("-", " ").replace("/", " ").replace(",", " ").split()
    } - _COMMON
