"""The steps of a case, as the acts of a ledger keep them: each with who took it, when, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pactwatch.judge.finding import Finding, Verdict
from pactwatch.judge.procedure import Procedure
from pactwatch.ledger.stored import Act

Stance = Literal["admits", "denies", "explains"]
Done = Literal["done", "partly_done", "not_done"]


class Step(BaseModel):
    """What all steps have. `act` is the act of the ledger that tells of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: datetime
    by: str
    note: str | None = None
    act: str


class Opening(Step):
    """The case is opened on a finding, which is kept as it then was."""

    step: Literal["opening"] = "opening"
    finding: Finding
    respondents: tuple[str, ...] = Field(description="the parties that are to answer")
    procedure: Procedure = Procedure()


class Notification(Step):
    """A party is told of the allegation; its time to answer begins."""

    step: Literal["notification"] = "notification"
    party: str


class Response(Step):
    """A party answers; `note` has its words."""

    step: Literal["response"] = "response"
    party: str
    stance: Stance


class Evidence(Step):
    """Something is put on file: claims of the ledger by their identities; `note` says what it shows."""

    step: Literal["evidence"] = "evidence"
    claims: tuple[str, ...] = ()


class Determination(Step):
    """The commission determines; a later determination replaces this one. `note` has its reasons."""

    step: Literal["determination"] = "determination"
    verdict: Verdict
    violators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


class Remedy(Step):
    """What is to be done about the breach; `note` says what."""

    step: Literal["remedy"] = "remedy"
    owed_by: tuple[str, ...]
    due: date | None = None


class RemedyCheck(Step):
    """Whether a remedy was carried out; `remedy` is its act."""

    step: Literal["remedy_check"] = "remedy_check"
    remedy: str
    state: Done


class Closing(Step):
    """The case is closed; `note` says with what outcome."""

    step: Literal["closing"] = "closing"


AnyStep = Annotated[
    Opening | Notification | Response | Evidence | Determination | Remedy | RemedyCheck | Closing,
    Field(discriminator="step"),
]
_STEP: TypeAdapter[AnyStep] = TypeAdapter(AnyStep)
PREFIX = "case_"
"""What the kinds of a case's acts begin with: "case_opening"."""


def step_of(act: Act) -> AnyStep | None:
    """The step that an act tells of; None where it is about something else, or was taken back."""
    if not act.kind.startswith(PREFIX) or act.retracted_at is not None:
        return None
    shared = {"at": act.at, "by": act.by, "note": act.note, "act": act.id}
    return _STEP.validate_python({**act.details, **shared, "step": act.kind.removeprefix(PREFIX)})


def check_step(step: str, details: Mapping[str, Any]) -> None:
    """Whether the details are those of such a step, before they are written down. Raises ValueError with what is wrong."""
    try:
        _STEP.validate_python({**details, "step": step, "at": datetime.now(UTC), "by": "-", "act": "-"})
    except ValidationError as error:
        first = error.errors()[0]
        where = first["loc"][-1] if first["loc"] else step
        raise ValueError(f"{where}: {first['msg']}, not {first['input']!r}") from error
