"""`pactwatch reconcile`: from reports to the incidents that they are of, one JSON object a report."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.commands.decision_line import DecisionLine, DecisionLines
from pactwatch.commands.extracting import CodebookOption, loaded_extractor
from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import Count, IncidentClaim, IncidentType
from pactwatch.extract.extractor import Extractor
from pactwatch.extract.headline import FILE as HEADLINES
from pactwatch.extract.headline import HeadlineReader, HeadlineWords
from pactwatch.read.document import Document
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.linkage.coded_report import CodedReport
from pactwatch.reconcile.linkage.headline_columns import DatedHeadline
from pactwatch.reconcile.linkage.link import Content, Item, Link, link

# A text of one line and no more words than this is a headline, which is read without a parse.
HEADLINE_WORDS = 40
# So many lines are printed at once.
_LINES = 1000
_CODED = ("date", "place", "admin1", "type", "perpetrator", "attributed_by", "target", "killed", "injured", "level")


class Report(BaseModel):
    """One line of the input: a report as text, or coded. Other keys are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    report: str = Field(min_length=1)
    outlet: str | None = None
    published: str | None = None
    text: str | None = None
    date: str | None = None
    place: str | None = None
    admin1: str | None = None
    type: IncidentType | None = None
    perpetrator: str | None = None
    attributed_by: str | None = None
    target: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    level: Literal["single", "part", "total"] | None = None
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)

    @field_validator("killed", "injured", mode="before")
    @classmethod
    def _number_is_exact(cls, value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            value = {"low": value, "high": value}
        if not isinstance(value, dict | Count | None):
            raise ValueError('write a number, such as 3, or a range, such as {"low": 3, "high": null}')
        return value

    @field_validator("killed", "injured")
    @classmethod
    def _range_can_be(cls, value: Count | None) -> Count | None:
        if value is not None:
            low, high = value.low or 0, value.high
            if low < 0 or (high is not None and high < low):
                raise ValueError("the range holds no number; write its lower end, from 0, as `low`")
        return value

    @field_validator("published", "date")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value is not None:
            ImpreciseDate.parse(value)
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Report:
        if not self.is_coded and not (self.text or "").strip():
            raise ValueError("neither `text` nor a coded field such as `type`, `date` and `place`")
        return self

    @property
    def is_coded(self) -> bool:
        """Whether any coded field is given."""
        return any(getattr(self, name) is not None for name in _CODED)

    @property
    def is_headline(self) -> bool:
        """Whether it is a title of a few words, and no coded report."""
        text = (self.text or "").strip()
        return not self.is_coded and "\n" not in text and len(text.split()) <= HEADLINE_WORDS

    @property
    def day(self) -> datetime.date | None:
        """The day on which it was published; None where that is not known to the day."""
        when = ImpreciseDate.parse(self.published) if self.published else None
        return when.first if when is not None and when.days == 1 else None


def reconcile(
    reports: Annotated[Path, typer.Argument(metavar="REPORTS.jsonl", help="Reports, one JSON object a line.")],
    codebook: CodebookOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also print each report's link: its likeliest fellow, and every weight.")
    ] = False,
) -> None:
    """Group reports into the incidents that they are of, and say why.

    A line is a text, {"report", "outlet", "published", "text"}, or coded, {"report", "outlet", "published", "date",
    "place", "lat", "lon", "type", "perpetrator", "killed", "injured"}. Prints {"report", "incident", "reasons"} for
    each report, in the order of the file; a report of several incidents has the others in "also". A line that cannot
    be read is named on the error stream, the others are grouped, and the exit code is then 1. What a person decided is a
    line too, {"decision": "same" or "different", "reports": [...], "by", "reason"}, and holds whatever else is found.
    """
    lines = JsonLines(reports)
    told: dict[str, _Told] = {}
    decisions = DecisionLines()

    def report(line: dict[str, Any]) -> Report | None:
        if "decision" in line:
            decisions.add(lines.number, DecisionLine.model_validate(line))
            return None
        read = Report.model_validate(line)
        if read.report in told:
            raise ValueError(f"the report {read.report} was given before; give each report its own name")
        told[read.report] = _Told(read.report, read.outlet, read.published, read.is_headline)
        return read

    def items() -> Iterator[Item]:
        for item in Items(codebook).of(read for read in lines.each(report) if read is not None):
            told[item.document].items += (item.name,)
            told[item.document].compared |= item.content is not None
            yield item
        if decisions.given:
            decisions.apply({each.report: each.items for each in told.values()}, lines.fault)

    incident_of: dict[str, str] = {}
    links: dict[str, Link] = {}
    for group in link(items(), decided=decisions.decided):
        incident = f"incident-{min(group.items)}"
        incident_of.update(dict.fromkeys(group.items, incident))
        links.update({each.item: each for each in group.links})
    report_of = {name: each for each in told.values() for name in each.items}

    def line(each: _Told) -> str:
        ids = list(dict.fromkeys(incident_of[name] for name in each.items))
        found = links.get(each.items[0])
        reasons = [reason for name in each.items for reason in decisions.reasons(name)]
        if found or not reasons:
            reasons.append(_reason(found, report_of[found.fellow]) if found else _alone(each))
        line: dict[str, Any] = {"report": each.report, "incident": ids[0], "reasons": reasons}
        if ids[1:]:
            line["also"] = ids[1:]
        if explain and found:
            line["link"] = _explained(found, report_of[found.fellow])
        return json.dumps(line, ensure_ascii=False)

    waiting = map(line, told.values())
    while many := list(islice(waiting, _LINES)):
        print_line("\n".join(many))
    raise typer.Exit(1 if lines.failed else 0)


