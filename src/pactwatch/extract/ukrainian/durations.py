"""Durations as instruments in Ukrainian write them besides number and unit: "десятирічний строк", "протягом доби"."""

from __future__ import annotations

import re

from pactwatch.extract.durations import DurationMention, find_durations

_PARTS = {
    "дво": 2, "двох": 2, "три": 3, "трьох": 3, "чотири": 4, "чотирьох": 4, "п'яти": 5, "шести": 6, "семи": 7, "восьми": 8,
    "дев'яти": 9, "десяти": 10, "дванадцяти": 12, "п'ятнадцяти": 15, "двадцяти": 20, "тридцяти": 30,
    "сорокавосьми": 48, "двадцятичотири": 24, "сто": 100,
}  # fmt: skip
_UNITS = (("річ", "P{}Y"), ("місячн", "P{}M"), ("тижнев", "P{}W"), ("денн", "P{}D"), ("годинн", "PT{}H"))
_WRITTEN = "|".join(part.replace("'", "['’ʼ]") for part in sorted(_PARTS, key=len, reverse=True))
_COMPOUND = re.compile(
    rf"(?<!\w)(?:(?P<part>{_WRITTEN})|(?P<digits>\d{{1,3}})-?(?:ти|х|и|ми)?-?)"
    rf"(?P<unit>{'|'.join(unit for unit, _ in _UNITS)})\w+",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\w)(?:протягом|упродовж)\s+(?:однієї\s+)?(?P<day>доби)(?!\w)", re.IGNORECASE)
_ENDED = re.compile(
    r"(?<![\w-])(?P<digits>\d{1,3})-(?:х|ти|и|ми)\s+(?:\([^)]{1,40}\)\s+)?(?P<unit>годин|днів|тижнів|місяців|років)(?!\w)"
)
_ENDED_UNITS = {"годин": "PT{}H", "днів": "P{}D", "тижнів": "P{}W", "місяців": "P{}M", "років": "P{}Y"}


def durations_in(text: str) -> list[DurationMention]:
    """Every duration in the text, in order: those of any language, and the compounds of Ukrainian.

    "24-годинний" and "24-х годин" are PT24H, "десятирічний" is P10Y, and "протягом доби" is PT24H.
    """
    found = list(find_durations(text))
    for match in _COMPOUND.finditer(text):
        count = (
            int(match["digits"])
            if match["digits"]
            else _PARTS[match["part"].lower().replace("’", "'").replace("ʼ", "'")]
        )
        form = next(form for unit, form in _UNITS if unit == match["unit"].lower())
        found.append(DurationMention(match.start(), match.end(), form.format(count)))
    for match in _ENDED.finditer(text):
        found.append(
            DurationMention(match.start(), match.end(), _ENDED_UNITS[match["unit"]].format(int(match["digits"])))
        )
    found += [DurationMention(match.start("day"), match.end("day"), "PT24H") for match in _DAY.finditer(text)]
    ordered: list[DurationMention] = []
    for mention in sorted(found, key=lambda each: (each.start, -each.end)):
        if not ordered or mention.start >= ordered[-1].end:
            ordered.append(mention)
    return ordered
