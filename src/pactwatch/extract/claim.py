"""The claim: one fact that one document states, coded as the coding manual says, resting on an exact quote."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

Firmness = Literal["considered", "announced", "pledged", "intended", "agreed", "signed", "binding"]
Trigger = Literal["ceasefire", "peace_deal", "attack", "request", "other", "none"]
Stage = Literal[
    "proposed",
    "negotiating",
    "agreed",
    "signed",
    "joined",
    "ratified",
    "in_force",
    "suspended",
    "ended",
    "rejected",
]
Qualifier = Literal["exact", "up_to", "at_least", "about"]
Action = Literal[
    "military_aid",
    "financial_aid",
    "humanitarian_aid",
    "reconstruction",
    "training",
    "troop_deployment",
    "air_defence",
    "maritime_security",
    "intelligence_sharing",
    "cyber_defence",
    "demining",
    "border_security",
    "defence_industry",
    "consultation",
    "assistance_if_attacked",
    "ceasefire",
    "withdrawal",
    "monitoring",
    "humanitarian_access",
    "prisoner_release",
    "protection_of_civilians",
    "sanctions",
    "political_support",
    "institution",
    "reform",
    "other",
]
IncidentType = Literal[
    "armed clash",
    "shelling",
    "air or drone strike",
    "missile strike",
    "attack",
    "mine or explosive",
    "abduction or detention",
    "looting or property destruction",
    "sexual violence",
    "forced recruitment",
    "troop movement",
    "denial of access",
    "threat or harassment",
    "other",
]
Measure = Literal[
    "ceasefire violations",
    "explosions",
    "weapons in violation",
    "civilian casualties",
    "restrictions of movement",
]
Form = Literal[
    "treaty",
    "agreement",
    "memorandum",
    "declaration",
    "joint statement",
    "declaration of intent",
    "terms of ceasefire",
]
Capacity = Literal["party", "guarantor", "witness", "other"]
PositionPrecision = Literal["exact", "settlement", "district", "region", "country"]
Stance = Literal["supports", "rejects", "demands", "denies", "accuses"]
State = Literal["allocated", "partly_met", "met", "overdue", "broken", "withdrawn", "disputed"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Amount(_Model):
    """A sum of money in full units of an ISO 4217 currency: 3 billion euros is 3000000000 EUR."""

    value: float
    currency: str
    qualifier: Qualifier = "exact"


class Goods(_Model):
    """Goods or people named in a promise or a report, with their number where it is given."""

    name: str
    count: int | None = None


def _unsaid(value: object) -> bool:
    """Whether a field says nothing. It is then not written, so that claims made before there was the field stay equal."""
    return value is None or value == ()


class Count(_Model):
    """A number of casualties as a range; None is open above (or below)."""

    low: int | None = None
    high: int | None = None
    best: int | None = Field(
        None, exclude_if=_unsaid, description="the figure that the source itself holds likeliest, where it says one"
    )


class Position(_Model):
    """Where a source puts an incident on the map, and how exactly.

    `precision` says what the coordinates stand for: the spot (exact), or the settlement, district, region or country that
    it lies somewhere in. For all but the first two they are no place of an event.
    """

    lat: float = Field(ge=-90, le=90, description="degrees north, WGS 84")
    lon: float = Field(ge=-180, le=180, description="degrees east, WGS 84")
    precision: PositionPrecision


class CitedSource(_Model):
    """A source that a data set names for what it says: an article, a report, a body."""

    outlet: str
    published: str | None = Field(None, description="ISO date")
    title: str | None = None
    url: str | None = None


class Signatory(_Model):
    """Someone who signed: the name and the role as printed, for whom, and that party's code.

    `party` is whom the text says they sign for, None where it does not say; `actor` is the code of whom they speak for,
    by the party, the role or the person.
    """

    name: str | None = None
    role: str | None = None
    party: str | None = None
    actor: str | None = None
    capacity: Capacity = "party"


class ReadBy(_Model):
    """What read the claim: the extractor, the language pipeline and the codebook, each with its version."""

    extractor: str
    pipeline: str
    codebook: str


class _Claim(_Model):
    doc: str
    start: int = Field(ge=0, description="offset of the quote in the document's text")
    end: int = Field(ge=0)
    quote: str = Field(min_length=1)
    speaker: str | None = Field(
        None, description="whose claim it is, as the text names them; None: the document's own"
    )
    via: str | None = Field(None, description="the outlet or agency that carries it, as the text names it")
    date: str | None = Field(None, description="when it happened or was said: ISO date or interval, None where open")
    place: str | None = Field(None, description="as written")
    read_by: ReadBy | None = None

    @model_validator(mode="after")
    def _span_fits_quote(self) -> _Claim:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"the quote has {len(self.quote)} characters, its span {self.end - self.start}")
        return self


class AgreementClaim(_Claim):
    """A stage that an instrument between parties has reached."""

    kind: Literal["agreement"] = "agreement"
    title: str | None = None
    parties: tuple[str, ...] = ()
    form: Form = "agreement"
    stage: Stage
    expected: str | None = Field(None, description="when the stage is expected, where the text says so")


class ProvisionClaim(_Claim):
    """What an instrument says about itself: signature, entry into force, term, notice, status, sums, what it replaces."""

    kind: Literal["provision"] = "provision"
    provision: Literal[
        "signature",
        "entry_into_force",
        "term",
        "termination_notice",
        "consultation",
        "legal_status",
        "amendment",
        "review",
        "sum",
        "replaces",
        "amends",
    ]
    value: str | None = None
    signatories: tuple[str, ...] = ()
    signed_by: tuple[Signatory, ...] = Field(
        (), description="of a signature: the persons who signed, and their roles"
    )
    amounts: tuple[Amount, ...] = ()
    future: bool | None = Field(None, description="a sum that is still to come")
    agreement: str | None = None
    section: str | None = None


class CommitmentClaim(_Claim):
    """A promise of future conduct by someone to someone."""

    kind: Literal["commitment"] = "commitment"
    promisors: tuple[str, ...] = ()
    promisees: tuple[str, ...] = ()
    action: Action
    firmness: Firmness
    polarity: Literal["will", "will_not"] = "will"
    condition: str | None = Field(None, description="the exact words")
    trigger: Trigger = "none"
    amounts: tuple[Amount, ...] = ()
    items: tuple[Goods, ...] = ()
    period: str | None = None
    due: str | None = None
    respond_within: str | None = Field(None, description="ISO 8601 duration: within 24 hours is PT24H")
    agreement: str | None = None
    section: str | None = None


class FulfilmentClaim(_Claim):
    """A statement that an earlier commitment was kept or not."""

    kind: Literal["fulfilment"] = "fulfilment"
    commitment: str | None = None
    promisors: tuple[str, ...] = ()
    action: Action | None = None
    state: State
    amounts: tuple[Amount, ...] = ()
    items: tuple[Goods, ...] = ()


class IncidentClaim(_Claim):
    """Something that happened on the ground, in ACLED's words."""

    kind: Literal["incident"] = "incident"
    type: IncidentType
    admin1: str | None = None
    perpetrator: str | None = None
    attributed_by: str | None = None
    alleged: bool = False
    target: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    supersedes: dict[Literal["killed", "injured"], Count] | None = None
    level: Literal["single", "part", "total"] | None = None
    sides: tuple[str, ...] = Field(
        (), exclude_if=_unsaid, description="who fought each other, where nobody is said to have begun it"
    )
    position: Position | None = Field(
        None, exclude_if=_unsaid, description="where the source itself puts it, with what that stands for"
    )
    cited: tuple[CitedSource, ...] = Field(
        (), exclude_if=_unsaid, description="what a data set's row names as its own sources"
    )


