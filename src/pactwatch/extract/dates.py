"""When: dates and words for dates, resolved against the day of publication, never further than the words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract import calendar_rules, relative_rules
from pactwatch.extract.anchor import Anchor, Direction
from pactwatch.extract.late_pattern import LatePattern
from pactwatch.extract.written_date import Kind, Setting


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression. `value` is an ISO date or interval, None where the words and the anchor do not settle it.

    `kind`: date; deadline ("by the end of 2024"); period (an interval that the words span); vague ("a day earlier").
    """

    start: int
    end: int
    value: str | None
    kind: Kind


_RULES = (*calendar_rules.RULES, *relative_rules.RULES)
# What an expression can begin with, so that most words of a text are passed over at once.
_AHEAD = (
    r"(?=\d|[Ѐ-ӿ]|Q[1-4]|(?i:a[np]?\b|apr|au[gjt]|avr|août|beg|betw|clos|com|cur|da|de[cm]|déc|dim|du\b|début|ear|eig|ele|end"
    r"|entre|f[aeioré]|hal|hier|hour|j[aeu]|la|lun|m[aioe]|n[eio]|oc|on|over|past|prev|sa|se|six|spr|st|su|the\b|th[iru]"
    r"|t[eouw]|upc|ven|we|win|year|yes))"
)
# One pattern looks for all of them at once; a rule's own pattern, with its names, then reads what was found.
_FIND = LatePattern(
    rf"(?<![^\W_]){_AHEAD}(?<![$€£¥])(?<!\d[.,:/-])(?:"
    + "|".join(
        "(?P<rule_{}>{})".format(number, re.sub(r"\(\?P<\w+>", "(?:", rule.pattern))
        for number, rule in enumerate(_RULES)
    )
    + ")"
)
_PATTERNS = tuple(LatePattern(rule.pattern) for rule in _RULES)
_DEADLINE = re.compile(
    r"(?:\b(?i:by|until|till|(?:no|not)\s+later\s+than|не\s+пізніше|avant|d['’]ici(?:\s+à)?)"
    r"|(?P<before>(?<![^\W_])(?i:before|до)))\s+(?:(?i:the|la|le)\s+)?$"
)


def find_times(text: str, anchor: str | None, direction: Direction = "past") -> list[TimeMention]:
    """Every time expression in the text, in order and without overlaps.

    `anchor` is the ISO date of publication, None where it is not known: then relative words and days without a year get
    no value. `direction` says where to look for "Tuesday" or "Feb. 26": back, as news does, or forward; words such as
    "next" and "by" decide for themselves. Raises ValueError where the anchor is no ISO date within one year.
    """
    counted_from = Anchor.parse(anchor) if anchor else None
    found = []
    position = 0
    while (match := _FIND.search(text, position)) is not None:
        mention = _read(match, counted_from, direction, alone=False)
        position = mention.end if mention else match.start() + 1
        if mention:
            found.append(mention)
    return found


def resolve(text: str, anchor: str | None, direction: Direction = "past") -> str | None:
    """The value of a text that is one time expression, or None.

    Words that count from the day that a story speaks of ("a day earlier", "the following week") count from the anchor
    here, so that a caller who knows that day can hand it over. Raises ValueError as `find_times` does.
    """
    counted_from = Anchor.parse(anchor) if anchor else None
    words = text.strip()
    start = next((prefix.end() for prefix in [_INTRODUCED.match(words)] if prefix), 0)
    match = _FIND.search(words, start)
    if match is None or match.start() != start:
        return None
    mention = _read(match, counted_from, direction, alone=True)
    return mention.value if mention and mention.end == len(words) else None


_INTRODUCED = re.compile(
    r"(?i:(?:on|in|at|by|since|until|till|during|over|within|from|as\s+of|no\s+later\s+than|le|la|en|у|в|з|до)\s+)"
)


def _read(match: re.Match[str], anchor: Anchor | None, direction: Direction, *, alone: bool) -> TimeMention | None:
    """The first reading at the place of a match: by the rule that found it, else by one of those after it."""
    text, start = match.string, match.start()
    first = int((match.lastgroup or "").removeprefix("rule_"))
    lead = _DEADLINE.search(text, max(0, start - 20), start)
    for rule, pattern in zip(_RULES[first:], _PATTERNS[first:], strict=True):
        parts = pattern.match(text, start)
        if parts is None:
            continue
        deadline = lead is not None and (
            not lead["before"] or lead["before"].lower() == "до" or "end" in parts.group()
        )
        reading = rule.read(parts, Setting(anchor, direction, deadline, alone))
        if reading:
            return TimeMention(start, parts.end(), *reading)
    return None
