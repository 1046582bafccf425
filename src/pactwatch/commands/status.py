"""`pactwatch status`: what has become of each commitment by a day, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import Action, CommitmentClaim
from pactwatch.ledger.stored import AsOf, StoredClaim
from pactwatch.publish import words
from pactwatch.publish.firmness import FIRMNESS
from pactwatch.publish.summary import summary
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Status, statuses

_FORMATS = ["%Y-%m-%d"]


def status(
    on: Annotated[
        datetime | None,
        typer.Option(formats=_FORMATS, metavar="DATE", help="The day that is asked about; today else."),
    ] = None,
    published_by: Annotated[
        datetime | None,
        typer.Option(
            formats=_FORMATS,
            metavar="DATE",
            help="Only what had been published by then; by the day asked about else. A later day gives hindsight.",
        ),
    ] = None,
    learned_by: Annotated[
        datetime | None,
        typer.Option(
            formats=_FORMATS, metavar="DATE", help="Only what this ledger had learned by the end of that day."
        ),
    ] = None,
    promisor: Annotated[
        str, typer.Option(metavar="WHO", help="Only promises by this one: FRA, France, EU, ...")
    ] = "",
    action: Annotated[str, typer.Option(metavar="ACTION", help="Only promises of this: military_aid, ...")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a commitment, on one line.")] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print what has become of each commitment by a day, and why: met, overdue, cannot be rated because ...

    What had not been published by the day is left out, unless --published-by gives a later one.
    """
    asked = action.strip().casefold().replace(" ", "_").replace("-", "_")
    if asked and asked not in get_args(Action):
        raise typer.BadParameter(f"“{action}” is none of {', '.join(get_args(Action))}", param_hint="--action")
    day = on.date() if on else datetime.now(UTC).date()
    as_of = AsOf(
        learned=datetime.combine(learned_by.date(), time.max, UTC) if learned_by else None,
        published=last.date() if (last := published_by or on) else None,
    )
    with opened(ledger) as book:
        claims = {stored.id: stored for stored in book.claims(as_of=as_of)}
        records = reconcile(list(claims.values()), book.decisions(as_of=as_of))
    found = statuses(records, claims, day)
    chosen = [
        (record, found[record.id], _line(record, claims))
        for record in records
        if record.id in found and _by(record, promisor) and (not asked or record.held("action") == asked)
    ]
    if as_json:
        for record, standing, line in chosen:
            print_line(json.dumps(_object(record, standing, line), ensure_ascii=False))
        return
    joined = {told.source.claim for record in records for told in record.fulfilments}
    _print(day, chosen, sum(each.claim.kind == "fulfilment" and id not in joined for id, each in claims.items()))


def _by(record: Record, who: str) -> bool:
    names = {name for code in record.held("promisors") or () for name in (code, words.actor(code))}
    return not who or who.casefold() in {name.casefold() for name in names}


def _line(record: Record, claims: Mapping[str, StoredClaim]) -> str:
    """The promise in one line, as its firmest source has it."""
    told = [claim for id in record.claims if isinstance(claim := claims[id].claim, CommitmentClaim)]
    return summary(max(told, key=lambda claim: FIRMNESS.index(claim.firmness)))


def _object(record: Record, standing: Status, line: str) -> dict[str, object]:
    who = {"promisors": record.held("promisors") or [], "promisees": record.held("promisees") or []}
    return {"line": line, **who, "action": record.held("action"), **standing.model_dump(mode="json")}


def _print(day: date, rows: Sequence[tuple[Record, Status, str]], waiting: int) -> None:
    console = Console()
    if rows:
        table = Table(show_lines=True)
        table.add_column("commitment", ratio=4, min_width=18, overflow="fold")
        table.add_column("status", width=15, overflow="fold")
        table.add_column("why", ratio=6, min_width=24, overflow="fold")
        for _, standing, line in rows:
            cells = (line, words.label(standing.status), _why(standing))
            table.add_row(*(Text(printable(cell)) for cell in cells))
        console.print(table)
    counts = Counter(words.label(standing.status) for _, standing, _ in rows)
    told = ", ".join(f"{number} {name}" for name, number in counts.most_common())
    typer.echo(f"{words.plural(len(rows), 'commitment')} on {day.isoformat()}" + (f": {told}" if told else ""))
    if waiting:
        reports = words.plural(waiting, "report on a promise fits", "reports on promises fit")
        typer.echo(f"{reports} no commitment in this ledger")


def _why(standing: Status) -> str:
    """What the status rests on: what the words lack, or the first reasons."""
    if standing.because:
        return f"because {'; '.join(standing.because)}"
    return " ".join(reason.text for reason in standing.reasons[:2])
