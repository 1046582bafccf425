"""Whom a noun phrase means: the actor at its head, not those who stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["state", "body", "person", "adjective", "seat", "group"]


@dataclass(frozen=True)
class ActorMention:
    """A place in a text that names an actor: text[start:end], who is meant, and what kind of name it is.

    `codes` is empty for a person whom the date does not tell apart from another of the same name. `name` is the usual
    name of the actor or person. `current` is false for a person who held no office on the date.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: Kind
    name: str
    current: bool = True


class FoundPlace(Protocol):
    """A place found in a text, as far as it matters here."""

    @property
    def country(self) -> str | None:
        """The state's ISO 3166 alpha-3 code."""


class PlaceFinder(Protocol):
    """Finds the places in a text, as the gazetteer does."""

    def find(self, text: str) -> Sequence[FoundPlace]:
        """The places, from left to right."""


_CONJUNCTION = re.compile(r"\s*[,;]\s+(?:(?:and|or|as well as)\s+)?|\s+(?:and|or|as well as|along with|&)\s+")
_PREPOSITION = re.compile(
    r"\b(?:of|between|from|in|at|for|to|with|against|on|near|by|over|across|among|within|under|towards?|inside|into"
    r"|about|after|before|during|than|since|behind|via|through|who|which|that|whose)\b"
)
# "Russian-backed", "US-led", "pro-Russian": someone else, whom the actor backs or leads, or who is fond of it.
_BACKED = re.compile(r"-(?:led|[a-z]+(?:ed|ing|held|run|made|born|built|style|friendly|bound))\b")
_FOND = re.compile(r"\b(?:pro|anti|non|post|de)-$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?!\w)")
_SPOKESPERSON = re.compile(r"spoke|speak|minist|secretar|chancellor|head|represent", re.IGNORECASE)
_AUTHORITY = re.compile(r"official|authorit|government|leader|administration|regime|source|diplomat", re.IGNORECASE)
_WORD = re.compile(r"\w[\w-]*")
_COUNTERPARTS = ("counterpart", "counterparts")


def speaking_for(
    phrase: str, mentions: Sequence[ActorMention], relations: frozenset[str], places: PlaceFinder | None = None
) -> tuple[str, ...]:
    """The codes of those whom a noun phrase means.

    phrase: the noun phrase; mentions: the actors found in it; relations: the nouns that make someone else of the
    actor before them (allies, partners). places: where given, an authority named by its place counts for the place's
    state. Empty where it means none of them.
    """
    codes: dict[str, None] = {}
    goes_on = True
    for start, end in _conjuncts(phrase, mentions):
        part = _Part(phrase, start, end, tuple(m for m in mentions if start <= m.start and m.end <= end), relations)
        if part.bare:
            # "The leaders of France and Poland"; but not the Russia of "envoy to Ukraine and Russia".
            codes |= dict.fromkeys(part.mentions[0].codes if goes_on else ())
        else:
            meant, goes_on = part.meant()
            codes |= dict.fromkeys(meant)
    if not codes and places is not None and not mentions:
        codes |= dict.fromkeys([place.country for place in places.find(phrase) if place.country][:1])
    return tuple(codes)


def _conjuncts(phrase: str, mentions: Sequence[ActorMention]) -> list[tuple[int, int]]:
    parts, start = [], 0
    for match in _CONJUNCTION.finditer(phrase):
        # "Bosnia and Herzegovina" is one name.
        if not any(m.start < match.end() and match.start() < m.end for m in mentions):
            parts.append((start, match.start()))
            start = match.end()
    return [*parts, (start, len(phrase))]


@dataclass(frozen=True)
class _Part:
    """One of the phrases that "and" and commas join: phrase[start:end] with the actors in it."""

    phrase: str
    start: int
    end: int
    mentions: tuple[ActorMention, ...]
    relations: frozenset[str]

    @property
    def bare(self) -> bool:
        """Whether it is the name of an actor and nothing else."""
        if len(self.mentions) != 1:
            return False
        only = self.mentions[0]
        around = self.phrase[self.start : only.start] + self.phrase[only.end : self.end]
        return around.strip(" .").casefold() in ("", "the", "both")

    def meant(self) -> tuple[tuple[str, ...], bool]:
        """Whom it means, and whether a bare name joined to it by "and" is meant in the same way."""
        preposition = next(
            (
                match
                for match in _PREPOSITION.finditer(self.phrase, self.start, self.end)
                if not any(m.start <= match.start() < m.end for m in self.mentions)
            ),
            None,
        )
        front_end = preposition.start() if preposition else self.end
        front = tuple(m for m in self.mentions if m.end <= front_end)
        heads = self._heads(front, front_end)
        behind = tuple(m for m in self.mentions if m.start >= front_end)
        if heads is None:
            return (), False
        if heads or preposition is None:
            return heads, not behind
        words = _WORD.findall(self.phrase[self.start : front_end])
        if not behind or (words and words[-1] in self.relations):
            return (), False
        if not _hands_on(preposition[0], " ".join(words), behind[0]):
            return (), False
        rest = _Part(self.phrase, preposition.end(), self.end, behind, self.relations)
        if rest.bare:
            return behind[0].codes, True
        return rest.meant()[0], True

    def _heads(self, front: tuple[ActorMention, ...], end: int) -> tuple[str, ...] | None:
        """Whom the words before any preposition mean; None for someone else, such as an ally."""
        usable = [m for m in front if not self._attached(m)]
        owners = [m for m in usable if self._owns(m, end)]
        persons = [m for m in usable if m.kind == "person"]
        speaking = [m for m in persons if m.current and m not in owners]
        if speaking:
            return tuple(code for m in speaking for code in m.codes)
        words = _WORD.findall(self.phrase[self.start : end])
        others = [m for m in usable if m.codes and (m.kind != "person" or m in owners)]
        if not others:
            return tuple(code for m in persons for code in m.codes)
        last = others[-1]
        closes = not self.phrase[last.end : end].strip(" .") and last not in owners
        if words and words[-1] in self.relations and not closes:
            return last.codes if words[-1] in _COUNTERPARTS and last not in owners else None
        if (
            closes
            and last.kind != "adjective"
            and len(others) > 1
            and self.phrase[others[-2].end : last.start] != "-"
        ):
            return last.codes
        if owners:
            return owners[-1].codes
        joined = [others[0]]
        for m in others[1:]:
            if self.phrase[joined[-1].end : m.start] not in ("-", "/", "–"):
                break
            joined.append(m)
        return tuple(code for m in joined for code in m.codes)

    def _attached(self, mention: ActorMention) -> bool:
        return bool(
            _BACKED.match(self.phrase, mention.end)
            or _FOND.search(self.phrase[max(0, mention.start - 5) : mention.start])
        )

    def _owns(self, mention: ActorMention, end: int) -> bool:
        mark = _POSSESSIVE.match(self.phrase, mention.end)
        return bool(mark and self.phrase[mark.end() : end].strip(" ."))


def _hands_on(preposition: str, words: str, mention: ActorMention) -> bool:
    """Whether the noun before a preposition speaks for the actor behind it, where it names nobody itself."""
    if preposition in ("of", "between", "from"):
        return True
    if preposition == "for":
        return bool(_SPOKESPERSON.search(words))
    return preposition in ("in", "at") and mention.kind in ("seat", "state") and bool(_AUTHORITY.search(words))