class FindingClaim(_Claim):
    """A monitoring body's judgement of an incident."""

    kind: Literal["finding"] = "finding"
    mechanism: str | None = None
    incident: str | None = None
    verdict: Literal["violation", "no_violation", "inconclusive"]
    violators: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


class Tally(BaseModel):
    """A figure of a tally, and how exact the words are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: int = Field(ge=0)
    qualifier: Qualifier = "exact"


class TallyClaim(_Claim):
    """What a monitoring mission counted over a period, with the figure of the period before where it compares them."""

    kind: Literal["tally"] = "tally"
    monitor: str = Field(description="the mission that counted, by its code")
    measure: Measure
    region: str | None = Field(None, description="where it counted, as written; None: everywhere that it monitors")
    period: str | None = Field(None, description="ISO interval that it counted over, None where open")
    count: Tally
    compared_with: Tally | None = Field(
        None, description="the figure of the period before, as this document gives it"
    )


class MeetingClaim(_Claim):
    """Talks, summits, calls."""

    kind: Literal["meeting"] = "meeting"
    participants: tuple[str, ...] = ()
    format: str | None = None


class PositionClaim(_Claim):
    """What an actor says it accepts, rejects, demands or denies."""

    kind: Literal["position"] = "position"
    actor: str
    stance: Stance
    about: str | None = None


Claim = Annotated[
    AgreementClaim
    | ProvisionClaim
    | CommitmentClaim
    | FulfilmentClaim
    | IncidentClaim
    | FindingClaim
    | TallyClaim
    | MeetingClaim
    | PositionClaim,
    Field(discriminator="kind"),
]
CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
"""Reads a claim of any kind from JSON, and gives the JSON Schema of the contract."""
