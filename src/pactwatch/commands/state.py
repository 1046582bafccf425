"""`pactwatch state`: whether a ceasefire is holding, strained or broken on a day, with counts and the period before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.judging import TermsOption, judged, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.commands.reporting import print_line
from pactwatch.extract.claim import TallyClaim
from pactwatch.judge.cessation import CessationClock, cessation_clock
from pactwatch.judge.state import Ceasefire, Counts, DayState, Range, Step
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import AsOf, StoredClaim
from pactwatch.publish import words
from pactwatch.publish.state import change_words, clock_line, finding_line, range_words
from pactwatch.publish.tallies import tallies, tally_line

_DAY = ["%Y-%m-%d"]


def state(
    terms: TermsOption,
    on: Annotated[
        datetime | None, typer.Option(formats=_DAY, metavar="DAY", help="The day that is asked about; today else.")
    ] = None,
    days: Annotated[
        int, typer.Option(min=1, metavar="NUMBER", help="How many days that end with it are counted and compared.")
    ] = 7,
    zone: Annotated[str | None, typer.Option(metavar="ZONE", help="Only this zone of the terms.")] = None,
    by: Annotated[Step | None, typer.Option(help="A line for each day, week or month of the time in force.")] = None,
    published_by: Annotated[
        datetime | None,
        typer.Option(
            formats=_DAY,
            metavar="DATE",
            help="Only what had been published by then; by the day asked about else. A later day gives hindsight.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each set of terms.")] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print the state of the ceasefire: its word, what it rests on, counts with what is uncertain, and the clocks.

    Counts are ranges where facts are open: 2 to 4 means that two certainly, and two more possibly, fall into the time,
    the zone or the party. What was published after the day does not count. What monitors counted is shown beside, and
    never added.
    """
    day = (on or datetime.now(UTC)).date()
    judged_by = loaded(terms)
    for each in judged_by:
        if zone is not None and zone not in [known.name for known in each.zones]:
            known_zones = ", ".join(known.name for known in each.zones) or "it has none"
            typer.echo(f"pactwatch: {each.name}: there is no zone `{zone}` (zones: {known_zones})", err=True)
            raise typer.Exit(1)
    with opened(ledger) as book:
        as_of = AsOf(published=published_by.date() if published_by else day)
        found, records = judged(book, judged_by, as_of)
        counted = [stored for stored in book.claims(as_of=as_of) if isinstance(stored.claim, TallyClaim)]
    for number, each in enumerate(judged_by):
        ceasefire = Ceasefire.of(each, found, records, as_of.published)
        clocks = [cessation_clock(ceasefire, cessation, day, zone) for cessation in each.state.cessations]
        first = day - timedelta(days=days - 1)
        now, before = ceasefire.compared(first, day, zone)
        steps = ceasefire.series(_begun(each, ceasefire, day), day, by, zone) if by else []
        beside = tallies(counted, first, day)
        if as_json:
            shown = {
                "terms": each.name,
                "zone": zone,
                **_state(ceasefire.on(day, zone)),
                "by": [finding.id for finding in ceasefire.behind(day, zone)],
                "counts": _counts(now),
                "before": _counts(before),
                "undated": len(ceasefire.undated),
                "clocks": [_clock(clock) for clock in clocks],
                "series": [{**_state(state), "counts": _counts(counts)} for state, counts in steps],
                "tallies": [stored.id for stored in beside],
            }
            print_line(json.dumps(shown, ensure_ascii=False))
            continue
        if number:
            typer.echo("")
        _print(ceasefire, ceasefire.on(day, zone), now, before, clocks, beside)
        if steps:
            _print_steps(steps)


def _begun(terms: Terms, ceasefire: Ceasefire, day: date) -> date:
    """The first day of a series: the first in force, or the first of which an incident tells."""
    days = [period.first for period in terms.in_force] or ([ceasefire.days[0]] if ceasefire.days else [])
    return min([*days, day])


