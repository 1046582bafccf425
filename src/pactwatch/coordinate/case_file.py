"""The case file: a commission's file on a breach, from the finding to the remedy, with what is due and from whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal, TypeVar

from pactwatch.coordinate.case_step import (
    PREFIX,
    AnyStep,
    Closing,
    Determination,
    Notification,
    Opening,
    Remedy,
    RemedyCheck,
    Response,
    Step,
    check_step,
    step_of,
)
from pactwatch.judge.duration import duration
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.lookup import named
from pactwatch.ledger.stored import Act

Stage = Literal["opened", "notified", "answered", "determined", "remedy owed", "remedied", "closed"]
_StepT = TypeVar("_StepT", bound=Step)


class CaseError(LedgerError):
    """A step cannot be taken: there is no such case, it is closed, or an earlier step is missing."""


@dataclass(frozen=True)
class Deadline:
    """Something that a case waits for: what, from whom, by when (UTC), and when it came."""

    what: str
    who: tuple[str, ...]
    due: datetime
    met: datetime | None

    def overdue(self, now: datetime) -> bool:
        """Whether its time has passed and it has not come, or came late."""
        return (self.met or now) > self.due


@dataclass(frozen=True)
class CaseFile:
    """One case: its steps in the order in which they were taken, the opening first."""

    id: str
    steps: tuple[AnyStep, ...]

    @property
    def opening(self) -> Opening:
        """The first step."""
        return self.of(Opening)[0]

    @property
    def finding(self) -> Finding:
        """The finding on which it was opened, as it then was."""
        return self.opening.finding

    def of(self, kind: type[_StepT]) -> list[_StepT]:
        """The steps of one kind, in order."""
        return [step for step in self.steps if isinstance(step, kind)]

    @property
    def determination(self) -> Determination | None:
        """The determination that holds: the latest."""
        return next(iter(reversed(self.of(Determination))), None)

    def checked(self, remedy: Remedy) -> RemedyCheck | None:
        """The latest word on whether a remedy was carried out."""
        return next((step for step in reversed(self.of(RemedyCheck)) if step.remedy == remedy.act), None)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The parties that were notified and have not answered."""
        answered = {step.party for step in self.of(Response)}
        return tuple(dict.fromkeys(step.party for step in self.of(Notification) if step.party not in answered))

    @property
    def stage(self) -> Stage:
        """How far the case has come."""
        if self.of(Closing):
            return "closed"
        if remedies := self.of(Remedy):
            done = all((check := self.checked(each)) is not None and check.state == "done" for each in remedies)
            return "remedied" if done else "remedy owed"
        if self.determination is not None:
            return "determined"
        if self.of(Response):
            return "answered"
        return "notified" if self.of(Notification) else "opened"

    @property
    def deadlines(self) -> list[Deadline]:
        """What it waits for or waited for, the earliest first; where the procedure sets no time there is none."""
        procedure, found = self.opening.procedure, []
        if procedure.response:
            for step in self.of(Notification):
                answered = next((each.at for each in self.of(Response) if each.party == step.party), None)
                due = step.at + duration(procedure.response)
                found.append(Deadline("response", (step.party,), due, answered))
        if procedure.determination:
            due = self.opening.at + duration(procedure.determination)
            first = next((step.at for step in self.of(Determination)), None)
            found.append(Deadline("determination", (self.opening.by,), due, first))
        for remedy in self.of(Remedy):
            if remedy.due:
                check = self.checked(remedy)
                done = check.at if check is not None and check.state == "done" else None
                due = datetime.combine(remedy.due + timedelta(days=1), time.min, UTC)
                found.append(Deadline("remedy", remedy.owed_by, due, done))
        return sorted(found, key=lambda each: (each.due, each.what, each.who))


def case_id(finding: str) -> str:
    """The identity of the case on a finding: there is one for each."""
    return f"case-{hashlib.sha256(finding.encode()).hexdigest()[:16]}"


def case_files(acts: Iterable[Act]) -> list[CaseFile]:
    """The cases that the acts of a ledger tell of, as they were opened. Steps without an opening are passed over."""
    steps: dict[str, list[AnyStep]] = {}
    for act in acts:
        step = step_of(act)
        if step is not None and (act.about in steps or isinstance(step, Opening)):
            steps.setdefault(act.about, []).append(step)
    return [CaseFile(id, tuple(taken)) for id, taken in steps.items()]


