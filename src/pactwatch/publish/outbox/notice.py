"""The notice: one thing that subscribers are told, with an identity that comes from what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pactwatch.coordinate.case_file import CaseFile, Deadline
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.trigger import standing
from pactwatch.judge.finding import Finding, Verdict
from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import finding_line, obligation_line
from pactwatch.publish.summary import sentence

NoticeType = Literal[
    "finding.new",
    "finding.changed",
    "finding.withdrawn",
    "obligation.arisen",
    "obligation.due",
    "obligation.overdue",
    "case.deadline_due",
    "case.deadline_overdue",
]


class Notice(BaseModel):
    """What subscribers are told. `at` is when it became known to the ledger, or the moment of the deadline that it is of.

    `verdicts` are those of a finding, now and before. `data` is what a program reads, `title` and `text` what people do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    type: NoticeType
    at: datetime
    about: str
    terms: str
    title: str
    text: str
    address: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    data: dict[str, Any]


def notices(
    snapshot: Snapshot, told: Sequence[Notice], warn_before: timedelta, site: str | None = None
) -> list[Notice]:
    """What a snapshot gives to tell that is not among what was `told` already, the earliest first.

    A finding is told anew when its verdict or its violators are others than was last told of it, and when it no longer
    follows from what is known. Findings under terms that are not loaded are left alone.
    """
    known = {notice.id for notice in told}
    made = [
        *_findings(snapshot, told, site),
        *_obligations(snapshot, warn_before, site),
        *_deadlines(snapshot, warn_before, site),
    ]
    new = {notice.id: notice for notice in made if notice.id not in known}
    return sorted(new.values(), key=lambda notice: (notice.at, notice.id))


def _identity(*parts: object) -> str:
    return f"notice-{hashlib.sha256(chr(10).join(map(str, parts)).encode()).hexdigest()[:24]}"


def _address(site: str | None, path: str) -> str | None:
    return site.rstrip("/") + path if site else None


def _findings(snapshot: Snapshot, told: Sequence[Notice], site: str | None) -> Iterator[Notice]:
    last: dict[str, Notice] = {}
    count: dict[str, int] = {}
    for notice in told:
        if notice.type.startswith("finding."):
            last[notice.about] = notice
            count[notice.about] = count.get(notice.about, 0) + 1
    standing = {finding.id for finding in snapshot.findings}
    for finding in snapshot.findings:
        before = last.get(finding.id)
        number = count.get(finding.id, 0)
        if before is None or before.type == "finding.withdrawn":
            yield _finding(snapshot, finding, "finding.new", number, site)
        elif (before.data["verdict"], tuple(before.data["violators"])) != (finding.verdict, finding.violators):
            yield _finding(snapshot, finding, "finding.changed", number, site, before)
    loaded = {terms.name for terms in snapshot.terms}
    for id, notice in last.items():
        if id not in standing and notice.terms in loaded and notice.type != "finding.withdrawn":
            yield notice.model_copy(
                update={
                    "id": _identity("finding", id, count[id]),
                    "type": "finding.withdrawn",
                    "at": snapshot.moment,
                    "title": f"Withdrawn: {notice.title.removeprefix('Changed: ')}",
                    "text": "It no longer follows from what is known.",
                    "data": {**notice.data, "verdict": None, "before": _verdict_of(notice)},
                }
            )


def _finding(
    snapshot: Snapshot,
    finding: Finding,
    type: NoticeType,
    number: int,
    site: str | None,
    before: Notice | None = None,
) -> Notice:
    data = finding.model_dump(
        mode="json", include={"id", "terms", "rule", "article", "record", "verdict", "violators"}
    )
    data |= {"grade": finding.grade, "happened": finding.happened, "before": _verdict_of(before) if before else None}
    line = f"{finding.terms}: {finding_line(finding)} ({words.when(finding.happened)})"
    return Notice(
        id=_identity("finding", finding.id, number),
        type=type,
        at=snapshot.moment if before else _known(snapshot, finding),
        about=finding.id,
        terms=finding.terms,
        title=f"Changed: {line}" if before else line,
        text="\n".join(ground.text for ground in finding.reasons),
        address=_address(site, Links().finding(finding.id)),
        verdicts=(finding.verdict, *(before.verdicts[:1] if before else ())),
        data=data,
    )


