"""`pactwatch reconcile`: from reports to the incidents that they are of, one JSON object a report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.commands.extracting import CodebookOption, loaded_extractor
from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import Count, IncidentClaim, IncidentType
from pactwatch.extract.extractor import Extractor
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.document import Document
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.reconciler import reconcile as reconcile_claims

# One run learns all its reports at once: their order in the file must not matter.
_LEARNED = datetime(1, 1, 1, tzinfo=UTC)
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
    level: str | None = None

    @field_validator("killed", "injured", mode="before")
    @classmethod
    def _number_is_exact(cls, value: Any) -> Any:
        if isinstance(value, int):
            return {"low": value, "high": value}
        if not isinstance(value, dict | Count | None):
            raise ValueError('write a number, such as 3, or a range, such as {"low": 3, "high": null}')
        return value

    @field_validator("published", "date")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value is not None:
            ImpreciseDate.parse(value)
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Report:
        if not self.coded and not (self.text or "").strip():
            raise ValueError("neither `text` nor a coded field such as `type`, `date` and `place`")
        return self

    @property
    def coded(self) -> dict[str, Any]:
        """The coded fields that are given."""
        return {name: value for name in _CODED if (value := getattr(self, name)) is not None}


def reconcile(
    reports: Annotated[Path, typer.Argument(metavar="REPORTS.jsonl", help="Reports, one JSON object a line.")],
    codebook: CodebookOption = None,
) -> None:
    """Group reports into the incidents that they are of, and say why.

    A line is a text, {"report", "outlet", "published", "text"}, or coded, {"report", "outlet", "published", "date",
    "place", "type", "perpetrator", "killed", "injured"}. Prints {"report", "incident", "reasons"} for each report, in
    the order of the file; a report of several incidents has the others in "also". A line that cannot be read is named
    on the error stream, the others are grouped, and the exit code is then 1.
    """
    lines = JsonLines(reports)
    seen: set[str] = set()

    def report(line: dict[str, Any]) -> Report:
        read = Report.model_validate(line)
        if read.report in seen:
            raise ValueError(f"the report {read.report} was given before; give each report its own name")
        seen.add(read.report)
        return read

    read = list(lines.each(report))
    claims = _claims(read, codebook)
    records = reconcile_claims([claim for found in claims.values() for claim in found])
    record_of = {claim: record for record in records for claim in record.claims}
    for each in read:
        found = [record_of[claim.id] for claim in claims[each.report]]
        if not found:
            print_line(
                _line(each, f"incident-{each.report}", ["No incident was found in its words: it stays alone."])
            )
            continue
        ids = list(dict.fromkeys(record.id for record in found))
        own = {claim.id for claim in claims[each.report]}
        reasons = [reason.text for record in found[:1] for reason in record.reasons if reason.claim in own]
        print_line(_line(each, ids[0], reasons, ids[1:]))
    raise typer.Exit(1 if lines.failed else 0)


def _claims(reports: list[Report], codebook: Path | None) -> dict[str, list[StoredClaim]]:
    extractor: Extractor | None = None
    claims: dict[str, list[StoredClaim]] = {}
    for report in reports:
        if report.coded:
            claims[report.report] = [_stored(report, report.report, _coded_claim(report))]
            continue
        # The language pipeline takes seconds to load, and coded reports do not need it.
        extractor = extractor or loaded_extractor(codebook)
        found = list(_text_claims(report, extractor))
        claims[report.report] = [_stored(report, f"{report.report}.{n}", c) for n, c in enumerate(found, start=1)]
    return claims


def _coded_claim(report: Report) -> IncidentClaim:
    # Without a text there are no words to compare: what stands for them must look like no other report's.
    words = report.text or hashlib.sha256(report.report.encode()).hexdigest()
    coded = {"type": "other", **report.coded}
    return IncidentClaim(doc=report.report, start=0, end=len(words), quote=words, **coded)


def _text_claims(report: Report, extractor: Extractor) -> Iterator[IncidentClaim]:
    text = report.text or ""
    document = Document(doc=report.report, text=text, outlet=report.outlet, published=report.published)
    for claim in extractor.extract(document):
        if isinstance(claim, IncidentClaim):
            yield claim if claim.date else claim.model_copy(update={"date": _news_date(report.published)})


def _news_date(published: str | None) -> str | None:
    """News without a date tells of the day on which it was published, or of the day before."""
    if published is None or "/" in published:
        return None
    day = ImpreciseDate.parse(published)
    if day.days > 1:
        return None
    before: date = day.first - timedelta(days=1)
    return f"{before.isoformat()}/{day.first.isoformat()}"


def _stored(report: Report, identity: str, claim: IncidentClaim) -> StoredClaim:
    return StoredClaim(identity, report.report, claim, report.published, report.outlet, _LEARNED)


def _line(report: Report, incident: str, reasons: list[str], also: list[str] | None = None) -> str:
    line: dict[str, Any] = {"report": report.report, "incident": incident, "reasons": reasons}
    return json.dumps(line | ({"also": also} if also else {}), ensure_ascii=False)
