"""`pactwatch whatif`: if this incident is confirmed, what falls due? Asked without touching the ledger."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pactwatch.commands.json_lines import JsonLines
from pactwatch.commands.judge import claim_of
from pactwatch.commands.judging import TermsOption, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, one_line_errors, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.coordinate.activation import recorded
from pactwatch.coordinate.event import events
from pactwatch.coordinate.trial import Trial, try_out
from pactwatch.extract.claim import IncidentClaim
from pactwatch.judge.finding import Finding
from pactwatch.ledger.lookup import named
from pactwatch.ledger.stored import Act, Decision, StoredClaim
from pactwatch.publish import words
from pactwatch.publish.state import by_urgency, clock, finding_line, obligation_line
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record


def whatif(
    terms: TermsOption,
    incidents: Annotated[
        Path | None,
        typer.Argument(metavar="INCIDENTS.jsonl", help="Incidents as `pactwatch extract` prints them."),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(metavar="INCIDENT", help="An incident of the ledger, by the beginning of its identity."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each set of terms.")] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say what would fall due if incidents were confirmed as they are told, and how the ceasefire would stand.

    The incidents come from a file, or one is named that the ledger holds. They are judged beside what the ledger knows,
    whose commitments may be activated; without a ledger, beside nothing. Nothing is written. What no source says stays
    open, and is named as what would have to be shown besides.
    """
    if (incidents is None) == (record is None):
        raise typer.BadParameter(
            "name a file of incidents, or one of the ledger's with --record", param_hint="INCIDENTS"
        )
    judged_by = loaded(terms)
    claims: list[StoredClaim] = []
    decisions: list[Decision] = []
    acts: list[Act] = []
    if record is not None or ledger != DEFAULT_LEDGER or Path(ledger).exists():
        with opened(ledger) as book:
            claims, decisions, acts = book.claims(), book.decisions(), book.acts()
    failed, told = False, []
    if incidents is not None:
        lines = JsonLines(incidents)
        told = [each for each in lines.each(claim_of) if isinstance(each.claim, IncidentClaim)]
        failed = lines.failed
    known = reconcile(claims, decisions)
    records = reconcile([*claims, *told], decisions) if told else known
    confirmed = _meant(records, {each.id for each in told}, record)
    now = datetime.now(UTC)
    happened, before = events(acts), recorded(acts, now)
    for number, each in enumerate(judged_by):
        trial = try_out(each, confirmed, records, known, now, claims, happened, before)
        if as_json:
            print_line(json.dumps(_object(trial), ensure_ascii=False))
            continue
        if number:
            typer.echo("")
        _print(trial, {one.id: one for one in confirmed}, now)
    raise typer.Exit(1 if failed else 0)


def _meant(records: list[Record], claims: set[str], beginning: str | None) -> list[Record]:
    """The incidents that are meant: those with one of the claims, or the one whose identity begins so."""
    incidents = [record for record in records if record.kind == "incident"]
    if beginning is None:
        found = [record for record in incidents if not claims.isdisjoint(record.claims)]
        if not found:
            typer.echo("pactwatch: no incident was read; give claims of the kind incident", err=True)
            raise typer.Exit(1)
        return found
    with one_line_errors():
        return [named("incident", beginning, incidents)]


def _print(trial: Trial, confirmed: dict[str, Record], now: datetime) -> None:
    typer.echo(f"If confirmed, under “{trial.terms.source.title}”:")
    if not trial.findings:
        typer.echo("  no rule of these terms speaks of it then and there")
    for finding in trial.findings:
        known = next((each.verdict for each in trial.before if each.id == finding.id), None)
        was = f" (as things are: {words.label(known)})" if known not in (None, finding.verdict) else ""
        where = confirmed[finding.record].held("place") or "place not given"
        typer.echo(printable(f"  {words.when(finding.happened)}, {where}: {finding_line(finding)}{was}"))
        if finding.id in trial.missing:
            lacking = words.joined([words.label(name) for name in finding.missing]) or "nothing that is known of"
            typer.echo(f"    would have to be shown besides: {lacking}")
    typer.echo(f"The ceasefire on {words.day(trial.state.day)}: {_change(trial)}")
    due = by_urgency(trial.obligations)
    typer.echo(f"{words.plural(len(due), 'obligation')} would arise" + (":" if due else ""))
    for each in due:
        typer.echo(printable(f"  {obligation_line(each)}: {clock(each, now)}  ({each.source.title}, {each.article})"))
    if trial.fed:
        typer.echo(f"{words.plural(len(trial.fed), 'obligation')} still open would be triggered by it too:")
    for each in by_urgency(trial.fed):
        typer.echo(printable(f"  {obligation_line(each)}: {clock(each, now)}  ({each.source.title}, {each.article})"))
    if trial.standing:
        typer.echo(f"{words.plural(len(trial.standing), 'obligation')} of it have arisen already")
    typer.echo("Nothing was written.")


def _change(trial: Trial) -> str:
    def put(state: str, could_be: str) -> str:
        return state if state == could_be else f"{state} (could be {could_be})"

    before = put(trial.state.state, trial.state.could_be)
    after = put(trial.state_then.state, trial.state_then.could_be)
    return f"{after}, as things are too" if before == after else f"{after}; as things are: {before}"


def _object(trial: Trial) -> dict[str, Any]:
    def findings(given: tuple[Finding, ...]) -> list[dict[str, Any]]:
        return [each.model_dump(mode="json") for each in given]

    return {
        "terms": trial.terms.name,
        "findings": findings(trial.findings),
        "before": findings(trial.before),
        "state": trial.state.state,
        "state_then": trial.state_then.state,
        "could_be_then": trial.state_then.could_be,
        "missing": trial.missing,
        "obligations": [each.model_dump(mode="json") for each in by_urgency(trial.obligations)],
        "fed": [each.id for each in trial.fed],
        "standing": [each.id for each in trial.standing],
    }
