"""Sums of money: "3 billion euros ($3.2 billion)", "£2.5bn", "NOK 75 billion", each in full units of its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pactwatch.extract.claim import Amount, Qualifier
from pactwatch.extract.numbers import DIGITS, NUMBER_AHEAD, SCALE, WORDS, read_number


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """One sum as the text gives it; of several amounts the original comes first, or the lower end of a range."""

    start: int
    end: int
    amounts: tuple[Amount, ...]


# Codes that need no further sign that money is meant; "COP 28" and "TOP 10" are no sums.
_MAJOR = frozenset(re.findall("...", "EURUSDGBPCHFNOKSEKDKKISKCADAUDNZDJPYPLNCZKUAHHUFBGNHRKRUBCNYKRWSSP"))
_FIRST_YEAR = 2014
_SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW"}
_DOLLARS = {
    **dict.fromkeys(("US", "U.S.", "U.S", "American"), "USD"),
    **dict.fromkeys(("C", "CA", "Can", "CAN", "CAD", "CDN", "Canadian"), "CAD"),
    **dict.fromkeys(("A", "AU", "AUD", "Aus", "Australian"), "AUD"),
    **dict.fromkeys(("NZ", "NZD", "New Zealand"), "NZD"),
    **dict.fromkeys(("HK", "HKD", "Hong Kong"), "HKD"),
    **dict.fromkeys(("S", "SG", "SGD", "Singapore"), "SGD"),
    **dict.fromkeys(("NT", "Taiwan", "Taiwanese"), "TWD"),
}
_CROWNS = {"norwegian": "NOK", "swedish": "SEK", "danish": "DKK", "icelandic": "ISK", "czech": "CZK"}
_CROWN_WORDS = (
    "kr",
    "krone",
    "kroner",
    "krona",
    "kronor",
    "krónur",
    "koruna",
    "korunas",
    "koruny",
    "korun",
    "crowns",
)
_NAMES = {
    **dict.fromkeys(("euro", "euros", "eur", "євро"), "EUR"),
    **dict.fromkeys(("dollar", "dollars", "u.s. dollar", "u.s. dollars", "american dollars", "доларів"), "USD"),
    **dict.fromkeys(("долари", "долара", "доларів сша", "дол. сша", "dollars américains"), "USD"),
    **dict.fromkeys(("pound sterling", "pounds sterling", "sterling", "uk pounds"), "GBP"),
    **dict.fromkeys(("livres sterling", "фунтів стерлінгів", "фунтів", "british pound"), "GBP"),
    **dict.fromkeys(("hryvnia", "hryvnias", "hryvnya", "hryvnyas", "hryven", "гривень", "гривні", "грн"), "UAH"),
    **dict.fromkeys(("zloty", "zlotys", "zloties", "zlotych", "złoty", "złotych", "zł", "злотих"), "PLN"),
    **dict.fromkeys(("yen", "japanese yen", "єн"), "JPY"),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles", "russian roubles", "рублів"), "RUB"),
    **dict.fromkeys(("kronor", "крон швеції"), "SEK"),
    **dict.fromkeys(("forint", "forints"), "HUF"),
    **dict.fromkeys(("yuan", "renminbi"), "CNY"),
    **dict.fromkeys(("shekel", "shekels"), "ILS"),
    **{f"{country} {word}": code for country, code in _CROWNS.items() for word in _CROWN_WORDS},
    **{f"{country.lower()} dollars": code for country, code in _DOLLARS.items()},
    "kč": "CZK",
}
# Weights and verbs in other company: money only where a million or more is counted.
_NAMES_WITH_SCALE = {"pound": "GBP", "pounds": "GBP", "won": "KRW", "lira": "TRY"}

# "280 million kroner": the country that the text names tells whose they are, where it is the only one with such crowns.
_BARE_CROWNS = re.compile(r"[-‑\s]{0,2}(?P<name>kroner|krone|krona|kr|crowns|koruna|koruny|korunas|korun)(?![^\W_])")
_CROWNS_BY_NAME = {
    **dict.fromkeys(("krone", "kroner"), frozenset(("NOK", "DKK"))),
    "krona": frozenset(("SEK", "ISK")),
    **dict.fromkeys(("koruna", "koruny", "korunas", "korun"), frozenset(("CZK",))),
}
_CROWN_COUNTRY = re.compile(
    r"\b(?:(?P<NOK>Norw(?:ay|egians?))|(?P<SEK>Swed(?:en|ish|es))|(?P<DKK>Denmark|Danish|Danes)|(?P<ISK>Iceland(?:ic)?)"
    r"|(?P<CZK>Czech(?:s|ia)?))\b"
)

_LETTERS = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9)}
# "a $61 billion package" is no sum in Australian dollars: single letters stand close and in capitals.
_COUNTRIES = "|".join(
    re.escape(name) + (r"\s?" if len(name) > 1 else "") for name in sorted(_DOLLARS, key=len, reverse=True)
)
_SIGNS = "".join(_SYMBOLS)
_AMOUNT = re.compile(
    rf"(?:{NUMBER_AHEAD}|(?<=\b[A-Z]{{3}})(?=\d))"
    rf"(?:(?P<digits>(?<!\d[.,:/]){DIGITS})(?:(?P<scale>[-‑\s]{{0,2}}{SCALE}(?![^\W\d_]))"
    rf"|\s?(?P<letter>[mMkKbB])(?![^\W_])|(?![^\W\d_]))|(?P<words>{WORDS}))"
)
_PREFIX = re.compile(
    rf"(?:(?:(?<![^\W_])(?P<country>{_COUNTRIES}))?\$|(?P<symbol>[{_SIGNS}])"
    rf"|(?<![^\W_])(?P<code>[A-Z]{{3}})|(?<![^\W_])(?P<crowns>(?i:{'|'.join(_CROWNS)})\s+kr))\s?$"
)
_SUFFIX = re.compile(
    rf"[-‑\s]{{0,2}}(?:(?:(?P<country>(?:US|C|CA|A|AU|NZ))?(?P<dollar>\$)|(?P<symbol>[{_SIGNS}]))(?!\d)"
    r"|(?:[dD]['’]|de\s+)?(?P<words>(?:[uU]\.[sS]\.?|дол\.|[^\W\d_]+)(?:[-\s](?:[^\W\d_]+)){0,2}))"
)
# Three places after a point are thousands where no million follows: no sum has tenths of a cent.
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_LATE_SCALE = re.compile(rf"\s({SCALE})(?![^\W\d_])")
_COMPLETES_DOLLAR = re.compile(r"\s(?:(?P<code>[A-Z]{3})|(?P<country>Canadian|Australian|US))\b")

_TOTAL = (
    r"(?:(?:an?|the|its|their)\s+)?(?:(?:total|combined|additional|annual|yearly|overall|extra|further|another|new"
    r"|sum|value|amount|limit|maximum|minimum|estimated|of|worth|to|з|de)\s+)*"
)
_QUALIFIERS: tuple[tuple[Qualifier, str, str], ...] = (
    (
        "up_to",
        r"up\s+to|as\s+much\s+as|(?:no|not)\s+more\s+than|at\s+most|a\s+maximum\s+of|maximum|less\s+than|fewer\s+than"
        r"|not\s+exceed(?:ing)?|jusqu['’]à|до|не\s+більше(?:\s+ніж)?|(?<!не\s)менше(?:\s+ніж)?",
        r"",
    ),
    (
        "at_least",
        r"at\s+least|(?<!no\s)(?<!not\s)more\s+than|(?:no|not)\s+less\s+than|(?<!not\s)exceed(?:s|ed|ing)?"
        r"|a\s+minimum\s+of|minimum|in\s+excess\s+of|upwards\s+of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|plus\s+de"
        r"|au\s+moins|понад|(?<!не\s)більше(?:\s+ніж)?|щонайменше|не\s+менше(?:\s+ніж)?",
        r"over|above|well\s+over",
    ),
    (
        "about",
        r"approximately|approx\.?|roughly|nearly|almost|close\s+to|an?\s+estimated|estimated(?:\s+at)?|circa|ca\.|~|≈"
        r"|in\s+the\s+region\s+of|just\s+(?:under|over)|worth\s+(?:about|around|some)|environ|près\s+de|приблизно|близько"
        r"|майже",
        r"about|around|some|quelque",
    ),
)
# The second kind of words counts only right before the sum: "over a 50 million programme" says nothing of the sum.
_BEFORE = tuple(
    (name, re.compile(rf"(?i:(?<![^\W_])(?:{far})\s*{_TOTAL}" + (rf"|\b(?:{near})\s+" if near else "") + r")$"))
    for name, far, near in _QUALIFIERS
)
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"\s+or\s+more\b|-plus\b|\+")),
    ("about", re.compile(r"\s+or\s+so\b")),
)
_APPROACH = (
    r"(?:(?:which|that)\s+is\s+|(?:equal|equivalent|corresponding|amounting)\s+to\s+|equivalent\s+(?:of\s+)?"
    r"|or\s+|i\.e\.,?\s+|worth\s+|about\s+|around\s+|approximately\s+|approx\.?\s+|roughly\s+|nearly\s+|almost\s+"
    r"|some\s+|circa\s+|ca\.\s+|over\s+|more\s+than\s+|just\s+under\s+|[=~≈]\s*)*"
)
_OPENS = re.compile(rf"\s*[(\[]\s*{_APPROACH}")
_GOES_ON = re.compile(rf"\s*[,;/]\s*{_APPROACH}")
_ALSO = re.compile(
    rf"(?:\s*,)?\s+(?:or|i\.e\.,?|equal\s+to|equivalent\s+to)\s+{_APPROACH}|\s*/\s*|\s+[–—]\s+{_APPROACH}"
)
_CLOSES = re.compile(r"\s*[)\]]")
_RANGE = re.compile(r"\s*(?:[-‑–—]|to|à|до)\s*")
_AND = re.compile(r"\s+(?:and|et|та|і)\s+")
_BETWEEN = re.compile(r"(?i:\b(?:between|entre|між)\s+)$")
_FROM = re.compile(r"(?i:\b(?:from|de|від|з)\s+)$")
_WINDOW = 60


@dataclass(slots=True)
class _Sum:
    start: int
    end: int
    digits: Decimal
    scale: Decimal | None
    currency: str | None
    qualifier: Qualifier = "exact"

    @property
    def value(self) -> Decimal:
        return self.digits * (self.scale or 1)

    def amount(self, qualifier: Qualifier | None = None) -> Amount:
        return Amount(value=float(self.value), currency=self.currency or "", qualifier=qualifier or self.qualifier)


@cache
def _codes() -> frozenset[str]:
    """The currencies that some country has used since 2014."""
    rows = (row for territory in get_global("territory_currencies").values() for row in territory)
    return frozenset(code for code, _, until, tender in rows if tender and (until is None or until[0] >= _FIRST_YEAR))


@cache
def _names() -> dict[str, str]:
    """Currency names as Babel has them in English, French and Ukrainian, and those that news uses besides."""
    names = {}
    for language in ("en", "fr", "uk"):
        locale = Locale(language)
        for code in _codes():
            for count in (1, 2, 5):
                names[get_currency_name(code, count=count, locale=locale).lower()] = code
    return {**{name: code for name, code in names.items() if " " in name}, **_NAMES}


def _currency_before(text: str, floor: int, start: int) -> tuple[int, str] | None:
    match = _PREFIX.search(text, max(floor, start - 20), start)
    if match is None:
        return None
    if match["symbol"]:
        currency = _SYMBOLS[match["symbol"]]
    elif match["code"]:
        currency = match["code"]
    elif match["crowns"]:
        currency = _CROWNS[match["crowns"].split()[0].lower()]
    else:
        currency = _DOLLARS[(match["country"] or "US").strip()]
    return (match.start(), currency) if currency in _codes() else None


def _currency_after(text: str, end: int, *, scaled: bool) -> tuple[int, str] | None:
    match = _SUFFIX.match(text, end)
    if match is None:
        return None
    if match["dollar"]:
        return match.end(), _DOLLARS[(match["country"] or "US").strip()]
    if match["symbol"]:
        return match.end(), _SYMBOLS[match["symbol"]]
    words = re.split(r"([-\s])", match["words"])
    if words[0] in _codes():
        return match.start("words") + len(words[0]), words[0]
    for count in range(len(words), 0, -2):
        written = "".join(words[:count])
        name = re.sub(r"[-\s]+", " ", written).lower()
        code = _names().get(name) or (_NAMES_WITH_SCALE.get(name) if scaled else None)
        if code:
            return match.start("words") + len(written), code
    return None


def _crowns_after(text: str, end: int) -> tuple[int, str] | None:
    """Crowns without their country, where the text names one country whose they can be, and no other."""
    match = _BARE_CROWNS.match(text, end)
    if match is None:
        return None
    named = {country.lastgroup or "" for country in _CROWN_COUNTRY.finditer(text)}
    possible = named & _CROWNS_BY_NAME.get(match["name"], frozenset(_CROWNS.values()))
    return (match.end(), possible.pop()) if len(possible) == 1 else None


def _sums(text: str) -> list[_Sum]:
    """Every number in the text, with its currency where one stands by it."""
    found: list[_Sum] = []
    for match in _AMOUNT.finditer(text):
        written = match["words"] or match["digits"]
        digits, scale = read_number(written), None
        if digits is None:
            continue
        if _THOUSANDS.fullmatch(written) and not match["scale"] and not match["letter"]:
            digits *= 1000
        if match["scale"]:
            scale = read_number("1 " + match["scale"].strip(" -‑\u00a0."))
        start, end = match.span()
        before = _currency_before(text, found[-1].end if found else 0, start)
        big = bool(scale or digits >= 1000)
        after = _currency_after(text, end, scaled=big) or _crowns_after(text, end)
        if match["letter"]:
            if before is None and after is None:
                continue
            scale = _LETTERS[match["letter"].lower()]
            big = True
        if before and before[1] not in _MAJOR and text[before[0]].isalpha() and not big:
            before = None
        currency = None
        if before:
            start, currency = before
            refined = _COMPLETES_DOLLAR.match(text, end) if currency == "USD" else None
            if refined and (refined["code"] in _codes() or refined["country"]):
                currency = refined["code"] or _DOLLARS[refined["country"]]
                end = refined.end()
            elif after and after[1] == currency:
                end = after[0]
        elif after:
            end, currency = after
            if scale is None and (late := _LATE_SCALE.match(text, end)):  # "35 EUR million"
                scale, end = read_number("1 " + late[1]), late.end()
        found.append(_Sum(start, end, digits, scale, currency))
    return found


def _qualifier(text: str, one: _Sum) -> Qualifier:
    for name, pattern in _AFTER:
        if pattern.match(text, one.end):
            return name
    before = text[max(0, one.start - _WINDOW) : one.start]
    return next((name for name, pattern in _BEFORE if pattern.search(before)), "exact")


def _join_range(text: str, low: _Sum, high: _Sum) -> MoneyMention | None:
    """The two ends of a range, where the second number gives the first its currency or its scale."""
    gap = text[low.end : high.start]
    before = text[max(0, low.start - _WINDOW) : low.start]
    between = _AND.fullmatch(gap) and _BETWEEN.search(before)
    if not between and (not _RANGE.fullmatch(gap) or (low.currency and high.currency and _FROM.search(before))):
        return None
    currency = low.currency or high.currency
    if currency is None or (high.currency or currency) != currency:
        return None
    first = _Sum(low.start, low.end, low.digits, low.scale or high.scale, currency)
    last = _Sum(high.start, high.end, high.digits, high.scale, currency)
    if first.value >= last.value:
        return None
    return MoneyMention(low.start, high.end, (first.amount("at_least"), last.amount("up_to")))


def _single(text: str, one: _Sum) -> MoneyMention:
    one.qualifier = _qualifier(text, one)
    return MoneyMention(one.start, one.end, (one.amount(),))


def _join_conversions(text: str, mentions: list[MoneyMention]) -> list[MoneyMention]:
    joined: list[MoneyMention] = []
    inside = False
    for mention in mentions:
        gap = text[joined[-1].end : mention.start] if joined else None
        previous = joined[-1] if joined else None
        opens = gap is not None and _OPENS.fullmatch(gap) is not None
        also = gap is not None and (
            _ALSO.fullmatch(gap) is not None or (inside and _GOES_ON.fullmatch(gap) is not None)
        )
        currencies = {amount.currency for amount in previous.amounts} if previous else set()
        if previous is None or not (opens or also) or mention.amounts[0].currency in currencies:
            joined.append(mention)
            inside = False
            continue
        closes = _CLOSES.match(text, mention.end) if opens or inside else None
        own = tuple(
            amount.model_copy(update={"qualifier": previous.amounts[0].qualifier})
            if amount.qualifier == "exact"
            else amount
            for amount in mention.amounts
        )
        inside = (opens or inside) and closes is None
        joined[-1] = MoneyMention(previous.start, closes.end() if closes else mention.end, previous.amounts + own)
    return joined


def find_amounts(text: str) -> list[MoneyMention]:
    """Every sum of money in the text, in order and without overlaps.

    A bare "$" is the United States dollar. Crowns and francs are left out where nothing tells whose they are: no country
    beside them, nor, for crowns, one in the text that alone has them. So are shares of GDP and numbers without a
    currency. 3.2 billion is exactly 3200000000.
    """
    sums = _sums(text)
    mentions: list[MoneyMention] = []
    index = 0
    while index < len(sums):
        following = sums[index + 1] if index + 1 < len(sums) else None
        ranged = _join_range(text, sums[index], following) if following else None
        if ranged:
            mentions.append(ranged)
            index += 2
            continue
        if sums[index].currency:
            mentions.append(_single(text, sums[index]))
        index += 1
    return _join_conversions(text, mentions)
