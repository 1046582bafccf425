"""`pactwatch need`, `contribution`, `match` and `task`: the coordination cell's lists, each change with a name."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.coordinate.matching import Matching, Pair, assign
from pactwatch.coordinate.matching import match as matched
from pactwatch.coordinate.need import (
    Contribution,
    Need,
    NeedError,
    Wanted,
    add_contribution,
    add_need,
    contributions,
    needs,
    promised,
    withdraw,
)
from pactwatch.coordinate.task import COMPLETION, DROPPING, HANDOVER, RECEIPT, TaskList, tasks
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish import words
from pactwatch.reconcile.reconciler import reconcile

need = typer.Typer(help="What is needed, by capability, place and time.")
contribution = typer.Typer(help="What is offered besides the promises that the ledger holds.")
match = typer.Typer(help="Which contribution could serve which need; what stays open; what is promised twice.")
task = typer.Typer(help="Who has to do what by when.")

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What else should be known of it.")]
Capability = Annotated[str, typer.Argument(metavar="CAPABILITY", help="In the coding manual's words: monitoring.")]
Item = Annotated[str | None, typer.Option(metavar="GOODS", help="What of it: observers, drones.")]
Quantity = Annotated[int | None, typer.Option(metavar="NUMBER", help="How many.")]
Place = Annotated[str | None, typer.Option(metavar="PLACE", help="Where.")]
First = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="From this day.")
]
Last = Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATE", help="Its last day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Which = Annotated[str, typer.Argument(metavar="TASK", help="The task, by its number.")]


@need.command("add")
def add_one_need(
    capability: Capability,
    by: By,
    item: Item = None,
    quantity: Quantity = None,
    place: Place = None,
    first: First = None,
    last: Last = None,
    priority: Annotated[int, typer.Option(min=1, max=3, help="1 is served first.")] = 2,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write down a need."""
    with opened(ledger) as book:
        made = add_need(book, _wanted(capability, item, quantity, place, first, last), priority, by, note or None)
    typer.echo(f"{made.id}: {_in_words(made.wanted)}, priority {made.priority}")


@need.command("withdraw")
def withdraw_need(
    which: Annotated[str, typer.Argument(metavar="NEED")], by: By, note: Note, ledger: LedgerOption = DEFAULT_LEDGER
) -> None:
    """Withdraw a need, with a reason."""
    with opened(ledger) as book:
        withdraw(book, which, by, note)
    typer.echo(f"{which} is withdrawn")


