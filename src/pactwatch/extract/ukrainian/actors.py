"""The actors that a text in Ukrainian names, and whether a name stands there as a subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pactwatch.extract.ukrainian.codebook import UkrainianActors
from pactwatch.extract.ukrainian.phrases import Phrases

Kind = Literal["actor", "together", "each", "adjective", "pronoun"]


@dataclass(frozen=True)
class Mention:
    """A name in a text: whose it is, where it stands, and whether its form is that of a subject.

    `codes` is empty for a pronoun, whose meaning the words before it give.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: Kind
    nominative: bool
    several: bool = False


@dataclass(frozen=True)
class _Name:
    codes: tuple[str, ...]
    kind: Kind
    nominative: bool
    several: bool = False


class Naming:
    """The names that one instrument uses: those of the codebook, and those that it defines for its parties."""

    def __init__(
        self, words: UkrainianActors, parties: tuple[str, ...], defined: Iterable[tuple[str, tuple[str, ...]]] = ()
    ) -> None:
        """Take the codebook's words, the codes of the parties, and terms defined in the text with their codes."""
        self.parties = parties
        names: list[tuple[str, _Name]] = []
        for term, codes in defined:
            names.append((term, _Name(codes, "together", True, len(codes) > 1)))
            names.append((_stem(term) + "*", _Name(codes, "together", False, len(codes) > 1)))
        for kind, together in (("together", words.together), ("each", words.each)):
            several = kind == "together"
            names += [(name, _Name(parties, kind, True, several)) for name in together.nominative]  # type: ignore[arg-type]
            names += [(name, _Name(parties, kind, False, several)) for name in together.other]  # type: ignore[arg-type]
        for actor in words.actors:
            names += [(name, _Name((actor.code,), "actor", True)) for name in actor.nominative]
            names += [(name, _Name((actor.code,), "actor", False)) for name in actor.other]
            names += [(name, _Name((actor.code,), "adjective", False)) for name in actor.adjectives]
        names += [(name, _Name((), "pronoun", True)) for name in words.pronouns.one]
        names += [(name, _Name((), "pronoun", True, True)) for name in words.pronouns.several]
        self._names = Phrases(names)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The names between two offsets of the text, left to right."""
        found = []
        for match in self._names.find(text, start, end):
            name = match.label
            first = text[match.start : match.end].split(maxsplit=1)[0]
            # "сторони" of a matter is a word; a state and "Учасники" have a capital.
            if name.kind in {"actor", "together"} and first[0].islower() and first not in _SMALL:
                continue
            found.append(Mention(match.start, match.end, name.codes, name.kind, name.nominative, name.several))
        return found


_SMALL = {"ми", "обидві", "обидва", "обох"}


def _stem(term: str) -> str:
    """A term without the ending of its last word: Партнери, Партнерами and Партнерів begin alike."""
    return term.rstrip("аеиіїоуюяйь") if len(term) > 4 else term
