"""The words of a paper in one of its languages: phrases from the catalogue, and dates, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import as_file, files
from string import Formatter
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit
from pydantic import BaseModel, ConfigDict, model_validator

from pactwatch.extract.claim import Amount, Count
from pactwatch.extract.yaml_file import CodebookError, Fault, MisfitError, load_yaml
from pactwatch.judge.duration import duration
from pactwatch.publish import words
from pactwatch.read.imprecise_date import ImpreciseDate

PaperLanguage = Literal["en", "fr"]
_LOCALES = {"en": Locale.parse("en_GB"), "fr": Locale.parse("fr_FR")}
_ALPHA3 = re.compile(r"[A-Z]{3}")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Forms(_Entry):
    """A phrase with a number, in the two forms that the language's rule chooses from."""

    one: str
    other: str


class Phrase(_Entry):
    """One phrase in each language."""

    en: str | Forms
    fr: str | Forms

    @model_validator(mode="after")
    def _fill_in_the_same(self) -> Phrase:
        if isinstance(self.en, Forms) != isinstance(self.fr, Forms):
            raise MisfitError((("fr",), "both languages need one form, or both need `one` and `other`"))
        wanted = {frozenset(_names(text)) for text in (*_texts(self.en), *_texts(self.fr))}
        if len(wanted) > 1:
            told = sorted({name for names in wanted for name in names if not all(name in each for each in wanted)})
            raise MisfitError((("fr",), f"`{{{told[0]}}}` is not filled in by every form in both languages"))
        return self


class Catalogue(_Entry):
    """The catalogue of the papers: their phrases by their keys, and what codes are called, by their sort."""

    phrases: dict[str, Phrase]
    labels: dict[str, dict[str, Phrase]]


_FILES = ("report.yaml", "case_papers.yaml")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that is installed, of all its files. Raises CodebookError where one of them cannot be used."""
    phrases: dict[str, Phrase] = {}
    labels: dict[str, dict[str, Phrase]] = {}
    with as_file(files("pactwatch") / "codebook") as folder:
        for name in _FILES:
            given = load_yaml(folder / name, Catalogue)
            twice = sorted({*phrases, *labels} & {*given.phrases, *given.labels})
            if twice:
                raise CodebookError(folder / name, [Fault(1, f"`{twice[0]}` stands in another file too; keep one")])
            phrases |= given.phrases
            labels |= given.labels
    return Catalogue(phrases=phrases, labels=labels)


class Phrases:
    """What a paper says, in one language."""

    def __init__(self, language: PaperLanguage) -> None:
        self.language = language
        self._locale = _LOCALES[language]

    def say(self, key: str, **values: str | int) -> str:
        """A phrase with its values filled in; numbers are written as the language writes them, `n` chooses the form."""
        wording = getattr(catalogue().phrases[key], self.language)
        if isinstance(wording, Forms):
            wording = wording.one if self._locale.plural_form(int(values["n"])) == "one" else wording.other
        filled = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._set(wording).format(**filled)

    def label(self, sort: str, code: str | None) -> str:
        """What a code is called; one that the catalogue does not know stays, in plain words."""
        known = catalogue().labels[sort].get(code or "none")
        return self._set(str(getattr(known, self.language))) if known else (code or "–").replace("_", " ")

    def _set(self, text: str) -> str:
        """French sets a space before these marks, at which no line may break."""
        if self.language != "fr":
            return text
        return re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", re.sub(r" (?=;)", "\u202f", text))

    def number(self, value: float) -> str:
        """A number with its thousands set apart."""
        return str(format_decimal(value, locale=self._locale))

    def range(self, low: int, high: int | None) -> str:
        """From the least to the most: "3", "3–5"; "at least 3" where no most is known."""
        if high is None:
            return self.say("at_least", n=low)
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def count(self, count: Count | None) -> str:
        """A number of people as a range; a dash where it is not given."""
        if count is None or (count.low is None and count.high is None):
            return "–"
        if count.low is None:
            return self.say("up_to", n=int(count.high or 0))
        return self.range(count.low, count.high)

    def amount(self, amount: Amount) -> str:
        """A sum of money with its currency's code: "EUR 3 billion", "3 milliards EUR"."""
        if abs(amount.value) >= 1_000_000:
            number = format_compact_decimal(amount.value, format_type="long", locale=self._locale, fraction_digits=2)
        else:
            number = self.number(amount.value)
        written = (
            f"{amount.currency} {number}"
            if self.language == "en"
            else f"{number} {amount.currency}".replace(" ", "\u00a0")
        )
        marks = {"exact": "", "about": "≈ ", "up_to": "≤ ", "at_least": "≥ "}
        return marks[amount.qualifier] + written

    def day(self, day: date) -> str:
        """A day in words: "1 April 2025", "1er avril 2025"."""
        written = str(format_date(day, "d MMMM yyyy", locale=self._locale))
        return re.sub(r"^1 ", "1er ", written) if self.language == "fr" else written

    def moment(self, moment: datetime) -> str:
        """A moment in words, in UTC, to the minute."""
        moment = moment.astimezone(UTC)
        clock = f"{moment:%H:%M}" if self.language == "en" else f"{moment.hour}\u00a0h\u00a0{moment:%M}"
        return f"{self.day(moment.date())}, {clock} UTC"

    def when(self, text: str | None) -> str:
        """A date or interval, as coarse as it is written."""
        if not text:
            return self.say("no_day")
        if self.language == "en":
            return words.when(text)
        try:
            ImpreciseDate.parse(text)
        except ValueError:
            return text
        first, _, last = text.partition("/")
        if not last:
            return self._point(first)
        if len(first) == len(last) == 10 and first[:7] == last[:7]:
            return f"{self._point(first).split()[0]}–{self._point(last)}"
        return f"{self._point(first)} – {self._point(last)}"

    def _point(self, text: str) -> str:
        first = ImpreciseDate.parse(text).first
        if len(text) == 10:
            return self.day(first)
        return str(format_date(first, {4: "yyyy", 7: "MMMM yyyy"}[len(text)], locale=self._locale))

    def span(self, time: timedelta) -> str:
        """How long something is, in its largest fitting unit."""
        return str(format_timedelta(abs(time), threshold=2, locale=self._locale))

    def duration(self, text: str) -> str:
        """A duration of the terms: PT24H is "24 hours"."""
        minutes = int(duration(text).total_seconds() // 60)
        unit, size = next((u, s) for u, s in (("hour", 60), ("minute", 1)) if minutes % s == 0)
        if unit == "hour" and text.endswith(("D", "W")):
            unit, size = "day", 24 * 60
        return str(format_unit(minutes // size, unit, locale=self._locale))

    def actor(self, code: str | None) -> str:
        """An actor's name: a state by its code in the language, anything else as it stands."""
        if code and _ALPHA3.fullmatch(code):
            alias = get_global("territory_aliases").get(code)
            name = self._locale.territories.get(alias[0]) if alias else None
            if name:
                return {"UK": "United Kingdom", "US": "United States"}.get(str(name), str(name))
        return code or "–"

    def actors(self, codes: Iterable[str]) -> str:
        """Several actors, joined as in a sentence."""
        return self.joined([self.actor(code) for code in codes]) or "–"

    def joined(self, parts: list[str]) -> str:
        """Parts joined as in a sentence."""
        return str(format_list(parts, locale=self._locale))


def _texts(wording: str | Forms) -> tuple[str, ...]:
    return (wording.one, wording.other) if isinstance(wording, Forms) else (wording,)


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
