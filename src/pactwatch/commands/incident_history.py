"""The history of an incident on the command line: report by report, by one clock, with its grade."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.lookup import named
from pactwatch.ledger.stored import AsOf
from pactwatch.publish import words
from pactwatch.publish.grading import Assessments, Grading, GradingFiles
from pactwatch.publish.incident_map import IncidentMap
from pactwatch.reconcile.figure_history import Clock, Report, Step, figure_history
from pactwatch.reconcile.grades import Assessment
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class IncidentHistory:
    """What is asked: by which clock, until the end of which day, and by which files of the user's own it is graded."""

    clock: Clock
    until: date | None = None
    grades: Path | None = None
    sources: Path | None = None
    layer_rules: Path | None = None

    def lines(self, book: Ledger, what: str, *, as_json: bool) -> Iterator[str]:
        """The lines to print for the incident whose identity begins so.

        Raises LedgerError where no incident's identity begins so, or several do; CodebookError or OSError where a file
        of the user's own has to be mended.
        """
        grading = Grading(GradingFiles(self.grades, self.sources, self.layer_rules), IncidentMap(), book.content)
        as_of = self._as_of
        claims = {stored.id: stored for stored in book.claims(kind="incident", as_of=as_of)}
        decisions = book.decisions(as_of=as_of)
        records = reconcile(list(claims.values()), decisions)
        record = named("incident", what, [each for each in records if each.kind == "incident"])
        steps = figure_history([claims[claim] for claim in record.claims], decisions, self.clock)
        assessment = Assessments(grading, book.documents(as_of=as_of)).of(record)
        if as_json:
            data = {"record": record.id, "clock": self.clock, "assessment": assessment.model_dump(mode="json")}
            told = [step.model_dump(mode="json") for step in steps]
            yield json.dumps({**data, "steps": told}, ensure_ascii=False)
            return
        yield from _lines(record, assessment)
        for step in steps:
            yield from _step_lines(step)

    @property
    def _as_of(self) -> AsOf | None:
        if self.until is None:
            return None
        if self.clock == "published":
            return AsOf(published=self.until)
        return AsOf(learned=datetime.combine(self.until, time.max, UTC))


def _lines(record: Record, assessment: Assessment) -> Iterator[str]:
    where = record.held("place") or record.held("admin1") or "place not given"
    yield f"{record.id}: {record.held('type')}, {where}, {words.when(record.held('date'))}"
    yield assessment.means
    for layer in assessment.layers:
        yield f"{layer.name} {layer.says} (rule {layer.rule}): {layer.text}"


def _step_lines(step: Step) -> Iterator[str]:
    when = f"{step.moment:%Y-%m-%d %H:%M:%S}" if step.moment else step.day.isoformat()
    for report in step.reports:
        yield f"{when}  {report.by}: {_says(report)}"
    for ruling in step.rulings:
        verb = "withdraws the decision on" if ruling.kind == "withdrawn" else f"decides {ruling.kind}:"
        yield f"{when}  {ruling.by} {verb} {', '.join(ruling.claims)}: {ruling.reason}"
    held = "; ".join(_figure(step, name) for name in ("killed", "injured") if step.figure(name))
    yield f"{when}  held: {held or 'no figure'} ({words.plural(step.sources, 'independent source')})"


def _says(report: Report) -> str:
    said = [
        f"{words.count(count)} {name}"
        + (f", not {words.count(report.replaces[name])}" if name in report.replaces else "")
        for name, count in report.says.items()
    ]
    return f"{'; '.join(said)} ({report.effect})" if said else "no figure"


def _figure(step: Step, name: str) -> str:
    figure = next(each for each in step.figures if each.name == name)
    told = f"{words.count(figure.best)} {name}"
    if figure.agreed:
        return told
    low = words.number(figure.lowest.number) if figure.lowest else "?"
    high = words.number(figure.highest.number) if figure.highest else "?"
    return f"{told} [{low} to {high}{' or more' if figure.open_above else ''}]"