def _print(
    ceasefire: Ceasefire,
    state: DayState,
    now: Counts,
    before: Counts,
    clocks: list[CessationClock],
    beside: list[StoredClaim],
) -> None:
    where = f" in {now.zone}" if now.zone else ""
    could = f" (could be {state.could_be}: some facts are open)" if state.could_be != state.state else ""
    typer.echo(printable(f"{ceasefire.terms.source.title}{where}, {words.day(state.day)}: {state.state}{could}"))
    for finding in ceasefire.behind(state.day, now.zone)[:3]:
        typer.echo(printable(f"  {words.when(finding.happened)}: {finding_line(finding)}  ({finding.id})"))
    for clock in clocks:
        by = f" by {clock.by[0].id}" if clock.by else ""
        typer.echo(printable(f"{clock.cessation.id}: {clock_line(clock)}{by}"))
    table = Table()
    for name in ("incidents", f"{words.day(now.first)} – {words.day(now.last)}", "the time before", "compared"):
        table.add_column(name, overflow="fold")
    for name, count, earlier in _rows(now, before):
        table.add_row(name, range_words(count), range_words(earlier), change_words(count, earlier))
    Console().print(table)
    if ceasefire.undated:
        typer.echo(f"{words.plural(len(ceasefire.undated), 'incident')} of which no day is known: not counted")
    for stored in beside:
        typer.echo(printable(f"what a mission counted, not added: {tally_line(stored)}"))


def _rows(now: Counts, before: Counts) -> list[tuple[str, Range, Range]]:
    rows = [
        ("violations", now.violations, before.violations),
        ("cannot be decided", now.inconclusive, before.inconclusive),
        ("no violation", now.cleared, before.cleared),
    ]
    for title, named, earlier in (
        ("violations by", now.by_party, before.by_party),
        ("violations:", now.by_type, before.by_type),
        ("violations in", now.by_zone, before.by_zone),
    ):
        for name in dict.fromkeys((*named, *earlier)):
            told = words.actor(name) if title.endswith("by") else name
            rows.append((f"{title} {told}", named.get(name, Range()), earlier.get(name, Range())))
    if now.not_attributed or before.not_attributed:
        rows.append(("violations, by whom not established", now.not_attributed, before.not_attributed))
    return rows


def _print_steps(steps: list[tuple[DayState, Counts]]) -> None:
    table = Table()
    for name in ("from", "to", "state", "could be", "violations", "cannot be decided"):
        table.add_column(name, overflow="fold")
    for state, counts in steps:
        cells = (counts.first.isoformat(), counts.last.isoformat(), state.state, state.could_be)
        table.add_row(*map(Text, cells), range_words(counts.violations), range_words(counts.inconclusive))
    Console().print(table)


def _state(state: DayState) -> dict[str, Any]:
    return {"day": state.day.isoformat(), "state": state.state, "could_be": state.could_be}


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "first": counts.first.isoformat(),
        "last": counts.last.isoformat(),
        **{name: _range(getattr(counts, name)) for name in ("violations", "inconclusive", "cleared")},
        **{name: _ranges(getattr(counts, name)) for name in ("by_party", "by_type", "by_zone")},
        "not_attributed": _range(counts.not_attributed),
    }


def _ranges(named: Mapping[str, Range]) -> dict[str, dict[str, int]]:
    return {name: _range(number) for name, number in named.items()}


def _range(number: Range) -> dict[str, int]:
    return {"low": number.low, "high": number.high}


def _clock(clock: CessationClock) -> dict[str, Any]:
    return {
        "cessation": clock.cessation.id,
        "running": clock.running,
        "counted": clock.counted,
        "of": clock.cessation.days,
        "silent": clock.silent,
        "reached": clock.reached.isoformat() if clock.reached else None,
        "set_back": clock.set_back.isoformat() if clock.set_back else None,
        "by": [finding.id for finding in clock.by],
    }