def _verdict_of(notice: Notice) -> dict[str, Any]:
    return {"verdict": notice.data["verdict"], "violators": notice.data["violators"]}


def _known(snapshot: Snapshot, finding: Finding) -> datetime:
    """When the ledger had learned all that the finding rests on: its claims, and what people decided about them."""
    moments = [snapshot.claims[id].learned_at for id in finding.evidence if id in snapshot.claims]
    for id in finding.evidence:
        for decision in snapshot.decisions_on(id):
            moments.append(decision.withdrawn_at or decision.learned_at)
    return max(moments, default=snapshot.moment)


def _obligations(snapshot: Snapshot, warn_before: timedelta, site: str | None) -> Iterator[Notice]:
    by_id, now = {finding.id: finding for finding in snapshot.findings}, snapshot.moment
    for due in snapshot.obligations:
        if due.state in ("dormant", "discharged"):
            continue
        first = next(iter(standing(due.triggers)), None)
        known = [_known(snapshot, by_id[id]) for id in (first.findings if first else ()) if id in by_id]
        yield _obligation(due, "obligation.arisen", max(known, default=due.start or now), site)
        if due.due is None:
            continue
        if due.state == "active" and due.due - warn_before <= now < due.due:
            yield _obligation(due, "obligation.due", due.due - warn_before, site)
        # Met after its time: it was overdue, though nobody looked while it was.
        elif due.state == "overdue" or (due.state == "met" and due.ended is not None and due.ended > due.due):
            yield _obligation(due, "obligation.overdue", due.due, site)


def _obligation(due: Obligation, type: NoticeType, at: datetime, site: str | None) -> Notice:
    timed = due.due.isoformat() if due.due and type != "obligation.arisen" else ""
    first = {"obligation.arisen": "Arisen", "obligation.due": "Falls due", "obligation.overdue": "Overdue"}[type]
    when = f", due {words.moment(due.due)}" if due.due else ""
    fields = {"id", "terms", "state", "owed_by", "owed_to", "action", "start", "due", "article", "record", "findings"}
    return Notice(
        id=_identity(type, due.id, timed),
        type=type,
        at=at,
        about=due.id,
        terms=due.terms,
        title=f"{first}: {obligation_line(due)}{when}",
        text=f"“{due.words}” ({due.source.title}, article {due.article})",
        address=_address(site, Links().obligation(due.id)),
        data=due.model_dump(mode="json", include=fields),
    )


def _deadlines(snapshot: Snapshot, warn_before: timedelta, site: str | None) -> Iterator[Notice]:
    now = snapshot.moment
    for case in snapshot.cases:
        for each in case.deadlines:
            if case.stage == "closed" and each.met is None:
                continue
            if each.overdue(now):
                yield _deadline(case, each, "case.deadline_overdue", each.due, site)
            elif each.met is None and each.due - warn_before <= now:
                yield _deadline(case, each, "case.deadline_due", each.due - warn_before, site)


def _deadline(case: CaseFile, each: Deadline, type: NoticeType, at: datetime, site: str | None) -> Notice:
    first = "Overdue" if type == "case.deadline_overdue" else "Falls due"
    data = {"case": case.id, "what": each.what, "who": list(each.who), "due": each.due.isoformat()}
    return Notice(
        id=_identity(type, case.id, each.what, *each.who, each.due.isoformat()),
        type=type,
        at=at,
        about=case.id,
        terms=case.finding.terms,
        title=f"{first}: {each.what} of {words.actors(each.who)}, due {words.moment(each.due)}",
        text=sentence(
            f"in the case under {case.finding.terms}, article {case.finding.article}: “{case.finding.words}”"
        ),
        address=_address(site, Links().case(case.id)),
        data=data,
    )
