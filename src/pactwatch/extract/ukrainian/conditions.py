"""Conditions in Ukrainian: the words on which a promise hangs, and what sets it off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pactwatch.extract.claim import Trigger
from pactwatch.extract.ukrainian.clauses import Clause
from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.ukrainian.phrases import Phrases

_Kind = Literal["opener", "temporal", "durative", "reservation", "within", "back"]
_STOP = re.compile(r"[,;:()]|\.(?:\s|$)")
_GOES_ON = re.compile(r"\s*,\s*(?:(?:та|і|й|а також|або)\s+)?")


@dataclass(frozen=True)
class Condition:
    """The offsets of a condition's words, and its trigger."""

    start: int
    end: int
    trigger: Trigger


class ConditionReader:
    """Finds conditions by the codebook's words."""

    def __init__(self, codebook: UkrainianCodebook) -> None:
        words = codebook.triggers
        kinds: list[tuple[str, _Kind]] = [
            *((phrase, "reservation") for phrase in words.reservations),
            *((phrase, "within") for phrase in words.within),
            *((phrase, "back") for phrase in words.back_references),
            *((phrase, "opener") for phrase in words.openers),
            *((phrase, "temporal") for phrase in words.temporal),
            *((phrase, "durative") for phrase in words.durative),
        ]
        self._openers = Phrases(kinds)
        self._cues = codebook.trigger_cues

    def condition(
        self, text: str, clause: Clause, first: bool, sentence: tuple[int, int], before: Trigger
    ) -> Condition | None:
        """The condition of a clause; None where it has none.

        What stands before the first clause's predicate holds for the whole sentence: `first` says that `clause` is
        the one. `before` is the trigger of the sentence before, which "за цих обставин" takes up. Conditions that
        follow each other are one, as one stretch of words.
        """
        pieces = self._pieces(text, clause, clause.begin if not first else sentence[0], clause.end, before)
        if not pieces:
            return None
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start >= end and _GOES_ON.fullmatch(text, end, piece.start):
                end = piece.end
        # An attack that must be reported by request is an attack's consequence: the event weighs more than the request.
        triggers = [piece.trigger for piece in pieces if piece.trigger != "none"]
        none: Trigger = "none"
        trigger = next((each for each in triggers if each != "request"), triggers[0] if triggers else none)
        return Condition(start, end, trigger)

    def _pieces(self, text: str, clause: Clause, start: int, end: int, before: Trigger) -> list[Condition]:
        pieces: list[Condition] = []
        for match in self._openers.find(text, start, end):
            if pieces and match.start < pieces[-1].end:
                continue
            after = _end_of(text, match.start, match.end, clause, end)
            cue = self._cues.first(text, match.start, after)
            if match.label == "temporal" and cue is None:
                continue
            trigger: Trigger = cue.label if cue is not None else "other"
            if match.label == "durative" and trigger == "attack":
                trigger = "other"
            elif match.label == "within":
                trigger = "none"
            elif match.label == "reservation":
                trigger, after = "none", match.end
            elif match.label == "back":
                trigger, after = before, match.end
            words = text[match.start : after].rstrip(" ,")
            pieces.append(Condition(match.start, match.start + len(words), trigger))
        return pieces


def _end_of(text: str, start: int, opened: int, clause: Clause, end: int) -> int:
    """Where a condition ends: at a comma, before the subject or the verb that it stands before, or with the clause."""
    limits = [end]
    if start < clause.subject:
        limits.append(clause.subject)
    if start < clause.predicate.start:
        limits.append(clause.predicate.start)
    stop = _STOP.search(text, opened, end)
    if stop is not None:
        limits.append(stop.start())
    within = re.search(r"\s(?:протягом|упродовж|не пізніше)\s", text[opened:end])
    if within is not None and start < clause.predicate.start:
        limits.append(opened + within.start())
    return max(opened, min(limits))
