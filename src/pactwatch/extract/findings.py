"""Findings: what a monitoring body concludes about an incident."""

from __future__ import annotations

import re
from typing import Literal

from pactwatch.extract.claim import FindingClaim
from pactwatch.extract.cues import CueIndex
from pactwatch.extract.sentence import Sentence

_ARTICLE = re.compile(
    r"\b(?:Articles?|Chapter|Paragraphs?|Sections?|article|chapter|paragraph|section)\s+[\dIVX]+(?:[.\d]+)*(?:\s*\([a-z\d]+\))?"
    r"(?:\s+of\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)?"
)


def findings(sentence: Sentence) -> list[FindingClaim]:
    """The finding that a sentence states, where a monitoring body concludes it."""
    if sentence.context.instrument:
        return []
    words = sentence.tools.codebook.findings
    mechanism = _first(sentence, words.mechanisms) or sentence.context.mechanism
    if mechanism is None:
        return []
    named = _first(sentence, words.mechanisms)
    sentence.context.mechanism = mechanism
    # The mechanism itself must conclude: a party's accusation in the mission's report is not the mission's finding.
    if named is None or _first(sentence, words.judging) is None:
        return []
    verdict: Literal["violation", "no_violation", "inconclusive"]
    if _first(sentence, words.inconclusive) is not None:
        verdict = "inconclusive"
    elif _first(sentence, words.negation) is not None:
        verdict = "no_violation"
    elif _first(sentence, words.violation) is not None:
        verdict = "violation"
    else:
        return []
    text = sentence.span.text
    violators = tuple(
        code for code in sentence.codes_within(sentence.span.start, sentence.span.end) if code != mechanism
    )
    return [
        FindingClaim(
            **sentence.base(sentence.quote()),
            mechanism=mechanism,
            verdict=verdict,
            violators=violators if verdict == "violation" else (),
            provisions=tuple(match.group(0) for match in _ARTICLE.finditer(text)),
            place=next((mention.name for _, _, mention in sentence.place_mentions), None),
        )
    ]


def _first(sentence: Sentence, cues: tuple[str, ...]) -> str | None:
    matches = CueIndex((cue, cue) for cue in cues).find(sentence.span)
    return matches[0].label if matches else None