class CaseBook:
    """The cases of a ledger. Every step is an act with a name and a moment; `at` None is now.

    Every method may raise CaseError for a step that cannot be taken, ActError for an act without a name or in the
    future, and LedgerError where the ledger cannot be written.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def files(self) -> list[CaseFile]:
        """All cases, as they were opened."""
        return case_files(self._ledger.acts())

    def file(self, text: str) -> CaseFile:
        """The one case whose identity begins so, with or without the word before it."""
        return named("case", text, self.files(), "`pactwatch case list` shows them all")

    def open(
        self,
        finding: Finding,
        terms: Terms,
        by: str,
        respondents: Iterable[str] = (),
        at: datetime | None = None,
        note: str | None = None,
    ) -> CaseFile:
        """Open a case on a finding. Without `respondents` the violators answer, or else every party of the terms."""
        id = case_id(finding.id)
        if any(each.id == id for each in self.files()):
            raise CaseError(f"there is a case on this finding already: {id}")
        parties = [party.actor for party in terms.parties]
        named = tuple(dict.fromkeys(respondents)) or finding.violators or tuple(parties)
        for party in named:
            if party not in parties:
                raise CaseError(f"{party} is no party of {terms.name}; its parties are {', '.join(parties)}")
        details = {
            "finding": finding.model_dump(mode="json"),
            "respondents": list(named),
            "procedure": terms.procedure.model_dump(mode="json"),
        }
        self._ledger.act(f"{PREFIX}opening", id, by, at, note, details)
        return self.file(id)

    def notify(
        self, case: CaseFile, party: str, by: str, at: datetime | None = None, note: str | None = None
    ) -> CaseFile:
        """Tell a respondent of the allegation."""
        self._is_respondent(case, party)
        return self._take(case, "notification", by, at, note, {"party": party})

    def respond(
        self, case: CaseFile, party: str, stance: str, by: str, words: str, at: datetime | None = None
    ) -> CaseFile:
        """Put a respondent's answer on file, in its words."""
        self._is_respondent(case, party)
        _needs(words, "an answer needs its words")
        return self._take(case, "response", by, at, words, {"party": party, "stance": stance})

    def add_evidence(
        self, case: CaseFile, claims: Iterable[str], by: str, shows: str, at: datetime | None = None
    ) -> CaseFile:
        """Put claims of the ledger, by their whole identities, on file, and say what they show."""
        _needs(shows, "evidence needs a word on what it shows")
        named = [self._ledger.claim(claim).id for claim in claims]
        return self._take(case, "evidence", by, at, shows, {"claims": named})

    def determine(
        self,
        case: CaseFile,
        verdict: str,
        violators: Iterable[str],
        articles: Iterable[str],
        by: str,
        reasons: str,
        at: datetime | None = None,
    ) -> CaseFile:
        """Determine what happened and who is responsible."""
        named = list(violators)
        _needs(reasons, "a determination needs its reasons")
        if named and verdict != "violation":
            raise CaseError("only a violation has violators")
        return self._take(
            case, "determination", by, at, reasons, {"verdict": verdict, "violators": named, "articles": [*articles]}
        )

    def order(
        self, case: CaseFile, owed_by: Iterable[str], due: str | None, by: str, what: str, at: datetime | None = None
    ) -> CaseFile:
        """Determine a remedy: who is to do what, by which day."""
        _needs(what, "a remedy needs a word on what is to be done")
        if case.determination is None or case.determination.verdict != "violation":
            raise CaseError("a remedy follows from a determination that the terms were violated")
        return self._take(case, "remedy", by, at, what, {"owed_by": [*owed_by], "due": due})

    def check(
        self,
        case: CaseFile,
        remedy: str,
        state: str,
        by: str,
        at: datetime | None = None,
        note: str | None = None,
    ) -> CaseFile:
        """Write down whether a remedy (by the beginning of its act) was carried out."""
        found = [each.act for each in case.of(Remedy) if each.act.startswith(remedy)]
        if len(found) != 1:
            known = ", ".join(each.act[:8] for each in case.of(Remedy)) or "none was ordered"
            raise CaseError(f"the case has no one remedy {remedy}; its remedies: {known}")
        return self._take(case, "remedy_check", by, at, note, {"remedy": found[0], "state": state})

    def close(self, case: CaseFile, by: str, outcome: str, at: datetime | None = None) -> CaseFile:
        """Close the case, with its outcome."""
        _needs(outcome, "closing a case needs its outcome")
        return self._take(case, "closing", by, at, outcome, {})

    def _take(
        self, case: CaseFile, step: str, by: str, at: datetime | None, note: str | None, details: Mapping[str, Any]
    ) -> CaseFile:
        if case.stage == "closed":
            raise CaseError(f"{case.id} is closed; take the closing back first: pactwatch case retract ACT")
        if at is not None and at < case.opening.at:
            raise CaseError(f"{case.id} was opened only at {case.opening.at:%Y-%m-%d %H:%M} UTC")
        try:
            check_step(step, details)
        except ValueError as error:
            raise CaseError(str(error)) from error
        self._ledger.act(f"{PREFIX}{step}", case.id, by, at, note, details)
        return self.file(case.id)

    def _is_respondent(self, case: CaseFile, party: str) -> None:
        if party not in case.opening.respondents:
            known = ", ".join(case.opening.respondents)
            raise CaseError(f"{party} is no respondent of {case.id}; its respondents are {known}")


def _needs(words: str, message: str) -> None:
    if not words.strip():
        raise CaseError(message)
