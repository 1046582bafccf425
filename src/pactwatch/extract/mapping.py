"""The mapping: a YAML file that says which column of a table means what, so that a new table needs no code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.claim import Action, Firmness, Form, Qualifier, Stage, State
from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.read.table import Layout

T = TypeVar("T")
_CURRENCY = re.compile("[A-Z]{3}")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FromColumn(_Entry):
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


class _FixedOrColumn(FromColumn):
    @model_validator(mode="after")
    def _says_one(self) -> _FixedOrColumn:
        if bool(self.column) == bool(getattr(self, "fixed", None)):
            raise MisfitError(((), "give either `column` or `fixed`"))
        return self


class Coded(_FixedOrColumn, Generic[T]):
    """A value of the coding manual: the same for all rows (`fixed`), or by the cell's text.

    `values` gives the value for a whole cell, `words` for a cell that has the word in it, `otherwise` for all others;
    a cell that none of them covers is reported.
    """

    fixed: T | None = None
    values: dict[str, T] = {}
    words: dict[str, T] = {}
    otherwise: T | None = None


class ActorSource(_FixedOrColumn):
    """Actors: the same for all rows (`fixed`, by code), or named in a cell.

    `values` gives codes for a whole cell that the codebook does not know. With `mentions`, all the actors that the cell
    speaks of are taken, else the one that the whole cell names. What to do with a name that nobody knows: `report` it,
    `keep` it as written, or `leave` it out.
    """

    fixed: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    mentions: bool = False
    unknown: Literal["report", "keep", "leave"] = "report"


class CurrencySource(_FixedOrColumn):
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


class DateSource(FromColumn):
    """A date. `formats` are Python's (%Y-%m-%d); one without a day gives a month, one without a month a year.

    A cell in one of the formats of `until` gives the last day of an interval that begins with `since`. `parts` are
    columns that are joined by hyphens before the formats are tried: year, month.
    """

    parts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("%Y-%m-%d", "%Y-%m", "%Y")
    until: tuple[str, ...] = ()
    since: str | None = None

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
                if not re.search("%[Yy]", written):
                    raise MisfitError(((field, number), f"`{written}` has no year; write one such as %d.%m.%Y"))
        return self


class GoodsSource(FromColumn):
    """Goods or people: the column that names them, and the column that counts them."""

    count: str | None = None


class StateSource(_Entry):
    """The state of a promise: `fixed`, or met where the number in `delivered` reaches that in `of`, else partly met."""

    fixed: State | None = None
    delivered: str | None = None
    of: str | None = None

    @model_validator(mode="after")
    def _says_one(self) -> StateSource:
        if (self.fixed is None) != (self.delivered is not None and self.of is not None):
            raise MisfitError(((), "give either `fixed`, or `delivered` and `of`"))
        return self


class _ClaimMapping(_Entry):
    """What the mappings of all kinds have: which rows give a claim, what identifies it, what it quotes."""

    name: str = Field(min_length=1, description="what the claim is of, in a word: shown where releases are compared")
    where: tuple[Condition, ...] = ()
    once: tuple[str, ...] = Field((), description="of rows that agree in these columns, only the first gives a claim")
    id: tuple[str, ...] = Field((), description="columns that identify the claim; the row's own where not given")
    quote: tuple[str, ...] = Field((), description="columns whose cells are quoted, from the first to the last")
    compare: tuple[str, ...] = Field(
        (), description="columns whose changes between releases count; all used ones else"
    )
    date: DateSource | None = None


class CommitmentMapping(_ClaimMapping):
    """Rows that are promises."""

    kind: Literal["commitment"]
    promisors: ActorSource | None = None
    promisees: ActorSource | None = None
    action: Coded[Action] | None = None
    firmness: Coded[Firmness]
    amounts: tuple[AmountSource, ...] = ()
    items: tuple[GoodsSource, ...] = ()
    due: DateSource | None = None
    condition: FromColumn | None = None
    agreement: FromColumn | None = None


class FulfilmentMapping(_ClaimMapping):
    """Rows that tell what became of a promise."""

    kind: Literal["fulfilment"]
    promisors: ActorSource | None = None
    action: Coded[Action] | None = None
    state: StateSource
    amounts: tuple[AmountSource, ...] = ()
    items: tuple[GoodsSource, ...] = ()


class AgreementMapping(_ClaimMapping):
    """Rows that are agreements, each with a stage that it has reached."""

    kind: Literal["agreement"]
    title: FromColumn
    parties: ActorSource
    form: Coded[Form] = Coded[Form](fixed="agreement")
    stage: Coded[Stage]


ClaimMapping = Annotated[
    CommitmentMapping | FulfilmentMapping | AgreementMapping,
    Field(discriminator="kind"),
]


class Numbers(_Entry):
    """How the table writes numbers: 1,234.5 unless it says otherwise."""

    decimal: Literal[".", ","] = "."
    thousands: Literal[",", ".", " ", "'"] | None = ","

    @model_validator(mode="after")
    def _differ(self) -> Numbers:
        if self.decimal == self.thousands:
            raise MisfitError(((), f"the decimal sign and the sign of thousands are both `{self.decimal}`"))
        return self


class MappingFile(_Entry):
    """A mapping as it stands in its file."""

    title: str = Field(min_length=1)
    outlet: str = Field(min_length=1, description="who publishes the table; the same for all its releases")
    speaker: str | None = Field(None, description="whose claims they are, where that is not the outlet")
    via: str | None = Field(None, description="what carries them; {published} in it stands for the release's date")
    url: str | None = None
    language: str | None = None
    published: str | None = Field(None, description="a pattern for the file's name; its first group is the ISO date")
    layout: Layout = Layout()
    numbers: Numbers = Numbers()
    empty: tuple[str, ...] = Field((), description="what a cell without a value has in it; capitals do not count")
    shown: tuple[str, ...] = Field((), description="the columns that the document's text has; all where not given")
    id: tuple[str, ...] = Field((), description="the columns that together identify a row")
    text: str | None = Field(None, description="the column with running text, which claims quote")
    skip: tuple[Condition, ...] = Field((), description="rows that are not read: totals, notes")
    promisors: ActorSource | None = Field(
        None, description="for all claims that do not say it themselves, as the next"
    )
    promisees: ActorSource | None = None
    action: Coded[Action] | None = None
    date: DateSource | None = None
    claims: tuple[ClaimMapping, ...] = Field(min_length=1)

    @field_validator("published")
    @classmethod
    def _is_pattern(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                groups = re.compile(value).groups
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
            if groups != 1:
                raise ValueError(r"should have one group for the date, as in 'release_(\d{4}-\d{2}-\d{2})'")
        return value

    @model_validator(mode="after")
    def _says_who_and_what(self) -> MappingFile:
        faults = [
            (("claims", number, field), f"missing; add `{field}: ...` here, or once for all claims")
            for number, claim in enumerate(self.completed)
            for field in ("promisors", "action")
            if field in type(claim).model_fields and getattr(claim, field) is None
        ]
        if faults:
            raise MisfitError(*faults)
        return self

    @property
    def completed(self) -> tuple[ClaimMapping, ...]:
        """The claims, each with what the file says once for all of them."""
        return tuple(claim.model_copy(update=self._shared_with(claim)) for claim in self.claims)

    def _shared_with(self, claim: ClaimMapping) -> dict[str, object]:
        return {
            field: getattr(self, field)
            for field in ("promisors", "promisees", "action", "date")
            if field in type(claim).model_fields and getattr(claim, field) is None
        }


@dataclass(frozen=True)
class Mapping:
    """A mapping with its name and a short hash of its file, so that each claim says which one made it."""

    name: str
    file: MappingFile
    version: str

    def date_in(self, name: str) -> str | None:
        """The date that a file's name gives, where the mapping says how to find it there."""
        found = re.search(self.file.published, name) if self.file.published else None
        return found[1] if found else None


def load_mapping(path: Path) -> Mapping:
    """Read a mapping. Raises CodebookError with file, line and mend, OSError where the file cannot be opened."""
    file = load_yaml(path, MappingFile)
    return Mapping(path.stem, file, hashlib.sha256(path.read_bytes()).hexdigest()[:10])


def known_mappings() -> Sequence[str]:
    """The names of the mappings that come with Pactwatch."""
    folder = files("pactwatch") / "codebook" / "tables"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def find_mapping(name: str) -> Mapping:
    """The mapping in a file, or the one of that name that comes with Pactwatch.

    Raises FileNotFoundError, in words for the user, where there is neither, and CodebookError as `load_mapping` does.
    """
    if name in known_mappings():
        with as_file(files("pactwatch") / "codebook" / "tables" / f"{name}.yaml") as path:
            return load_mapping(path)
    if not Path(name).is_file():
        known = ", ".join(known_mappings())
        raise FileNotFoundError(f"there is no mapping {name}; name a YAML file, or one of {known}")
    return load_mapping(Path(name))
