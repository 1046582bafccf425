"""Terms: a ceasefire or guarantee in a form that can be judged, written beside the text and quoting it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.claim import Action
from pactwatch.extract.yaml_file import CodebookError, Fault, load_yaml
from pactwatch.judge.condition import Condition, Sign
from pactwatch.judge.duration import Duration
from pactwatch.judge.party import Party, parties_named
from pactwatch.judge.period import Period
from pactwatch.judge.procedure import Procedure
from pactwatch.judge.recurrence import Recurrence
from pactwatch.judge.rule import Clause, Exemption, Prohibition, Rule
from pactwatch.judge.standard import GradeRow, Standard
from pactwatch.judge.state_rule import Level, StateRule
from pactwatch.judge.zone import Zone, read_shape

__all__ = [
    "Activation",
    "Clause",
    "Condition",
    "Duty",
    "Exemption",
    "GradeRow",
    "Level",
    "Party",
    "Period",
    "Prohibition",
    "Rule",
    "Sign",
    "Standard",
    "StateRule",
    "Terms",
    "Text",
    "Zone",
    "load_terms",
    "ready_terms",
]


_NAMES = ("id", "actor", "name", "trigger")
"""The keys by which parts of terms are named."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(_Part):
    """The instrument that the terms put into a judgeable form."""

    title: str
    url: str | None = None
    note: str | None = Field(None, description="which text was used, and what of it is not known")


class Duty(_Part):
    """What a party must do, by a day or without one. Reports on its being kept decide it, incidents do not."""

    id: str
    article: str
    quote: str
    owed_by: tuple[str, ...] = Field(min_length=1)
    owed_to: tuple[str, ...] = ()
    action: str = Field(description="what is owed, in a few words")
    kind: Action | None = Field(None, description="the action by which reports on it are coded")
    by: date | None = Field(None, description="the last day on which it can still be done in time")
    zones: tuple[str, ...] = Field((), description="the zones that it speaks of, as a distance to be withdrawn")


class Activation(_Part):
    """A conditional commitment and what activates it: who then owes what to whom, within what time."""

    id: str
    when: Condition
    owed_by: tuple[str, ...] = Field(min_length=1)
    owed_to: tuple[str, ...] = Field(min_length=1)
    action: str
    within: Duration | None = None
    on_request_of: tuple[str, ...] = Field((), description="the clock waits for a request of one of these")
    recurrence: Recurrence | None = Field(
        None, description="what a further trigger does; none: by the codebook's rule"
    )
    article: str
    quote: str = Field(min_length=1)
    source: Text


class Uncertainty(_Part):
    """How far, in kilometres, an incident may have been from the coordinates that stand for its place."""

    exact: float = Field(0, ge=0, description="coordinates that a source gives")
    settlement: float = Field(3, ge=0, description="the middle of a town or village")
    district: float = Field(30, ge=0)
    region: float = Field(120, ge=0)

    def radius(self, precision: str | None) -> float | None:
        """The distance for a class of precision; None where the place is too coarse to stand for a point."""
        return getattr(self, precision, None) if precision in type(self).model_fields else None


