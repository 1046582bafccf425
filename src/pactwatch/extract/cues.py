"""Cues: words and short phrases of the codebook, found in parsed text by their dictionary forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from spacy.tokens import Span, Token

Label = TypeVar("Label", bound=Hashable)

_HYPHENS = frozenset({"-", "–", "‑"})
_BRITISH = {
    "program": "programme",
    "favor": "favour",
    "favors": "favours",
    "favored": "favoured",
    "honor": "honour",
    "labor": "labour",
    "neighbor": "neighbour",
    "harbor": "harbour",
    "armored": "armoured",
    "center": "centre",
    "endeavor": "endeavour",
    "fulfill": "fulfil",
}


@dataclass(frozen=True)
class CueMatch(Generic[Label]):
    """A cue found: what it stands for, its first and last token, and how many words it has."""

    label: Label
    first: Token
    last: Token
    words: int


class CueIndex(Generic[Label]):
    """Finds the longest cue at each place. Hyphens count as spaces; American spellings as British ones."""

    def __init__(self, cues: Iterable[tuple[str, Label]]) -> None:
        """Take pairs of a cue in dictionary form and what it stands for. The first of two equal cues holds."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Label]]] = defaultdict(list)
        seen: set[tuple[str, ...]] = set()
        for cue, label in cues:
            words = tuple(normal(word) for word in cue.replace("-", " ").split())
            if words and words not in seen:
                seen.add(words)
                self._by_first[words[0]].append((words, label))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Span | Sequence[Token]) -> list[CueMatch[Label]]:
        """All cues in the tokens, left to right, without overlaps."""
        words = [token for token in tokens if token.text not in _HYPHENS and not token.is_space]
        forms = [word_forms(token) for token in words]
        found: list[CueMatch[Label]] = []
        at = 0
        while at < len(words):
            match = self._at(words, forms, at)
            if match is None:
                at += 1
            else:
                found.append(match)
                at += match.words
        return found

    def _at(self, words: list[Token], forms: list[tuple[str, ...]], at: int) -> CueMatch[Label] | None:
        for form in forms[at]:
            for cue, label in self._by_first.get(form, ()):
                if at + len(cue) <= len(words) and all(cue[k] in forms[at + k] for k in range(1, len(cue))):
                    return CueMatch(label, words[at], words[at + len(cue) - 1], len(cue))
        return None


def word_forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token can meet a cue: its lemma, the word itself, and a capitalised plural's singular."""
    return _forms(token.lemma_, token.text)


@lru_cache(maxsize=100_000)
def _forms(lemma: str, text: str) -> tuple[str, ...]:
    lemma, word = normal(lemma), normal(text)
    # The pipeline leaves capitalised nouns as they are: "Participants", "Armed Forces".
    singular = word[:-1] if text[:1].isupper() and word.endswith("s") and not word.endswith("ss") else word
    return tuple(dict.fromkeys((lemma, word, singular)))


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """Lower case, British spelling: defense is defence, organization is organisation."""
    word = word.lower()
    if word.startswith("defense"):
        return "defence" + word[7:]
    if word.endswith(("ization", "izations")):
        return word.replace("ization", "isation")
    if len(word) > 5 and word.endswith(("ize", "izes", "ized", "izing")):
        return word.replace("iz", "is")
    return _BRITISH.get(word, word)
