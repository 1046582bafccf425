"""The record: the agreement, commitment, incident or meeting that claims add up to, every value with its sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.read.imprecise_date import ImpreciseDate

RecordKind = Literal["agreement", "commitment", "incident", "meeting"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Part):
    """One claim as the record's evidence: who says it, where and when, in which words."""

    claim: str
    document: str
    outlet: str | None = None
    published: str | None = None
    learned_at: datetime
    speaker: str | None = None
    via: str | None = None
    quote: str
    wrong: bool = Field(False, description="a person decided that this claim is wrong: shown, but not held")

    @property
    def known(self) -> date:
        """The day by whose end it was certainly public; where no date is known, the day the ledger learned it."""
        if self.published is None:
            return self.learned_at.date()
        return ImpreciseDate.parse(self.published).after - timedelta(days=1)


class FieldValue(_Part):
    """One distinct value of a field, with the claims that say it."""

    value: Any
    claims: tuple[str, ...]
    held: bool = False
    superseded: bool = Field(False, description="a claim corrects this figure in so many words")
    decided: bool = Field(False, description="a person decided that a claim that says it is right")


class Reason(_Part):
    """Why a claim belongs to its record: in words, and as the fields that agree or speak against it."""

    claim: str
    text: str
    agree: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    decision: str | None = Field(None, description="the person's decision that joined it")


class Fulfilment(_Part):
    """A report on whether a commitment was kept: what it says, and why it is taken to mean this one."""

    state: str
    date: str | None = None
    source: Source
    reason: Reason
    right: bool = Field(False, description="a person decided that this claim is right: held over the others")


class StageReached(_Part):
    """A stage of an agreement, with the date that is held for it."""

    stage: str
    date: str | None = None
    expected: str | None = None
    claims: tuple[str, ...]


class Record(_Part):
    """What claims add up to. Derived from claims and decisions, never stored as truth.

    `claims` are in order of publication. `fields` keeps every distinct value with the claims that say it, and marks
    the one that is held now. `independent` puts together the claims that count as one source (copies, the same
    speaker, the same outlet); claims decided wrong are in none of its groups.
    """

    id: str
    kind: RecordKind
    claims: tuple[str, ...]
    sources: tuple[Source, ...]
    fields: dict[str, tuple[FieldValue, ...]]
    reasons: tuple[Reason, ...]
    independent: tuple[tuple[str, ...], ...] = ()
    stages: tuple[StageReached, ...] = Field(
        (), description="of an agreement, in the order in which they were reached"
    )
    fulfilments: tuple[Fulfilment, ...] = Field(
        (), description="of a commitment: the reports on its being kept, in order of publication; not among `claims`"
    )

    def held(self, field: str) -> Any:
        """The value that is held now for a field; None where no claim that stands gives one."""
        return next((value.value for value in self.fields.get(field, ()) if value.held), None)

    def only(self, keep: Callable[[Source], bool]) -> Record:
        """The record as only some of its sources tell it. Which value is held is not decided anew."""
        kept = {source.claim for source in self.sources if keep(source)}
        values = {
            name: tuple(
                value.model_copy(update={"claims": tuple(claim for claim in value.claims if claim in kept)})
                for value in said
            )
            for name, said in self.fields.items()
        }
        return self.model_copy(
            update={
                "claims": tuple(claim for claim in self.claims if claim in kept),
                "sources": tuple(source for source in self.sources if source.claim in kept),
                "fields": {name: tuple(v for v in said if v.claims) for name, said in values.items()},
                "reasons": tuple(reason for reason in self.reasons if reason.claim in kept),
                "independent": tuple(
                    group for many in self.independent if (group := tuple(claim for claim in many if claim in kept))
                ),
                "fulfilments": tuple(told for told in self.fulfilments if keep(told.source)),
            }
        )
