"""`pactwatch judge`: from incidents to findings under a set of terms, one JSON object a finding."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.judging import loaded_terms
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import CLAIM, IncidentClaim
from pactwatch.judge.finding import Finding
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record

_BESIDE_CLAIM = ("id", "published", "outlet")


def judge(
    incidents: Annotated[
        Path | None,
        typer.Argument(metavar="INCIDENTS.jsonl", help="Claims as `pactwatch extract` prints them, or records."),
    ] = None,
    terms: Annotated[
        Path | None,
        typer.Option(
            "--terms", metavar="FILE", help="The terms (YAML), or the name of ready ones; see docs/terms.md."
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Print how each finding came about, publication by publication.")
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a finding, and stop.")] = False,
) -> None:
    """Judge incidents under terms and print the findings: one JSON object a finding, on one line.

    Claims are reconciled first, so that two reports of one incident are judged once; claims of other kinds are passed
    over. A claim may have "id", "published" and "outlet" beside its fields. A line that cannot be read is named on
    the error stream, the others are judged, and the exit code is then 1. With --history, a line for each day on which
    a finding on an incident came about, changed or went, with what was found from then on.
    """
    if schema:
        print_line(json.dumps(Finding.model_json_schema(), ensure_ascii=False, indent=2))
        return
    if incidents is None:
        raise typer.BadParameter("name the file with the incidents", param_hint="INCIDENTS.jsonl")
    if terms is None:
        raise typer.BadParameter("name the file with the terms", param_hint="--terms")
    # Loaded here, because it takes the columns of numpy with it, which no other command needs.
    from pactwatch.judge.judgement import developments  # noqa: PLC0415
    from pactwatch.judge.judgement import judge as judge_records  # noqa: PLC0415

    judged_by = loaded_terms(terms)
    lines = JsonLines(incidents)
    read = list(lines.each(_claim_or_record))
    records = [each for each in read if isinstance(each, Record)]
    records += reconcile([each for each in read if isinstance(each, StoredClaim)])
    if history:
        for record in records:
            for step in developments(judged_by, record):
                print_line(json.dumps(step.model_dump(mode="json"), ensure_ascii=False))
        raise typer.Exit(1 if lines.failed else 0)
    for finding in judge_records(judged_by, records):
        print_line(json.dumps(finding.model_dump(mode="json"), ensure_ascii=False))
    raise typer.Exit(1 if lines.failed else 0)


def _claim_or_record(line: dict[str, Any]) -> StoredClaim | Record | None:
    if "claims" in line and "fields" in line:
        return Record.model_validate(line)
    if "kind" not in line:
        raise ValueError('neither a claim (no "kind") nor a record (no "claims" and "fields")')
    stored = claim_of(line)
    return stored if isinstance(stored.claim, IncidentClaim) else None


def claim_of(line: dict[str, Any]) -> StoredClaim:
    """A claim of any kind with what stands beside it. Raises ValueError, in words for the user, where it is none."""
    beside = {name: line.pop(name, None) for name in _BESIDE_CLAIM}
    claim = CLAIM.validate_python(line)
    for written in (claim.date, beside["published"]):
        if written is not None:
            ImpreciseDate.parse(str(written))
    identity = beside["id"] or f"{claim.doc}:{claim.start}-{claim.end}"
    # The file is learned now, in one act: what a claim does not say of its publication is known from today.
    return StoredClaim(str(identity), claim.doc, claim, beside["published"], beside["outlet"], _now())


def _now() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
