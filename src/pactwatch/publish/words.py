"""Codes put into words: dates, sums, counts, spans of time, actors and labels, as a reader expects to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from pactwatch.extract.claim import Amount, CitedSource, Count, Goods, Position, Tally
from pactwatch.read.imprecise_date import ImpreciseDate

_LOCALE = Locale.parse("en_GB")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_QUALIFIERS = {"exact": "", "up_to": "up to ", "at_least": "at least ", "about": "about "}
_ALPHA3 = re.compile(r"[A-Z]{3}")

KINDS = {
    "agreement": "agreements",
    "provision": "provisions",
    "commitment": "commitments",
    "fulfilment": "fulfilments",
    "incident": "incidents",
    "finding": "mechanism findings",
    "tally": "tallies",
    "meeting": "meetings",
    "position": "positions",
}
"""The kinds of claim, in the order in which the site shows them, each with its plural."""


def label(code: str | None) -> str:
    """A code of the coding manual in plain words: "military_aid" is "military aid"; None is a dash."""
    if code == "admin1":
        return "region"
    return code.replace("_", " ") if code else "–"


def counted(tally: Tally) -> str:
    """A figure of a tally as a sentence says it: "about 7,200"."""
    return f"{_QUALIFIERS[tally.qualifier]}{tally.value:,}"


@lru_cache(maxsize=1024)
def actor(code: str | None) -> str:
    """An actor's name: a state by its alpha-3 code becomes its English name, anything else stays as it is."""
    if not code:
        return "–"
    if _ALPHA3.fullmatch(code):
        alpha2 = get_global("territory_aliases").get(code)
        if alpha2:
            name = _LOCALE.territories.get(alpha2[0])
            if name:
                return {"UK": "United Kingdom", "US": "United States"}.get(str(name), str(name))
    return code


def actors(codes: Iterable[str]) -> str:
    """Several actors' names, joined as in a sentence."""
    return joined([actor(code) for code in codes]) or "–"


def joined(parts: Sequence[str]) -> str:
    """Parts joined as in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def when(text: str | None) -> str:
    """A date or interval in words, as coarse as it is written; "date not given" for None."""
    if not text:
        return "date not given"
    try:
        ImpreciseDate.parse(text)
    except ValueError:
        return text
    first, _, last = text.partition("/")
    if not last:
        return _point(first)
    if len(first) == len(last) == 10:
        if first[:7] == last[:7]:
            return f"{int(first[8:])}–{_point(last)}"
        if first[:4] == last[:4]:
            return f"{_point(first).rsplit(' ', 1)[0]} – {_point(last)}"
    return f"{_point(first)} – {_point(last)}"


def _point(text: str) -> str:
    pattern = {4: "yyyy", 7: "MMMM yyyy", 10: "d MMMM yyyy"}[len(text)]
    return format_date(ImpreciseDate.parse(text).first, pattern, locale=_LOCALE)


def day(moment: date | datetime | None) -> str:
    """A day in words; of a moment, its day in UTC."""
    if moment is None:
        return "–"
    if isinstance(moment, datetime):
        moment = moment.astimezone(UTC).date()
    return format_date(moment, "d MMMM yyyy", locale=_LOCALE)


def moment(moment: datetime | None) -> str:
    """A moment in words, in UTC, to the minute."""
    if moment is None:
        return "–"
    moment = moment.astimezone(UTC)
    return f"{day(moment)}, {moment:%H:%M} UTC"


def month(first: date) -> str:
    """A month in words."""
    return format_date(first, "MMMM yyyy", locale=_LOCALE)


def amount(amount: Amount) -> str:
    """A sum of money: "up to EUR 3 billion"."""
    number = (
        format_compact_decimal(amount.value, format_type="long", locale=_LOCALE, fraction_digits=2)
        if abs(amount.value) >= 1_000_000
        else format_decimal(amount.value, locale=_LOCALE)
    )
    return f"{_QUALIFIERS[amount.qualifier]}{amount.currency} {number}"


def goods(goods: Goods) -> str:
    """Goods or people with their number: "12 howitzers"."""
    if goods.count is None:
        return goods.name
    return f"{number(goods.count)} {goods.name if goods.count == 1 else _several(goods.name)}"


_SAME_IN_PLURAL = (
    "people",
    "personnel",
    "staff",
    "police",
    "aircraft",
    "equipment",
    "ammunition",
    "men",
    "women",
    "children",
)


def _several(name: str) -> str:
    """The plural of a noun in its dictionary form; names of types (Leopard 2) and what is plural already stay."""
    last = name.rsplit(maxsplit=1)[-1]
    if not last.isalpha() or not last.islower() or last.endswith("s") or last in _SAME_IN_PLURAL:
        return name
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if last.endswith(("ch", "sh", "x", "z")) else "s")


def number(value: float) -> str:
    """A number with its thousands set apart."""
    return str(format_decimal(value, locale=_LOCALE))


def count(count: Count | None) -> str:
    """A number of people as a range: "12", "at least 12", "10–12"; a dash where it is not given."""
    if count is None or (count.low is None and count.high is None):
        return "–"
    if count.high is None:
        return f"at least {number(count.low or 0)}"
    if count.low is None:
        return f"up to {number(count.high)}"
    if count.low == count.high:
        return number(count.low)
    best = f" (best {number(count.best)})" if count.best is not None else ""
    return f"{number(count.low)}–{number(count.high)}{best}"


def position(position: Position) -> str:
    """Coordinates with what they stand for: "48.01° N, 37.80° E (somewhere in a region)"."""
    north, east = ("N" if position.lat >= 0 else "S"), ("E" if position.lon >= 0 else "W")
    meant = "the spot" if position.precision == "exact" else f"somewhere in a {position.precision}"
    return f"{abs(position.lat):.2f}° {north}, {abs(position.lon):.2f}° {east} ({meant})"


def cited(source: CitedSource) -> str:
    """A cited source: "Agence France Presse, 22 January 2014"."""
    return f"{source.outlet}, {when(source.published)}" if source.published else source.outlet


def duration(text: str | None) -> str:
    """An ISO 8601 duration in words: PT24H is "24 hours". What is no duration stays as it is."""
    match = _DURATION.fullmatch(text or "")
    if match is None or not any(match.groups()):
        return text or "–"
    parts = zip(match.groups(), _UNITS, strict=True)
    return joined([plural(int(value), unit) for value, unit in parts if value])


def plural(value: int, singular: str, several: str | None = None) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number(value)} {singular if value == 1 else several or singular + 's'}"


def span(time: timedelta) -> str:
    """How long something is, in its largest fitting unit: "3 days", "5 hours", "12 minutes"."""
    minutes = int(abs(time).total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return plural(minutes // (24 * 60), "day")
    if minutes >= 60:
        return plural(minutes // 60, "hour")
    return plural(minutes, "minute")


def short(text: str, length: int = 160) -> str:
    """A text on one line, cut at a word where it is longer; the cut is shown."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: line.rfind(" ", length // 2, length) if " " in line[length // 2 : length] else length] + " …"


_NAMED = re.compile(r"[^\W\d_]{3,}\s")


def numbered(number: str, noun: str) -> str:
    """A part of a text by its number: "article 3"; as it stands where the number brings its own word ("Стаття 19")."""
    return number if _NAMED.match(number) else f"{noun} {number}"
