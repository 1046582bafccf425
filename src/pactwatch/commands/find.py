"""`pactwatch find`: who promised what, in what words, since when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, get_args

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import Action, CommitmentClaim, Firmness, Trigger
from pactwatch.publish import words as in_words
from pactwatch.publish.promises import Promise, Question, promises
from pactwatch.reconcile.instrument import instruments
from pactwatch.reconcile.reconciler import reconcile

_FIELDS = (
    "promisors",
    "promisees",
    "action",
    "firmness",
    "polarity",
    "condition",
    "trigger",
    "amounts",
    "items",
    "period",
    "due",
    "respond_within",
)


def find(
    action: Annotated[str, typer.Option(metavar="ACTION", help="What is promised: demining, air_defence, ...")] = "",
    promisor: Annotated[str, typer.Option(metavar="WHO", help="Who promises: FRA, France, EU, ...")] = "",
    words: Annotated[str, typer.Option(metavar="TEXT", help="Words that occur in the promise.")] = "",
    firmness: Annotated[str, typer.Option(metavar="FIRMNESS", help=f"One of {', '.join(get_args(Firmness))}.")] = "",
    trigger: Annotated[str, typer.Option(metavar="TRIGGER", help=f"One of {', '.join(get_args(Trigger))}.")] = "",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only promises that stand since this day or later."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line, with every source.")] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Find promises: who promised what, in what words, since when. The latest come first.

    A promise in an agreement stands since its signature, another since it was said or, where that is not known, published.
    """
    asked = Question(
        action=_code("--action", action, get_args(Action)),
        firmness=_code("--firmness", firmness, get_args(Firmness)),
        trigger=_code("--trigger", trigger, get_args(Trigger)),
        words=words,
        since=since.date() if since else None,
    )
    with opened(ledger) as book:
        claims, decisions = book.claims(), book.decisions()
        own_texts = instruments(book.documents(), claims, decisions)
    records = reconcile([stored for stored in claims if stored.claim.kind == "commitment"], decisions)
    everything = promises(records, {stored.id: stored for stored in claims}, own_texts)
    found = [promise for promise in everything if asked.fits(promise) and _by(promise, promisor)]
    if as_json:
        for promise in found:
            print_line(json.dumps(_object(promise), ensure_ascii=False))
        return
    if found:
        Console().print(_table(found))
    typer.echo(f"{len(found)} of {in_words.plural(len(everything), 'promise')} found", err=True)


def _code(option: str, text: str, codes: Sequence[str]) -> str:
    """The code that a user means, who may write spaces or hyphens for the underscores."""
    code = text.strip().casefold().replace(" ", "_").replace("-", "_")
    if code and code not in codes:
        raise typer.BadParameter(f"“{text}” is none of {', '.join(codes)}", param_hint=option)
    return code


def _by(promise: Promise, who: str) -> bool:
    names = {name for code in promise.record.held("promisors") or () for name in (code, in_words.actor(code))}
    return not who or who.casefold() in {name.casefold() for name in names}


def _object(promise: Promise) -> dict[str, Any]:
    """A promise as JSON: what is held of it, and each source with the words and their offsets in its document."""
    held = {name: value for name in _FIELDS if (value := promise.record.held(name)) not in (None, [], ())}
    return {
        "promise": promise.record.id,
        "since": promise.since.date if promise.since else None,
        "since_basis": promise.since.basis if promise.since else None,
        **held,
        "sources": [
            {
                "claim": stored.id,
                "doc": stored.claim.doc,
                "section": stored.claim.section if isinstance(stored.claim, CommitmentClaim) else None,
                "agreement": stored.claim.agreement if isinstance(stored.claim, CommitmentClaim) else None,
                "published": stored.published,
                "quote": stored.claim.quote,
                "start": stored.claim.start,
                "end": stored.claim.end,
            }
            for stored in promise.sources
        ],
    }


def _table(found: Sequence[Promise]) -> Table:
    table = Table(show_lines=True)
    table.add_column("since", width=10, overflow="fold")
    table.add_column("who promised what", ratio=2, min_width=18, overflow="fold")
    table.add_column("in what words", ratio=5, min_width=24, overflow="fold")
    table.add_column("where", ratio=1, min_width=10, overflow="fold")
    for promise in found:
        table.add_row(*(Text(printable(cell)) for cell in _row(promise)))
    return table


def _row(promise: Promise) -> tuple[str, ...]:
    record, first = promise.record, promise.sources[0]
    since = f"{promise.since.date} {promise.since.basis}" if promise.since else "–"
    what = [record.held("firmness") or ""]
    if record.held("respond_within"):
        what.append(f"within {in_words.duration(record.held('respond_within'))}")
    if record.held("trigger") not in (None, "none"):
        what.append(f"falls due on: {in_words.label(record.held('trigger'))}")
    claim = first.claim
    section = f", {claim.section}" if isinstance(claim, CommitmentClaim) and claim.section else ""
    more = f" and {in_words.plural(len(promise.sources) - 1, 'more source')}" if len(promise.sources) > 1 else ""
    return (
        since,
        "; ".join([promise.line, *(part for part in what if part)]),
        claim.quote,
        f"{claim.doc}{section}{more}",
    )