@dataclass(slots=True)
class _Told:
    """What is told of a report when it is printed: no more is kept, since there may be a million."""

    report: str
    outlet: str | None
    published: str | None
    is_headline: bool
    items: tuple[str, ...] = ()
    compared: bool = False


class Items:
    """What is to be linked, made of reports: a headline, a coded report, or the incidents that a text tells of."""

    def __init__(self, codebook: Path | None = None) -> None:
        self._codebook = codebook
        self._headlines = HeadlineReader(HeadlineWords.load(HEADLINES))
        self._extractor: Extractor | None = None

    def of(self, reports: Iterable[Report]) -> Iterator[Item]:
        """The items of each report in turn: one, without a content where nothing in it can be compared, or several."""
        for report in reports:
            found = list(self._contents(report))
            if len(found) < 2:
                yield Item(report.report, report.report, found[0] if found else None)
            else:
                for number, content in enumerate(found, start=1):
                    yield Item(f"{report.report}.{number}", report.report, content)

    def _contents(self, report: Report) -> Iterator[Content]:
        if report.is_coded:
            yield _coded(report)
        elif not report.is_headline:
            yield from map(CodedReport.of, self._claims(report))
        elif report.day is not None:
            headline = self._headlines.read(report.text or "")
            yield DatedHeadline(headline, report.outlet or report.report, report.day)

    def _claims(self, report: Report) -> Iterator[IncidentClaim]:
        # The language pipeline takes seconds to load, and neither headlines nor coded reports need it.
        self._extractor = self._extractor or loaded_extractor(self._codebook)
        document = Document(
            doc=report.report, text=report.text or "", outlet=report.outlet, published=report.published
        )
        for claim in self._extractor.extract(document):
            if isinstance(claim, IncidentClaim):
                yield claim if claim.date else claim.model_copy(update={"date": _news_date(report)})


def _coded(report: Report) -> CodedReport:
    return CodedReport(
        report.date or _news_date(report),
        report.place,
        report.admin1,
        report.type or "other",
        report.perpetrator,
        report.killed,
        report.injured,
        report.level,
        report.lat,
        report.lon,
    )


def _news_date(report: Report) -> str | None:
    """News without a date tells of the day on which it was published, or of the day before."""
    if report.day is None:
        return None
    return f"{(report.day - datetime.timedelta(days=1)).isoformat()}/{report.day.isoformat()}"


def _alone(report: _Told) -> str:
    if report.compared:
        return "No other report is likely enough to be of the same incident."
    if report.is_headline:
        return "The day on which it was published is not known: it stays alone."
    return "No incident was found in its words: it stays alone."


def _reason(found: Link, fellow: _Told) -> str:
    source = ", ".join(part for part in (fellow.outlet, fellow.published) if part) or fellow.report
    for_it = [f"{weight.says} ({weight.bits:+.1f})" for weight in found.weights if weight.bits > 0]
    against = [f"{weight.says} ({weight.bits:+.1f})" for weight in found.weights if weight.bits < 0]
    text = f"Goes with the report of {source}, at {found.probability:.0%}: {'; '.join(for_it)}."
    return text + (f" Against it: {'; '.join(against)}." if against else "")


def _explained(found: Link, fellow: _Told) -> dict[str, Any]:
    return {
        "with": fellow.report,
        "probability": round(found.probability, 4),
        "prior": found.prior,
        "weights": [
            {"comparison": weight.comparison, "says": weight.says, "bits": weight.bits} for weight in found.weights
        ],
    }
