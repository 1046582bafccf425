"""`pactwatch obligation`: what findings have activated, who owes it by when, and what people did about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.judging import TermsOption, judged, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.coordinate.activation import recorded, write_down
from pactwatch.coordinate.event import EventKind, events
from pactwatch.coordinate.owing import activate
from pactwatch.coordinate.trigger import standing
from pactwatch.ledger.lookup import named
from pactwatch.publish import words
from pactwatch.publish.state import by_urgency, clock, obligation_line

obligation = typer.Typer(help="What is owed once a finding activates it, and what people did about it.")

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who did it.")]
At = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        metavar="MOMENT",
        help="When it was done, UTC: 2025-03-29T14:30; now else.",
    ),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="What else should be known of it.")]
_WHERE = (
    "`pactwatch obligation watch --terms FILE` writes down what has arisen, "
    "`pactwatch obligation list --terms FILE` shows it"
)
Which = Annotated[str, typer.Argument(metavar="OBLIGATION", help="The obligation, by the beginning of its identity.")]


@obligation.command("list")
def list_obligations(
    terms: TermsOption,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object an obligation, on one line.")
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print what is owed under the terms, the most pressing first."""
    now = datetime.now(UTC)
    with opened(ledger) as book:
        acts, (found, records) = book.acts(), judged(book, judged_by := loaded(terms))
        before, happened, provided = recorded(acts, now), events(acts), book.claims("provision")
    owed = by_urgency(activate(judged_by, found, now, happened, before, records, provided))
    if as_json:
        for due in owed:
            print_line(json.dumps(due.model_dump(mode="json"), ensure_ascii=False))
        return
    table = Table(show_lines=True)
    for name, ratio in (("obligation", 3), ("state", 2), ("who owes what to whom", 5), ("clock", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for due in owed:
        told = [f"acknowledged {words.moment(due.acknowledged)}"] if due.acknowledged else []
        told += [f"{words.number(held)} triggers"] if (held := len(standing(due.triggers))) > 1 else []
        timed = "\n".join([clock(due, now), *told])
        cells = (due.id.removeprefix("obligation-"), due.state, obligation_line(due), timed)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    if owed:
        Console().print(table)
    typer.echo(f"{words.plural(len(owed), 'obligation')} under {words.joined([each.name for each in judged_by])}")


@obligation.command()
def watch(terms: TermsOption, by: By = "pactwatch", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Judge the ledger under the terms, and write into it what has arisen and what fell away since the last watch.

    What is written down stays told, also when a finding is withdrawn later. Watching again writes nothing twice.
    """
    judged_by = loaded(terms)
    with opened(ledger) as book:
        found, records = judged(book, judged_by)
        written = write_down(book, judged_by, found, by, records, book.claims("provision"))
    for act in written:
        typer.echo(f"{act.kind}: {act.about}")
    typer.echo(f"{words.plural(len(written), 'change')} written down")


@obligation.command()
def request(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that it was asked for; where the clock waits for a request, it runs from then."""
    _act("request", which, by, at, note, ledger)


@obligation.command()
def acknowledge(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that one who owes it has confirmed it. The clock runs on."""
    _act("acknowledgement", which, by, at, note, ledger)


@obligation.command()
def meet(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that what is owed was done."""
    _act("performance", which, by, at, note, ledger)


@obligation.command()
def suspend(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that its clock is stopped; the time does not count until it is resumed."""
    _act("suspension", which, by, at, note, ledger)


@obligation.command()
def resume(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that its clock runs again."""
    _act("resumption", which, by, at, note, ledger)


@obligation.command()
def waive(which: Which, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that who may claim it gives it up."""
    _act("waiver", which, by, at, note, ledger)


def _act(kind: EventKind, which: str, by: str, at: datetime | None, note: str, place: str) -> None:
    with opened(place) as book:
        owed = named("obligation", which, recorded(book.acts(), datetime.now(UTC)), _WHERE)
        done = book.act(kind, owed.id, by, at.replace(tzinfo=UTC) if at else None, note)
        acts, now = book.acts(), datetime.now(UTC)
        after = next(due for due in recorded(acts, now) if due.id == owed.id)
    typer.echo(f"act {done.id}: {kind} of {owed.id}, by {done.by}; {after.state}, {clock(after, now)}")
