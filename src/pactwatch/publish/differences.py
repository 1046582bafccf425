"""The differences between two agreements: row by row the two wordings side by side, marked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from pactwatch.publish.comparison import Cell, Column, Comparison, Evidence
from pactwatch.publish.comparison_rows import Row

Likeness = Literal["different", "worded otherwise", "same", "in neither"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 55.0
"""How alike (0 to 100) two quotes must be to be shown as two wordings of one thing."""


@dataclass(frozen=True)
class Piece:
    """A run of words of one wording; `differs` where the other wording does not have them there."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Wording:
    """A quote cut into pieces that are, or are not, in the other agreement's wording."""

    evidence: Evidence
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Pair:
    """Two wordings of one thing, one from each agreement."""

    left: Wording
    right: Wording

    @property
    def same(self) -> bool:
        """Whether both are word for word the same."""
        return not any(piece.differs for piece in (*self.left.pieces, *self.right.pieces))


@dataclass(frozen=True)
class Difference:
    """One row in two agreements.

    `pairs` are the wordings that have a counterpart and differ from it, `same` counts those that do not differ;
    `left_alone` and `right_alone` are the quotes without a counterpart in the other agreement.
    """

    row: Row
    left: Cell
    right: Cell
    likeness: Likeness
    pairs: tuple[Pair, ...]
    same: int
    left_alone: tuple[Evidence, ...]
    right_alone: tuple[Evidence, ...]


def differences(left: Column, right: Column, rows: Iterable[Row]) -> list[Difference]:
    """Every row with how the two agreements differ in it, whether or not they do."""
    found = Comparison.of((left, right), rows)
    return [_difference(row, one, other) for row, (one, other) in found.rows]


def word_differences(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, each marked where the other text differs. Case and white space make no difference.

    The pieces of a side, joined, are its text letter for letter.
    """
    one, other = _TOKEN.findall(left), _TOKEN.findall(right)
    matcher = SequenceMatcher(None, [_plain(token) for token in one], [_plain(token) for token in other], False)
    steps = matcher.get_opcodes()
    return (
        _joined((one[first:last], step != "equal") for step, first, last, _, _ in steps),
        _joined((other[first:last], step != "equal") for step, _, _, first, last in steps),
    )


def _difference(row: Row, left: Cell, right: Cell) -> Difference:
    pairs, left_alone, right_alone = _paired(left.evidence, right.evidence)
    differing = tuple(pair for pair in pairs if not pair.same)
    likeness: Likeness = "same"
    if not left.lines and not right.lines:
        likeness = "in neither"
    elif left.lines != right.lines:
        likeness = "different"
    elif differing or left_alone or right_alone:
        likeness = "worded otherwise"
    return Difference(row, left, right, likeness, differing, len(pairs) - len(differing), left_alone, right_alone)


def _paired(
    left: Sequence[Evidence], right: Sequence[Evidence]
) -> tuple[list[Pair], tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Each quote with the one most like it on the other side, the most alike first served; then those left alone."""
    # Where each side says it once, the two are about the same thing, however unlike the words.
    enough = 0.0 if len(left) == len(right) == 1 else _ALIKE
    scored = sorted(
        (-score, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (score := fuzz.token_sort_ratio(_quote(one), _quote(other))) >= enough
    )
    met: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in met and j not in taken:
            met[i] = j
            taken.add(j)
    return (
        [_pair(left[i], right[j]) for i, j in sorted(met.items())],
        tuple(one for i, one in enumerate(left) if i not in met),
        tuple(other for j, other in enumerate(right) if j not in taken),
    )


def _pair(left: Evidence, right: Evidence) -> Pair:
    one, other = word_differences(_quote(left), _quote(right))
    return Pair(Wording(left, one), Wording(right, other))


def _quote(evidence: Evidence) -> str:
    return evidence.first.claim.quote


def _plain(token: str) -> str:
    return " " if token.isspace() else token.casefold()


def _joined(runs: Iterable[tuple[Sequence[str], bool]]) -> tuple[Piece, ...]:
    """Runs as pieces, no two of a kind in a row: the space between two differing words differs with them."""
    pieces: list[Piece] = []
    told = [("".join(tokens), differs) for tokens, differs in runs if tokens]
    for at, (text, equal) in enumerate((text, not differs) for text, differs in told):
        between = 0 < at < len(told) - 1 and text.isspace()
        differs = not equal or between
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + text, differs)
        else:
            pieces.append(Piece(text, differs))
    return tuple(pieces)
