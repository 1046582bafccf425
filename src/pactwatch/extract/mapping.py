"""The mapping: a YAML file that says which column of a table means what, so that a new table needs no code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from pactwatch.extract.claim import Action, Firmness, Form, IncidentType, Stage
from pactwatch.extract.mapping_sources import (
    ActorSource,
    AmountSource,
    CitedSources,
    Coded,
    Condition,
    CountSource,
    DateSource,
    Entry,
    FromColumn,
    GoodsSource,
    PositionSource,
    StateSource,
    pattern_of_one_group,
)
from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.read.table import Layout


class _ClaimMapping(Entry):
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


class IncidentMapping(_ClaimMapping):
    """Rows that are incidents, each a source of its own."""

    kind: Literal["incident"]
    type: Coded[IncidentType] | None = None
    place: FromColumn | None = None
    admin1: FromColumn | None = None
    position: PositionSource | None = None
    perpetrator: ActorSource | None = None
    attributed_by: FromColumn | None = None
    sides: tuple[ActorSource, ...] = ()
    target: FromColumn | None = None
    killed: CountSource | None = None
    injured: CountSource | None = None
    cited: CitedSources | None = None


ClaimMapping = Annotated[
    CommitmentMapping | FulfilmentMapping | AgreementMapping | IncidentMapping,
    Field(discriminator="kind"),
]


class RowSource(Entry):
    """What a row says of itself as a source: when it was published, and its address."""

    id: FromColumn | None = Field(None, description="what identifies it, where tables call that differently")
    published: DateSource | None = None
    url: FromColumn | None = None


class Numbers(Entry):
    """How the table writes numbers: 1,234.5 unless it says otherwise."""

    decimal: Literal[".", ","] = "."
    thousands: Literal[",", ".", " ", "'"] | None = ","

    @model_validator(mode="after")
    def _differ(self) -> Numbers:
        if self.decimal == self.thousands:
            raise MisfitError(((), f"the decimal sign and the sign of thousands are both `{self.decimal}`"))
        return self


_SHARED = frozenset(
    (
        *("promisors", "promisees", "action", "date", "type", "place", "admin1", "position"),
        *("attributed_by", "target", "killed", "injured", "cited"),
    )
)


class MappingFile(Entry):
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
    optional: tuple[str, ...] = Field((), description="columns that a table may lack")
    row: RowSource | None = Field(None, description="what each row says of itself, where each is a source")
    skip: tuple[Condition, ...] = Field((), description="rows that are not read: totals, notes")
    promisors: ActorSource | None = Field(
        None, description="for all claims that do not say it themselves, as the next"
    )
    promisees: ActorSource | None = None
    action: Coded[Action] | None = None
    date: DateSource | None = None
    type: Coded[IncidentType] | None = None
    place: FromColumn | None = None
    admin1: FromColumn | None = None
    position: PositionSource | None = None
    attributed_by: FromColumn | None = None
    target: FromColumn | None = None
    killed: CountSource | None = None
    injured: CountSource | None = None
    cited: CitedSources | None = None
    claims: tuple[ClaimMapping, ...] = Field(min_length=1)

    @field_validator("published")
    @classmethod
    def _is_pattern(cls, value: str | None) -> str | None:
        return value and pattern_of_one_group(value, r"'release_(\d{4}-\d{2}-\d{2})'")

    @model_validator(mode="after")
    def _says_who_and_what(self) -> MappingFile:
        faults: list[tuple[tuple[str | int, ...], str]] = [
            (("claims", number, field), f"missing; add `{field}: ...` here, or once for all claims")
            for number, claim in enumerate(self.completed)
            for field in ("promisors", "action", "type")
            if field in type(claim).model_fields and getattr(claim, field) is None
        ]
        if len({isinstance(claim, IncidentMapping) for claim in self.claims}) > 1:
            faults.append((("claims",), "incidents stand in a mapping of their own: each of their rows is a source"))
        if self.row is not None and not self.rows_are_sources:
            faults.append((("row",), "only rows of incidents are sources of their own; remove `row`"))
        if faults:
            raise MisfitError(*faults)
        return self

    @property
    def rows_are_sources(self) -> bool:
        """Whether each row is a document of its own: so it is with incidents, which others report too."""
        return isinstance(self.claims[0], IncidentMapping)

    @property
    def completed(self) -> tuple[ClaimMapping, ...]:
        """The claims, each with what the file says once for all of them."""
        return tuple(claim.model_copy(update=self._shared_with(claim)) for claim in self.claims)

    def _shared_with(self, claim: ClaimMapping) -> dict[str, object]:
        return {
            field: getattr(self, field)
            for field in _SHARED
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
