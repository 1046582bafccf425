"""The parts of a situation report on what is owed and done: obligations, cases, the cell, promises, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.coordinate.case_file import CaseFile, Deadline
from pactwatch.coordinate.obligation import Obligation
from pactwatch.coordinate.trigger import standing
from pactwatch.publish.paper.paper import Block, Grid, Heading, Span, said, text
from pactwatch.publish.phrases import Phrases
from pactwatch.publish.situation.corrections import corrections
from pactwatch.publish.situation.judged_parts import MOST, JudgedParts
from pactwatch.publish.situation.lines import Lines, capital
from pactwatch.publish.situation.notes import Notes
from pactwatch.publish.situation.situation import Situation
from pactwatch.reconcile.record import Record


class OwedParts:
    """These parts of one report; `judged` lists things as the other parts do."""

    def __init__(self, told: Situation, phrases: Phrases, lines: Lines, notes: Notes, judged: JudgedParts) -> None:
        self._told, self._phrases, self._lines, self._notes = told, phrases, lines, notes
        self._say, self._listed = phrases.say, judged.listed

    def obligations(self) -> Iterator[Block]:
        """Who owes what to whom by when."""
        say = self._say
        yield Heading(text=say("part_obligations"))
        if not self._told.obligations:
            yield said(Span(text=say("no_obligations"), note=self._notes.findings(())))
            return
        names = ("obligation_by", "obligation_to", "obligation_what", "obligation_due", "obligation_state")
        rows = [self._obligation(due) for due in self._told.obligations[:MOST]]
        caption = say("obligations_caption", moment=self._phrases.moment(self._told.now.moment))
        yield Grid(header=tuple(say(name) for name in names), rows=tuple(rows), caption=caption)
        if (more := len(self._told.obligations) - MOST) > 0:
            yield said(say("more", n=more))

    def _obligation(self, due: Obligation) -> tuple[tuple[Span, ...], ...]:
        found = [finding for finding in self._told.now.findings if finding.id in due.findings]
        evidence = self._notes.claims(claim for finding in found for claim in finding.evidence)
        rests_on = " ".join(part for part in (self._notes.acts(due.id), evidence) if part)
        return (
            text(self._phrases.actors(due.owed_by)),
            text(self._phrases.actors(due.owed_to)),
            text(
                capital(self._phrases.label("actions", due.action)),
                self._notes.rule(due.source, due.article, due.words),
            ),
            text(self._time(due)),
            text(self._state(due), rests_on or None),
        )

    def _time(self, due: Obligation) -> str:
        if due.due is not None:
            return self._phrases.moment(due.due)
        if due.on_request_of and due.within:
            return self._say("from_request", within=self._phrases.duration(due.within))
        return self._say("no_time")

    def _state(self, due: Obligation) -> str:
        state, moment = self._phrases.label("states", due.state), self._told.now.moment
        if due.state == "overdue" and due.due is not None:
            state = self._say("overdue_by", span=self._phrases.span(moment - due.due))
        elif due.state == "active" and due.due is not None:
            state = self._say("due_in", state=state, span=self._phrases.span(due.due - moment))
        if (held := len(standing(due.triggers))) > 1:
            state = self._say("triggered_by", state=state, n=held)
        return self._say("new_mark", state=state) if due.id in self._told.arisen else state

    def cases(self) -> Iterator[Block]:
        """How far each case has come, and what it waits for."""
        say = self._say
        yield Heading(text=say("part_cases"))
        if not self._told.cases:
            yield said(Span(text=say("no_cases"), note=self._notes.named(())))
            return
        header = tuple(say(name) for name in ("case_name", "case_stage", "case_parties", "case_waits"))
        rows = [self._case(case) for case in self._told.cases[:MOST]]
        yield Grid(header=header, rows=tuple(rows), caption=say("cases_caption"))
        if (more := len(self._told.cases) - MOST) > 0:
            yield said(say("more", n=more))

    def _case(self, case: CaseFile) -> tuple[tuple[Span, ...], ...]:
        waits = [self._deadline(each) for each in case.deadlines if each.met is None and case.stage != "closed"]
        found = case.finding
        return (
            text(self._say("case_line", terms=found.terms, article=found.article), self._notes.finding(found)),
            text(self._phrases.label("stages", case.stage), self._notes.acts(case.id)),
            text(self._phrases.actors(case.opening.respondents)),
            text("; ".join(waits) or self._say("nothing_due")),
        )

    def _deadline(self, each: Deadline) -> str:
        key = "deadline_overdue" if each.overdue(self._told.now.moment) else "deadline"
        what, who = self._phrases.label("deadlines", each.what), self._phrases.actors(each.who)
        return self._say(key, what=what, who=who, moment=self._phrases.moment(each.due))

    def cell(self) -> Iterator[Block]:
        """Needs without an offer or covered in part, and tasks overdue."""
        say, told, notes, wanted = self._say, self._told, self._notes, self._lines.wanted
        yield Heading(text=say("part_cell"))
        covers, bare = told.cell.matching.covers, told.cell.without_offer
        if not covers or not bare:
            yield said(
                Span(
                    text=say("no_needs_bare" if covers else "no_needs"),
                    note=notes.named([each.need.id for each in covers]),
                )
            )
        else:
            yield said(say("needs_bare"))
            yield from self._listed(
                text(say("need_line", what=wanted(need.wanted), priority=need.priority), notes.acts(need.id))
                for need in bare
            )
        if part := [each for each in covers if each.gap and each.need not in bare]:
            yield said(say("needs_open"))
            yield from self._listed(
                text(
                    say(
                        "need_open",
                        what=wanted(each.need.wanted),
                        gap=each.gap or 0,
                        quantity=each.need.wanted.quantity or 0,
                    ),
                    notes.acts(each.need.id),
                )
                for each in part
            )
        if not told.tasks_overdue:
            yield said(Span(text=say("no_tasks_overdue"), note=notes.named([task.id for task in told.cell.tasks])))
            return
        yield said(say("tasks_overdue"))
        yield from self._listed(
            text(
                say(
                    "task_line",
                    title=task.title,
                    owner=task.owner,
                    moment=self._phrases.moment(task.due or task.set_at),
                ),
                notes.acts(task.id),
            )
            for task in told.tasks_overdue
        )

    def promises(self) -> Iterator[Block]:
        """The promises that are new, and those whose status is another one."""
        say, notes, changes = self._say, self._notes, self._told.changes
        yield Heading(text=say("part_promises"))
        new, changed = changes.new("commitment"), changes.statuses
        if new:
            yield said(say("promises_new"))
            yield from self._listed(text(self._promise(record), notes.claims(record.claims)) for record in new)
        else:
            yield said(Span(text=say("no_promises_new"), note=notes.named(())))
        if not changed:
            yield said(Span(text=say("no_statuses_changed"), note=notes.named(())))
            return
        yield said(say("statuses_changed"))
        rows = []
        for each in changed:
            told = {key: value for key, value in self._lines.promise(each.record).items() if key in ("who", "what")}
            before, now = (self._phrases.label("statuses", status.status) for status in (each.before, each.now))
            claims = [claim for reason in each.now.reasons for claim in reason.claims]
            line = say("status_change", before=before, now=now, **told)
            rows.append(text(line, notes.claims([*claims, *each.record.claims])))
        yield from self._listed(rows)

    def _promise(self, record: Record) -> str:
        told = self._lines.promise(record)
        status = self._told.now.statuses.get(record.id)
        key = "promise_line" if told["whom"] != "–" else "promise_line_open"
        told["status"] = self._phrases.label("statuses", status.status if status else record.held("firmness"))
        return self._say(key, **told)

    def corrections(self) -> Iterator[Block]:
        """What was said before and is said otherwise now, or no more."""
        yield Heading(text=self._say("part_corrections"))
        rows = corrections(self._told, self._phrases, self._lines, self._notes)
        if not rows:
            yield said(Span(text=self._say("no_corrections"), note=self._notes.named(())))
        yield from self._listed(rows)