@contribution.command("add")
def add_one_contribution(
    contributor: Annotated[str, typer.Argument(metavar="WHO", help="Who offers it, by its code: NOR.")],
    capability: Capability,
    by: By,
    item: Item = None,
    quantity: Quantity = None,
    place: Place = None,
    first: First = None,
    last: Last = None,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write down a contribution that no document of the ledger promises."""
    with opened(ledger) as book:
        given = _wanted(capability, item, quantity, place, first, last)
        made = add_contribution(book, given, contributor, by, note or None)
    typer.echo(f"{made.id}: {words.actor(made.contributor)}, {_in_words(made.offered)}")


@contribution.command("withdraw")
def withdraw_contribution(
    which: Annotated[str, typer.Argument(metavar="CONTRIBUTION")],
    by: By,
    note: Note,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Withdraw a contribution, with a reason."""
    with opened(ledger) as book:
        withdraw(book, which, by, note)
    typer.echo(f"{which} is withdrawn")


@contribution.command("list")
def list_contributions(as_json: AsJson = False, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Print what is offered: what people wrote down, and the firm promises of the ledger that name a number."""
    with opened(ledger) as book:
        _, offers = _lists(book)
    for offer in offers:
        if as_json:
            print_line(json.dumps(offer.model_dump(mode="json"), ensure_ascii=False))
        else:
            basis = f" (promise {offer.record})" if offer.record else ""
            print_line(printable(f"{offer.id}: {_contributor(offer)}, {_in_words(offer.offered)}{basis}"))


@match.command("list")
def list_matches(as_json: AsJson = False, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Print every need with what is assigned, what is proposed, and the gap."""
    with opened(ledger) as book:
        wanted, offers = _lists(book)
        found = matched(wanted, offers, book.acts())
    if as_json:
        for cover in found.covers:
            pairs = {
                name: [_pair(pair) for pair in getattr(cover, name)] for name in ("assigned", "proposed", "possible")
            }
            line = {"need": cover.need.model_dump(mode="json"), **pairs, "gap": cover.gap}
            print_line(json.dumps(line, ensure_ascii=False))
        return
    _show(found, {offer.id: offer for offer in offers})


@match.command("assign")
def assign_one(
    which: Annotated[str, typer.Argument(metavar="NEED")],
    offer: Annotated[str, typer.Argument(metavar="CONTRIBUTION")],
    by: By,
    quantity: Quantity = None,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write down that a contribution, or a part of it, is for a need. The machine only proposes."""
    with opened(ledger) as book:
        wanted, offers = _lists(book)
        needed = next((each for each in wanted if each.id == which), None)
        given = next((each for each in offers if each.id == offer), None)
        if needed is None or given is None:
            raise NeedError(f"the ledger knows no {'need ' + which if needed is None else 'contribution ' + offer}")
        act = assign(book, needed, given, quantity, by, note or None)
        found = matched(wanted, offers, book.acts())
    typer.echo(f"act {act.id}: {offer} for {which}, by {act.by}")
    for double in found.doubles:
        typer.echo(f"  beware: {double}")


@task.command("add")
def add_task(
    title: Annotated[str, typer.Argument(metavar="WHAT", help="What is to be done.")],
    owner: Annotated[str, typer.Option(metavar="NAME", help="Who is to do it.")],
    by: By,
    due: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], metavar="MOMENT", help="By when, UTC."),
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="IDENTITY", help="What it serves: an obligation, a case, a need.")
    ] = None,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Set a task."""
    with opened(ledger) as book:
        made = TaskList(book).set(title, owner, by, due.replace(tzinfo=UTC) if due else None, about, note or None)
    typer.echo(f"{made.id}: {made.owner}, {made.title}" + (f", due {words.moment(made.due)}" if made.due else ""))


@task.command("list")
def list_tasks(as_json: AsJson = False, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Print the tasks, those first that are due first."""
    with opened(ledger) as book:
        found = tasks(book.acts(), datetime.now(UTC))
    if as_json:
        for each in found:
            print_line(json.dumps(each.model_dump(mode="json"), ensure_ascii=False))
        return
    table = Table()
    for name in ("task", "what", "owner", "due", "state"):
        table.add_column(name, overflow="fold")
    for each in found:
        due = words.moment(each.due) if each.due else "–"
        cells = (each.id, each.title, each.owner, due, each.state)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    if found:
        Console().print(table)
    typer.echo(words.plural(len(found), "task"))


@task.command()
def acknowledge(which: Which, by: By, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that its owner has it."""
    _move(ledger, which, RECEIPT, by, note)


@task.command()
def done(which: Which, by: By, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that it is done."""
    _move(ledger, which, COMPLETION, by, note)


@task.command()
def drop(which: Which, by: By, note: Note, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write down that it is not to be done any more, and why."""
    _move(ledger, which, DROPPING, by, note)


@task.command()
def hand(
    which: Which,
    owner: Annotated[str, typer.Argument(metavar="NAME", help="Who takes it over.")],
    by: By,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hand it over to another, who then has to acknowledge it."""
    _move(ledger, which, HANDOVER, by, note, owner)


def _move(place: str, which: str, kind: str, by: str, note: str, owner: str | None = None) -> None:
    with opened(place) as book:
        book_of_tasks = TaskList(book)
        moved = book_of_tasks.move(book_of_tasks.task(which), kind, by, note or None, owner)
    typer.echo(f"{moved.id}: {moved.state}, {moved.owner}")


def _wanted(
    capability: str,
    item: str | None,
    quantity: int | None,
    place: str | None,
    first: datetime | None,
    last: datetime | None,
) -> dict[str, object]:
    return {
        "capability": capability.strip().casefold().replace(" ", "_").replace("-", "_"),
        "item": item,
        "quantity": quantity,
        "place": place,
        "first": _day(first),
        "last": _day(last),
    }


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _lists(book: Ledger) -> tuple[list[Need], list[Contribution]]:
    acts, claims = book.acts(), {stored.id: stored for stored in book.claims(kind="commitment")}
    records = reconcile(list(claims.values()), book.decisions())
    return needs(acts), [*contributions(acts), *promised(records, claims)]


def _in_words(wanted: Wanted) -> str:
    what = wanted.item or words.label(wanted.capability)
    parts = [f"{words.number(wanted.quantity)} {what}" if wanted.quantity else what]
    parts += [f"in {wanted.place}"] if wanted.place else []
    parts += [f"from {words.day(wanted.first)}"] if wanted.first else []
    parts += [f"until {words.day(wanted.last)}"] if wanted.last else []
    return " ".join(parts)


def _contributor(offer: Contribution) -> str:
    return words.actors(offer.contributor.split("; "))


def _pair(pair: Pair) -> dict[str, object]:
    return {"contribution": pair.contribution, "quantity": pair.quantity, "why": list(pair.why), "by": pair.by}


def _show(found: Matching, offers: dict[str, Contribution]) -> None:
    table = Table(show_lines=True)
    for name, ratio in (("need", 3), ("assigned", 3), ("proposed", 4), ("gap", 1)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for cover in found.covers:
        proposed = [*cover.proposed, *(() if cover.proposed else cover.possible[:3])]
        gap = "–" if cover.gap is None else words.number(cover.gap)
        cells = (
            f"{cover.need.id}: {_in_words(cover.need.wanted)}",
            _pairs(cover.assigned, offers),
            _pairs(proposed, offers),
            gap,
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))
    if found.covers:
        Console().print(table)
    typer.echo(words.plural(len(found.covers), "need"))
    for double in found.doubles:
        typer.echo(f"twice: {double}")


def _pairs(pairs: tuple[Pair, ...] | list[Pair], offers: dict[str, Contribution]) -> str:
    lines = []
    for pair in pairs:
        count = f"{pair.quantity} " if pair.quantity else ""
        who = _contributor(offers[pair.contribution])
        lines.append(f"{count}from {who} ({pair.contribution})" + (f", by {pair.by}" if pair.by else ""))
    return "\n".join(lines) or "–"