class Terms(_Part):
    """A ceasefire or guarantee: parties, periods, zones, what is forbidden, and what a breach activates."""

    name: str
    source: Text
    parties: tuple[Party, ...] = Field(min_length=1)
    in_force: tuple[Period, ...] = Field((), description="none: dormant, no incident is judged")
    paused: tuple[Period, ...] = Field((), description="times within these in which nothing holds")
    zones: tuple[Zone, ...] = ()
    uncertainty_km: Uncertainty = Uncertainty()
    rules: tuple[Rule, ...] = ()
    duties: tuple[Duty, ...] = ()
    standard_of_evidence: Standard = Standard()
    activates: tuple[Activation, ...] = ()
    procedure: Procedure = Procedure()
    state: StateRule = Field(
        StateRule(), description="by which findings the ceasefire is holding, strained or broken"
    )
    signs: tuple[Sign, ...] = Field(
        (), description="what shows that a trigger has come, for the commitments of the ledger that wait for it"
    )

    @field_validator("parties", "zones", "rules", "duties", "activates", "signs")
    @classmethod
    def _names_are_given_once(cls, parts: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
        seen: set[str] = set()
        for part in parts:
            name = next(str(value) for key in _NAMES if (value := getattr(part, key, None)))
            if name in seen:
                raise ValueError(f"`{name}` is given twice; give each its own name")
            seen.add(name)
        return parts

    @model_validator(mode="after")
    def _something_is_asked(self) -> Self:
        if not self.rules and not self.duties and not self.activates and not self.signs:
            raise ValueError("terms need `rules`, `duties`, `activates` or `signs`; there is nothing to judge")
        return self

    @model_validator(mode="after")
    def _names_refer(self) -> Self:
        parties, zones = [party.actor for party in self.parties], [zone.name for zone in self.zones]
        rules = [rule.id for rule in self.rules]
        for rule in self.rules:
            for part in rule.clauses:
                _known(f"rule {rule.id}, by", part.by, parties, "parties")
                _known(f"rule {rule.id}, where", part.where, zones, "zones")
        for duty in self.duties:
            _known(f"duty {duty.id}, zones", duty.zones, zones, "zones")
        cessations = [cessation.id for cessation in self.state.cessations]
        conditions = [(f"activation {each.id}", each.when) for each in self.activates]
        for where, when in [*conditions, *((f"sign {each.trigger}", each) for each in self.signs)]:
            _known(f"{where}, rules", when.rules, rules, "rules")
            _known(f"{where}, violators", when.violators, parties, "parties")
            _known(f"{where}, zone", [when.zone] if when.zone else (), zones, "zones")
            _known(f"{where}, cessation", [when.cessation] if when.cessation else (), cessations, "cessations")
        for number, level in enumerate(self.state.levels, 1):
            _known(f"state, level {number}, rules", level.rules, rules, "rules")
            _known(f"state, level {number}, violators", level.violators, parties, "parties")
            _known(f"state, level {number}, zones", level.zones, zones, "zones")
        for party in self.parties:
            _known(f"party {party.actor}, adverse_to", party.adverse_to or (), parties, "parties")
        return self

    def party_of(self, actor: str) -> str | None:
        """The party whose conduct that actor's is; None where it is no party's, the first where it is several's."""
        return next(iter(self.parties_of(actor)), None)

    def parties_of(self, actor: str) -> tuple[str, ...]:
        """The parties whose conduct that actor's is: several where the name tells of a joint act."""
        return parties_named(actor, self.parties)

    def zone(self, name: str) -> Zone:
        """The zone of that name. Raises KeyError where there is none."""
        for zone in self.zones:
            if zone.name == name:
                return zone
        raise KeyError(name)


def _known(where: str, names: Iterable[str], known: list[str], list_name: str) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{where}: `{name}` is not among the {list_name} ({', '.join(known) or 'none given'})")


def load_terms(path: Path) -> Terms:
    """Read terms from their YAML file, and the shapes of their zones from the GeoJSON files beside it.

    A path that is no file and names terms that come with Pactwatch ("minsk-2015") gives those.
    Raises CodebookError with every fault, its line and the mend; OSError where the file cannot be opened.
    """
    ready = ready_terms()
    if not path.exists() and str(path) in ready:
        path = ready[str(path)]
    terms = load_yaml(path, Terms)
    faults: list[Fault] = []
    zones: list[Zone] = []
    for zone in terms.zones:
        geometry = zone.geometry
        if zone.shape is not None:
            try:
                geometry = read_shape(path.parent, zone.shape)
            except ValueError as error:
                faults.append(Fault(_line_of(path, zone.shape), f"zone {zone.name}, shape: {error}"))
        zones.append(zone.model_copy(update={"geometry": geometry}))
    if faults:
        raise CodebookError(path, faults)
    return terms.model_copy(update={"zones": tuple(zones)})


def ready_terms() -> Mapping[str, Path]:
    """The terms that come with Pactwatch: the file of each by its name, in order of the names."""
    with as_file(files("pactwatch") / "terms") as folder:
        return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def _line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words in line), 1)
