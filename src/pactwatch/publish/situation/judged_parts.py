"""The parts of a situation report on what happened and how it is judged: summary, ceasefires, incidents, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pactwatch.publish.paper.paper import Block, Grid, Heading, Listing, Span, said, text
from pactwatch.publish.phrases import Phrases
from pactwatch.publish.situation.lines import Lines, capital
from pactwatch.publish.situation.notes import Notes
from pactwatch.publish.situation.situation import PeriodState, Situation
from pactwatch.publish.situation.tally import Range

MOST = 30
"""How many things of a kind a report lists; of more it says how many there are."""


class JudgedParts:
    """These parts of one report."""

    def __init__(self, told: Situation, phrases: Phrases, lines: Lines, notes: Notes) -> None:
        self._told, self._phrases, self._lines, self._notes = told, phrases, lines, notes
        self._say = phrases.say

    def summary(self) -> Iterator[Block]:
        """What matters, in a few lines, each with the part that tells it and what it rests on."""
        told, say, notes = self._told, self._say, self._notes
        yield Heading(text=say("part_summary"))
        violations = [finding for finding in told.findings if finding.verdict == "violation"]
        late = [
            case.id
            for case in told.cases
            if any(each.overdue(told.now.moment) for each in case.deadlines if not each.met)
        ]
        bare, tasks = told.cell.without_offer, told.tasks_overdue
        new, changed = told.changes.new("commitment"), told.changes.statuses
        lines = [
            *(
                text(
                    say(
                        "summary_state",
                        terms=each.terms.name,
                        holds=self._holds(each.now),
                    ),
                    notes.findings(each.now.findings),
                )
                for each in told.states
            ),
            text(
                say(
                    "summary_incidents",
                    now=self._range(told.tally.total),
                    before=self._range(told.tally_before.total),
                ),
                notes.counted(told.tally.total.records),
            ),
            text(
                say("summary_findings", n=len(told.findings), violations=len(violations)),
                notes.findings(told.findings),
            ),
            text(
                say("summary_obligations", overdue=len(told.overdue), due=len(told.due_next)),
                notes.named([due.id for due in (*told.overdue, *told.due_next)]),
            ),
            text(
                say("summary_cases", open=sum(case.stage != "closed" for case in told.cases), overdue=len(late)),
                notes.named([case.id for case in told.cases]),
            ),
            text(
                say("summary_cell", needs=len(bare), tasks=len(tasks)),
                notes.named([*(need.id for need in bare), *(task.id for task in tasks)]),
            ),
            text(
                say("summary_promises", new=len(new), changed=len(changed)),
                notes.named([*(record.id for record in new), *(each.record.id for each in changed)]),
            ),
            text(say("summary_corrections", n=len(told.corrected)), notes.named(told.corrected)),
        ]
        yield Listing(items=tuple(lines))

    def state(self) -> Iterator[Block]:
        """Whether each ceasefire holds: in the period, in the one before, since it began."""
        told, say = self._told, self._say
        yield Heading(text=say("part_state"))
        if not told.states:
            yield said(say("no_state"))
            return
        header = ("state_terms", "state_phase", "state_now", "state_before", "state_since")
        rows = []
        for each in told.states:
            terms = each.terms
            cells = [self._state(state) for state in (each.now, each.before, each.since)]
            phase = self._lines.phase(terms, told.now.moment.date())
            rows.append((text(terms.name, f"{terms.source.title}."), text(phase), *cells))
        yield Grid(header=tuple(say(key) for key in header), rows=tuple(rows), caption=say("state_caption"))
        states = [state for each in told.states for state in (each.now, each.before, each.since)]
        used = dict.fromkeys(holds for state in states for holds in (state.holds, state.could_be))
        for holds in used:
            word, meaning = self._phrases.label("holds", holds), self._phrases.label("meanings", holds)
            yield said(say("state_means", holds=word, meaning=meaning))

    def _state(self, state: PeriodState) -> tuple[Span, ...]:
        counted = {"violations": state.counts.violations, "inconclusive": state.counts.inconclusive}
        numbers = {name: self._phrases.range(number.low, number.high) for name, number in counted.items()}
        holds, note = self._holds(state), self._notes.findings(state.findings)
        return text(self._say("state_counts", holds=holds, **numbers) if any(counted.values()) else holds, note)

    def _holds(self, state: PeriodState) -> str:
        holds, could_be = (self._phrases.label("holds", name) for name in (state.holds, state.could_be))
        return holds if holds == could_be else self._say("could_be", holds=holds, could_be=could_be)

    def incidents(self) -> Iterator[Block]:
        """The incidents of the period by type and party, beside the period before, and those newly reported."""
        told, say, notes = self._told, self._say, self._notes
        now, before = told.tally, told.tally_before
        yield Heading(text=say("part_incidents"))
        total = say("incidents_total", now=self._range(now.total), before=self._range(before.total))
        yield said(Span(text=total, note=notes.counted(now.total.records)))
        if now.types or before.types:
            yield self._grid("by_type", "types", now.types, before.types)
            yield self._grid("by_party", None, now.parties, before.parties)
        losses = say(
            "casualties",
            killed=self._range(now.killed),
            killed_before=self._range(before.killed),
            injured=self._range(now.injured),
            injured_before=self._range(before.injured),
        )
        told_of = dict.fromkeys((*now.killed.records, *now.injured.records))
        yield said(Span(text=losses, note=notes.counted(list(told_of))))
        outside = sum(told.period.place(record.held("date")) in ("outside", "vague") for record in told.incidents)
        yield said(
            Span(
                text=say("first_reported", n=len(told.incidents), outside=outside),
                note=notes.counted([record.id for record in told.incidents]),
            )
        )
        yield from self.listed(
            text(self._lines.incident(record), notes.claims(record.claims)) for record in told.incidents
        )

    def findings(self) -> Iterator[Block]:
        """What was newly found."""
        yield Heading(text=self._say("part_findings"))
        if not self._told.findings:
            yield said(Span(text=self._say("no_findings"), note=self._notes.findings(())))
        yield from self.listed(
            text(self._lines.finding(each, self._told.now), self._notes.finding(each)) for each in self._told.findings
        )

    def listed(self, rows: Iterable[tuple[Span, ...]]) -> Iterator[Block]:
        """The first of the rows as a list, and how many more there are."""
        every = list(rows)
        more = [text(self._say("more", n=len(every) - MOST))] if len(every) > MOST else []
        if every:
            yield Listing(items=(*every[:MOST], *more))

    def _grid(
        self, name: str, sort: str | None, now: dict[str | None, Range], before: dict[str | None, Range]
    ) -> Grid:
        rows = []
        for code in dict.fromkeys((*now, *before)):
            shown = self._phrases.label(sort, code) if sort else self._party(code)
            # The mark stands with the name, since beside a figure it would read as one of its digits.
            own, other = now.get(code, _NONE), before.get(code, _NONE)
            note = self._notes.counted(list(dict.fromkeys((*own.records, *other.records))))
            rows.append((text(capital(shown), note), text(self._range(own)), text(self._range(other))))
        header = (self._say(name), self._say("column_now"), self._say("column_before"))
        caption = self._say("type_caption" if sort else "party_caption")
        return Grid(header=header, rows=tuple(rows), caption=caption)

    def _party(self, code: str | None) -> str:
        return self._phrases.actor(code) if code else self._say("not_attributed")

    def _range(self, counted: Range) -> str:
        return self._phrases.range(counted.low, counted.high)


_NONE = Range(0, 0, ())
