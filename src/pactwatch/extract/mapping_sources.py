"""Where a claim's values come from: columns of a table, and what their cells mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.claim import PositionPrecision, Qualifier, State
from pactwatch.extract.yaml_file import MisfitError
from pactwatch.read.imprecise_date import ImpreciseDate

T = TypeVar("T")
UNIX = "unix"
"""The format of a date in seconds since 1970, UTC."""

_CURRENCY = re.compile("[A-Z]{3}")


def pattern_of_one_group(pattern: str, example: str) -> str:
    """The pattern, if it is a regular expression with one group. Raises ValueError with the mend."""
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    if groups != 1:
        raise ValueError(f"should have one group, as in {example}")
    return pattern


class Entry(BaseModel):
    """A part of a mapping: no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FromColumn(Entry):
    """A column, or several that stand for each other: the first of them that is filled in the row counts."""

    column: tuple[str, ...] = Field((), description="names of columns; capitals, spaces and punctuation do not count")

    @field_validator("column", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Condition(FromColumn):
    """What a cell must be: one of `equals`, none of `differs`, `filled` or not. Capitals do not count."""

    equals: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    filled: bool | None = None


class FixedOrColumn(FromColumn):
    """A value that is the same for all rows, or stands in a column; never both."""

    @model_validator(mode="after")
    def _says_one(self) -> FixedOrColumn:
        if bool(self.column) == bool(getattr(self, "fixed", None)):
            raise MisfitError(((), "give either `column` or `fixed`"))
        return self


class Coded(FixedOrColumn, Generic[T]):
    """A value of the coding manual: the same for all rows (`fixed`), or by the cell's text.

    `values` gives the value for a whole cell, `words` for a cell that has the word in it, `stems` for one with a word that
    begins so, `otherwise` for all others; a cell that none of them covers is reported.
    """

    fixed: T | None = None
    values: dict[str, T] = {}
    words: dict[str, T] = {}
    stems: dict[str, T] = {}
    otherwise: T | None = None


class ActorSource(FixedOrColumn):
    """Actors: the same for all rows (`fixed`, by code), or named in a cell.

    `values` gives codes for a whole cell that the codebook does not know. With `mentions`, all the actors that the cell
    speaks of are taken, else the one that the whole cell names. What to do with a name that nobody knows: `report` it,
    `keep` it as written, or `leave` it out. `inside` are patterns whose one group finds the name
    within the cell; where they are given, nothing else in it is taken for the name of an actor that the codebook knows.
    """

    fixed: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    mentions: bool = False
    unknown: Literal["report", "keep", "leave"] = "report"

    @field_validator("inside")
    @classmethod
    def _are_patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(pattern_of_one_group(pattern, r"'Forces of (\w+)'") for pattern in value)


class CurrencySource(FixedOrColumn):
    """An ISO 4217 code: the same for all rows, or in a column; `values` gives the code where a cell has a name."""

    fixed: str | None = None
    values: dict[str, str] = {}

    @model_validator(mode="after")
    def _is_code(self) -> CurrencySource:
        for code in (self.fixed, *self.values.values()):
            if code is not None and _CURRENCY.fullmatch(code) is None:
                raise MisfitError(((), f"`{code}` is no currency; write its ISO 4217 code, such as EUR"))
        return self


class AmountSource(FromColumn):
    """A sum of money. `scale` multiplies the number: 1000000 where the column counts in millions."""

    currency: CurrencySource
    scale: int = Field(1, ge=1)
    qualifier: Coded[Qualifier] = Coded[Qualifier](fixed="exact")
    zero: bool = Field(False, description="whether a 0 is a sum to be told; else it is as good as an empty cell")


Width = Literal["day", "week", "month", "year"]


class DateWidth(FromColumn):
    """How exactly a table knows a date: the cells of a column, and how wide each makes the date.

    A week is any seven days that have the day among them, since tables differ in which day stands for it.
    """

    values: dict[str, Width]


class DateSource(FromColumn):
    """A date. `formats` are Python's (%Y-%m-%d); one without a day gives a month, one without a month a year; `unix` is
    seconds since 1970.

    A cell in one of the formats of `until` gives the last day of an interval that begins with `since`. `parts` are
    columns that are joined by hyphens before the formats are tried: year, month. `last` are columns with the day on
    which it ended; `width` says where the day is only near enough.
    """

    parts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("%Y-%m-%d", "%Y-%m", "%Y")
    until: tuple[str, ...] = ()
    since: str | None = None
    last: tuple[str, ...] = ()
    width: DateWidth | None = None

    @field_validator("last", mode="before")
    @classmethod
    def _one_or_more_last(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fits(self) -> DateSource:
        if bool(self.column) == bool(self.parts):
            raise MisfitError(((), "give either `column` or `parts`"))
        if bool(self.until) != (self.since is not None):
            raise MisfitError(((), "`until` and `since` are given together, or not at all"))
        if self.since is not None:
            try:
                ImpreciseDate.parse(self.since)
            except ValueError as error:
                raise MisfitError((("since",), f"{error}; write it as 2022-01-24")) from error
        for field in ("formats", "until"):
            for number, written in enumerate(getattr(self, field)):
                if written != UNIX and not re.search("%[Yy]", written):
                    raise MisfitError(((field, number), f"`{written}` has no year; write one such as %d.%m.%Y"))
        return self


class GoodsSource(FromColumn):
    """Goods or people: the column that names them, and the column that counts them."""

    count: str | None = None


class StateSource(Entry):
    """The state of a promise: `fixed`, or met where the number in `delivered` reaches that in `of`, else partly met."""

    fixed: State | None = None
    delivered: str | None = None
    of: str | None = None

    @model_validator(mode="after")
    def _says_one(self) -> StateSource:
        if (self.fixed is None) != (self.delivered is not None and self.of is not None):
            raise MisfitError(((), "give either `fixed`, or `delivered` and `of`"))
        return self


class CountSource(FromColumn):
    """A number of people as a range: one column, or columns with the lowest, the likeliest and the highest figure.

    A cell may also say "3-5" or "at least 12".
    """

    low: str | None = None
    best: str | None = None
    high: str | None = None

    @model_validator(mode="after")
    def _says_one(self) -> CountSource:
        if bool(self.column) == any((self.low, self.best, self.high)):
            raise MisfitError(((), "give either `column`, or some of `low`, `best` and `high`"))
        return self


class PrecisionSource(FixedOrColumn):
    """What the coordinates of a row stand for: the same for all rows, or by a column.

    `values` gives the class for a cell, `up_to` for a number: the first class whose limit it does not pass
    ({exact: 0.5, settlement: 5, district: 50} for a radius in kilometres), a country beyond. `otherwise` holds for all
    other cells, and where the table has no such column.
    """

    fixed: PositionPrecision | None = None
    values: dict[str, PositionPrecision] = {}
    up_to: dict[PositionPrecision, float] = {}
    otherwise: PositionPrecision | None = None


class PositionSource(Entry):
    """Coordinates in degrees (WGS 84): columns `lat` and `lon`, or one `point` ("50.45 30.52", as forms export it).

    `precision` has to be said: coordinates alone do not tell whether they are a spot or the middle of a region.
    """

    lat: tuple[str, ...] = ()
    lon: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    precision: PrecisionSource

    @field_validator("lat", "lon", "point", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_one(self) -> PositionSource:
        if bool(self.lat) != bool(self.lon) or not (self.lat or self.point):
            raise MisfitError(((), "give `lat` and `lon`, or `point`"))
        return self


class CitedSources(Entry):
    """The sources that a row names: columns with their outlets, dates, titles and addresses, cut by `between`."""

    outlet: FromColumn
    date: DateSource | None = None
    title: FromColumn | None = None
    url: FromColumn | None = None
    between: str = Field(";", min_length=1)


_ALTERNATIVES = ("column", "lat", "lon", "point", "last")
_SINGLE = ("low", "best", "high", "count", "delivered", "of")
_EACH = ("parts", "quote")


def named_columns(entry: Entry) -> Iterator[tuple[str, ...]]:
    """The columns that a part of a mapping reads; several together where they stand for each other."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, Entry):
            yield from named_columns(value)
        elif not value:
            continue
        elif name in _ALTERNATIVES:
            yield value
        elif name in _SINGLE and isinstance(value, str):
            yield (value,)
        elif name in _EACH:
            yield from ((column,) for column in value)
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Entry):
                    yield from named_columns(each)
