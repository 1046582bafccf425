"""The need and the contribution: what is wanted and what is on offer, by capability, place and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pactwatch.extract.claim import Action, CommitmentClaim
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act, StoredClaim
from pactwatch.reconcile.record import Record

NEED, CONTRIBUTION, WITHDRAWAL = "need", "contribution", "need_withdrawal"
_FIRM = frozenset({"pledged", "intended", "agreed", "signed", "binding"})


class NeedError(LedgerError):
    """What is wanted or offered cannot be written down; the message says what is wrong with it."""


class Wanted(BaseModel):
    """A capability in the coding manual's words, and how many of what, where and when. What is None is not said.

    `first` and `last` are days: of a need, between which it lasts; of a contribution, between which it can be had.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    capability: Action
    item: str | None = Field(None, min_length=1)
    quantity: int | None = Field(None, gt=0, description="in pieces or people")
    place: str | None = Field(None, min_length=1)
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Wanted:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"its last day ({self.last}) is before its first ({self.first})")
        return self


class Need(BaseModel):
    """What somebody needs, as the ledger was told. Priority 1 goes first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    wanted: Wanted
    priority: Literal[1, 2, 3]
    by: str
    at: datetime
    note: str | None = None


class Contribution(BaseModel):
    """What somebody offers. `record` is the promise that it is taken from, `claims` the words it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    offered: Wanted
    contributor: str
    record: str | None = None
    claims: tuple[str, ...] = ()
    note: str | None = None


def needs(acts: Iterable[Act]) -> list[Need]:
    """The needs that stand, in the order in which the ledger learned them."""
    return [
        Need(
            id=act.about,
            wanted=Wanted.model_validate(act.details["wanted"]),
            priority=act.details["priority"],
            by=act.by,
            at=act.at,
            note=act.note,
        )
        for act in _standing(acts, NEED)
    ]


def contributions(acts: Iterable[Act]) -> list[Contribution]:
    """The contributions that people wrote down and that stand."""
    return [
        Contribution(
            id=act.about,
            offered=Wanted.model_validate(act.details["offered"]),
            contributor=act.details["contributor"],
            note=act.note,
        )
        for act in _standing(acts, CONTRIBUTION)
    ]


def promised(records: Iterable[Record], claims: Mapping[str, StoredClaim]) -> list[Contribution]:
    """What the promises of a ledger offer: one contribution for each kind of goods or people with its number.

    Only firm promises count (pledged or more), that stand under no condition; who promises together is one contributor.
    The time is that of the promise, where the words name one.
    """
    found = []
    for record in records:
        if record.kind != "commitment" or record.held("polarity") == "will_not":
            continue
        if record.held("firmness") not in _FIRM or record.held("trigger") not in (None, "none"):
            continue
        promisors = record.held("promisors") or ()
        told = [claims[id].claim for id in record.claims if id in claims]
        goods = {
            (item.name, item.count): None
            for claim in told
            if isinstance(claim, CommitmentClaim)
            for item in claim.items
            if item.count
        }
        for number, (name, count) in enumerate(goods if promisors else (), 1):
            found.append(
                Contribution(
                    id=f"contribution-{record.id.removeprefix('commitment-')}-{number}",
                    offered=Wanted(capability=record.held("action") or "other", item=name, quantity=count),
                    contributor="; ".join(promisors),
                    record=record.id,
                    claims=record.claims,
                )
            )
    return found


def add_need(ledger: Ledger, wanted: Mapping[str, object], priority: int, by: str, note: str | None) -> Need:
    """Write down a need. Raises NeedError where it is none, ActError where nobody signs it."""
    checked = _checked(wanted)
    if priority not in (1, 2, 3):
        raise NeedError(f"the priority is 1, 2 or 3, not {priority}")
    details = {"wanted": checked.model_dump(mode="json"), "priority": priority}
    id = _new(ledger, NEED)
    ledger.act(NEED, id, by, note=note, details=details)
    return next(need for need in needs(ledger.acts(id)) if need.id == id)


def add_contribution(
    ledger: Ledger, offered: Mapping[str, object], contributor: str, by: str, note: str | None
) -> Contribution:
    """Write down a contribution. Raises NeedError where it is none, ActError where nobody signs it."""
    checked = _checked(offered)
    if not contributor.strip():
        raise NeedError("a contribution needs who makes it")
    details = {"offered": checked.model_dump(mode="json"), "contributor": contributor.strip()}
    id = _new(ledger, CONTRIBUTION)
    ledger.act(CONTRIBUTION, id, by, note=note, details=details)
    return next(each for each in contributions(ledger.acts(id)) if each.id == id)


def withdraw(ledger: Ledger, id: str, by: str, reason: str) -> None:
    """Withdraw a need or a contribution that somebody wrote down; it stays in the ledger. Raises NeedError."""
    standing = {*(need.id for need in needs(ledger.acts())), *(each.id for each in contributions(ledger.acts()))}
    if id not in standing:
        raise NeedError(f"the ledger knows no need or contribution {id} that stands and was written down by a person")
    if not reason.strip():
        raise NeedError("withdrawing it needs a reason")
    ledger.act(WITHDRAWAL, id, by, note=reason)


def _standing(acts: Iterable[Act], kind: str) -> list[Act]:
    known = [act for act in acts if act.retracted_at is None]
    gone = {act.about for act in known if act.kind == WITHDRAWAL}
    return [act for act in known if act.kind == kind and act.about not in gone]


def _checked(given: Mapping[str, object]) -> Wanted:
    try:
        return Wanted.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{first['loc'][-1]}: " if first["loc"] else ""
        raise NeedError(f"{where}{first['msg'].removeprefix('Value error, ')}, not {first['input']!r}") from error


def _new(ledger: Ledger, noun: str) -> str:
    """The next identity: numbered, since people say it to each other."""
    taken = {act.about for act in ledger.acts() if act.kind == noun}
    return f"{noun}-{len(taken) + 1}"
